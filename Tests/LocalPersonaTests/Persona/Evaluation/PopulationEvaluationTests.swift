import Inference
import Testing

@testable import LocalPersona

@Suite("evaluation on authors")
struct PopulationEvaluationTests {
  private static let names = EvaluationSample.names

  private static func author(_ name: String, count: Int = 12) -> CorpusAuthor {
    EvaluationSample.author(name, count: count)
  }

  private func plug() -> EvaluatedPlug { EvaluationSample.plug() }

  /// A model that likes an author's own rows best: 1 nat with them, 2 with other rows, 3 without, 2.75 with a
  /// system turn; each 0.5 less with examples.
  private func evaluation(_ plug: EvaluatedPlug, authors: [CorpusAuthor]) -> PopulationEvaluation {
    let rows = Dictionary(
      uniqueKeysWithValues: Self.names.map { name in
        let vector = [Float(name.utf8.first ?? 0), 1]
        return (name, plug.plug.softRows(for: PersonaInput(items: [vector])))
      })
    return PopulationEvaluation(authors: authors, prompts: BytePrompts()) { batch in
      batch.map { sequence in
        let name = sequence.tokens[sequence.targetStart...].prefix(3).map { UInt8($0) }
        let own = rows[String(decoding: name, as: UTF8.self)] ?? []
        let isOwn = zip(own, sequence.softRows).allSatisfy { abs($0 - $1) < 1e-4 }
        let base: Float = sequence.softRows.isEmpty ? 3 : isOwn ? 1 : 2
        var loss = sequence.targetStart > 1 ? base - 0.5 : base
        if sequence.tokens[0] == 1 { loss -= 0.25 }
        return [Float](repeating: loss, count: sequence.targetCount)
      }
    }
  }

  private func means(_ record: EvaluationRecord) -> [String: Double] {
    record.means().mapValues { $0.values.reduce(0, +) / Double($0.count) }
  }

  @Test func measuresEveryStrategy() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    evaluation.controls = [("rows", [Float](repeating: 7, count: 6))]
    evaluation.candidateCount = 3
    let record = try evaluation.run()
    let means = means(record)
    let expected = [
      StrategyTitle.none: 3, StrategyTitle.noneAsSent: 2.75, "rows": 2, "style own": 1,
      "retrieval 1, without system turn": 2.5, "retrieval 4, without system turn": 2.5,
      "rows + retrieval 1": 1.5,
      "rows + retrieval 4": 1.5, "style own + retrieval 1": 0.5, "style own + retrieval 4": 0.5,
      "style mean": 2, "style random": 2, "style kindred": 2,
    ]
    #expect(Set(means.keys) == Set(expected.keys))
    #expect(Set(record.strategies) == Set(expected.keys))
    for (name, value) in expected { #expect(abs((means[name] ?? 0) - value) < 1e-6, "\(name)") }
    #expect(record.reference == "rows")
    #expect(record.passages.count == 16)
    #expect(record.table().rows.first { $0.strategy == "style own" }?.difference?.mean == -1)
    #expect(record.authorship.first?.share.mean == 1)
    #expect(record.authorship.first?.meanRank == 1)
  }

  @Test func measuresOwnPersonasOfShorterHistories() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    evaluation.exampleCounts = [1, 4]
    evaluation.selection.historyCount = 6
    evaluation.shorterHistories = [1, 3]
    let record = try evaluation.run()
    let means = means(record)
    // Each passage of an author tells the same here.
    for name in ["style own", "style own, history 1", "style own, history 3"] {
      #expect(abs((means[name] ?? 0) - 1) < 1e-6, "\(name)")
      #expect(record.strategies.contains(name))
    }
    #expect(record.curves.map(\.parameter) == [.history, .examples])
    #expect(record.curves[0].series.map { $0.points.map(\.number) } == [[1, 3, 6]])
    #expect(record.curves[1].series.map(\.name) == [StrategyTitle.none, "style own"])
    // The others are measured as if nothing had been asked for beside.
    evaluation.shorterHistories = []
    let alone = self.means(try evaluation.run())
    for (name, mean) in alone { #expect(abs((means[name] ?? 0) - mean) < 1e-9, "\(name)") }
  }

