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
    training takes some more. Ctrl-C is safe: the next run goes on. What was trained before stays where a \
    later run trains nothing. Other commands can write in the vault meanwhile; where one removes or changes an \
    entry that is learned from, nothing of that run is kept.

    Once a tenth of your entries are new, 'write' says so. With --auto on, 'add', 'import' and 'accept' then \
    learn again when they are done, in the way of your last run (--quick or not), if that would take less than \
    a minute by the time it took; otherwise they say that it is time. A draft that you accept counts where it is \
    mostly your words. The permission is kept in the vault.

    'rm', and 'edit' where it changes words, remove what was learned, which has words of every entry in it.
    """,
  options: [
    Option(name: "quick", help: "compare a few entries only, and train nothing"),
    Option(name: "no-adapt", help: "train nothing"),
    Option(
      name: "steps", value: .integer("N", 1...1000),
      help: "train for N steps at most; \(LearningRun.stepCounts.lowerBound) to "
        + "\(LearningRun.stepCounts.upperBound), by the number of entries, otherwise"),
    Option(
      name: "auto", value: .choice(["on", "off"]),
      help: "learn nothing now, but allow 'add', 'import' and 'accept' to, or forbid it"),
    Option(
      name: "model", short: "m", value: .text("NAME"),
      help: "learn for this language model of 'persona model list'", candidates: .models),
    Option(name: "plug", value: .path("FILE"), help: "use this plug file instead of the installed one"),
    .json,
  ],
  examples: [
    Example(command: "persona learn", explanation: "learns from everything in the vault"),
    Example(command: "persona learn --quick", explanation: "compares without training"),
    Example(command: "persona learn --auto on", explanation: "allows learning again where it is quick"),
  ],
  run: { try LearnCommandRun($0).run() }
)
