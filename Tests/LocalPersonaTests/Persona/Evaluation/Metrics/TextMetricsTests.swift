// TextMetricsTests.swift: numbers of other implementations (Fixtures/text-metrics.json, by the script beside
// it), and what holds of the metrics whatever they are given.

import Foundation
import Inference
import Testing

@testable import LocalPersona

/// The numbers of rouge-score 0.1.2 and scikit-learn.
private enum Reference {
  static let all: JSONValue = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/text-metrics.json")
    let bytes = (try? Data(contentsOf: path)).map { Array($0) } ?? []
    return (try? JSONValue.parse(bytes)) ?? .null
  }()

  static func rows(_ name: String) -> [JSONValue] { all[name]?.array ?? [] }
}

extension JSONValue {
  fileprivate func texts(_ name: String) -> [String] { self[name]?.array?.compactMap(\.string) ?? [] }
  fileprivate func numbers(_ name: String) -> [Double] { self[name]?.array?.compactMap(\.number) ?? [] }
}

@Suite("text metrics")
struct TextMetricsTests {
  private func once(_ count: Int) -> [Int] { [Int](repeating: 1, count: count) }

  // MARK: Numbers of others

  @Test func stemsAreThoseOfTheOtherStemmer() throws {
    let rows = Reference.rows("stems").compactMap { $0.array?.compactMap(\.string) }
    #expect(rows.count > 1000)
    for row in rows {
      let expected = row[1]
      #expect(RougeWords.of(row[0], stemming: true) == (expected.isEmpty ? [] : [expected]), "\(row[0])")
    }
  }

  @Test func wordsAreThoseOfTheOtherTokenizer() {
    let rows = Reference.rows("words").compactMap(\.array)
    #expect(rows.count > 20)
    for row in rows {
      let text = row[0].string ?? "?"
      #expect(RougeWords.of(text) == row[1].array?.compactMap(\.string), "\(text.debugDescription)")
    }
  }

  @Test func rougeIsThatOfTheOtherPackage() {
    let rows = Reference.rows("rouge")
    #expect(rows.count >= 200)
    for row in rows {
      let (text, reference) = (row["text"]?.string ?? "", row["reference"]?.string ?? "")
      for (name, stemming) in [("plain", false), ("stemmed", true)] {
        let own = RougeWords.of(text, stemming: stemming)
        let theirs = RougeWords.of(reference, stemming: stemming)
        let scores = [RougeScore.words(own, theirs), RougeScore.longestSubsequence(own, theirs)]
        let found = scores.flatMap { [$0.precision, $0.recall, $0.f1] }
        let expected = row.numbers(name)
        #expect(expected.count == 6)
        for (one, other) in zip(found, expected) {
          #expect(abs(one - other) < 1e-12, "\(name): \(text.prefix(60))")
        }
      }
    }
  }

  @Test func labelsAreScoredAsByTheOtherLibrary() {
    let rows = Reference.rows("labels")
    #expect(rows.count >= 50)
    for row in rows {
      let labels = row.texts("labels")
      let predicted = row.texts("predicted").map { LabelScore.number(of: $0, in: labels) }
      let gold = row.texts("gold").map { LabelScore.number(of: $0, in: labels) }
      let weights = once(gold.count)
      let accuracy = LabelScore.accuracy(predicted: predicted, gold: gold, weights: weights)
      let f1 = LabelScore.macroF1(
        predicted: predicted, gold: gold, labelCount: labels.count, weights: weights)
      #expect(abs(accuracy - (row["accuracy"]?.number ?? -1)) < 1e-12)
      #expect(abs(f1 - (row["f1"]?.number ?? -1)) < 1e-12)
    }
  }

  @Test func ratingsAreScoredAsByTheOtherLibrary() {
    let rows = Reference.rows("ratings")
    #expect(rows.count >= 40)
    for row in rows {
      let gold = row.texts("gold").compactMap { Double($0) }
      let predicted = zip(row.texts("predicted"), gold).map { RatingError.rating($0, gold: $1) }
      #expect(predicted == row.numbers("mapped"))
      let mae = RatingError.meanAbsolute(predicted: predicted, gold: gold, weights: once(gold.count))
      let rmse = RatingError.rootMeanSquare(predicted: predicted, gold: gold, weights: once(gold.count))
      #expect(abs(mae - (row["mae"]?.number ?? -1)) < 1e-12)
      #expect(abs(rmse - (row["rmse"]?.number ?? -1)) < 1e-12)
    }
  }

  // MARK: What always holds

