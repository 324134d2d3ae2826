// PopulationEvaluation.swift: judges plugs on authors that they never saw: by how much does the own persona
// lower the loss of an author's text, against none, against task tuning alone, and against strangers?
//
// One author is measured at a time, so that an interrupted run has whole authors only. Which comparisons are
// needed and why: a wrong persona costs something against instruction rows alone, so "own below random" shows
// that the author is recognised, and only "own below the control" that it helps.

internal import Inference

/// An evaluation: what is measured, on whom.
struct PopulationEvaluation {
  var authors: [CorpusAuthor]
  var selection = EvaluationSelection()
  var plugs: [EvaluatedPlug] = []

  /// Instruction rows of the same training, without a persona; shape (count, E).
  var controls: [(name: String, rows: [Float])] = []

  /// How many passages own personas read as well, each fewer than those of the selection; ascending.
  var shorterHistories: [Int] = []

  /// How many of the history's passages nearest to the brief own personas read as well; ascending.
  var nearestCounts: [Int] = []

  /// How many retrieved passages stand in the prompt.
  var exampleCounts: [Int] = [1, 4]

  /// How many tokens rows and retrieved passages take together; nil where that is not measured.
  var tokenBudget: Int?

  /// How passages are retrieved; the first says what is nearest for ``nearestCounts``, too.
  var rankings: [ExampleRanking] = [.words]

  /// Numbers of a soft row; only a budget of tokens needs it.
  var embeddingLength = 0

  /// Strangers whose losses are averaged.
  var drawCount = 3

  /// Personas to choose from in the authorship test, the own among them; 0 for none.
  var candidateCount = 0

  var terms = TermWeights.off

  /// How the first plug's own rows are trained further; nil where they are not.
  var training: PersonalTraining?

  /// What else is tuned to each author; nil for nothing.
  var tuning: Tuning?

  /// How many of the authors are measured, drawn by the seed; nil for all.
  ///
  /// Strangers are drawn from all of them, so that an author's losses are the same either way.
  var authorLimit: Int?

  /// Tokens of a passage that are predicted at most.
  var targetTokenCount = PassageExample.targetLimit

  var prompts: any EvaluationPrompts

  /// Where losses are kept as they are computed; nil where they are not.
  var kept: KeptLosses?

  /// The loss of each target token of a batch, in nats.
  var score: ([TrainingSequence]) throws -> [[Float]]

  /// The passages that stand in prompts, in the order of the table.
  var exampleChoices: [ExampleChoice] {
    rankings.flatMap { ranking in
      exampleCounts.map { ExampleChoice(ranking: ranking, amount: .passages($0)) }
        + (tokenBudget.map { [ExampleChoice(ranking: ranking, amount: .tokens($0))] } ?? [])
    }
  }

  /// Measures author by author.
  ///
  /// - Parameters:
  ///   - prepare: Told how many passages there are, before the first.
  ///   - advance: Told how many are done, after each batch; may throw ``ConsoleError/interrupted``.
  /// - Returns: What was measured: all, or the authors that were complete when it was interrupted or failed;
  ///   then ``EvaluationRecord/failure`` says why.
  /// - Throws: What the model, an encoder and `advance` throw,
  ///   ``EvaluationError/notFinite(author:strategy:)``: each before the first author is complete.
  func run(
    prepare: (Int) -> Void = { _ in }, advance: (Int) throws -> Void = { _ in }
  ) throws -> EvaluationRecord {
    var record = emptyRecord
    let roles = authors.map { author in
      PassageRoles(author, selection) { prompts.isTarget($0) }
    }
    let plans = AuthorPlan.Context(
      evaluation: self, roles: roles, histories: zip(roles, authors).map { $0.history(for: nil, of: $1) },
      vectors: PersonaVectors())
    let measured = measuredAuthors
    prepare(measured.reduce(0) { $0 + roles[$1].targets.count })
    var done = 0
    for index in measured {
      do {
        let passages = try passages(of: index, plans) { scored, total in
          try advance(done + roles[index].targets.count * scored / total)
        }
        record.passages += passages
        if passages.isEmpty { record.omittedAuthors.append(authors[index].name) }
        done += roles[index].targets.count
        // An author who is left out has no batch after which to ask.
        try advance(done)
      } catch ConsoleError.interrupted where !record.passages.isEmpty {
        record.isPartial = index != measured.last || record.passages.last?.author != authors[index].name
        break
      } catch let error where !record.passages.isEmpty {
        // Hours of measuring are not lost for one author.
        (record.isPartial, record.failure) = (true, error)
        break
      }
    }
    return record
  }

  /// Measures one author, and tells after each batch how many sequences of how many are done.
  private func passages(
    of index: Int, _ plans: AuthorPlan.Context, advance: (Int, Int) throws -> Void
  ) throws -> [PassageRecord] {
    let plan = try AuthorPlan(index, plans)
    let isTraining = training != nil || tuning != nil
    let courses: TrainingCourses? = isTraining ? try TrainingCourses(plan) : nil
    var steps: TrainingPlan?
    if let training, let courses, let plug = plugs.first {
      steps = try TrainingPlan(training, of: plug, courses, plan)
    }
    let tunings = tuning.flatMap { tuning in courses.map { TuningPlan(tuning, $0, kept: kept) } }
    let total = plan.queue.count + (steps?.sequenceCount ?? 0) + (tunings?.sequenceCount ?? 0)
    var scored = 0
    let losses = try plan.queue.losses(score: score, kept: kept) { count in
      scored += count
      try advance(scored, total)
    }
    var passages = try plan.records(losses)
    try steps?.measure(&passages, score: score) { count in
      scored += count
      try advance(scored, total)
    }
    try tunings?.measure(&passages) { count in
      scored += count
      try advance(scored, total)
    }
    return passages
  }

  /// The numbers of the authors that are measured, in the order of the split.
  var measuredAuthors: [Int] {
    guard let authorLimit else { return Array(authors.indices) }
    var random = SplitMix64(seed: selection.seed, name: "authors to measure")
    return random.shuffled(Array(authors.indices)).prefix(authorLimit).sorted()
  }

  /// The record of this evaluation before its first author.
  var emptyRecord: EvaluationRecord {
    var record = EvaluationRecord(seed: selection.seed)
    record.strategies = StrategyTitle.all(self)
    record.contrasts = StrategyTitle.contrasts(self)
    record.curves = StrategyTitle.curves(self)
    record.reference = controls.first?.name ?? StrategyTitle.none
    record.candidateCount = plugs.isEmpty ? 0 : candidateCount
    return record
  }
}
