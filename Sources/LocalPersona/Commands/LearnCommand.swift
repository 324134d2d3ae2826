// LearnCommand.swift: `persona learn`: finds out how this person is best written like, and proves it.

/// `persona learn`.
let learnCommand: Command = Command(
  name: "learn",
  summary: "learn how you write, and prove what it is worth",
  discussion: """
    Keeps your newest entries aside, learns from the others, and compares on those kept aside: no persona, \
    examples in the prompt, your own terms, the persona plug with your history, and soft rows trained on your \
    entries. A plug counts only if it is better than the same plug without a person, and with strangers in \
    your place.

    The result is kept in your vault, and 'write' uses what won. A first result comes within about a minute; \
    training takes some more. Ctrl-C is safe: the next run goes on.
    """,
  options: [
    Option(name: "quick", help: "compare a few entries only, and train nothing"),
    Option(name: "no-adapt", help: "train nothing"),
    Option(
      name: "steps", value: .integer("N", 1...1000),
      help: "train for N steps at most; \(LearningRun.stepCounts.lowerBound) to "
        + "\(LearningRun.stepCounts.upperBound), by the number of entries, otherwise"),
    Option(
      name: "model", short: "m", value: .text("NAME"),
      help: "learn for this language model of 'persona model list'"),
    Option(name: "plug", value: .path("FILE"), help: "use this plug file instead of the installed one"),
    .json,
  ],
  examples: [
    Example(command: "persona learn", explanation: "learns from everything in the vault"),
    Example(command: "persona learn --quick", explanation: "compares without training"),
  ],
  run: { try LearnCommandRun($0).run() }
)
