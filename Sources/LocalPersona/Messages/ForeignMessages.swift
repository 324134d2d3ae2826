// ForeignMessages.swift: what a person is told about imports from other programs: who is who, what was left
// out.

/// The sentences of imports from other programs.
enum ForeignMessages {
  /// Most names that are listed.
  private static let mostNames = 20

  // MARK: The names of a chat

  /// The names, each with how many messages it has.
  static func names(_ authors: [ChatAuthor]) -> String {
    let names = authors.prefix(mostNames).map { "\($0.name) (\($0.messageCount.grouped))" }
    return names.joined(separator: ", ") + rest(of: authors)
  }

  static func nameQuestion(_ path: String) -> String { "Which of these names in \(path) are yours?" }

  /// The question, with a line for each name.
  static func whoAreYou(_ path: String, _ authors: [ChatAuthor]) -> String {
    let lines = authors.prefix(mostNames).enumerated().map { number, author in
      "  \(number + 1)  \(author.name), \(counted(author.messageCount, "message"))"
    }
    return nameQuestion(path) + "\n" + lines.joined(separator: "\n") + rest(of: authors)
      + "\nNumbers or names, with commas between: "
  }

  private static func rest(of authors: [ChatAuthor]) -> String {
    authors.count > mostNames ? " and \((authors.count - mostNames).grouped) more" : ""
  }

  static let looksLikeChat =
    "a text looks like an exported chat, with what others wrote in it: --from whatsapp takes only what you "
    + "wrote, and 'persona undo' takes an import back"

  // MARK: What was left out

  /// How many files and items were left out for each reason, in the order of the reasons' codes.
  static func counted(_ reasons: [SkipReason]) -> String {
    var counts: [String: Int] = [:]
    for reason in reasons { counts[reason.code, default: 0] += 1 }
    let parts = counts.keys.sorted().map { "\((counts[$0] ?? 0).grouped) \($0)" }
    return "left out in all: \(parts.joined(separator: ", "))"
  }

  /// What was left out of the texts.
  static func omitted(_ parts: [OmittedPart: Int]) -> String {
    let counts = OmittedPart.allCases.compactMap { part in parts[part].map { words(part, $0) } }
    return "not taken, as not your writing: \(counts.joined(separator: ", "))"
  }

  /// The counts, for programs.
  static func json(_ parts: [OmittedPart: Int]) -> JSONValue {
    .object(
      OmittedPart.allCases.compactMap { part in
        parts[part].map { count in (part.rawValue, JSONValue(count)) }
      })
  }

  private static func words(_ part: OmittedPart, _ count: Int) -> String {
    switch part {
    case .othersMessage: "\(counted(count, "message")) of others"
    case .systemLine: "\(counted(count, "line")) of the program"
    case .media: counted(count, "picture or other file", "pictures and other files")
    case .deletedMessage: counted(count, "deleted message")
    case .shortMessage: "\(counted(count, "message")) too short to tell how you write"
    case .code: counted(count, "block of code", "blocks of code")
    case .comment: counted(count, "comment")
    case .embed: counted(count, "embedded file")
    case .query: counted(count, "query", "queries")
    }
  }

  private static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count.grouped) \(count == 1 ? one : many ?? one + "s")"
  }
}
