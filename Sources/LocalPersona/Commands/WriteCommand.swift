// WriteCommand.swift: `persona write`: a draft in the user's voice, streamed to standard output.

/// `persona write BRIEF`.
let writeCommand: Command = Command(
  name: "write",
  summary: "draft a text in your voice",
  discussion: """
    Finds what you wrote before that is closest to the brief, shows it to the language model as examples of \
    how you write, and streams a draft. Only the draft goes to standard output. A draft never repeats eight \
    words in a row of an entry, unless three entries or more share them, as they share a greeting.

    The brief is the argument, a file, standard input, or what you write in the editor. The same brief, \
    seed, model and history give the same draft.
    """,
  positionals: [
    Positional(name: "brief", help: "what the draft should say", arity: .optional, kind: .text("BRIEF"))
  ],
  options: [
    .file,
    Option(name: "kind", short: "k", value: .text("KIND"), help: "what to write, such as mail, note or post"),
    Option(name: "to", short: "t", value: .text("NAME"), help: "whom it is written to"),
    Option(
      name: "length", short: "l", value: .text("LENGTH"),
      help: "about how long: short, medium, long, or a number of words"),
    Option(
      name: "strategy", value: .choice(StrategyName.allCases.map(\.rawValue)),
      help: "how to use your history: retrieval puts examples into the prompt, none leaves it out"),
    Option(
      name: "examples", value: .integer("N", 0...8),
      help: "how many examples to use; \(Retrieval.defaultExampleCount) otherwise"),
    Option(
      name: "seed", value: .integer("N", 0...Int.max), help: "draw the same words again; random otherwise"),
    Option(
      name: "temperature", value: .number("T", 0...2),
      help: "how freely to choose words; 0 takes the likeliest, \(WriteRun.defaultTemperature) is the default"
    ),
    Option(
      name: "top-k", value: .integer("K", 0...1_000_000), help: "choose among the K likeliest; 0 for all"),
    Option(
      name: "top-p", value: .number("P", 0...1), help: "choose among the likeliest with this probability"),
    Option(
      name: "min-p", value: .number("P", 0...1), help: "leave out what is this much less likely than the best"
    ),
    Option(
      name: "repetition-penalty", value: .number("R", 1...2),
      help: "hold words of the draft against their repetition"),
    Option(
      name: "model", short: "m", value: .text("NAME"), help: "use this language model of 'persona model list'"
    ),
    Option(name: "compare", help: "show the draft without and with your history, from the same seed"),
    Option(name: "why", help: "tell which entries shaped the draft, how much, and the seed"),
    Option(name: "show-prompt", help: "show what the model reads"),
    Option(name: "stats", help: "tell how long reading and writing took"),
    .json,
  ],
  examples: [
    Example(
      command: "persona write --kind mail --to Ann \"thank her for the books\"",
      explanation: "drafts a mail to Ann"),
    Example(
      command: "persona write --compare --seed 7 \"decline the invitation\"",
      explanation: "shows what your history changes"),
    Example(
      command: "persona write --why --length short < brief.txt",
      explanation: "drafts from a file and tells which entries shaped the draft"),
  ],
  run: { try WriteRun($0).run() }
)
