// WipeCommand.swift: `persona wipe`: destroys a vault. The one command that asks for a name.

/// `persona wipe`.
let wipeCommand: Command = Command(
  name: "wipe",
  summary: "destroy the vault and everything in it",
  discussion: """
    Lists what it will destroy and what it cannot reach, then asks for the name of the vault. The first \
    step overwrites the keys, so from then on nobody can decrypt anything, even if the wipe is stopped \
    halfway; running it again removes the rest. Models are not touched. No passphrase is needed.
    """,
  options: [
    Option(
      name: "confirm", value: .text("NAME"), help: "the name of the vault, for scripts; nothing is asked then"
    ),
    .dryRun, .json,
  ],
  examples: [
    Example(command: "persona wipe --dry-run", explanation: "lists what would be destroyed"),
    Example(
      command: "persona wipe --confirm history", explanation: "destroys the vault of this name without asking"
    ),
  ],
  run: { try WipeRun(invocation: $0).run() }
)

private struct WipeRun {
  let invocation: Invocation

  private var path: String { invocation.vaultPath }

  func run() throws {
    let items = try Vault.wipeInventory(at: path, files: invocation.files, state: invocation.paths.state)
    let name = nameToType()
    let isDryRun = invocation.flag("dry-run")
    if let typed = invocation.text("confirm"), typed != name {
      throw HistoryCommandError.otherName(expected: name)
    }
    if !invocation.flag("json") { try printInventory(items, name: name) }
    if !isDryRun {
      if invocation.text("confirm") == nil {
        try invocation.console.confirm(byTyping: name, question: HistoryMessages.wipeQuestion(name))
      }
      invocation.dropKeptKeys()
      let progress = invocation.console.progress(ProgressMessages.wiping, total: items.count)
      try Vault.wipe(at: path, files: invocation.files, state: invocation.paths.state) { done, _ in
        progress.advance(to: done)
      }
      progress.finish()
    }
    if invocation.flag("json") { return try invocation.console.printJSON(json(items, name: name)) }
    try invocation.console.print(isDryRun ? HistoryMessages.nothingWiped : HistoryMessages.wiped(name))
  }

  /// The name in the header, or that of the folder where the header cannot be read.
  private func nameToType() -> String {
    if let header = try? Vault.header(at: path, files: invocation.files) { return header.name }
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  private func printInventory(_ items: [WipeItem], name: String) throws {
    let console = invocation.console
    try console.printSentence(HistoryMessages.wipeHeading(name, path: path))
    for item in items {
      try print(item.treatment, shown(item.path) + HistoryMessages.byteCount(of: item))
    }
    try print(.removed, HistoryMessages.keptKey)
    try console.printSentence(HistoryMessages.outOfReachHeading)
    for line in outOfReach { try console.printSentence(console.settings.isPlain ? line : "  \(line)") }
  }

  /// The path of an item, in the vault without that of the vault, which the heading has.
  private func shown(_ path: String) -> String {
    path.hasPrefix(self.path + "/") ? String(path.dropFirst(self.path.count + 1)) : path
  }

  private func print(_ treatment: WipeItem.Treatment, _ what: String) throws {
    let console = invocation.console
    let words = HistoryMessages.treatment(treatment)
    let line = console.settings.isPlain ? "\(words.trimmingSpaces()): \(what)" : "  \(words)  \(what)"
    try console.print(
      console.outputIsTerminal ? WrappedText.wrap(line, to: console.columnCount, hanging: 4) : line)
  }

  /// What is not destroyed, with the drafts that are there.
  private var outOfReach: [String] {
    let drafts = Draft.folders(in: [invocation.paths.runtime, StandardPaths.sharedMemory])
    return HistoryMessages.outOfReach + drafts.map(HistoryMessages.keptDraft(in:))
  }

  private func json(_ items: [WipeItem], name: String) -> JSONValue {
    .object([
      ("vault", .string(path)), ("name", .string(name)), ("dryRun", .bool(invocation.flag("dry-run"))),
      (
        "items",
        .array(
          items.map { item in
            .object([
              ("path", .string(item.path)), ("byteCount", JSONValue(item.byteCount)),
              ("treatment", .string(HistoryMessages.treatmentCode(item.treatment))),
            ])
          })
      ),
      ("outOfReach", JSONValue(outOfReach)),
    ])
  }
}
