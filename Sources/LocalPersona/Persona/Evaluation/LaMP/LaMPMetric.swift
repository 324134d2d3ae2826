// LaMPMetric.swift: what LaMP reports of a task, over questions that may count several times, as a bootstrap
// has it.

/// A number that answers are judged by.
enum LaMPMetric: String, Sendable {
  case accuracy
  case macroF1 = "macro-F1"
  case meanAbsoluteError = "MAE"
  case rootMeanSquareError = "RMSE"
  case rouge1 = "ROUGE-1"
  case rougeL = "ROUGE-L"

  /// Whether more is better.
  var isGain: Bool { self != .meanAbsoluteError && self != .rootMeanSquareError }
}

/// Answers to the same questions, compared with the right ones.
struct LaMPScores: Sendable {
  /// By question: the labels chosen and the right ones, or ratings, or ROUGE.
  private var chosen: [Int] = []
  private var right: [Int] = []
  private var ratings: [Double] = []
  private var rightRatings: [Double] = []
  private var rouge1: [Double] = []
  private var rougeL: [Double] = []
  private let labelCount: Int

  /// Compares answers with the right ones.
  ///
  /// - Parameters:
  ///   - answers: In the order of the questions.
  ///   - golds: The right answers, as many.
  ///   - task: Says what is compared.
  ///   - labels: What could be answered; none where answers are free.
  init(_ answers: [String], golds: [String], task: LaMPTask, labels: [String]) {
    labelCount = labels.count
    for (answer, gold) in zip(answers, golds) {
      if task == .rating {
        // A gold rating that is no number is the farther of 1 and 5 from nothing: LaMP has none.
        let number = RatingError.number(gold) ?? 5
        rightRatings.append(number)
        ratings.append(RatingError.rating(answer, gold: number))
      } else if labelCount > 0 {
        chosen.append(LabelScore.number(of: answer, in: labels))
        right.append(LabelScore.number(of: gold, in: labels))
      } else {
        let (own, reference) = (RougeWords.of(answer), RougeWords.of(gold))
        rouge1.append(RougeScore.words(own, reference).f1)
        rougeL.append(RougeScore.longestSubsequence(own, reference).f1)
      }
    }
  }

  /// The number of `metric`, where question i counts `weights[i]` times.
  func value(of metric: LaMPMetric, weights: [Int]) -> Double {
    switch metric {
    case .accuracy: LabelScore.accuracy(predicted: chosen, gold: right, weights: weights)
    case .macroF1:
      LabelScore.macroF1(predicted: chosen, gold: right, labelCount: labelCount, weights: weights)
    case .meanAbsoluteError:
      RatingError.meanAbsolute(predicted: ratings, gold: rightRatings, weights: weights)
    case .rootMeanSquareError:
      RatingError.rootMeanSquare(predicted: ratings, gold: rightRatings, weights: weights)
    case .rouge1: Self.mean(rouge1, weights)
    case .rougeL: Self.mean(rougeL, weights)
    }
  }

  private static func mean(_ values: [Double], _ weights: [Int]) -> Double {
    var sum = 0.0
    for index in values.indices { sum += Double(weights[index]) * values[index] }
    return sum / Double(weights.reduce(0, +))
  }
}
