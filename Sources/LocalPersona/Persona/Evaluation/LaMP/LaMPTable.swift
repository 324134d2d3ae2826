// LaMPTable.swift: ways of answering side by side: the numbers that LaMP reports, and by how much each way
// differs from the first, with an interval over users.

internal import Inference

/// A metric of one way.
struct LaMPCell: Equatable, Sendable {
  var metric: LaMPMetric
  var value: Double

  /// This way minus the first; nil for the first itself.
  var difference: DifferenceInterval?

  /// Users whose questions this way answers better than the first, worse and as well; all 0 for the first
  /// itself.
  var wins = 0
  var losses = 0
  var ties = 0
}

/// What can be said of a way's answers without knowing the right ones.
struct LaMPTexts: Equatable, Sendable {
  /// Words of an answer, the mean.
  var wordCount: Double

  /// Different pairs of words, by all pairs; nil where no answer has two words.
  var distinctPairs: Double?

  /// The share of answers that have eight words in a row of the profile, and the share of words in such runs.
  var copyingShare: Double
  var copiedShare: Double
}

/// One way of answering.
struct LaMPRow: Equatable, Sendable {
  var way: LaMPWay
  var cells: [LaMPCell]
  var texts: LaMPTexts
}

/// The ways of a run.
struct LaMPTable: Equatable, Sendable {
  let task: LaMPTask
  let rows: [LaMPRow]
  let questionCount: Int
  let userCount: Int

  /// Compares the answers of a run.
  ///
  /// - Parameters:
  ///   - answered: All questions, with an answer for each way.
  ///   - ways: In order; the first is compared with.
  ///   - golds: The right answer of each question; nil without any, and then only the texts are told of.
  ///   - task: Which.
  ///   - labels: What could be answered; nil for the answers of the task.
  ///   - seed: Determines the resampling.
  init(
    _ answered: [LaMPAnswered], ways: [LaMPWay], golds: [String]?, task: LaMPTask, labels: [String]? = nil,
    seed: UInt64
  ) {
    self.task = task
    questionCount = answered.count
    let users = UserDraws(answered.map(\.user))
    userCount = users.count
    let scores = golds.map { golds in
      ways.indices.map { way in
        LaMPScores(
          answered.map { $0.answers[way].output }, golds: golds, task: task, labels: labels ?? task.answers)
      }
    }
    rows = ways.indices.map { way in
      LaMPRow(
        way: ways[way],
        cells: scores.map { scores in
          task.metrics.map { metric in
            Self.cell(metric, scores[way], reference: way == 0 ? nil : scores[0], users: users, seed: seed)
          }
        } ?? [],
        texts: LaMPTexts(answered.map { $0.answers[way] }))
    }
  }

  private static func cell(
    _ metric: LaMPMetric, _ own: LaMPScores, reference: LaMPScores?, users: UserDraws, seed: UInt64
  ) -> LaMPCell {
    let once = users.everyQuestionOnce
    var cell = LaMPCell(metric: metric, value: own.value(of: metric, weights: once))
    guard let reference, users.count > 0 else { return cell }
    func difference(_ counts: [Int]) -> Double {
      let weights = users.weights(counts)
      return own.value(of: metric, weights: weights) - reference.value(of: metric, weights: weights)
    }
    let mean = cell.value - reference.value(of: metric, weights: once)
    let interval = PairedBootstrap.interval(unitCount: users.count, seed: seed, statistic: difference)
    cell.difference = DifferenceInterval(mean: mean, low: interval.low, high: interval.high)
    let gains = (0..<users.count).map { difference(users.only($0)) * (metric.isGain ? 1 : -1) }
    cell.wins = gains.count { $0 > 0 }
    cell.losses = gains.count { $0 < 0 }
    cell.ties = gains.count - cell.wins - cell.losses
    return cell
  }
}

extension LaMPTexts {
  fileprivate init(_ answers: [LaMPAnswer]) {
    let words = answers.reduce(0) { $0 + $1.copied.wordCount }
    let copied = answers.reduce(0) { $0 + $1.copied.copiedCount }
    let copying = answers.count { $0.copied.copiedCount > 0 }
    wordCount = Double(words) / Double(max(1, answers.count))
    distinctPairs = DistinctPairs.share(of: answers.map(\.output))
    copyingShare = Double(copying) / Double(max(1, answers.count))
    copiedShare = Double(copied) / Double(max(1, words))
  }
}

/// Which questions are whose: all questions of a person are drawn together.
private struct UserDraws {
  /// By question, the number of its user.
  private let numbers: [Int]

  /// How many users there are.
  let count: Int

  init(_ users: [String]) {
    var known: [String: Int] = [:]
    numbers = users.map { user in
      if let number = known[user] { return number }
      known[user] = known.count
      return known.count - 1
    }
    count = known.count
  }

  var everyQuestionOnce: [Int] { [Int](repeating: 1, count: numbers.count) }

  /// User `number` drawn once, and nobody else.
  func only(_ number: Int) -> [Int] { (0..<count).map { $0 == number ? 1 : 0 } }

  /// How often each question counts, where user i was drawn `counts[i]` times.
  func weights(_ counts: [Int]) -> [Int] { numbers.map { counts[$0] } }
}

extension PairedBootstrap {
  /// The interval of a statistic that is no mean of differences, such as that of two macro-F1.
  ///
  /// - Parameters:
  ///   - unitCount: How many units are drawn from, with replacement, as many each time; at least 1.
  ///   - tail: As for ``interval(differences:tail:resamples:seed:)``.
  ///   - resamples: How often.
  ///   - seed: Determines the draws.
  ///   - statistic: Given how often each unit was drawn.
  /// - Returns: NaN twice where the statistic of a resample is no number.
  static func interval(
    unitCount: Int, tail: Double = usualTail, resamples: Int = 10_000, seed: UInt64,
    statistic: ([Int]) -> Double
  ) -> (low: Double, high: Double) {
    precondition(unitCount > 0 && resamples > 0, "a bootstrap without units or resamples")
    var random = SplitMix64(seed: seed)
    var values: [Double] = []
    values.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var counts = [Int](repeating: 0, count: unitCount)
      for _ in 0..<unitCount {
        counts[Int(random.next().multipliedFullWidth(by: UInt64(unitCount)).high)] += 1
      }
      values.append(statistic(counts))
    }
    guard values.allSatisfy(\.isFinite) else { return (.nan, .nan) }
    values.sort()
    return (percentile(tail, of: values), percentile(1 - tail, of: values))
  }
}
