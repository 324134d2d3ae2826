// PlugTrainCommand.swift: `persona plug train`: trains a plug of the population on a folder of authors.

/// `persona plug train`.
let plugTrainCommand: Command = Command(
  name: "train",
  summary: "train a plug on many authors",
  discussion: """
    Each author is a file NAME.jsonl with one passage a line, as 'persona import' reads them. From a brief \
    made of a passage (its kind, title and eight most telling words of its beginning) and the author's other \
    passages, the plug learns to make the passage likelier; the language model itself stays as it is.

    A file splits.json in the folder or beside it parts authors into those to learn from and those to judge \
    by; without it a tenth of the authors is kept. The same command after Ctrl-C, a crash or a loss of power \
    goes on from the checkpoint beside the output. Before the first step all passages are encoded, which takes a \
    text encoder minutes: their vectors are kept beside the output, too, until the plug is there. The same seed \
    gives the same plug.
    """,
  options: [
    Option(name: "authors", value: .path("FOLDER"), help: "the folder of the authors; must be given"),
    Option(name: "out", short: "o", value: .path("FILE"), help: "write the plug to FILE; must be given"),
    Option(
      name: "split", value: .text("NAME"), help: "learn from this part of splits.json; 'train' otherwise"),
    Option(name: "dev-split", value: .text("NAME"), help: "judge by this part; 'dev' otherwise"),
    Option(
      name: "preset", value: .choice(PlugPreset.allCases.map(\.rawValue)),
      help: "standard; published, as in the paper; or a control that knows no persons"),
    Option(
      name: "encoder", value: .choice(HistoryEncoderName.allCases.map(\.name)),
      help: "what reads the history; that of the preset otherwise"),
    Option(
      name: "rows", value: .integer("K", 1...64), help: "soft rows; as many as the preset has otherwise"),
    Option(
      name: "aggregator", value: .choice(PlugSettings.Aggregator.allCases.map(\.words)),
      help: "take the mean of a history, or weigh it by the brief; as the preset does otherwise"),
    Option(
      name: "temperature", value: .number("T", 0.01...Double(PlugFile.maximumTemperature)),
      help: "multiply the scores of attention by T; 1 otherwise"),
    Option(name: "learn-temperature", help: "train the factor of --temperature as well"),
    Option(
      name: "recency-decay", value: .number("D", 0...Double(PlugFile.maximumDecay)),
      help: "let a passage lose weight by e to the D a year; 0 otherwise"),
    Option(
      name: "standardise", value: .choice(["yes", "no"]),
      help: "divide each number of a history by how much authors differ in it; as the preset does otherwise"),
    Option(
      name: "steps", value: .integer("N", 1...1_000_000),
      help: "steps of eight passages each; \(TrainingSettings().stepCount) otherwise"),
    Option(name: "seed", value: .integer("N", 0...Int.max), help: "determines everything that is drawn"),
    Option(
      name: "examples", value: .integer("N", 0...8),
      help: "put this many similar passages of the author into each prompt; none otherwise"),
    Option(
      name: "strangers",
      help: "read other authors' histories: a control that lacks nothing but the person"),
    Option(name: "start", value: .path("FILE"), help: "begin with this plug, or with its rows"),
    Option(
      name: "model", short: "m", value: .text("NAME"),
      help: "train in front of this language model of 'persona model list'", candidates: .models),
    Option(
      name: "judge-every", value: .integer("N", 1...1_000_000),
      help: "steps between measurements; \(TrainingSettings().developmentInterval) otherwise"),
    .json,
  ],
  examples: [
    Example(
      command: "persona plug train --authors corpus/authors --preset instruction --out i8.plug",
      explanation: "trains the rows that all persons share"),
    Example(
      command: "persona plug train --authors corpus/authors --start i8.plug --out my.plug",
      explanation: "trains what persons change about them"),
  ],
  run: { invocation in
    var run = try PlugTrainRun(invocation)
    try run.run()
  }
)
