// SearchCommand.swift: `persona search`: entries by words and by meaning.

private import Inference

/// `persona search QUERY…`.
let searchCommand: Command = Command(
  name: "search",
  summary: "find entries by their words and by their meaning",
  discussion: """
    Finds what has the words of the query, the rarer the better, and what means something close to it. \
    Search by meaning needs a text encoder ('persona model list' shows whether one is installed). The \
    number behind each result tells how well it answers, from 0 to 1. Nothing of the index is ever written \
    to disk.

    Words in double quotes must stand in the text or the title one after the other, whatever their case and the \
    marks between them. A shell takes such quotes away unless they stand in single ones.
    """,
  positionals: [Positional(name: "query", help: "what to look for", arity: .many, kind: .text("QUERY"))],
  options: [
    Option(
      name: "limit", short: "n", value: .integer("N", 1...10_000), help: "at most N results; 10 otherwise"),
    Option(
      name: "mode", value: .choice(SearchMode.allCases.map(\.rawValue)),
      help: "go by the words (text), by the meaning, or by both; both otherwise"),
  ] + EntryFilter.options + [.json],
  examples: [
    Example(command: "persona search late train", explanation: "finds entries about trains and being late"),
    Example(
      command: "persona search '\"late train\"'",
      explanation: "finds only entries with these words one after the other"),
    Example(
      command: "persona search --kind mail -n 3 \"asking for money politely\"",
      explanation: "finds the three mails closest in meaning"),
    Example(
      command: "persona search garden --from 'last year' --not-tag work",
      explanation: "finds what you wrote about gardens since the beginning of last year, but not for work"),
  ],
  run: { try SearchRun($0).run() }
)

/// One search, from the options to the results.
private struct SearchRun {
  let invocation: Invocation
  let query: String
  let mode: SearchMode
  let filter: EntryFilter
  let phrases: SearchPhrases

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    query = invocation.positionals("query").joined(separator: " ")
    phrases = SearchPhrases(in: query)
    mode = invocation.text("mode").flatMap(SearchMode.init(rawValue:)) ?? .both
    filter = try EntryFilter(invocation)
    guard !WordScanner.words(of: query).isEmpty else { throw SearchError.emptyQuery }
  }

  func run() throws {
    let history = try invocation.openHistoryForOneQuery(encoder: encoder())
    let matches = try history.matches(
      for: query, mode: mode, limit: invocation.integer("limit") ?? 10,
      admitting: { filter.admits($0) && phrases.admits($0) })
    if invocation.flag("json") { return try invocation.console.printJSON(json(matches)) }
    filter.noteUnknownNames(among: history.entries, on: invocation.console)
    if matches.isEmpty {
      invocation.console.note(phrases.isEmpty ? SearchMessages.nothingFound : SearchMessages.noPhraseFound)
    }
    try invocation.printLong(matches.flatMap(lines))
  }

  /// The encoder, where the mode asks for one; without any, `both` means words only and says so.
  private func encoder() throws -> InstalledEncoder? {
    guard mode != .text else { return nil }
    let threadCount = invocation.threads
    let found = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    if found == nil {
      guard mode == .both else { throw SearchError.noEncoder }
      invocation.console.note(SearchMessages.noEncoder)
    }
    return found
  }

  /// The facts of a match in a line, and below it the words that answer.
  private func lines(_ match: SearchMatch) -> [String] {
    let console = invocation.console
    let style = console.style
    let entry = match.entry
    let facts = [
      invocation.calendar.text(of: entry.written), entry.kind.description,
      entry.title ?? entry.recipient.map { "to " + $0 },
    ].compactMap(\.self)
    let score = Double(match.score).rounded(to: 2)
    let snippet = Snippet(of: entry.text, query: query, characterCount: 2 * (console.columnCount - 4))
    if console.settings.isPlain {
      let words = [entry.id.description] + facts.map { $0.trimmingSpaces() } + ["score \(score)"]
      return [words.joined(separator: ", "), snippet.text]
    }
    var known = facts.joined(separator: "  ")
    if console.outputIsTerminal {
      known = ColumnText.cut(
        known, to: max(console.columnCount - entry.id.description.count - score.count - 4, 8))
    }
    let head = "\(style.accent)\(entry.id)\(style.reset)  \(known)  \(style.dim)\(score)\(style.reset)"
    let words = "    " + marked(snippet, style)
    return [head, console.outputIsTerminal ? WrappedText.wrap(words, to: console.columnCount) : words]
  }

  private func marked(_ snippet: Snippet, _ style: Style) -> String {
    snippet.parts.map { $0.isMatch ? style.bold + $0.text + style.reset : $0.text }.joined()
  }

  private func json(_ matches: [SearchMatch]) -> JSONValue {
    .object([
      ("query", .string(query)),
      ("mode", .string(mode.rawValue)),
      ("results", .array(matches.map(json))),
    ])
  }

  private func json(_ match: SearchMatch) -> JSONValue {
    .object([
      ("id", .string(match.entry.id.description)),
      ("written", .string(match.entry.written.iso8601)),
      ("kind", .string(match.entry.kind.description)),
      ("title", JSONValue(match.entry.title)),
      ("recipient", JSONValue(match.entry.recipient)),
      ("tags", JSONValue(match.entry.tags)),
      ("score", JSONValue(match.score)),
      ("words", JSONValue(match.wordScore)),
      ("meaning", match.meaningScore.map { JSONValue($0) } ?? .null),
      ("snippet", .string(Snippet(of: match.entry.text, query: query, characterCount: 160).text)),
    ])
  }
}
