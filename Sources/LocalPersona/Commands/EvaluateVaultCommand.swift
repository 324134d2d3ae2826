// EvaluateVaultCommand.swift: `persona evaluate vault`: every way to use a history, on what this person
// really wrote.

/// `persona evaluate vault`.
let evaluateVaultCommand: Command = Command(
  name: "vault",
  summary: "compare every way to use your history on your own newest entries",
  discussion: """
    Keeps the newest fifth of your entries aside, at least eight, and predicts up to 40 of them, spread evenly, \
    from older ones alone, in each way: without your history (none); with the rows of a plug that know the task \
    (instruction), with those of strangers (stranger) and with yours (plug); with 1, 2, 4 and 8 entries in the \
    prompt, chosen as 'write' chooses (retrieval), by words (bm25), by meaning (dense) or by age (recency); and \
    with your terms on top. The number is the negative log-likelihood of a token, in nats: lower is better. \
    Differences are by entry, with 95 % intervals of a paired bootstrap over entries.

    What is measured is kept in your vault, encrypted: after Ctrl-C or a crash the same command goes on, and one \
    that asks for more computes only that. It goes when an entry is removed or reworded.

    It changes nothing in what 'write' does: 'persona learn' decides that, trains a plug on your entries as well, \
    and asks for more than an interval clear of 0. Files of --markdown, --save and --svg have names of strategies, \
    numbers, and ids and kinds of entries, no word of a text, and are not encrypted.
    """,
  options: [
    Option(
      name: "strategy", value: .choice(VaultWays.families), isRepeatable: true,
      help: "compare these with none; all otherwise"),
    Option(
      name: "examples", value: .text("N,N"), help: "numbers of entries in the prompt; 1,2,4,8 otherwise"),
    Option(
      name: "history", value: .text("N,N"),
      help: "measure the plug with only the newest N entries of the history as well"),
    Option(
      name: "limit", short: "n", value: .integer("N", 8...1000),
      help: "predict up to N entries; \(LearningSplit.maximumComparedCount) otherwise"),
    Option.seed(drawing: "strangers and resamples"),
    Option.languageModel,
    Option(name: "plug", value: .path("FILE"), help: "use this plug file instead of the installed one"),
  ] + EvaluationFiles.options,
  examples: [
    Example(command: "persona evaluate vault", explanation: "compares everything that is there"),
    Example(
      command: "persona evaluate vault --strategy plug --history 4,16,64 --svg pictures",
      explanation: "draws what a longer history brings to the plug"),
    Example(
      command: "persona evaluate vault --strategy bm25 --strategy dense --examples 1,4 --markdown vault.md",
      explanation: "compares two ways to choose examples, and keeps the table"),
  ],
  run: { try VaultEvaluationRun($0).run() }
)
