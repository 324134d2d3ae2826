// DevelopmentSet.swift: a few passages of authors that are not trained on, the same at every measurement.
//
// Each passage is predicted behind the rows of its own author, of the mean author and of one other author:
// own below mean says that persons matter, own below stranger that it is this one who matters.

internal import Inference

/// What is measured between steps.
struct DevelopmentSet: Sendable {
  /// A passage, and whose history stands in front of it.
  struct Item: Sendable {
    var example: PassageExample
    var own: PersonaInput
    var stranger: PersonaInput
  }

  /// Passages of each author.
  static let passageCount = 2

  /// Most passages of a history; more change little.
  static let historyCount = 32

  /// Sequences of one pass.
  private static let batchCount = 8

  var items: [Item]

  /// The losses of a plug.
  ///
  /// - Parameters:
  ///   - plug: As it is now.
  ///   - model: The frozen model.
  ///   - pause: Called before each pass; may throw to stop.
  /// - Returns: Means over passages of the nats a token.
  /// - Throws: What the model and `pause` throw.
  func measure(
    _ plug: Plug, by model: some GradientModel, pause: () throws -> Void = {}
  ) throws -> (own: Double, mean: Double?, stranger: Double?) {
    func loss(_ input: (Item) -> PersonaInput) throws -> Double {
      var sum = 0.0
      for start in stride(from: 0, to: items.count, by: Self.batchCount) {
        try pause()
        let batch = items[start..<min(start + Self.batchCount, items.count)]
        let losses = try model.losses(
          batch.map { $0.example.sequence(softRows: plug.softRows(for: input($0))) })
        for values in losses { sum += values.reduce(0.0) { $0 + Double($1) } / Double(max(1, values.count)) }
      }
      return sum / Double(items.count)
    }
    let own = try loss(\.own)
    guard plug.settings.form != .instructionOnly else { return (own, nil, nil) }
    return (own, try loss { _ in PersonaInput(items: []) }, try loss(\.stranger))
  }

  /// Chooses passages; the same for every run, whatever its seed.
  ///
  /// - Parameters:
  ///   - authors: Not trained on.
  ///   - exampleCount: Retrieved passages in each prompt.
  ///   - prompts: Makes the examples of an author.
  ///   - input: What a plug reads of an author: passages, and the brief.
  /// - Returns: Nil where no author can be measured.
  /// - Throws: What `prompts` and `input` throw.
  static func choose(
    from authors: [CorpusAuthor], exampleCount: Int, prompts: (CorpusAuthor) throws -> AuthorPrompts,
    input: (_ author: CorpusAuthor, _ history: [Int], _ brief: String) throws -> PersonaInput
  ) throws -> DevelopmentSet? {
    let usable = authors.filter(TrainingBatches.isUsable)
    var random = SplitMix64(seed: 0, name: "development")
    var chosen: [(author: CorpusAuthor, targets: [Int], history: [Int])] = []
    for author in usable {
      let order = random.shuffled(Array(author.passages.indices))
      let count = max(1, min(passageCount, author.passages.count - 1))
      let targets = order.filter { AuthorPrompts.isUsable(author.passages[$0]) }.prefix(count)
      let history = Set(order.filter { !targets.contains($0) }.prefix(historyCount))
      chosen.append((author, Array(targets), author.oldestFirst.filter(history.contains)))
    }
    var items: [Item] = []
    for (index, author) in chosen.enumerated() {
      let makesPrompts = try prompts(author.author)
      let stranger = chosen[(index + 1) % chosen.count]
      for target in author.targets {
        guard
          let example = try makesPrompts.example(
            target, exampleCount: exampleCount, among: author.history)
        else { continue }
        items.append(
          Item(
            example: example, own: try input(author.author, author.history, example.brief),
            stranger: try input(stranger.author, stranger.history, example.brief)))
      }
    }
    return items.isEmpty ? nil : DevelopmentSet(items: items)
  }
}
