// AuthorPlan.swift: everything that has to be computed for one author, and what the results mean.

internal import Inference

/// The sequences of one author, and what each is for.
struct AuthorPlan {
  /// What all authors share.
  struct Context {
    let evaluation: PopulationEvaluation

    /// By author.
    let roles: [PassageRoles]

    /// What strangers get to see of each author: passages by author.
    let histories: [[Int]]
    let vectors: PersonaVectors
  }

  /// One target passage: where the losses of its strategies will be.
  struct Target {
    var record: PassageRecord
    var tokens: [TokenID]
    var history: [Int]

    var strategies: [Strategy] = []

    /// By plug, the own persona's place first.
    var candidates: [(plug: String, places: [Int])] = []

    /// Whose terms stand for a stranger's.
    var stranger: Int?
  }

  /// A way to predict a target.
  struct Strategy {
    var name: String

    /// Losses of several places are averaged.
    var places: [Int]

    /// The base whose smoothing serves where terms are added; nil where none are.
    var base: String?
  }

  /// What retrieval and terms are added to: rows in front of a prompt without examples.
  struct Base {
    var name: String
    var rows: [Float]
    var prompt: PassageExample
  }

  /// What terms are fitted on, by history.
  struct Fit {
    var counted: [Int]

    /// The places of its losses by base: the better a model knows a person, the less terms have to add.
    var heldOut: [(tokens: [TokenID], places: [String: Int])] = []
  }

  let context: Context
  let index: Int
  let author: CorpusAuthor
  private(set) var targets: [Target] = []
  private(set) var fits: [[Int]: Fit] = [:]

  /// What has to be computed.
  private(set) var queue = LossQueue()

  /// Plans the author at `index`.
  ///
  /// - Throws: What the encoders throw.
  init(_ index: Int, _ context: Context) throws {
    self.context = context
    self.index = index
    author = context.evaluation.authors[index]
    for target in context.roles[index].targets { try plan(target) }
  }

  var evaluation: PopulationEvaluation { context.evaluation }

  private mutating func plan(_ number: Int) throws {
    let passage = author.passages[number]
    let history = context.roles[index].history(for: number, of: author)
    guard !history.isEmpty, let bases = try bases(number, history: history) else { return }
    let plain = bases[0].prompt
    let tokens = target(of: plain)
    let record = PassageRecord(
      author: author.name, work: passage.work, kind: passage.kind, index: number,
      tokenCount: tokens.count, historyCount: history.count,
      sameWorkCount: history.count { author.passages[$0].work == passage.work })
    var target = Target(record: record, tokens: tokens, history: history)
    for base in bases { add(base.name, base.rows, base.prompt, base: base.name, to: &target) }
    try addExamples(bases, number, to: &target)
    try addShorterHistories(plain, number, to: &target)
    try addStrangers(plain, to: &target)
    try planFit(history)
    targets.append(target)
  }

  /// Everything that stands alone, none first; nil where nothing is left of the passage.
  private func bases(_ number: Int, history: [Int]) throws -> [Base]? {
    guard let plain = try example(number), let sent = try example(number, isSoft: false) else { return nil }
    var bases = [
      Base(name: StrategyTitle.none, rows: [], prompt: plain),
      Base(name: StrategyTitle.noneAsSent, rows: [], prompt: sent),
    ]
    bases += evaluation.controls.map { Base(name: $0.name, rows: $0.rows, prompt: plain) }
    bases += try evaluation.plugs.map { plug in
      let own = try context.vectors.rows(of: plug, author, history: history, brief: plain.brief)
      return Base(name: StrategyTitle.own(plug), rows: own, prompt: plain)
    }
    return bases
  }

  private mutating func add(
    _ name: String, _ rows: [Float], _ prompt: PassageExample, base: String? = nil, to target: inout Target
  ) {
    target.strategies.append(Strategy(name: name, places: [append(rows, prompt)], base: base))
  }

  private mutating func append(_ rows: [Float], _ prompt: PassageExample) -> Int {
    queue.append(prompt.sequence(softRows: rows, limit: evaluation.targetTokenCount))
  }

  private func example(
    _ number: Int, _ examples: ExampleChoice? = nil, among history: [Int] = [], isSoft: Bool = true
  ) throws -> PassageExample? {
    try evaluation.prompts.example(
      number, of: author, examples: examples, among: history, isSoft: isSoft)
  }

