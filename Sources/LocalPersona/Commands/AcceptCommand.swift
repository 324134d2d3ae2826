// AcceptCommand.swift: `persona accept` and `persona reject`: what a person says about a kept draft.

/// `persona accept [ID]`.
let acceptCommand: Command = Command(
  name: "accept",
  summary: "make a kept draft an entry, with its origin marked",
  discussion: """
    Takes a draft that 'persona write' kept into your history, as it is or as you changed it: in the editor of \
    'write --edit', or in the file that --edited names. The entry has the id of the draft.

    A voice is not learned from the model's own words. Where at least half of the words are not the draft's, \
    wherever they stand, the entry has the tag \(Entry.editedDraftTag) and counts like all that you wrote, as \
    new writing for 'learn --auto on' as well. Otherwise it has the tag \(Entry.acceptedDraftTag): 'list', \
    'search' and 'export' have it, but it is not learned from, and never an example for a draft. \
    'persona edit ID --untag \(Entry.acceptedDraftTag)' makes it yours.
    """,
  positionals: [.draft],
  options: [
    Option(
      name: "edited", value: .path("FILE"),
      help: "take the text in FILE, which is what you made of the draft; '-' is standard input"),
    .entryKind, .entryTitle, .entryTag, .json,
  ],
  examples: [
    Example(command: "persona accept", explanation: "keeps the newest draft as an entry"),
    Example(
      command: "persona accept 7k2m --kind mail --edited sent.txt",
      explanation: "keeps what you sent in the end"),
  ],
  run: { invocation in
    let kind = try invocation.kinds("kind").last
    let vault = try invocation.openVault(.write)
    defer { vault.close() }
    var log = try DraftLog.load(from: vault)
    let draft = try log.draft(invocation.positional("id"))
    let text = try invocation.text("edited").map { try invocation.text(at: $0) }
    let made = try draft.entry(
      text, kind: kind, title: invocation.text("title"), tags: invocation.texts("tag"))
    guard let entry = made else { throw DraftLogError.decided(draft.id, draft.verdict) }
    try vault.accept(entry, from: &log)
    let console = invocation.console
    if invocation.flag("json") {
      try console.printJSON(.object(EntrySchema.metadata(of: entry)))
    } else {
      try console.print(entry.id.description)
      console.note(entry.isOwnWriting ? DraftLogMessages.learned : DraftLogMessages.notLearned)
    }
    try console.flush()
    try invocation.refreshVectors(of: vault, changed: [entry])
    // The model's own words are nothing new of the person's.
    if entry.isOwnWriting { invocation.learnAgainIfAllowed(vault) }
  }
)

/// `persona reject [ID]`.
let rejectCommand: Command = Command(
  name: "reject",
  summary: "note that a kept draft was no good, and drop its words",
  discussion: """
    What stays is the fact, with the strategy, model and seed of the draft: 'persona drafts list' shows it, \
    'persona drafts rm' takes it away too. Nothing is learned from it.
    """,
  positionals: [.draft],
  options: [.json],
  examples: [Example(command: "persona reject", explanation: "rejects the newest draft without a verdict")],
  run: { invocation in
    let vault = try invocation.openVault(.write)
    defer { vault.close() }
    var log = try DraftLog.load(from: vault)
    let draft = try log.draft(invocation.positional("id"))
    guard draft.verdict == .open else { throw DraftLogError.decided(draft.id, draft.verdict) }
    log.close(draft.id, .rejected)
    try log.store(in: vault)
    if invocation.flag("json") {
      return try invocation.console.printJSON(.object([("rejected", .string(draft.id.description))]))
    }
    invocation.console.note(DraftLogMessages.rejected(draft.id))
  }
)
