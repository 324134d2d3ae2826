// WhatsAppChat.swift: a chat as WhatsApp exports it, parted into messages.
//
// A message begins with a line that has a stamp of the same shape as the first one, and goes on to the next
// such line. A line without a name was written by the program. What a message says is the matter of ChatText.

/// A message of a chat.
struct ChatMessage: Equatable {
  /// The line it begins on, counted from 1.
  var line: Int

  /// When it was written, by the clock of the phone.
  var written: Timestamp

  /// Who wrote it; nil for what the program says.
  var author: String?

  /// What it says.
  var text: ChatText
}

/// A chat.
struct WhatsAppChat {
  /// Longest name, in scalars: names are shorter, and what the program says is often longer.
  static let longestName = 100

  /// The messages, in the order of the file.
  let messages: [ChatMessage]

  /// Parts an exported chat into messages.
  ///
  /// - Parameters:
  ///   - content: The file.
  ///   - asked: What the user says about the order of dates, for a chat that does not tell it.
  /// - Throws: ``ImportProblem/notAChat`` and ``ImportProblem/unknownDateOrder``.
  init(_ content: String, dateOrder asked: DateOrder? = nil) throws(ImportProblem) {
    let lines = WhatsAppChat.lines(of: content)
    let heads = WhatsAppChat.heads(among: lines)
    guard !heads.isEmpty else { throw .notAChat }
    guard let order = DateOrder.order(of: heads.map(\.stamp), asked: asked) else { throw .unknownDateOrder }
    let dated = heads.compactMap { head in
      head.stamp.moment(order).map { (head: head, written: $0) }
    }
    var messages: [ChatMessage] = []
    for (number, (head, written)) in dated.enumerated() {
      let end = number + 1 < dated.count ? dated[number + 1].head.index : lines.count
      let (author, first) = WhatsAppChat.parted(head.rest)
      messages.append(
        ChatMessage(
          line: head.index + 1, written: written, author: author,
          text: ChatText(lines: [first] + lines[(head.index + 1)..<end])))
    }
    guard messages.contains(where: { $0.author != nil }) else { throw .notAChat }
    self.messages = messages
  }

  /// Whether a text looks like an exported chat, in which two people or more wrote.
  static func isLikely(_ text: String) -> Bool {
    guard let chat = try? WhatsAppChat(text, dateOrder: .dmy) else { return false }
    return chat.authors.count > 1
  }

  /// The names that messages with text have, those with most messages first.
  var authors: [ChatAuthor] {
    var counts: [String: Int] = [:]
    for message in messages where !message.text.written.isEmpty {
      if let author = message.author { counts[author, default: 0] += 1 }
    }
    return counts.map { ChatAuthor(name: $0.key, messageCount: $0.value) }.sorted {
      ($1.messageCount, $0.name) < ($0.messageCount, $1.name)
    }
  }

  // MARK: Lines

  /// A line that begins a message.
  private struct Head {
    var index: Int
    var stamp: ChatStamp
    var rest: Substring
  }

  private static func lines(of content: String) -> [Substring] {
    content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  private static func heads(among lines: [Substring]) -> [Head] {
    var heads: [Head] = []
    for (index, line) in lines.enumerated() {
      guard let (stamp, rest) = ChatStamp.split(line), stamp.shape == heads.first?.stamp.shape ?? stamp.shape
      else { continue }
      heads.append(Head(index: index, stamp: stamp, rest: rest))
    }
    return heads
  }

  /// Parts what follows a stamp into the name and the first line of the text.
  ///
  /// What has no name, or one that cannot be a name, is the program's. It sets the names of groups in quotes,
  /// and a colon in such a name ends none.
  private static func parted(_ rest: Substring) -> (author: String?, first: Substring) {
    let scalars = rest.unicodeScalars
    var index = scalars.startIndex
    var isInQuotes = false
    for _ in 0...longestName where index < scalars.endIndex {
      let next = scalars.index(after: index)
      if scalars[index] == ":", next == scalars.endIndex || ChatText.isBlank(scalars[next]) {
        let name = author(in: rest[..<index])
        guard !isInQuotes, !name.isEmpty else { break }
        return (name, next == scalars.endIndex ? rest[next...] : rest[scalars.index(after: next)...])
      }
      if "\"“”„«»".unicodeScalars.contains(scalars[index]) { isInQuotes.toggle() }
      index = next
    }
    return (nil, rest)
  }

  /// A name without marks; somebody who is in no address book has a tilde before theirs.
  private static func author(in text: Substring) -> String {
    let name = ChatText.cleaned(text)
    return String(name.drop { $0 == "~" }.trimmed)
  }
}
