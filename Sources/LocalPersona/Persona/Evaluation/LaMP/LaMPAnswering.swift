// LaMPAnswering.swift: answers questions with the code that drafts: prompt, soft rows, sampling and limits
// are those of `persona write`. Two things differ: the prompt has the benchmark's words, and nothing keeps a
// draft from copying the profile, as nothing does in LaMP; how much is copied is counted instead.

internal import Inference

/// An answer, and what can be said of it without knowing the right one.
struct LaMPAnswer: Equatable, Sendable {
  var output: String
  var copied: CopiedWords
}

/// Answers the questions of one task.
struct LaMPAnswering {
  /// LaMP's scripts write 128 tokens at most; this is the length of `write` that is next to it.
  static let length = DraftLength.short

  let task: LaMPTask
  let retrieval: LaMPRetrieval

  /// The plug; nil where no way has rows.
  let personas: LaMPPersonas?

  private let prompts: LaMPPrompt
  private let writer: PersonaWriter
  private let scorer: AnswerScorer

  /// Prepares to answer.
  ///
  /// - Parameters:
  ///   - task: Which.
  ///   - model: What writes.
  ///   - personas: The plug; nil where no way has rows.
  ///   - retrieval: Chooses items for prompts.
  ///   - tokenLimit: Tokens of a prompt at most; fewer where the model reads fewer.
  ///   - sampling: How tokens of free answers are drawn.
  ///   - isInterrupted: Asked now and then.
  init(
    task: LaMPTask, model: any LanguageModel, personas: LaMPPersonas?, retrieval: LaMPRetrieval,
    tokenLimit: Int, sampling: SamplerSettings, isInterrupted: @escaping () -> Bool
  ) {
    self.task = task
    self.personas = personas
    self.retrieval = retrieval
    let room = PromptBuilder(model: model).verbatimLimit(
      length: Self.length, softRowCount: personas?.softCount ?? 0)
    prompts = LaMPPrompt(task: task, tokenizer: model.tokenizer, tokenLimit: max(1, min(tokenLimit, room)))
    writer = PersonaWriter(
      model: model, sampling: sampling, copies: CopyIndex([]), strength: 1, isExplained: false,
      isInterrupted: isInterrupted)
    scorer = AnswerScorer(model: model, isInterrupted: isInterrupted)
  }

  /// The answers to `question`, one for each of `ways`; nil where it was interrupted.
  ///
  /// - Throws: What the model, an encoder and the plug throw.
  func answers(to question: LaMPQuestion, by ways: [LaMPWay]) throws -> [LaMPAnswer]? {
    let persona = try personas?.persona(question, readsProfile: ways.contains { $0.rows == .plug })
    let overlap = HistoryOverlap(
      task.answers.isEmpty ? question.profile.flatMap { [$0.label, $0.text] } : [])
    var answers: [LaMPAnswer] = []
    for way in ways {
      guard let output = try output(question, by: way, persona) else { return nil }
      answers.append(LaMPAnswer(output: output, copied: overlap.extent(of: output)))
    }
    return answers
  }

  private func output(_ question: LaMPQuestion, by way: LaMPWay, _ persona: PlugPersona?) throws -> String? {
    let content = task.content(of: question.input)
    var rows: [[Float]] = []
    if let personas, let persona { rows = try personas.rows(way.rows, of: persona, for: content) }
    let items = try way.ranking.map {
      try retrieval.items(of: question, for: task.query(of: question.input), by: $0)
    }
    let strategy = LaMPDraftingStrategy(
      prompt: prompts.text(question.input, showing: items ?? []), softRows: rows)
    let job = try writer.prepare(
      Brief(content, length: Self.length),
      persona: DraftingPersona(name: way.strategyName, strategy: strategy, terms: nil))
    guard task.answers.isEmpty else {
      let choices = task.answers(to: question.input)
      guard let scores = try scorer.scores(of: choices, after: job.plan.rows) else { return nil }
      // The first of equally likely ones.
      let best = scores.indices.max { (scores[$0], $1) < (scores[$1], $0) }
      return best.map { choices[$0] } ?? ""
    }
    let draft = try writer.write(job, length: Self.length) { _ in }
    return draft.ending == .interrupted ? nil : draft.text
  }
}
