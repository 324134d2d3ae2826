// EvaluateAuthorsCommand.swift: `persona evaluate authors`: what a persona is worth on authors that its plug
// never saw. `persona plug evaluate` is the same command under its first name.

/// `persona evaluate authors`.
let evaluateAuthorsCommand: Command = authorsEvaluation(
  name: "authors", typed: "persona evaluate authors",
  summary: "measure what plugs, examples and terms are worth on a folder of authors")

/// `persona plug evaluate`.
let plugEvaluateCommand: Command = authorsEvaluation(
  name: "evaluate", typed: "persona plug evaluate",
  summary: "measure what plugs are worth on authors that they never saw; the same as 'evaluate authors'")

private func authorsEvaluation(name: String, typed: String, summary: String) -> Command {
  Command(
    name: name,
    summary: summary,
    discussion: """
      For each author of the split some passages are predicted from their briefs, with the persona that other \
      passages of the author give. The number is the negative log-likelihood of a token, in nats: lower is \
      better. Differences are by author, with 95 % intervals of a paired bootstrap over authors.

      The own persona is compared with none, with a control (a plug of instruction rows alone, which knows the \
      task and no person), with the mean author's, with strangers' and with strangers' of the same kind of \
      writing within 25 years. Own below random shows that the author is recognised; only own below the control \
      shows that it helps. Retrieved passages of the author in the prompt are measured beside and together with \
      it, and with --terms the author's own terms on top, weighed for each of these apart. Soft rows take the \
      place of the system turn, so prompts without rows are measured without it, too.

      With --adapt the own rows of the first plug are trained further on each author's history, never on what \
      is predicted, as 'learn' does, and on a stranger's for comparison; the newest fifth of the history is kept \
      to choose the number of steps by. That takes minutes for each author: --limit measures a few of them.

      With --tune the model itself is fitted to each author: 'lora8' trains low-rank terms of 8 directions on the \
      queries and values of every block, behind the rows of the first control; 'prefix' trains those rows \
      themselves, without a projector. Passages, batches and the choice of the number of steps are those of \
      --adapt, and a stranger's history is the control. Seconds and bytes a user are told.

      Examples are the passages nearest to the brief by words (bm25), by meaning (dense, with the installed text \
      encoder), or the newest (recency). With --budget, rows and examples in front of the brief take N tokens \
      together, or a few less: whole passages are added, and of the last one as many words as there is room for, \
      so that passages alone and a persona with passages are compared at one length. With --nearest, own personas \
      are also made of only the N passages of the history that are nearest to each brief.

      Several plugs and controls, such as those of several seeds, are measured on the same passages. Ctrl-C ends \
      it with the authors that are complete. With --save every loss is in FILE.partial as soon as it is computed, \
      and the same command goes on after Ctrl-C, a crash or a loss of power; with --keep it stays in the file that \
      is named, and a run that asks for more computes only that. Such a file has numbers and no word of a text.
      """,
    positionals: [Positional(name: "plug", help: "the plug files", arity: .many, kind: .path("PLUG-FILE"))],
    options: [
      Option(
        name: "authors", value: .path("FOLDER"),
        help: "the folder with one JSON Lines file for each author; this one otherwise"),
      Option(
        name: "split", value: .text("NAME"), help: "the authors of this split in splits.json; all otherwise"),
      Option(
        name: "control", value: .path("PLUG-FILE"), isRepeatable: true,
        help: "a plug of instruction rows to compare with; the first is the reference"),
      Option(
        name: "model", value: .text("NAME"), help: "the language model; the default one otherwise",
        candidates: .models),
      Option(
        name: "passages", value: .integer("N", 1...100),
        help: "predict N passages of each author; 4 otherwise"),
      Option(
        name: "target-tokens", value: .integer("N", 8...PassageExample.targetLimit),
        help: "predict the first N tokens of a passage; 96 otherwise"),
      Option(
        name: "history", value: .text("N,N"),
        help: "read up to N other passages, 32 otherwise; with several, own personas of each length"),
      Option(name: "other-works", help: "take the history from other works than the passage only"),
      Option(name: "draws", value: .integer("N", 1...20), help: "average over N strangers; 3 otherwise"),
      Option(
        name: "examples", value: .text("N,N"),
        help: "retrieve these numbers of passages for the prompt; 1,4 otherwise, 0 for none"),
      Option(
        name: "by", value: .choice(EvaluationOptions.rankings.map(\.rawValue)), isRepeatable: true,
        help: "choose the examples by words (bm25), meaning (dense) or age (recency); bm25 otherwise"),
      Option(
        name: "budget", value: .integer("N", EvaluationOptions.budgets),
        help: "let rows and examples take N tokens together, too"),
      Option(
        name: "nearest", value: .text("N,N"),
        help: "make own personas of only the N passages nearest to the brief, too; by the first of --by"),
      Option(name: "terms", help: "add the author's terms, with weights that the newest history prefers"),
      Option(
        name: "smoothing", value: .text("A,B,C"), help: "add the author's terms, with these weights for all"),
      Option(name: "authorship", help: "tell how often the own persona is best of ten; takes longer"),
      Option(
        name: "adapt", value: .text("N,N"),
        help: "train the first plug's own rows on each history, and measure after these numbers of steps"),
      Option(
        name: "tune", value: .text("WAY,WAY"),
        help:
          "fit the model to each history: lora1 to lora\(TuningMethod.rankLimit) and prefix; lora8:0.002 sets a rate"
      ),
      Option(
        name: "tune-steps", value: .text("N,N"),
        help: "choose among these numbers of steps of --tune; 10,20,40,80 otherwise"),
      Option(
        name: "limit", short: "n", value: .integer("N", 1...10_000),
        help: "measure N authors of the split, drawn by the seed; all otherwise"),
      Option(
        name: "attention", value: .text("AUTHOR:N"),
        help: "with --svg, draw how a plug weighs the history for this passage; for the first one otherwise"),
      Option(
        name: "keep", value: .path("FILE"), help: "keep every loss in FILE, and take from it what is there"),
      Option.seed(drawing: "passages and strangers"),
    ] + EvaluationFiles.options,
    examples: [
      Example(
        command: "\(typed) my.plug --control rows.plug --authors corpus/authors --split dev",
        explanation: "compares a persona with rows that know no person"),
      Example(
        command: "\(typed) my.plug --authors corpus/authors --terms --save losses.json",
        explanation: "adds the authors' terms, and keeps every loss"),
      Example(
        command: "\(typed) my.plug --authors corpus/authors --adapt 10,20,40,80 --limit 8",
        explanation: "tells what training on single persons adds, for eight of them"),
      Example(
        command:
          "\(typed) my.plug --control rows.plug --authors corpus/authors --tune lora4,lora8,prefix -n 8",
        explanation: "compares it with fine-tuning to each of eight persons"),
      Example(
        command: "\(typed) my.plug --authors corpus/authors --history 1,2,4,8,16,32 --svg pictures",
        explanation: "draws what a longer history brings"),
      Example(
        command: "\(typed) my.plug --authors corpus/authors --by bm25 --by dense --by recency "
          + "--examples 1,2,4,8 --budget 256 --nearest 1,2,4,8 --keep losses.kept",
        explanation: "compares retrieval with a persona, also at equal length; goes on where it was ended"),
    ],
    run: { try EvaluationRun($0).run() }
  )
}
