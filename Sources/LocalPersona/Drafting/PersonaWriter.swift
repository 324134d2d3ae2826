// PersonaWriter.swift: writes a draft with as much of a persona as was asked for.
//
// All of it is the plain generator with the persona's prompt and terms; none of it the generator with the
// brief alone. Only in between, and beyond all, two sequences are blended.

internal import Inference

/// Writes drafts of one model, with and without persona.
///
/// What the prompts of its drafts have in common is read once.
struct PersonaWriter {
  private let model: any LanguageModel
  let sampling: SamplerSettings
  let copies: CopyIndex

  /// How much of the persona: 0 none, 1 all, up to 2.
  let strength: Float

  /// Whether it is to be told afterwards what the terms did.
  let isExplained: Bool

  /// Asked before each token.
  let isInterrupted: () -> Bool

  /// What the writer pinned and forbade: it holds for every draft, with persona or without.
  private let habits: VoiceHabits
  private let forbidden: ForbiddenPhrases?

  /// Prepares to write with `model`.
  init(
    model: any LanguageModel, sampling: SamplerSettings, copies: CopyIndex, strength: Float,
    isExplained: Bool, habits: VoiceHabits = VoiceHabits(), isInterrupted: @escaping () -> Bool
  ) {
    self.model = PrefixCache(model)
    self.habits = habits
    forbidden = ForbiddenPhrases(habits.forbidden, tokenizer: model.tokenizer)
    self.sampling = sampling
    self.copies = copies
    self.strength = strength
    self.isExplained = isExplained
    self.isInterrupted = isInterrupted
  }

  /// A draft that is ready to be written.
  struct Job {
    let persona: DraftingPersona

    /// The prompt of the draft.
    let plan: PromptPlan

    /// Reads the prompt and writes.
    fileprivate let generator: Generator

    /// Watches the terms where that was asked for.
    fileprivate let trace: TermTrace?

    fileprivate let tokenizer: any Tokenizer

    /// Greeting and sign-off where they are pinned.
    fileprivate let frame: DraftFrame?

    /// What the terms pushed in the draft written so far.
    var pushes: [TermPush] { trace?.pushes(tokenizer) ?? [] }
  }

  /// Lays the prompt out.
  ///
  /// - Throws: What the strategy throws.
  func prepare(_ brief: Brief, persona: DraftingPersona) throws -> Job {
    let persona = strength == 0 ? .none : persona
    let builder = PromptBuilder(model: model)
    let plan = try persona.strategy.plan(brief, builder: builder)
    let ends = model.tokenizer.endOfGeneration
    let terms: (any LogitsShaper)? = persona.terms.map { TermShaper(model: $0, ends: ends) }
    let trace = isExplained ? terms.map(TermTrace.init) : nil
    let shaper = trace ?? terms
    guard strength != 1, persona.name != .none else {
      return job(brief, persona, plan, generator(of: model, shaper: shaper), trace)
    }
    let plain = try NoPersona().plan(brief, builder: builder)
    let blended = BlendedModel(
      model, .init(persona: plan, plain: plain, shaper: shaper, strength: strength))
    return job(brief, persona, plan, generator(of: blended, shaper: nil), trace)
  }

  /// Writes it; by the seed of ``sampling``, or another one.
  ///
  /// - Throws: What `emit` and the model throw.
  func write(
    _ job: Job, length: DraftLength, seed: UInt64? = nil, emit: (String) throws -> Void
  ) throws -> WrittenDraft {
    guard var frame = job.frame else {
      return try job.generator.draft(job.plan, length: length, seed: seed, emit: emit)
    }
    var draft = try job.generator.draft(job.plan, length: length, seed: seed) { try emit(frame.take($0)) }
    try emit(frame.finish(isComplete: draft.ending != .interrupted))
    draft.text = frame.text
    return draft
  }

  private func job(
    _ brief: Brief, _ persona: DraftingPersona, _ plan: PromptPlan, _ generator: Generator,
    _ trace: TermTrace?
  ) -> Job {
    var asked = brief
    asked.kind = plan.kind
    return Job(
      persona: persona, plan: plan, generator: generator, trace: trace, tokenizer: model.tokenizer,
      frame: DraftFrame(habits, brief: asked))
  }

  private func generator(of model: any LanguageModel, shaper: (any LogitsShaper)?) -> Generator {
    Generator(
      model: model, sampling: sampling, copies: copies, shaper: obeying(shaper), isInterrupted: isInterrupted)
  }

  private func obeying(_ shaper: (any LogitsShaper)?) -> (any LogitsShaper)? {
    guard let forbidden else { return shaper }
    return ForbiddingShaper(shaper: shaper, forbidden: forbidden)
  }
}

/// Why a draft with a persona is as it is, beside the examples of its prompt.
struct PersonaAccount: Equatable {
  /// The soft rows that were learned; nil where the draft has none of them.
  let rows: LearnedRows?

  /// What stands behind soft rows that the plug made for the brief; nil where it made none.
  let plug: PlugAccount?

  /// What the terms made more likely in this draft.
  let pushes: [TermPush]

  /// Whether terms took part.
  let hasTerms: Bool
}
