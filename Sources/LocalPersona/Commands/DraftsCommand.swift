// DraftsCommand.swift: `persona drafts list | show | rm`: the drafts that `write` kept.

/// `persona drafts`.
let draftsCommand: Command = Command(
  name: "drafts",
  summary: "list, show and remove drafts that were kept",
  discussion: """
    'persona write' keeps nothing, unless you say --keep or, for every draft, 'keep-drafts = on' in the \
    configuration; --no-keep excepts one. A kept draft goes into the vault, encrypted like your entries, and \
    waits for 'persona accept' or 'persona reject'; then its words go from here, and only the verdict stays. \
    Nothing is learned from kept drafts, they are not found by search, and exports and backups leave them out. \
    A vault holds \(DraftLog.limit.grouped) of them; after that 'write' shows the draft, and fails to keep it until \
    'persona drafts rm' makes room.
    """,
  subcommands: [draftsListCommand, draftsShowCommand, draftsRemoveCommand]
)

private let draftsListCommand = Command(
  name: "list",
  summary: "list kept drafts, newest first",
  discussion: """
    With words, lists only the drafts that have all of them, in their text or in the name of the recipient. Of a draft \
    that was accepted or rejected no words are kept.
    """,
  positionals: [
    Positional(
      name: "word", help: "words that a draft must have; every draft otherwise", arity: .many,
      kind: .text("WORD"))
  ],
  options: [.json],
  examples: [
    Example(command: "persona drafts list", explanation: "prints one line for each draft"),
    Example(command: "persona drafts list garden", explanation: "lists the drafts that speak of a garden"),
  ],
  run: { invocation in
    let console = invocation.console
    let words = invocation.positionals("word").joined(separator: " ")
    let log = try DraftLog.load(from: invocation.openVault(.read))
    let drafts = Array(log.drafts.reversed().filter { $0.hasAllWords(of: words) })
    if invocation.flag("json") {
      return try console.printJSON(.object([("drafts", .array(drafts.map(\.printedJSON)))]))
    }
    if drafts.isEmpty {
      console.note(log.drafts.isEmpty ? DraftLogMessages.none : DraftLogMessages.noneWithWords)
    }
    try invocation.printLong(drafts.lazy.map { line(of: $0, for: invocation) })
  }
)

private let draftsShowCommand = Command(
  name: "show",
  summary: "show a kept draft",
  positionals: [.draft],
  options: [.json],
  examples: [
    Example(command: "persona drafts show", explanation: "shows the newest that waits for a verdict")
  ],
  run: { invocation in
    let draft = try DraftLog.load(from: invocation.openVault(.read)).draft(invocation.positional("id"))
    if invocation.flag("json") { return try invocation.console.printJSON(draft.printedJSON) }
    guard let text = draft.edited ?? draft.text else { throw DraftLogError.decided(draft.id, draft.verdict) }
    let console = invocation.console
    // What a person made of it has lines of their own.
    let isBroken = console.outputIsTerminal && !console.settings.isPlain && draft.edited == nil
    try console.print(isBroken ? WrappedText.wrap(text, to: console.columnCount) : text)
  }
)

private let draftsRemoveCommand = Command(
  name: "rm",
  summary: "remove kept drafts and what is known of them",
  positionals: [
    Positional(
      name: "id", help: "ids, or the first characters of them (at least 4)", arity: .many, kind: .text("ID"),
      candidates: .drafts)
  ],
  options: [Option(name: "all", help: "remove all of them"), .yes, .json],
  examples: [
    Example(command: "persona drafts rm 7k2m", explanation: "removes a draft, after asking"),
    Example(command: "persona drafts rm --all", explanation: "leaves no draft in the vault, after asking"),
  ],
  run: { invocation in
    let prefixes = invocation.positionals("id")
    let takesAll = invocation.flag("all")
    guard takesAll || !prefixes.isEmpty else { throw DraftLogError.nothingToRemove }
    if takesAll, !prefixes.isEmpty { throw DraftLogError.someAndAll }
    let console = invocation.console
    let vault = try invocation.openVault(.write)
    defer { vault.close() }
    // What cannot be read can still be taken away as a whole.
    var log = DraftLog()
    do {
      log = try DraftLog.load(from: vault)
    } catch {
      guard takesAll else { throw error }
      console.warn(Explanation(of: error).what)
    }
    let named = try Set(prefixes.map { try log.draft($0).id })
    let drafts = log.drafts.filter { takesAll || named.contains($0.id) }
    let isJSON = invocation.flag("json")
    if !isJSON {
      for draft in drafts { try console.print(line(of: draft, for: invocation)) }
      try console.flush()
    }
    guard try console.confirm(DraftLogMessages.removeQuestion(drafts.count)) else {
      throw ConsoleError.declined
    }
    let ids = Set(drafts.map(\.id))
    log.remove(ids)
    try log.store(in: vault)
    if isJSON {
      return try console.printJSON(.object([("removed", JSONValue(drafts.map(\.id.description)))]))
    }
    console.note(DraftLogMessages.removed(ids.count))
  }
)

extension Positional {
  /// A draft that was kept.
  static let draft = Positional(
    name: "id",
    help: "its id, or the first characters of it (at least 4); the newest without a verdict otherwise",
    arity: .optional, kind: .text("ID"), candidates: .drafts)
}

extension KeptDraft {
  /// The draft for programs: as the log has it, but with the date as other commands print it.
  fileprivate var printedJSON: JSONValue {
    .object(
      (json.object ?? []).map { name, value in
        (name, name == "made" ? .string(made.iso8601) : value)
      })
  }
}

/// A draft as a line: id, day, verdict, strategy, first words; the words below where the terminal is narrow.
private func line(of draft: KeptDraft, for invocation: Invocation) -> String {
  let console = invocation.console
  let id = draft.id.description
  let day = invocation.calendar.text(of: draft.made)
  let verdict = DraftLogMessages.verdict(draft)
  let words = ColumnText.oneLine(String((draft.edited ?? draft.text ?? "").prefix(200)))
  if console.settings.isPlain {
    return [id, day.trimmingSpaces(), verdict, draft.strategy, words].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }
  let facts = "\(day)  \(ColumnText.fitted(verdict, to: 8))  \(draft.strategy)"
  let head = "\(console.style.accent)\(id)\(console.style.reset)  "
  guard !words.isEmpty else { return head + facts }
  guard console.outputIsTerminal else { return "\(head)\(facts)  \(words)" }
  let room = console.columnCount - id.count - facts.count - 4
  guard room < leastWordsWidth else { return "\(head)\(facts)  \(ColumnText.cut(words, to: room))" }
  return head + ColumnText.cut(facts, to: console.columnCount - id.count - 2) + "\n    "
    + ColumnText.cut(words, to: console.columnCount - 4)
}

/// Where less is left for the words of a draft, in columns, they get a line of their own.
private let leastWordsWidth = 24
