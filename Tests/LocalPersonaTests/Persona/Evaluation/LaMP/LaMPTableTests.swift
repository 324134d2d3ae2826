import Testing

@testable import LocalPersona

@Suite("tables of LaMP")
struct LaMPTableTests {
  private static let ways = LaMPWay.usual(hasPlug: false)

  private func answered(_ rows: [(user: String, outputs: [String])]) -> [LaMPAnswered] {
    rows.enumerated().map { index, row in
      LaMPAnswered(
        id: "\(index)", user: row.user,
        answers: row.outputs.map { LaMPAnswer(output: $0, copied: CopiedWords(wordCount: 2, copiedCount: 0)) }
      )
    }
  }

  @Test func metricsAreThoseWorkedOutByHand() throws {
    // MAE and RMSE: none is off by 2 and 0, bm25 by 1 and 0, 'dear' counts as 5 where 1 is right.
    let ratings = LaMPTable(
      answered([("a", ["3", "2"]), ("b", ["5", "5"]), ("c", ["dear", "1"])]), ways: Self.ways,
      golds: ["1", "5", "1"], task: .rating, seed: 1)
    #expect(ratings.questionCount == 3 && ratings.userCount == 3)
    let none = ratings.rows[0].cells
    #expect(none.map(\.metric) == [.meanAbsoluteError, .rootMeanSquareError])
    #expect(none[0].value == 2 && abs(none[1].value - (20.0 / 3).squareRoot()) < 1e-12)
    #expect(none.allSatisfy { $0.difference == nil })
    let bm25 = ratings.rows[1].cells
    #expect(abs(bm25[0].value - 1.0 / 3) < 1e-12)
    #expect(abs((bm25[0].difference?.mean ?? 0) + 5.0 / 3) < 1e-12)
    // Less is better: for a and c, and b is answered as well.
    #expect(bm25.allSatisfy { $0.wins == 2 && $0.losses == 0 && $0.ties == 1 })
    #expect(none.allSatisfy { $0.wins + $0.losses + $0.ties == 0 })

    // Of 15 tags two are right or chosen: F1 of comedy ⅔, of action 1.
    let tags = LaMPTable(
      answered([("a", ["comedy", "x"]), ("b", ["comedy", "x"]), ("c", ["action", "x"])]), ways: Self.ways,
      golds: ["comedy", "fantasy", "action"], task: .movieTag, seed: 1)
    #expect(abs(tags.rows[0].cells[0].value - 2.0 / 3) < 1e-12)
    #expect(abs(tags.rows[0].cells[1].value - (2.0 / 3 + 1) / 15) < 1e-12)
    #expect(tags.rows[1].cells.map(\.value) == [0, 0])
    #expect(tags.rows[1].cells.allSatisfy { $0.wins == 0 && $0.losses == 2 && $0.ties == 1 })

    // ROUGE-1 of "the crane falls" and "a crane falls down": 2 of 3, 2 of 4.
    let titles = LaMPTable(
      answered([("a", ["the crane falls", "falls, a crane"])]), ways: Self.ways,
      golds: ["a crane falls down"],
      task: .headline, seed: 1)
    #expect(abs(titles.rows[0].cells[0].value - 4.0 / 7) < 1e-12)
    #expect(abs(titles.rows[0].cells[1].value - 4.0 / 7) < 1e-12)
    #expect(abs(titles.rows[1].cells[0].value - 6.0 / 7) < 1e-12)
    #expect(abs(titles.rows[1].cells[1].value - 4.0 / 7) < 1e-12)
  }

  @Test func intervalsAreOfUsersAndRepeat() throws {
    let rows = (0..<12).map { index in
      (user: "\(index / 2)", outputs: ["1", index % 3 == 0 ? "1" : "4"])
    }
    let golds = [String](repeating: "4", count: 12)
    let table = LaMPTable(answered(rows), ways: Self.ways, golds: golds, task: .rating, seed: 3)
    #expect(table.userCount == 6)
    let difference = try #require(table.rows[1].cells[0].difference)
    #expect(abs(difference.mean + 2) < 1e-12)
    #expect(difference.low <= difference.mean && difference.mean <= difference.high)
    #expect(difference.low < difference.high && difference.high < 0)
    #expect(table == LaMPTable(answered(rows), ways: Self.ways, golds: golds, task: .rating, seed: 3))
    // One person: there is nothing to resample, and no width.
    let one = LaMPTable(
      answered(rows.map { (user: "a", outputs: $0.outputs) }), ways: Self.ways, golds: golds, task: .rating,
      seed: 3)
    let only = try #require(one.rows[1].cells[0].difference)
    #expect(only.low == only.mean && only.high == only.mean)
  }

  @Test func anIntervalOfAMeanIsThatOfItsDifferences() {
    let differences = (0..<20).map { Double($0 * 7 % 11) / 10 - 0.4 }
    let means = PairedBootstrap.interval(unitCount: 20, resamples: 500, seed: 9) { counts in
      zip(counts, differences).reduce(0) { $0 + Double($1.0) * $1.1 } / 20
    }
    let usual = PairedBootstrap.interval(differences: differences, resamples: 500, seed: 9)
    #expect(abs(means.low - usual.low) < 1e-12 && abs(means.high - usual.high) < 1e-12)
    #expect(PairedBootstrap.interval(unitCount: 2, resamples: 9, seed: 1) { _ in .nan }.low.isNaN)
  }

  @Test func aTableIsToldInLinesAndAsJSON() throws {
    let table = LaMPTable(
      answered([("a", ["the crane", "a crane"]), ("b", ["x y", "y"])]), ways: Self.ways,
      golds: ["a crane", "y"], task: .headline, seed: 1)
    let lines = table.lines(style: Style(isColoured: false))
    #expect(lines.first == "LaMP_4: 2 questions of 2 users")
    #expect(lines.contains { $0.hasPrefix("none") && $0.contains("0.5833") })
    #expect(lines.contains { $0.hasPrefix("bm25") && $0.contains("1.0000") && $0.contains("+0.4167") })
    #expect(lines.contains { $0.hasPrefix("bm25") && $0.contains("2/0/0") })
    #expect(lines.contains { $0.hasPrefix("strategy") && $0.contains("better/worse/same") })
    #expect(lines.contains { $0.hasPrefix("strategy") && $0.contains("distinct-2") })
    let first = try #require(table.json["strategies"]?.array?.last)
    #expect(first["strategy"] == .string("bm25") && first["metrics"]?.array?.first?["value"] == .number(1))
    #expect(first["metrics"]?.array?.first?["better"] == JSONValue(2))
    // Without the right answers there are no metrics.
    let texts = LaMPTable(answered([("a", ["x", "y"])]), ways: Self.ways, golds: nil, task: .rating, seed: 1)
    #expect(
      texts.rows.allSatisfy(\.cells.isEmpty)
        && texts.lines(style: Style(isColoured: false)) == ["LaMP_3: 1 question of 1 user"])
  }
}
