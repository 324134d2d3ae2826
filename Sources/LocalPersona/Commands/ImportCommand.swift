// ImportCommand.swift: `persona import`: keeps many texts at once, all of them or none.

/// `persona import PATH…`.
let importCommand: Command = Command(
  name: "import",
  summary: "take in texts from files and folders",
  discussion: """
    Reads JSON Lines (what 'persona export' writes), Markdown and text files, and folders of them. Front \
    matter of Markdown is understood: title, date, kind, to, tags. With --from, it reads what other programs \
    wrote: an Obsidian vault, a Jekyll site, a Day One journal in JSON, and of WhatsApp chats what you wrote \
    yourself. An age file that is named, with any of \
    them inside, is opened with a passphrase that is asked for, or with --identity. docs/import-export.md \
    describes it all.

    Of mail (mbox, maildir, eml) only what you wrote is taken, by your addresses (--me), without quotes and \
    signatures; it is kept in steps, so that a long import that is interrupted goes on when you run it again.

    A text that the vault has already is left out, and so is one that comes twice. If anything cannot be \
    taken as it is, nothing is imported, unless you say --skip-invalid. --dry-run tells what would happen.
    """,
  positionals: [
    Positional(
      name: "path", help: "a file or a folder; '-' is standard input", arity: .many, kind: .path("PATH"))
  ],
  options: [
    Option(
      name: "from", value: .choice(ImportFormat.allCases.map(\.rawValue)),
      help: "the format of files named here, whatever their names say; standard input is jsonl otherwise"),
    Option(
      name: "format", value: .choice(ImportFormat.allCases.map(\.rawValue)),
      help: "what --from was called before"),
    Option(
      name: "kind", short: "k", value: .text("KIND"), help: "the kind of texts that name none; note otherwise"
    ),
    Option(
      name: "to", short: "t", value: .text("NAME"), help: "the recipient of texts that name none",
      candidates: .recipients),
    Option(
      name: "tag", value: .text("TAG"), isRepeatable: true, help: "add this tag to every text",
      candidates: .tags),
    Option(name: "skip-invalid", help: "import the rest where some texts cannot be taken"),
  ] + Option.chats + Option.ageReading + [.dryRun, .json],
  examples: [
    Example(command: "persona import --dry-run letters/", explanation: "tells what would be imported"),
    Example(
      command: "persona import --kind mail --tag work sent.jsonl",
      explanation: "imports mails, all with a tag"),
    Example(
      command: "persona import --from obsidian ~/Notes", explanation: "imports the notes of an Obsidian vault"
    ),
    Example(
      command: "persona import --from whatsapp --me 'Ann Lee' 'WhatsApp Chat with Bob.txt'",
      explanation: "imports what Ann Lee wrote in a chat"),
    Example(
      command: "persona import --from mbox --me ann@example.org Sent",
      explanation: "imports what you wrote in a mailbox"),
    Example(
      command: "persona import history.age --identity key.txt",
      explanation: "imports what is inside an age file"),
    Example(
      command: "gunzip -c history.jsonl.gz | persona import -",
      explanation: "imports JSON Lines from another program"
    ),
  ],
  run: { try ImportRun($0).run() }
)

private struct ImportRun {
  /// How many lines of the report are shown; --json shows all.
  private static let shownCount = 20

