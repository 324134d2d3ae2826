// Importer+Chats.swift: what the user wrote in an exported chat, and which of its names is the user's.

extension Importer {
  /// Most people of a group without a name that are named as those it was written to.
  private static let mostRecipients = 3

  /// Takes what the user wrote in a chat.
  ///
  /// - Throws: ``ImportError/authorUnknown(path:authors:)``, and what the question and the checkpoint throw.
  mutating func addChat(_ content: String, at site: ImportSite) throws {
    let chat: WhatsAppChat
    do throws(ImportProblem) {
      chat = try WhatsAppChat(content, dateOrder: chats.dateOrder)
    } catch {
      return planner.reject(error, at: site)
    }
    let authors = chat.authors
    guard !authors.isEmpty else { return planner.skip(.empty, at: site) }
    guard let names = try ownNames(among: authors, at: site) else { return }
    let recipient = Importer.recipient(
      of: authors.map(\.name).filter { !names.contains($0) }, path: site.path)
    let turns = ChatTurns(of: names, in: chat, to: recipient)
    planner.omit(turns.omitted)
    for piece in turns.pieces {
      try note(byteCount: 0)
      planner.add(piece.item, at: ImportSite(path: site.path, line: piece.line))
    }
  }

  /// Those of the names in a chat that are the user's; nil where the chat was rejected for want of one.
  ///
  /// Whoever was asked once is asked again only by a chat in which none of the names given occurs.
  private mutating func ownNames(among authors: [ChatAuthor], at site: ImportSite) throws -> Set<String>? {
    let known = Importer.matches(authors, namesOfMe)
    if !known.isEmpty { return known }
    guard chats.me.isEmpty else {
      planner.reject(.nobodyCalledSo(authors), at: site)
      return nil
    }
    guard let askMe = chats.askMe else { throw ImportError.authorUnknown(path: site.path, authors: authors) }
    let answers = try askMe(site.path, authors)
    let asked = Importer.matches(authors, answers)
    guard !asked.isEmpty else { throw ImportError.authorUnknown(path: site.path, authors: authors) }
    namesOfMe += answers
    return asked
  }

  private static func matches(_ authors: [ChatAuthor], _ names: [String]) -> Set<String> {
    let wanted = Set(names.map { ChatText.cleaned($0[...]).lowercased() })
    return Set(authors.map(\.name).filter { wanted.contains($0.lowercased()) })
  }

  /// To whom a chat was written: what the file's name says, else the other people, where they are few.
  private static func recipient(of others: [String], path: String) -> String? {
    let components = DecryptedFile.name(inside: path).split(separator: "/")
    var name = components.last.map(String.init) ?? ""
    if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
    // On an iPhone the file is always called _chat.txt; the archive that it came in has the name.
    if name == "_chat", components.count > 1 { name = String(components[components.count - 2]) }
    if let partner = ChatPhrases.partner(inFileName: name) { return partner }
    return 1...mostRecipients ~= others.count ? others.sorted().joined(separator: ", ") : nil
  }
}
