// WriteCommand.swift: `persona write`: a draft in the user's voice, streamed to standard output.

/// `persona write BRIEF`.
let writeCommand: Command = Command(
  name: "write",
  summary: "draft a text in your voice",
  discussion: """
    Drafts in the way that 'persona learn' found closest to how you write. Before that, it finds what you \
    wrote that is closest to the brief and shows it to the language model as examples. Only the draft goes \
    to standard output. A draft never repeats eight words in a row of an entry, unless three entries or more \
    share them, as they share a greeting.

    A strategy is one part or several: retrieval puts examples into the prompt, plug puts what you are like \
    in front of it as a few vectors, terms makes your own words and phrases likelier. none leaves your \
    history out, instruction is a plug that knows nobody, auto is what was learned.

    The brief is the argument, a file, standard input, or what you write in the editor. The same brief, \
    seed, model and history give the same draft.

    A draft can start from a text, of which it never repeats eight words in a row either. --reply-to answers a \
    message, best with a brief that says what to answer; --continue goes on where a text stops, and \
    prints what comes after it and nothing else, so that an editor can append it; --rewrite says the same in your \
    voice. The brief may be left out then. What a model of 135M parameters can do: pick up a tone, go on for a \
    few sentences, put a short plain text differently. What it cannot: keep every fact, name and number of a \
    text that it rewrites, or answer a question that needs thought. Compare before you send.

    --variants writes several drafts by the seeds that follow each other. --best-of writes several and shows the \
    one whose habits are most like yours among those that have at least half of the brief's telling words; \
    --stats tells the likeness of a single draft. It is measured against the authors that the plug knows, and says \
    nothing about whether a draft is true or good.

    Where --to or --kind names a register, which is a group of \(DraftRegister.leastEntryCount) entries or more that \
    you write in another way than the rest, its entries are the first examples and what the plug reads; the \
    recipient comes before the kind. One line says so. --register names one by hand, or none.

    Nothing is kept. --keep keeps the draft in the vault, encrypted, until you say 'persona accept' or \
    'persona reject'. 'keep-drafts = on' in the configuration keeps every draft, but for those with --no-keep.
    """,
  positionals: [
    Positional(name: "brief", help: "what the draft should say", arity: .optional, kind: .text("BRIEF"))
  ],
  options: [
    .file, .replyTo, .continued, .rewritten,
    Option(name: "kind", short: "k", value: .text("KIND"), help: "what to write, such as mail, note or post"),
    Option(
      name: "to", short: "t", value: .text("NAME"), help: "whom it is written to", candidates: .recipients),
    .writeRegister,
    Option(
      name: "length", short: "l", value: .text("LENGTH"),
      help: "about how long: short, medium, long, or a number of words"),
    Option(
      name: "strategy", value: .choice(StrategyName.allCases.map(\.rawValue)),
      help: "how to use your history; auto, what was learned, is the default"),
    Option(
      name: "strength", value: .number("S", 0...2),
      help: "how much of you: 0 for none, 1 for all, the default, up to 2 for more than all"),
    Option(
      name: "examples", value: .integer("N", 0...8),
      help: "how many examples to use; what was learned or \(Retrieval.defaultExampleCount) otherwise"),
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
    Option.languageModel,
    Option(
      name: "template", value: .choice(PromptLayout.names),
      help:
        "lay the prompt out as for models of this kind, or plainly; auto, what the model asks for, is the "
        + "default"),
    Option(
      name: "kv-cache", value: .choice(["f16", "q8_0"]),
      help:
        "keep what the model remembers of the prompt in 16 bits (f16, the default), or in 8 for half the memory "
        + "of long prompts"),
    Option(
      name: "variants", value: .integer("N", 1...9),
      help: "write N drafts that differ, each under a line with its number and seed"),
    Option(
      name: "best-of", value: .integer("N", 2...9),
      help: "write N drafts and show the one that is most like you and follows the brief"),
    Option(name: "compare", help: "show the draft without and with your history, from the same seed"),
    Option(name: "edit", help: "open the draft in the editor, and print what you make of it"),
    Option(name: "keep", help: "keep the draft in the vault for 'persona accept' and 'persona reject'"),
    Option(name: "no-keep", help: "keep nothing of this draft, whatever the configuration says"),
    Option(name: "why", help: "tell which entries, habits and words of yours shaped the draft, and the seed"),
    Option(name: "show-prompt", help: "show what the model reads"),
    Option(name: "stats", help: "tell how long reading and writing took, and how like you the draft is"),
    .json,
  ],
  examples: [
    Example(
      command: "persona write --kind mail --to Ann \"thank her for the books\"",
      explanation: "drafts a mail to Ann"),
    Example(
      command: "persona write --register mail \"thank Ann for the books\"",
      explanation: "goes by your mails before all other entries"),
    Example(
      command: "persona write --compare --seed 7 \"decline the invitation\"",
      explanation: "shows what your history changes"),
    Example(
      command: "persona write --strategy plug+terms --strength 1.5 \"tell Bo about the garden\"",
      explanation: "drafts without examples, and lays it on"),
    Example(
      command: "persona write --reply-to mail.txt \"yes, but not before ten\"",
      explanation: "answers a mail"),
    Example(
      command: "persona write --continue - --length short < letter.txt",
      explanation: "prints how the letter could go on"),
    Example(
      command: "persona write --best-of 5 --keep \"thank Ann for the books\"",
      explanation: "drafts five times, shows the one most like you, and keeps it for a verdict"),
    Example(
      command: "persona write --why --length short < brief.txt",
      explanation: "drafts from a file and tells which entries shaped the draft"),
  ],
  run: { try WriteRun($0).run() }
)