  let invocation: Invocation
  let defaults: ImportDefaults
  let keys: AgeKeys

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    guard !invocation.positionals("path").isEmpty else { throw HistoryCommandError.nothingToImport }
    defaults = ImportDefaults(
      kind: try invocation.kinds("kind").last, recipient: invocation.text("to"), tags: invocation.texts("tag")
    )
    keys = try invocation.ageKeys()
    // A wrong tag or recipient is a fault of the command line: it is told once, not for every text.
    _ = try Entry(recipient: defaults.recipient, tags: defaults.tags, text: "-")
  }

  func run() throws {
    if let mail = try MailImportRun(invocation, defaults: defaults) { return try mail.run() }
    let isDryRun = invocation.flag("dry-run")
    let vault = try invocation.openVault(isDryRun ? .read : .write)
    defer { vault.close() }
    let plan = try makePlan(existing: vault.entries)
    let takesAll = plan.problems.isEmpty || invocation.flag("skip-invalid")
    if takesAll, !isDryRun, !plan.entries.isEmpty {
      try invocation.console.checkInterrupt()
      try vault.append(plan.entries, as: UndoStep(.import))
    }
    try report(plan, imported: takesAll)
    try tellOfChats(in: plan)
    try invocation.console.flush()
    if let rejection = plan.rejection, !takesAll { throw rejection }
    if !isDryRun, !plan.entries.isEmpty {
      try invocation.refreshVectors(of: vault)
      invocation.learnAgainIfAllowed(vault)
    }
  }

  private func makePlan(existing: [Entry]) throws -> ImportPlan {
    let console = invocation.console
    let progress = console.progress(ProgressMessages.reading, total: 0)
    var importer = Importer(
      existing: existing, defaults: defaults, files: invocation.files, keys: keys,
      chats: invocation.chatSettings()
    ) { itemCount in
      try console.checkInterrupt()
      progress.advance(to: itemCount)
    }
    let format = try invocation.importFormat()
    for path in invocation.positionals("path") {
      invocation.noteTypedFile(at: path, as: (format ?? .jsonl).rawValue)
      try importer.read(path, format: format)
    }
    progress.finish()
    return importer.plan
  }

  /// A chat that is taken as it is would teach the voices of others.
  private func tellOfChats(in plan: ImportPlan) throws {
    guard try invocation.importFormat() == nil,
      plan.entries.contains(where: { WhatsAppChat.isLikely($0.text) })
    else { return }
    invocation.console.note(ForeignMessages.looksLikeChat)
  }

  private func report(_ plan: ImportPlan, imported: Bool) throws {
    if invocation.flag("json") { return try invocation.console.printJSON(json(plan, imported: imported)) }
    let console = invocation.console
    // A single one that ends the import is its error, which follows.
    let problems = !imported && plan.problems.count == 1 ? [] : plan.problems
    for problem in problems.prefix(ImportRun.shownCount) {
      console.warn("\(problem.site.words): \(problem.value.words)")
    }
    noteRest(plan.problems.count)
    for skipped in plan.skipped.prefix(ImportRun.shownCount) {
      console.note(HistoryMessages.skipped(skipped.site.words, skipped.value.words))
    }
    noteRest(plan.skipped.count)
    if plan.skipped.count > ImportRun.shownCount {
      console.note(ForeignMessages.counted(plan.skipped.map(\.value)))
    }
    if !plan.omitted.isEmpty { console.note(ForeignMessages.omitted(plan.omitted)) }
    if !plan.ignoredFields.isEmpty {
      console.note(HistoryMessages.ignored(fields: plan.ignoredFields.keys.sorted()))
    }
    guard imported else { return }
    try console.print(HistoryMessages.imported(plan, isDryRun: invocation.flag("dry-run")))
  }

  private func noteRest(_ count: Int) {
    let rest = count - ImportRun.shownCount
    if rest > 0 { invocation.console.note(HistoryMessages.andMore(rest)) }
  }

  private func json(_ plan: ImportPlan, imported: Bool) -> JSONValue {
    .object([
      ("dryRun", .bool(invocation.flag("dry-run"))),
      ("imported", .integer(Int64(imported ? plan.entries.count : 0))),
      ("ids", .array(imported ? plan.entries.map { .string($0.id.description) } : [])),
      ("skipped", .array(plan.skipped.map { json($0.site, $0.value.words, reason: $0.value.code) })),
      ("rejected", .array(plan.problems.map { json($0.site, $0.value.words, reason: nil) })),
      ("omitted", ForeignMessages.json(plan.omitted)),
      ("ignoredFields", .array(plan.ignoredFields.keys.sorted().map(JSONValue.string))),
    ])
  }

  private func json(_ site: ImportSite, _ words: String, reason: String?) -> JSONValue {
    var members: [(String, JSONValue)] = [("path", .string(site.path))]
    if let line = site.line { members.append(("line", .integer(Int64(line)))) }
    if let item = site.item { members.append(("item", .integer(Int64(item)))) }
    if let reason { members.append(("reason", .string(reason))) }
    members.append(("message", .string(words)))
    return .object(members)
  }
}
