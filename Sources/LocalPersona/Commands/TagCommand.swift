// TagCommand.swift: `persona tag`: gives tags to entries, takes them away, renames them, and counts them.

/// `persona tag [ID…]`.
let tagCommand: Command = Command(
  name: "tag",
  summary: "list tags, or change those of entries",
  discussion: """
    Without --add, --remove or --rename, lists the tags that entries have, and how many have each. With --add \
    or --remove, changes the tags of all the entries named, or of none; without an id, of all that the options \
    choose, which are those of 'persona list'. With --rename, gives every entry that has one tag another instead. \
    What was learned and what is found by meaning stay as they are.

    'persona undo' takes it back, and until then the vault remembers the tags from before.
    """,
  positionals: [
    Positional(
      name: "id", help: "ids, or the first characters of them (at least 4); with --rename the new tag",
      arity: .many, kind: .text("ID"), candidates: .ids)
  ],
  options: [
    Option(
      name: "add", short: "a", value: .text("TAG"), isRepeatable: true, help: "add this tag",
      candidates: .tags),
    Option(
      name: "remove", short: "r", value: .text("TAG"), isRepeatable: true, help: "take this tag away",
      candidates: .tags),
    Option(
      name: "rename", value: .text("OLD"),
      help: "in every entry with the tag OLD, put the new tag in its place", candidates: .tags),
  ] + EntryFilter.options + [.dryRun, .json],
  examples: [
    Example(command: "persona tag", explanation: "lists the tags"),
    Example(
      command: "persona tag --add work --remove draft 7k2m 9d3f",
      explanation: "changes the tags of two entries"),
    Example(
      command: "persona tag --add family --to Ann --not-tag work",
      explanation: "gives a tag to all that you wrote to Ann, but not for work"),
    Example(
      command: "persona tag --rename job work",
      explanation: "calls a tag otherwise, in every entry that has it"
    ),
  ],
  run: { try TagRun($0).run() }
)

private struct TagRun {
  let invocation: Invocation
  let words: [String]

  /// The entries to tag; with ``old``, those that the options choose.
  let selection: EntrySelection
  let added: [String]
  let removed: [String]

  /// The tag to rename.
  let old: String?

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    words = invocation.positionals("id")
    added = invocation.texts("add")
    removed = invocation.texts("remove")
    old = invocation.text("rename")
    selection = try EntrySelection(old == nil ? words : [], invocation)
    try requireSense()
    // A wrong tag is a fault of the command line: it is told before a passphrase is asked for.
    _ = try Entry(tags: old == nil ? added : words, text: "-")
  }

  private var namesTags: Bool { !added.isEmpty || !removed.isEmpty }

  private func requireSense() throws(TagCommandError) {
    if old != nil {
      guard !namesTags else { throw .renameIsAlone }
      guard words.count == 1 else { throw .newNameMissing }
    } else if namesTags {
      guard !selection.isEmpty else { throw .noEntryNamed }
    } else {
      guard words.isEmpty else { throw .nothingToDo }
    }
  }

  func run() throws {
    guard old != nil || namesTags else { return try listTags(of: invocation.openVault(.read)) }
    let isDryRun = invocation.flag("dry-run")
    let vault = try invocation.openVault(isDryRun ? .read : .write)
    defer { vault.close() }
    let changed = try changedEntries(vault)
    if !isDryRun {
      let isRemembered = try vault.retag(changed, as: UndoStep(.tag))
      if !isRemembered { invocation.console.warn(TagMessages.notRemembered) }
    }
    try report(changed, isDryRun: isDryRun)
  }

  /// The entries whose tags become others, with these.
  private func changedEntries(_ vault: Vault) throws -> [Entry] {
    var changed: [Entry] = []
    for entry in try chosenEntries(vault) {
      let other = try entry.with(tags: newTags(of: entry))
      if other != entry { changed.append(other) }
    }
    return changed
  }

  private func chosenEntries(_ vault: Vault) throws -> [Entry] {
    guard let old else { return try selection.entries(of: vault, console: invocation.console) }
    return vault.entries.filter { $0.tags.contains(old) && selection.filter.admits($0) }
  }

  private func newTags(of entry: Entry) -> [String] {
    if let old, let new = words.first { return entry.tags.map { $0 == old ? new : $0 } }
    return (entry.tags + added).filter { !removed.contains($0) }
  }

  private func report(_ changed: [Entry], isDryRun: Bool) throws {
    let console = invocation.console
    guard !invocation.flag("json") else {
      let entries = changed.map { JSONValue.object(EntrySchema.metadata(of: $0)) }
      return try console.printJSON(.object([("dryRun", .bool(isDryRun)), ("changed", .array(entries))]))
    }
    console.note(
      changed.isEmpty
        ? TagMessages.nothingChanged : TagMessages.changed(changed.count, isDryRun: isDryRun))
  }

  /// The tags, those that most entries have first.
  private func listTags(of vault: Vault) throws {
    var counts: [String: Int] = [:]
    for tag in vault.entries.filter(selection.filter.admits).flatMap(\.tags) { counts[tag, default: 0] += 1 }
    let sorted = counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    let console = invocation.console
    guard !invocation.flag("json") else {
      return try console.printJSON(
        .array(sorted.map { .object([("tag", .string($0.key)), ("entries", JSONValue($0.value))]) }))
    }
    selection.filter.noteUnknownNames(among: vault.entries, on: console)
    if sorted.isEmpty {
      console.note(selection.filter.isOpen ? TagMessages.noTags : TagMessages.noTagsChosen)
    }
    let width = sorted.first?.value.grouped.count ?? 0
    let isPlain = console.settings.isPlain
    try invocation.printLong(
      sorted.lazy.map { tag, count -> String in
        let number = count.grouped
        return isPlain
          ? "\(tag): \(HistoryMessages.entries(count))"
          : "\(String(repeating: " ", count: width - number.count))\(number)  \(tag)"
      })
  }
}