  /// Texts of few words, so that they have some in common.
  private func texts(_ count: Int, seed: UInt64) -> [[String]] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...12, using: &random)).map { _ in
        ["a", "b", "c", "d", "e"].randomElement(using: &random) ?? "a"
      }
    }
  }

  @Test func rougeIsWithinBoundsAndTheSameFromBothSides() {
    for (one, other) in zip(texts(300, seed: 1), texts(300, seed: 2)) {
      let (words, runs) = (RougeScore.words(one, other), RougeScore.longestSubsequence(one, other))
      for score in [words, runs] {
        for number in [score.precision, score.recall, score.f1] { #expect((0...1).contains(number)) }
      }
      // A subsequence in common is a set of words in common.
      #expect(runs.f1 <= words.f1 + 1e-12)
      #expect(words.f1 == RougeScore.words(other, one).f1)
      #expect(runs.f1 == RougeScore.longestSubsequence(other, one).f1)
      #expect(words.precision == RougeScore.words(other, one).recall)
      let own = RougeScore.longestSubsequence(one, one)
      #expect(own.f1 == (one.isEmpty ? 0 : 1) && RougeScore.words(one, one) == own)
      #expect(RougeScore.words(one, one.reversed()).f1 == own.f1)
    }
  }

  @Test func weightsCountAsRepetitions() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<50 {
      let count = Int.random(in: 1...9, using: &random)
      let predicted = (0..<count).map { _ in Int.random(in: -1...3, using: &random) }
      let gold = (0..<count).map { _ in Int.random(in: 0...3, using: &random) }
      let weights = (0..<count).map { _ in Int.random(in: 1...3, using: &random) }
      func repeated<Value>(_ values: [Value]) -> [Value] {
        zip(values, weights).flatMap { [Value](repeating: $0, count: $1) }
      }
      let (allPredicted, allGold) = (repeated(predicted), repeated(gold))
      let all = once(allGold.count)
      #expect(
        LabelScore.accuracy(predicted: predicted, gold: gold, weights: weights)
          == LabelScore.accuracy(predicted: allPredicted, gold: allGold, weights: all))
      let f1 = LabelScore.macroF1(predicted: predicted, gold: gold, labelCount: 4, weights: weights)
      #expect(
        f1 == LabelScore.macroF1(predicted: allPredicted, gold: allGold, labelCount: 4, weights: all))
      #expect((0...1).contains(f1))
      let (ratings, rightRatings) = (predicted.map(Double.init), gold.map(Double.init))
      let rmse = RatingError.rootMeanSquare(predicted: ratings, gold: rightRatings, weights: weights)
      let mae = RatingError.meanAbsolute(predicted: ratings, gold: rightRatings, weights: weights)
      #expect(
        abs(
          rmse
            - RatingError.rootMeanSquare(
              predicted: allPredicted.map(Double.init), gold: allGold.map(Double.init), weights: all))
          < 1e-12)
      #expect(rmse >= mae - 1e-12 && mae >= 0)
    }
  }

  @Test func whatIsNoNumberIsTheWorseEnd() {
    let answers = ["five", "", "4 stars", "nan", "inf", "1__0", "0x3"]
    for answer in answers {
      #expect([1, 2, 3, 4, 5].map { RatingError.rating(answer, gold: $0) } == [5, 5, 5, 1, 1], "\(answer)")
    }
    #expect(RatingError.rating(" 4\n", gold: 1) == 4 && RatingError.number("-2.5e-1") == -0.25)
  }

  @Test func copiedWordsAreThoseInRunsOfEight() {
    let history = [
      "One two three four five six seven eight nine ten.", "Something else, said in many more words.",
    ]
    let overlap = HistoryOverlap(history)
    func copied(_ draft: String) -> [Int] {
      let extent = overlap.extent(of: draft)
      return [extent.wordCount, extent.copiedCount]
    }
    #expect(copied("one two three four five six seven") == [7, 0])
    #expect(copied("ONE, two – three four five six seven eight!") == [8, 8])
    #expect(copied("and one two three four five six seven eight nine then") == [11, 9])
    // Two runs, one of which begins where the other ends.
    let twice = "one two three four five six seven eight one two three four five six seven eight"
    #expect(copied(twice) == [16, 16])
    #expect(copied("") == [0, 0])
    #expect(overlap.extent(of: history[0]) == CopiedWords(wordCount: 10, copiedCount: 10))
    #expect(HistoryOverlap([]).extent(of: history[0]).copiedCount == 0)
  }

  @Test func distinctPairsLieWithinDrafts() {
    #expect(DistinctPairs.share(of: ["a b a b"]) == 2.0 / 3)
    #expect(DistinctPairs.share(of: ["a b", "A, b!"]) == 0.5)
    #expect(DistinctPairs.share(of: ["a b", "b a"]) == 1)
    #expect(DistinctPairs.share(of: ["a", ""]) == nil)
  }
}
