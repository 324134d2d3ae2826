// LabelScore.swift: accuracy and macro-averaged F1 of answers out of a fixed set, as LaMP's script gets them
// from scikit-learn. Labels are numbers from 0; −1 stands for an answer that is none of them.

/// Scores of chosen labels.
enum LabelScore {
  /// The number that stands for an answer outside of the labels.
  static let outside = -1

  /// The number of the label that `answer` is, white space around it aside; ``outside`` where it is none.
  static func number(of answer: String, in labels: [String]) -> Int {
    labels.firstIndex(of: answer.trimmingSpaces()) ?? outside
  }

  /// The share of answers that are right.
  ///
  /// As in LaMP's script an answer outside of the labels is right where the gold label is outside as well.
  ///
  /// - Parameters:
  ///   - predicted: The labels chosen.
  ///   - gold: The right ones, as many.
  ///   - weights: How often each answer counts.
  /// - Returns: 0...1; NaN without answers.
  static func accuracy(predicted: [Int], gold: [Int], weights: [Int]) -> Double {
    var right = 0
    for index in predicted.indices where predicted[index] == gold[index] { right += weights[index] }
    return Double(right) / Double(weights.reduce(0, +))
  }

  /// The mean over all labels of F1 = 2·tp / (2·tp + fp + fn); 0 for a label that nobody chose or should
  /// have.
  ///
  /// - Parameters:
  ///   - predicted: The labels chosen.
  ///   - gold: The right ones, as many.
  ///   - labelCount: How many labels there are; those that do not occur count as well.
  ///   - weights: How often each answer counts.
  /// - Returns: 0...1.
  static func macroF1(predicted: [Int], gold: [Int], labelCount: Int, weights: [Int]) -> Double {
    var right = [Int](repeating: 0, count: labelCount)
    var chosen = right
    var present = right
    for index in predicted.indices {
      let (choice, truth, weight) = (predicted[index], gold[index], weights[index])
      if choice >= 0 { chosen[choice] += weight }
      if truth >= 0 { present[truth] += weight }
      if choice >= 0, choice == truth { right[choice] += weight }
    }
    let sum = right.indices.reduce(0.0) { sum, label in
      let total = chosen[label] + present[label]  // tp + fp + tp + fn
      return total > 0 ? sum + 2 * Double(right[label]) / Double(total) : sum
    }
    return sum / Double(max(1, labelCount))
  }
}
