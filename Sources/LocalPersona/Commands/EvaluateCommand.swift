// EvaluateCommand.swift: `persona evaluate`: what drafting with a history is worth. One subcommand for each
// kind of text that it is tried on; `authors` and `vault` are in files of their own.

/// `persona evaluate`.
let evaluateCommand: Command = Command(
  name: "evaluate",
  summary: "measure what drafting with a history is worth",
  discussion: """
    Runs the code that drafts on what somebody really wrote, with a history and without, and tells by how much \
    each way differs: on your own vault, on a folder of authors, or on questions whose answers are known. Only \
    'evaluate vault' reads your vault.
    """,
  subcommands: [evaluateVaultCommand, evaluateAuthorsCommand, evaluateLaMPCommand]
)

private let evaluateLaMPCommand = Command(
  name: "lamp",
  summary: "answer the questions of a task of LaMP, and score them as its script does",
  discussion: """
    LaMP is a benchmark of personal writing: each question comes with a profile, things that the same person \
    wrote before. Its files are read as they are published, split by user or by time; tasks 1, 2 (movies), 2n \
    (news), 3, 4, 5 and 7 are known. A file is read question by question, however large it is.

    A strategy is what stands in front of the prompt, none, instruction (rows that know the task), stranger \
    (those of somebody else) or plug, and which items of the profile stand in it: by words (bm25), by meaning \
    (dense) or the newest (recency). The first strategy is what the others are compared with; intervals of 95 % \
    come from a bootstrap over users. Where the answers are given, as in tasks 1 to 3, the likeliest is chosen; \
    the others are written, always taking the likeliest word.

    With --out, every answer is kept in FILE.partial as soon as it is there: the same command goes on after \
    Ctrl-C, a crash or a loss of power. The predictions can be handed in; with several strategies there is a \
    file for each, such as predictions.bm25.json.
    """,
  options: [
    Option(
      name: "task", value: .choice(LaMPTask.allCases.map(\.rawValue)), help: "which task; must be given"),
    Option(name: "questions", value: .path("FILE"), help: "the questions, as published; must be given"),
    Option(name: "outputs", value: .path("FILE"), help: "the right answers; without them nothing is scored"),
    Option(name: "plug", value: .path("FILE"), help: "a plug for the model, for strategies with rows"),
    Option(
      name: "strategy", value: .choice(LaMPWay.all.map(\.name)), isRepeatable: true,
      help: "what to compare, the first with all others; none and bm25 otherwise, and those of a plug"),
    Option(
      name: "items", short: "k", value: .integer("K", 1...64),
      help: "items of the profile in a prompt; \(LaMPRun.itemCount) otherwise"),
    Option(
      name: "prompt-tokens", value: .integer("N", 16...32_768),
      help: "tokens of a prompt at most; \(LaMPRun.tokenLimit) otherwise"),
    Option(
      name: "limit", short: "n", value: .integer("N", 1...1_000_000),
      help: "the first N questions; all otherwise"),
    Option.seed(drawing: "strangers and resamples"),
    Option.languageModel,
    Option(name: "out", short: "o", value: .path("FILE"), help: "write the answers to the new FILE"),
    .json,
  ],
  examples: [
    Example(
      command: "persona evaluate lamp --task 4 --questions dev_questions.json --outputs dev_outputs.json",
      explanation: "compares headlines without and with four items of the profile"),
    Example(
      command: "persona evaluate lamp --task 3 --questions dev_questions.json --outputs dev_outputs.json "
        + "--plug my.plug --strategy none --strategy instruction --strategy plug+bm25 --out predictions.json",
      explanation: "tells what a plug adds to ratings, and keeps the answers"),
  ],
  run: { try LaMPRun($0).run() }
)
