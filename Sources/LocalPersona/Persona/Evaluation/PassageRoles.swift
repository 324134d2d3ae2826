// PassageRoles.swift: the authors that a plug is judged on, and which of their passages play which part.
//
// Targets are never history, not even of each other: who writes has never seen what is to be written. All
// choices are drawn from the seed and the author's name, so that they do not change with the other authors.

internal import Inference

extension CorpusAuthor {
  /// The median year of the passages that have one.
  var year: Int? {
    let years = passages.compactMap(\.year).sorted()
    return years.isEmpty ? nil : years[years.count / 2]
  }

  /// Years between authors of one period.
  private static let period = 25

  /// Whether both write mostly the same kind of text, and within 25 years; false where a year is unknown.
  func isKindred(to other: CorpusAuthor) -> Bool {
    guard let year, let otherYear = other.year else { return false }
    return kind == other.kind && abs(year - otherYear) <= Self.period
  }
}

/// How passages are chosen.
struct EvaluationSelection: Equatable, Sendable {
  /// Targets of each author.
  var targetCount = 4

  /// Most passages of history.
  var historyCount = 32

  /// Whether history comes from other works than the target only.
  var usesOtherWorksOnly = false

  var seed: UInt64 = 1
}

/// Which passages of one author are what, as indices into the author's passages.
struct PassageRoles: Equatable, Sendable {
  /// The passages to predict, spread over works.
  let targets: [Int]

  /// All others, long enough to be predicted or not, shuffled: a short text is history, too.
  let others: [Int]

  private let selection: EvaluationSelection

  /// Draws the roles.
  ///
  /// - Parameters:
  ///   - author: Whose.
  ///   - selection: How.
  ///   - isTarget: Whether a passage is long enough to be predicted.
  init(
    _ author: CorpusAuthor, _ selection: EvaluationSelection, isTarget: (CorpusPassage) -> Bool
  ) {
    self.selection = selection
    var random = SplitMix64(seed: selection.seed, name: author.name)
    let order = random.shuffled(Array(author.passages.indices))
    // One of each work in turn; works in the order in which the shuffle meets them.
    var works: [String] = []
    var byWork: [String: [Int]] = [:]
    for index in order where isTarget(author.passages[index]) {
      let work = author.passages[index].work
      if byWork[work] == nil { works.append(work) }
      byWork[work, default: []].append(index)
    }
    var targets: [Int] = []
    var round = 0
    while targets.count < selection.targetCount {
      let next = works.compactMap { work in byWork[work].flatMap { $0.count > round ? $0[round] : nil } }
      if next.isEmpty { break }
      targets += next.prefix(selection.targetCount - targets.count)
      round += 1
    }
    self.targets = targets
    others = order.filter { !targets.contains($0) }
  }

  /// The history for a target, oldest first.
  ///
  /// - Parameters:
  ///   - target: What is predicted; nil for the history as a stranger to others.
  ///   - author: The author of the roles.
  ///   - count: Passages at most; nil for as many as the selection has. A shorter history is part of a longer
  ///     one.
  /// - Returns: Indices of passages; none where the selection asks for other works and there are none.
  func history(for target: Int?, of author: CorpusAuthor, count: Int? = nil) -> [Int] {
    let work = selection.usesOtherWorksOnly ? target.map { author.passages[$0].work } : nil
    let usable = others.filter { author.passages[$0].work != work }
    let chosen = Set(usable.prefix(count ?? selection.historyCount))
    return author.oldestFirst.filter(chosen.contains)
  }
}
