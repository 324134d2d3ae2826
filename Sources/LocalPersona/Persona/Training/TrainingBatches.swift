// TrainingBatches.swift: which passage of which author is learned at a step, and on what history.
//
// Everything is drawn from the seeds and the number of the step alone: a run that goes on after an
// interruption needs no other memory. Authors come in rounds, each of them at most once: those who do not
// fill a last batch, others in every round, sit it out. An author's passages come in turns, one a round, each
// of them once a turn; one whose round its author sits out waits for the next turn.

internal import Inference

/// An example, and what the plug knows of its author.
struct TrainingItem: Sendable {
  var example: PassageExample
  var input: PersonaInput
}

/// A passage to learn from, by numbers.
struct TrainingDraw: Equatable, Sendable {
  var author: Int
  var target: Int

  /// Passages of the history, the oldest first; never the target.
  var history: [Int]
}

/// Draws batches from authors.
struct TrainingBatches: Sendable {
  private let names: [String]
  private let usable: [[Int]]  // by author: the passages long enough to be predicted
  private let oldestFirst: [[Int]]  // by author: all passages
  private let settings: TrainingSettings

  /// Whether an author can be learned from: something to predict, and something else as history.
  static func isUsable(_ author: CorpusAuthor) -> Bool {
    author.passages.count > 1 && author.passages.contains(where: AuthorPrompts.isUsable)
  }

  /// Prepares to draw.
  /// - Precondition: There is an author, and each of them ``isUsable(_:)``.
  init(_ authors: [CorpusAuthor], settings: TrainingSettings) {
    precondition(!authors.isEmpty, "batches of no authors")
    names = authors.map(\.name)
    usable = authors.map { author in
      author.passages.indices.filter { AuthorPrompts.isUsable(author.passages[$0]) }
    }
    oldestFirst = authors.map(\.oldestFirst)
    self.settings = settings
  }

  /// The draws of a step, counted from 0: as many different authors as a batch has examples.
  func draws(step: Int) -> [TrainingDraw] {
    let count = min(settings.batchCount, names.count)
    let batchesPerRound = names.count / count
    let round = step / batchesPerRound
    var random = SplitMix64(seed: settings.drawSeed, name: "round \(round)")
    let start = step % batchesPerRound * count
    let authors = random.shuffled(Array(names.indices))[start..<start + count]
    return authors.map { draw(author: $0, round: round, step: step) }
  }

  private func draw(author: Int, round: Int, step: Int) -> TrainingDraw {
    let usable = usable[author]
    let turn = "passages of \(names[author]), turn \(round / usable.count)"
    var random = SplitMix64(seed: settings.drawSeed, name: turn)
    let target = random.shuffled(usable)[round % usable.count]
    random = SplitMix64(seed: settings.drawSeed, name: "history of \(names[author]), step \(step)")
    return TrainingDraw(
      author: author, target: target, history: history(of: author, without: target, &random))
  }

  private func history(of author: Int, without target: Int, _ random: inout SplitMix64) -> [Int] {
    let range = settings.historyCounts
    let count = range.lowerBound + Int(random.next() % UInt64(range.count))
    let chosen = Set(random.shuffled(oldestFirst[author].filter { $0 != target }).prefix(count))
    return oldestFirst[author].filter(chosen.contains)
  }
}
