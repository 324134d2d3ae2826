// WhyCommand.swift: `persona why`: which strategy `write` uses for this person, what was measured, and what
// was not.

/// `persona why`.
let whyCommand: Command = Command(
  name: "why",
  summary: "say which strategy drafts use, what was measured, and what was not",
  discussion: """
    Says in a few sentences what 'write' does with your history where no --strategy is given, what 'persona \
    learn' measured on entries of yours that it had kept aside, what nobody measured, and what to do next. \
    Where nothing was measured, or nothing was better than leaving your history out, it says that.

    Nothing is computed: it reads what was learned and is kept in your vault.
    """,
  options: [
    Option(
      name: "model", short: "m", value: .text("NAME"),
      help: "for this language model of 'persona model list'; the usual one otherwise", candidates: .models),
    .json,
  ],
  examples: [
    Example(command: "persona why", explanation: "says what drafts use, and on what grounds"),
    Example(command: "persona why --json", explanation: "the same for a program, with every number"),
  ],
  run: { invocation in
    let console = invocation.console
    // A missing model is said before a passphrase is asked for.
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let plugs = PlugStore(folder: invocation.paths.plugs)
    let vault = try invocation.openVault(.read)
    let report = try WhyReport(record, in: vault) { try plugs.plug(for: record.fingerprint) }
    if invocation.flag("json") { return try console.printJSON(report.json) }
    for sentence in report.sentences { try console.printSentence(sentence) }
  }
)
