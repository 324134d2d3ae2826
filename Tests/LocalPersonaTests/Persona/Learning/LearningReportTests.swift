import Testing

@testable import LocalPersona

@Suite("what the table of learning means")
struct LearningReportTests {
  private static let instruction = LearnedStrategy(rows: .instruction)
  private static let plug = LearnedStrategy(rows: .plug)

  /// A report of losses by way of writing; the terms are never counted.
  private func report(
    _ losses: [(LearnedStrategy, Float)], winner: LearnedStrategy, keptDate: Timestamp? = nil
  ) throws -> LearningReport {
    var heldOut = HeldOutLosses(targets: (0..<8).map { [$0 + 100] }, training: [[1, 2]])
    for (strategy, loss) in losses {
      heldOut.note((0..<8).map { [loss + 0.001 * Float($0 % 3)] }, of: strategy)
    }
    let entry = try LearningSample.entries(1)[0]
    let persona = LearnedPersona(
      winner: winner, softRows: [], rowsOrigin: .none, softCount: 0, terms: nil, results: heldOut.results,
      modelFingerprint: VaultScenario.model, encoderFingerprint: [], plugFingerprint: [], entryCount: 100,
      newestID: entry.id, heldOutCount: 40, stepCount: 0, date: Timestamp(0))
    var kept: LearnedPersona?
    if let keptDate {
      kept = persona
      kept?.date = keptDate
      kept?.winner = LearnedStrategy(rows: .adapted)
    }
    return LearningReport(persona: persona, losses: heldOut, usedCount: 100, kept: kept)
  }

  @Test func saysOfIAloneThatTheHistoryAddedNothing() throws {
    let report = try report([(.none, 3), (Self.instruction, 2.8)], winner: Self.instruction)
    #expect(report.sentences.contains { $0.contains("your history added nothing") })
  }

  /// Terms and examples are the history: to say that it added nothing would be untrue.
  @Test(arguments: [
    (LearnedStrategy(rows: .instruction, usesTerms: true), ["your terms"], ["examples"]),
    (LearnedStrategy(rows: .instruction, exampleCount: 3), ["examples from your history"], ["terms"]),
    (
      LearnedStrategy(rows: .instruction, exampleCount: 3, usesTerms: true),
      ["examples from your history and your terms"], []
    ),
  ])
  func saysWhatIsTheirsWhereIWonWithSomethingOfTheirs(
    winner: LearnedStrategy, words: [String], others: [String]
  ) throws {
    let report = try report(
      [
        (.none, 3), (Self.instruction, 2.8), (LearnedStrategy(rows: .instruction, exampleCount: 3), 2.75),
      ], winner: winner)
    let sentence = try #require(report.sentences.first { $0.contains("knowledge of the task") })
    #expect(!sentence.contains("added nothing"))
    for word in words { #expect(sentence.contains(word)) }
    for word in others { #expect(!sentence.contains(word)) }
  }

  @Test func saysWhatWasRequired() throws {
    // Terms alone, and two ways with rows and with or without terms.
    let report = try report(
      [(.none, 3), (Self.instruction, 2.8), (Self.plug, 2.7), (LearnedStrategy(rows: .stranger), 2.9)],
      winner: Self.plug)
    let sentence = try #require(report.sentences.first { $0.hasPrefix("required:") })
    #expect(sentence.contains("99.00 %") && sentence.contains("5 ways") && sentence.contains("strangers"))
    let bare = try self.report([(.none, 3), (LearnedStrategy(exampleCount: 1), 3)], winner: .none)
    #expect(bare.sentences.contains { $0.hasPrefix("required:") && !$0.contains("strangers") })
  }

  @Test func saysWhereWhatWasTrainedStays() throws {
    let report = try report([(.none, 3), (Self.plug, 2.7)], winner: .none, keptDate: Timestamp(86_400))
    #expect(report.sentences.contains { $0.contains("1970-01-02 stays") && $0.contains("persona learn") })
    #expect(!report.sentences[0].contains("so 'write' uses"))
    #expect(!report.table.contains { $0.contains("<- used") })
    #expect("\(report.json)".contains("used"))
  }
}