  @Test func aShorterHistoryIsPartOfALongerOne() {
    let author = Self.author("ann", count: 20)
    let roles = PassageRoles(author, EvaluationSelection(historyCount: 12)) { _ in true }
    let whole = roles.history(for: roles.targets[0], of: author)
    let shorter = roles.history(for: roles.targets[0], of: author, count: 4)
    #expect(whole.count == 12 && shorter.count == 4 && Set(shorter).isSubset(of: whole))
    #expect(shorter == whole.filter(shorter.contains))
  }

  @Test func isDrawn() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    evaluation.controls = [("rows & <columns>", [Float](repeating: 7, count: 6))]
    evaluation.shorterHistories = [1]
    let pictures = try evaluation.run().pictures
    #expect(pictures.map(\.name) == ["strategies.svg", "history.svg", "examples.svg"])
    for (name, page) in pictures {
      #expect(PictureXML.elements(of: page.text) != nil, "\(name)")
      #expect(page.text.contains("rows &amp; &lt;columns&gt;"), "\(name)")
    }
    #expect(pictures[0].page.text.contains(">style own, history 1</text>"))
    evaluation.shorterHistories = []
    evaluation.exampleCounts = []
    #expect(try evaluation.run().pictures.map(\.name) == ["strategies.svg"])
  }

  @Test func addsTermsToWhatCanBeUsed() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    evaluation.exampleCounts = []
    evaluation.terms = .fixed(TermSmoothing(tokens: 100, pairs: 20, triples: 5))
    let means = means(try evaluation.run())
    // Each author says the same again and again, with the own name in it.
    let own = try #require(means[StrategyTitle.withTerms(StrategyTitle.none)])
    #expect(own < 1.5 && own < means[StrategyTitle.strangersTerms] ?? 0)
    #expect(means[StrategyTitle.withTerms(StrategyTitle.noneAsSent)] != nil)
    #expect(means["style own + terms"] != nil && means["style random + terms"] == nil)
    evaluation.terms = .fitted
    let fitted = self.means(try evaluation.run())
    #expect((fitted[StrategyTitle.withTerms(StrategyTitle.none)] ?? 9) < 1.5)
  }

  @Test func weighsTermsForEachStrategyApart() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.prefix(2).map { Self.author($0) })
    evaluation.exampleCounts = [1]
    evaluation.terms = .fitted
    let alone = means(try evaluation.run())
    evaluation.plugs = [plug]
    evaluation.controls = [("rows", [Float](repeating: 7, count: 6))]
    let beside = means(try evaluation.run())
    // What else is measured changes nothing.
    for (name, mean) in alone { #expect(abs((beside[name] ?? 0) - mean) < 1e-9, "\(name)") }
    #expect(alone.keys.contains("retrieval 1, without system turn + terms"))
    // A model that is surer keeps more of its own: terms that serve one that is not would make it worse.
    let own = try #require(beside["style own"])
    #expect(try #require(beside["style own + terms"]) < own)
  }

  private func withoutNumbers(
    _ evaluation: PopulationEvaluation, where isBad: @escaping (TrainingSequence) -> Bool
  ) -> PopulationEvaluation {
    var evaluation = evaluation
    let score = evaluation.score
    evaluation.score = { batch in
      zip(batch, try score(batch)).map { isBad($0) ? $1.map { _ in .nan } : $1 }
    }
    return evaluation
  }

  @Test func aLossThatIsNoNumberEndsItWithTheAuthorsBefore() throws {
    let whole = evaluation(plug(), authors: Self.names.map { Self.author($0) })
    func fails(_ name: String) -> PopulationEvaluation {
      withoutNumbers(whole) { sequence in
        sequence.tokens[0] == 1 && sequence.tokens[sequence.targetStart] == TokenID(name.utf8.first ?? 0)
      }
    }
    let record = try fails("cyd").run()
    #expect(record.isPartial && record.authors == ["ann", "bob"])
    #expect(
      record.failure as? EvaluationError == .notFinite(author: "cyd", strategy: StrategyTitle.noneAsSent))
    #expect(throws: EvaluationError.notFinite(author: "ann", strategy: StrategyTitle.noneAsSent)) {
      try fails("ann").run()
    }
  }

  @Test func anErrorOfTheModelKeepsTheAuthorsBefore() throws {
    var evaluation = evaluation(plug(), authors: Self.names.map { Self.author($0) })
    let score = evaluation.score
    evaluation.score = { batch in
      if batch.contains(where: { $0.tokens[$0.targetStart] == TokenID(UInt8(ascii: "d")) }) {
        throw EvaluationError.nothingToMeasure
      }
      return try score(batch)
    }
    let record = try evaluation.run()
    #expect(record.isPartial && record.failure != nil && record.authors == ["ann", "bob", "cyd"])
  }

  @Test func leavesOutAuthorsWithoutHistory() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: [Self.author("ann"), Self.author("bob", count: 4)])
    evaluation.plugs = [plug]
    let record = try evaluation.run()
    #expect(record.omittedAuthors == ["bob"])
    #expect(record.authors == ["ann"])
  }

  @Test func keepsWholeAuthorsWhenInterrupted() throws {
    var evaluation = evaluation(plug(), authors: Self.names.map { Self.author($0) })
    evaluation.exampleCounts = [1]
    let record = try evaluation.run(advance: { if $0 > 9 { throw ConsoleError.interrupted } })
    #expect(record.isPartial)
    #expect(record.authors == ["ann", "bob"])
    #expect(record.passages.count == 8)
    #expect(throws: ConsoleError.interrupted) {
      try evaluation.run(advance: { _ in throw ConsoleError.interrupted })
    }
  }

  @Test func repeatsForOneSeed() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    let first = try evaluation.run()
    let again = try evaluation.run()
    #expect(first == again)
  }

  @Test func savesEveryPassage() throws {
    var evaluation = evaluation(plug(), authors: Self.names.map { Self.author($0) })
    evaluation.exampleCounts = []
    let json = try evaluation.run().json
    let passages = try #require(json["passages"]?.array)
    #expect(passages.count == 16)
    #expect(passages.allSatisfy { $0["losses"]?[StrategyTitle.none]?.number == 3 })
    #expect(json["authors"]?.integer == 4)
  }

  @Test func savesTheLossesOfEveryAuthorWithEachOfSeveralPlugs() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.exampleCounts = []
    evaluation.plugs = ["one", "two", "three"].map { name in
      var other = plug
      other.name = name
      return other
    }
    evaluation.controls = ["i1", "i2"].map { ($0, [Float](repeating: 7, count: 6)) }
    var record = try evaluation.run()
    record.plugs = [MeasuredPlug(name: "one", path: "a/one.plug", isControl: false, seed: "3", steps: nil)]
    let losses = try #require(record.json["authorLosses"])
    for name in ["one own", "two own", "three own", "i1", "i2"] {
      let members = try #require(losses[name]?.object)
      #expect(members.map(\.0) == Self.names)
      #expect(members.allSatisfy { $0.1.number == (name.hasPrefix("i") ? 2 : 1) }, "\(name)")
    }
    #expect(record.json["plugs"]?.array?.first?["seed"]?.string == "3")
    #expect(record.summary["authorLosses"] == nil)
  }

  @Test func ranksTheOwnAmongOthers() {
    #expect(AuthorPlan.rank([1, 2, 3]) == 1)
    #expect(AuthorPlan.rank([2, 1, 3]) == 2)
    #expect(AuthorPlan.rank([2, 2, 1]) == 2.5)
    #expect(AuthorPlan.rank([.nan, 2, 1]) == 3)
  }
}
