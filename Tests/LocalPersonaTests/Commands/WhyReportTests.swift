import Testing

@testable import LocalPersona

@Suite("on what grounds drafts are written")
struct WhyReportTests {
  private static let plug = LearnedStrategy(rows: .plug)
  private static let stranger = LearnedStrategy(rows: .stranger)
  private static let examples = LearnedStrategy(exampleCount: 3)

  private func result(_ strategy: LearnedStrategy, _ loss: Double, low: Double, high: Double) -> LearnedResult
  {
    LearnedResult(strategy: strategy, loss: loss, difference: loss - 3, low: low, high: high)
  }

  private func persona(_ winner: LearnedStrategy, entryCount: Int = 100, plug: Bool = true) -> LearnedPersona
  {
    LearnedPersona(
      winner: winner, softRows: winner.rows == .plug ? [1, 2] : [], rowsOrigin: winner.rows,
      softCount: winner.rows == .plug ? 1 : 0, terms: nil,
      results: [
        result(.none, 3, low: 0, high: 0), result(Self.plug, 2.9, low: -0.15, high: -0.05),
        result(Self.stranger, 2.97, low: -0.1, high: 0.1),
        result(Self.examples, 2.98, low: -0.06, high: 0.02),
      ],
      modelFingerprint: VaultScenario.model, encoderFingerprint: [],
      plugFingerprint: plug ? [UInt8](repeating: 3, count: 32) : [], entryCount: entryCount,
      newestID: .random(), heldOutCount: 40, stepCount: 0, date: Timestamp(86_400))
  }

  private func report(
    _ learned: LearnedPersona?, isUsable: Bool = true, entryCount: Int = 100, due: LearningDue = .no
  ) -> WhyReport {
    WhyReport(model: "small", learned: learned, isUsable: isUsable, entryCount: entryCount, due: due)
  }

  @Test func saysWhatWasMeasuredOfAWinner() {
    let report = report(persona(Self.plug))
    #expect(report.strategy == .plug)
    let sentences = report.sentences
    #expect(sentences.count == 4)
    #expect(sentences[0] == "'write' uses plug with the model 'small': plug")
    for words in ["1970-01-02", "40 of your newest", "out of 100", "best of 2 ways", "0.1000 nats", "11 %"] {
      #expect(sentences[1].contains(words), "\(words) in \(sentences[1])")
    }
    #expect(sentences[1].contains("[-0.1500, -0.0500]") && sentences[1].hasSuffix("-0.0700"))
    #expect(sentences[2].contains("not measured: whether drafts read like you"))
    #expect(!sentences[2].contains("somebody else's texts"))
    #expect(sentences[3].contains("without --quick"))
  }

  @Test func saysOfExamplesThatNoStrangersWereCompared() {
    let report = report(persona(Self.examples))
    #expect(report.strategy == .retrieval && report.differenceFromStrangers == nil)
    #expect(!report.sentences[1].contains("strangers"))
    #expect(report.sentences[2].contains("somebody else's texts"))
  }

  @Test func saysWhereNothingHelps() {
    let report = report(persona(.none))
    #expect(report.strategy == StrategyName.none)
    #expect(report.sentences[0].contains("leaves your history out"))
    #expect(report.sentences[1].contains("none was proven to predict what you wrote better than no persona"))
    // What came closest is told with its interval, controls left out, and with what is asked for.
    #expect(report.sentences[1].contains("closest came plug with -0.1000"))
    #expect(report.sentences[1].contains("in an interval of 97.50 %, as 2 ways were tried"))
    #expect(report.sentences[1].contains("of a plug also: better than I alone and than strangers"))
  }

  @Test func saysWhereNothingWasMeasured() {
    let few = report(nil, isUsable: false, entryCount: 3)
    #expect(few.strategy == .retrieval)
    #expect(few.sentences[1].contains("nothing was measured"))
    #expect(few.sentences[3].contains("at least 16") && few.sentences[3].contains("there are 3"))
    let enough = report(nil, isUsable: false, entryCount: 16)
    #expect(enough.sentences[3].contains("persona learn --quick"))
    #expect(report(nil, isUsable: false, due: .anew).sentences[3].contains("removed or changed"))
  }

  @Test func saysWhereWhatWonIsNoLongerThere() {
    let report = report(persona(Self.plug), isUsable: false)
    #expect(report.strategy == .retrieval)
    #expect(report.sentences[0].contains("no longer there"))
    #expect(report.sentences[3].contains("persona plug list"))
  }

  @Test func saysWhatIsNext() {
    #expect(report(persona(Self.plug), due: .new(count: 30)).sentences[3].contains("30 entries are new"))
    #expect(report(persona(.none, plug: false)).sentences[3].contains("no plug for this model"))
    var trained = persona(Self.plug, entryCount: 20)
    trained.results.append(result(LearnedStrategy(rows: .adapted), 2.95, low: -0.1, high: 0))
    #expect(report(trained).sentences[3].contains("20 entries are few"))
    trained.entryCount = 60
    #expect(report(trained).sentences[3].contains("write --compare"))
  }

  /// Rows that were not kept need the plug that made them.
  @Test func knowsWhatCanStillBeUsed() throws {
    #expect(persona(Self.plug).canBeUsed { nil })
    var other = persona(Self.plug)
    other.softRows = []
    #expect(!other.canBeUsed { nil })
    #expect(persona(Self.examples).canBeUsed { nil } && persona(.none).canBeUsed { nil })
    other.winner = LearnedStrategy(usesTerms: true)
    #expect(!other.canBeUsed { nil })
  }

  @Test func programsGetTheNumbers() {
    let json = report(persona(Self.plug)).json
    #expect(json["strategy"]?.string == "plug" && json["measured"]?.bool == true)
    #expect(json["againstNone"]?["low"]?.number == -0.15 && json["heldOut"]?.integer == 40)
    #expect(abs((json["againstStrangers"]?.number ?? 0) + 0.07) < 1e-9)
    let bare = report(nil, isUsable: false).json
    #expect(bare["measured"]?.bool == false && bare["againstNone"]?.number == nil)
    #expect(bare["sentences"]?.array?.count == 4)
  }
}