  /// Passages in the prompt, behind each base that rows can stand for.
  private mutating func addExamples(_ bases: [Base], _ number: Int, to target: inout Target) throws {
    var prompts: [ExampleChoice: PassageExample] = [:]
    for choice in evaluation.exampleChoices {
      for base in bases where base.name != StrategyTitle.noneAsSent {
        let shown = choice.behind(rowCount: base.rows.count / max(1, evaluation.embeddingLength))
        guard let prompt = try prompts[shown] ?? example(number, shown, among: target.history) else {
          continue
        }
        prompts[shown] = prompt
        let name = StrategyTitle.retrieval(choice, behind: base.name)
        add(name, base.rows, prompt, base: base.name, to: &target)
      }
    }
  }

  private func target(of example: PassageExample) -> [TokenID] {
    Array(example.target.prefix(evaluation.targetTokenCount))
  }

  /// Own personas of a part of the history: the first that were drawn, and those nearest to the brief.
  private mutating func addShorterHistories(
    _ plain: PassageExample, _ number: Int, to target: inout Target
  ) throws {
    for count in evaluation.shorterHistories {
      let history = context.roles[index].history(for: number, of: author, count: count)
      for plug in evaluation.plugs {
        let rows = try context.vectors.rows(of: plug, author, history: history, brief: plain.brief)
        add(StrategyTitle.own(plug, historyCount: count), rows, plain, to: &target)
      }
    }
    guard let ranking = evaluation.rankings.first, !evaluation.nearestCounts.isEmpty else { return }
    let order = try evaluation.prompts.closest(to: number, of: author, among: target.history, by: ranking)
    for count in evaluation.nearestCounts {
      let nearest = Set(order.prefix(count))
      for plug in evaluation.plugs {
        // In the order of time, as all histories are read.
        let history = target.history.filter(nearest.contains)
        let rows = try context.vectors.rows(of: plug, author, history: history, brief: plain.brief)
        add(StrategyTitle.own(plug, nearestCount: count), rows, plain, to: &target)
      }
    }
  }

  private mutating func addStrangers(
    _ plain: PassageExample, to target: inout Target
  ) throws {
    var random = SplitMix64(seed: evaluation.selection.seed, name: "\(author.name) \(target.record.index)")
    let strangers = random.shuffled(
      evaluation.authors.indices.filter { $0 != index && !context.histories[$0].isEmpty })
    target.stranger = strangers.first
    let kindred = strangers.filter { evaluation.authors[$0].isKindred(to: author) }
    let needed = strangers.prefix(max(evaluation.drawCount, evaluation.candidateCount - 1))
    for plug in evaluation.plugs where plug.plug.settings.form != .instructionOnly {
      var places: [Int: Int] = [:]
      for stranger in needed + kindred.prefix(evaluation.drawCount) where places[stranger] == nil {
        let rows = try context.vectors.rows(
          of: plug, evaluation.authors[stranger], history: context.histories[stranger],
          brief: plain.brief)
        places[stranger] = append(rows, plain)
      }
      add(StrategyTitle.mean(plug), plug.plug.meanRows, plain, to: &target)
      let groups = [
        (StrategyTitle.random(plug), strangers.prefix(evaluation.drawCount)),
        (StrategyTitle.kindred(plug), kindred.prefix(evaluation.drawCount)),
      ]
      for (name, group) in groups where !group.isEmpty {
        target.strategies.append(Strategy(name: name, places: group.compactMap { places[$0] }))
      }
      let own = target.strategies.first { $0.name == StrategyTitle.own(plug) }?.places ?? []
      let others = strangers.prefix(max(0, evaluation.candidateCount - 1))
      // Fewer candidates would make it easier.
      guard !own.isEmpty, !others.isEmpty, others.count == evaluation.candidateCount - 1 else { continue }
      target.candidates.append((plug.name, own + others.compactMap { places[$0] }))
    }
  }

  /// Asks for the losses of the newest part of a history, given what is before it, with each base.
  private mutating func planFit(_ history: [Int]) throws {
    let count = TermRescoring.heldOutCount(of: history.count)
    guard evaluation.terms == .fitted, count > 0, fits[history] == nil else { return }
    var fit = Fit(counted: Array(history.dropLast(count)))
    for number in history.suffix(count) {
      guard let bases = try bases(number, history: fit.counted) else { continue }
      var places: [String: Int] = [:]
      for base in bases { places[base.name] = append(base.rows, base.prompt) }
      fit.heldOut.append((target(of: bases[0].prompt), places))
    }
    fits[history] = fit
  }
}
