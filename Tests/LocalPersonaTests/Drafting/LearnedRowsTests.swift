import Testing

@testable import LocalPersona

@Suite("what is told of rows that were learned")
struct LearnedRowsTests {
  private let entries: [Entry]
  private let document: PlugDocument

  init() throws {
    entries = [
      try Entry(written: Timestamp(1), kind: .mail, text: "However, the train is late; however, I wait."),
      try Entry(written: Timestamp(2), kind: .note, text: "Soup at seven? Bring bread! Bring wine!"),
      try Entry(written: Timestamp(3), kind: .mail, text: "However it was, the garden is green again."),
    ]
    let encoder = StyleHistoryEncoder()
    let vectors = encoder.vectors(of: ["The cat sat.", "A dog, however, ran off!", "Nobody knows; I do not."])
    let plug = Plug(
      settings: .standard, inputDimension: encoder.dimension, embeddingLength: 3, embeddingScale: 1,
      statistics: PopulationStatistics(authors: vectors), initialRows: nil, seed: 1)
    document = PlugDocument(
      name: "inside", plug: plug, decoderFingerprint: [UInt8](repeating: 1, count: 32), decoderName: "m",
      encoderFingerprint: encoder.fingerprint, bank: [], bankKinds: [], card: [:])
  }

  /// Two rows of three numbers, of 60 entries.
  private func learned(
    _ origin: LearnedStrategy.Rows, stepCount: Int = 0, plug: [UInt8]? = nil
  ) -> LearnedPersona {
    LearnedPersona(
      winner: LearnedStrategy(rows: origin), softRows: [1, 2, 3, 4, 5, 6], rowsOrigin: origin, softCount: 2,
      terms: nil, results: [], modelFingerprint: document.decoderFingerprint, encoderFingerprint: [],
      plugFingerprint: plug ?? document.fingerprint, entryCount: 60, newestID: .random(), heldOutCount: 8,
      stepCount: stepCount, date: Timestamp(86_400))
  }

  private func rows(
    _ learned: LearnedPersona, for asked: StrategyName = .plug, register: DraftRegister? = nil,
    hasEncoder: Bool = true
  ) throws -> LearnedRows? {
    let means = PersonaMeans(
      modelName: "m", history: HistorySearch(entries), learned: learned, register: register
    ) {
      guard hasEncoder else { throw StrategyError.notLearned(plug: "inside") }
      return try PersonaPlug(document, entries: entries, encoder: StyleHistoryEncoder())
    }
    let persona = try means.persona(for: asked)
    return means.learnedRows(of: persona) { $0 == document.fingerprint ? "mine" : nil }
  }

  @Test func trainedOnesSayOnWhat() throws {
    let told = try #require(try rows(learned(.adapted, stepCount: 40), for: .auto))
    // Eight of the sixty were kept aside.
    #expect(told.stepCount == 40 && told.entryCount == 52 && told.plugName == "mine")
    #expect(!told.habits.isEmpty)
    #expect(
      WritingMessages.learnedRows(told)
        == "  rows trained in 40 steps on 52 entries of yours, learned on 1970-01-02 with the plug mine")
  }

  @Test func thoseAsThePlugMadeThemClaimNoTraining() throws {
    let made = try #require(try rows(learned(.plug)))
    #expect(made.stepCount == 0 && made.entryCount == 60)
    #expect(WritingMessages.learnedRows(made).hasPrefix("  rows made of 60 entries of yours, learned on "))
    // No step of training was better than none.
    let untrained = try #require(try rows(learned(.adapted)))
    #expect(WritingMessages.learnedRows(untrained).hasPrefix("  rows made of 52 entries of yours, "))
  }

  @Test func aPlugThatCameSinceIsNotNamed() throws {
    let other = [UInt8](repeating: 7, count: 32)
    let told = try #require(try rows(learned(.adapted, stepCount: 1, plug: other)))
    #expect(told.plugName == nil && told.habits.isEmpty)
    let words = WritingMessages.learnedRows(told)
    #expect(words.contains("in 1 step on") && words.hasSuffix("they were made with is not installed"))
  }

  @Test func aPlugThatCannotReadTheHistoryNowIsNamed() throws {
    let told = try #require(try rows(learned(.adapted, stepCount: 40), hasEncoder: false))
    #expect(told.plugName == "mine" && told.habits.isEmpty)
  }

  @Test func nothingIsToldOfRowsThatTheDraftHasNot() throws {
    for name in [StrategyName.none, .retrieval] { #expect(try rows(learned(.plug), for: name) == nil) }
    #expect(try rows(learned(.instruction), for: .instruction) == nil)
    // I alone was stored: the plug makes the rows of this person.
    #expect(try rows(learned(.instruction), for: .plug) == nil)
    let register = try DraftRegister(named: "note", in: entries)
    #expect(try rows(learned(.plug), register: register) == nil)
    #expect(try rows(learned(.adapted, stepCount: 40), register: register) != nil)
  }
}
