import Inference
import Testing

@testable import LocalPersona

@Suite("what a strategy comes down to")
struct PersonaMeansTests {
  private let builder = PromptBuilder(model: FakeModel.writing("x"))
  private let modelFingerprint = [UInt8](repeating: 1, count: 32)

  private func entries() throws -> [Entry] {
    [
      try Entry(written: Timestamp(1), kind: .mail, text: "However, the train is late; however, I wait."),
      try Entry(written: Timestamp(2), kind: .note, text: "Soup at seven? Bring bread! Bring wine!"),
      try Entry(written: Timestamp(3), kind: .mail, text: "However it was, the garden is green again."),
    ]
  }

  private func learned(
    _ winner: LearnedStrategy, rows: [Float] = [], origin: LearnedStrategy.Rows = .none,
    terms: TermModel? = nil, plug: PlugDocument? = nil
  ) -> LearnedPersona {
    LearnedPersona(
      winner: winner, softRows: rows, rowsOrigin: origin, softCount: rows.isEmpty ? 0 : 2, terms: terms,
      results: [], modelFingerprint: modelFingerprint, encoderFingerprint: [],
      plugFingerprint: plug?.fingerprint ?? [], entryCount: 3, newestID: .random(), heldOutCount: 1,
      stepCount: 0, date: Timestamp(9))
  }

  private func means(_ learned: LearnedPersona?, plug: PersonaPlug? = nil) throws -> PersonaMeans {
    PersonaMeans(modelName: "m", history: HistorySearch(try entries()), learned: learned) { plug }
  }

  private func document(_ settings: PlugSettings = .standard) -> PlugDocument {
    let encoder = StyleHistoryEncoder()
    let vectors = encoder.vectors(of: ["The cat sat.", "A dog, however, ran off!", "Nobody knows; I do not."])
    var plug = Plug(
      settings: settings, inputDimension: encoder.dimension, embeddingLength: 3, embeddingScale: 1,
      statistics: PopulationStatistics(authors: vectors), initialRows: nil, seed: 1)
    for index in plug.parameters.values.indices { plug.parameters.values[index] += Float(index % 7) / 100 }
    return PlugDocument(
      name: "p", plug: plug, decoderFingerprint: modelFingerprint, decoderName: "m",
      encoderFingerprint: encoder.fingerprint, bank: [], bankKinds: [], card: [:])
  }

  private func plug(_ settings: PlugSettings = .standard) throws -> PersonaPlug {
    try PersonaPlug(document(settings), entries: try entries(), encoder: StyleHistoryEncoder())
  }

  private func softRowCount(_ persona: DraftingPersona) throws -> Int {
    try persona.strategy.plan(Brief("write to Ann"), builder: builder).rows.count {
      if case .embedding = $0 { true } else { false }
    }
  }

  @Test func autoIsRetrievalBeforeAnythingWasLearned() throws {
    let persona = try means(nil, plug: plug()).persona(for: .auto)
    let brief = try Brief("the train is late")
    let retrieval = try Retrieval(HistorySearch(try entries())).plan(brief, builder: builder)
    #expect(persona.name == .retrieval && persona.terms == nil)
    #expect(try persona.strategy.plan(brief, builder: builder).rows == retrieval.rows)
  }

  @Test func autoIsWhatWonWhereEverythingForItIsThere() throws {
    let terms = TermModel(sequences: [[1, 2, 3]])
    let winner = LearnedStrategy(rows: .adapted, exampleCount: 1, usesTerms: true)
    let known = learned(winner, rows: [1, 2, 3, 4, 5, 6], origin: .adapted, terms: terms)
    let persona = try means(known).persona(for: .auto)
    #expect(persona.name == .plugRetrievalTerms && persona.terms == terms)
    let plan = try persona.strategy.plan(Brief("the train is late"), builder: builder)
    #expect(Array(plan.rows.prefix(2)) == [.embedding([1, 2, 3]), .embedding([4, 5, 6])])
    #expect(plan.uses.count == 1)
  }

  @Test func autoIsNoneWhereNothingHelped() throws {
    #expect(try means(learned(.none)).persona(for: .auto).name == .none)
  }

  @Test func autoFallsBackWhereTheWinnerLacksSomething() throws {
    let plugWon = learned(LearnedStrategy(rows: .plug))
    #expect(try means(plugWon).persona(for: .auto).name == .retrieval)
    // Another plug was not what won.
    #expect(try means(plugWon, plug: plug()).persona(for: .auto).name == .retrieval)
    let termsWon = learned(LearnedStrategy(usesTerms: true))
    #expect(try means(termsWon).persona(for: .auto).name == .retrieval)
  }

  @Test func rowsThatLookAtTheBriefAreMadeForEach() throws {
    var settings = PlugSettings.standard
    settings.aggregator = .attention
    settings.temperature = 20
    let plug = try plug(settings)
    let known = learned(LearnedStrategy(rows: .plug), origin: .plug, plug: plug.document)
    let persona = try means(known, plug: plug).persona(for: .auto)
    #expect(persona.name == .plug)
    let briefs = try ["However, the train; however, I wait.", "Soup? Bread! Wine!"].map { try Brief($0) }
    let rows = try briefs.map { try Array(persona.strategy.plan($0, builder: builder).rows.prefix(8)) }
    #expect(rows[0] != rows[1])
    #expect(try rows[0] == plug.softRows(for: briefs[0]).map(InputRow.embedding))
  }

  @Test func aStrategyAskedForByNameSaysWhatItLacks() throws {
    #expect(throws: StrategyError.noPlug(model: "m", others: [])) { try means(nil).persona(for: .plug) }
    #expect(throws: StrategyError.noPlug(model: "m", others: [])) {
      try means(nil).persona(for: .instruction)
    }
    #expect(throws: StrategyError.noTerms(model: "m")) {
      try means(nil, plug: plug()).persona(for: .plugTerms)
    }
    #expect(Explanation(of: StrategyError.noTerms(model: "m")).next?.contains("persona learn") == true)
  }

  @Test func learnedRowsServeOnlyWhatTheyAre() throws {
    // I alone won: the rows that were kept know nobody, and are not this person's plug.
    let known = learned(
      LearnedStrategy(rows: .instruction), rows: [1, 2, 3, 4, 5, 6], origin: .instruction)
    #expect(try softRowCount(means(known).persona(for: .auto)) == 2)
    #expect(throws: StrategyError.noPlug(model: "m", others: [])) { try means(known).persona(for: .plug) }
    #expect(try softRowCount(means(known, plug: plug()).persona(for: .plug)) == 8)
  }

  /// The means with a register of one entry, and a plug that reads it alone.
  private func meansInRegister(_ learned: LearnedPersona?) throws -> (means: PersonaMeans, plug: PersonaPlug)
  {
    let entries = try entries()
    let register = try DraftRegister(named: "note", in: entries)
    let plug = try PersonaPlug(document(), entries: register.entries, encoder: StyleHistoryEncoder())
    let means = PersonaMeans(
      modelName: "m", history: HistorySearch(entries), learned: learned, register: register
    ) { plug }
    return (means, plug)
  }

  @Test func aRegisterTakesTheFirstExamplesAndThePlug() throws {
    let (means, plug) = try meansInRegister(nil)
    let persona = try means.persona(for: .plugRetrieval)
    let brief = try Brief("however, the train is late")
    let plan = try persona.strategy.plan(brief, builder: builder)
    #expect(plan.uses.first?.entry.kind == .note)
    #expect(try Array(plan.rows.prefix(8)) == plug.softRows(for: brief).map(InputRow.embedding))
    #expect(means.usesRegister(persona) && !means.usesRegister(DraftingPersona.none))
    let nobody = try means.persona(for: .instruction)
    #expect(!means.usesRegister(nobody))
    let everything = try self.means(nil, plug: self.plug()).persona(for: .plug)
    #expect(try everything.strategy.plan(brief, builder: builder).rows.prefix(8) != plan.rows.prefix(8))
  }

  @Test func aRegisterTakesThePlaceOfRowsThatWereNotTrained() throws {
    let rows: [Float] = [1, 2, 3, 4, 5, 6]
    let brief = try Brief("anything")
    let made = learned(LearnedStrategy(rows: .plug), rows: rows, origin: .plug, plug: document())
    let (means, plug) = try meansInRegister(made)
    let persona = try means.persona(for: .auto)
    #expect(persona.name == .plug && means.usesRegister(persona))
    #expect(
      try persona.strategy.plan(brief, builder: builder).rows.prefix(8)
        == plug.softRows(for: brief).map(InputRow.embedding)[...])
    // Trained ones stay: nothing here can make them of fewer entries.
    let trained = learned(LearnedStrategy(rows: .adapted), rows: rows, origin: .adapted, plug: document())
    let others = try meansInRegister(trained).means
    let kept = try others.persona(for: .auto)
    #expect(kept.name == .plug && !others.usesRegister(kept))
    #expect(try softRowCount(kept) == 2)
  }

  @Test func thePlugIsLookedForOnlyWhereItIsNeeded() throws {
    let means = PersonaMeans(modelName: "m", history: HistorySearch(try entries()), learned: nil) {
      throw StrategyError.noEncoder(plug: "p")
    }
    for name in [StrategyName.none, .retrieval, .auto] { _ = try means.persona(for: name) }
    #expect(throws: StrategyError.noEncoder(plug: "p")) { try means.persona(for: .plug) }
  }

  @Test func theRowsOfAPersonDifferFromThoseOfNobody() throws {
    let plug = try plug()
    let rows = try plug.softRows(for: Brief("anything"))
    #expect(rows.count == 8 && rows.allSatisfy { $0.count == 3 })
    #expect(rows != plug.instructionRows)
    let nobody = try PersonaPlug(plug.document, entries: [], encoder: StyleHistoryEncoder())
    #expect(try nobody.softRows(for: Brief("anything")) == nobody.instructionRows)
  }

  @Test func aPlugOfAnotherEncoderIsRefused() throws {
    var other = document()
    other.encoderFingerprint[0] ^= 1
    #expect(throws: PlugStoreError.otherEncoder(plug: "p", encoder: "style")) {
      try PersonaPlug(other, entries: [], encoder: StyleHistoryEncoder())
    }
  }

  @Test func anEvenPlugNamesTheEntriesClosestToTheMean() throws {
    let account = try plug().account(of: Brief("anything"))
    #expect(account.isEven && account.entryCount == 3 && account.uses.count == 3)
    #expect(account.uses.allSatisfy { abs($0.weight - 1 / 3) < 1e-5 })
  }

  @Test func anAttentivePlugNamesTheWeightiestEntriesFirst() throws {
    var settings = PlugSettings.standard
    settings.aggregator = .attention
    settings.temperature = 20
    let account = try plug(settings).account(of: Brief("However, the train; however, I wait."))
    #expect(!account.isEven)
    #expect(account.uses.map(\.weight) == account.uses.map(\.weight).sorted(by: >))
    #expect(abs(account.uses.reduce(0) { $0 + $1.weight } - 1) < 1e-4)
  }
}

@Suite("habits of a person")
struct StyleHabitsTests {
  private let dimension = StyleEncoder.dimension

  private func statistics(_ value: Float) -> PopulationStatistics {
    PopulationStatistics(
      mean: [Float](repeating: value, count: dimension), deviation: [Float](repeating: 0.5, count: dimension))
  }

  @Test func areToldByHowFarTheyStandOut() throws {
    var mean = [Float](repeating: 1, count: dimension)
    mean[3] = 3
    mean[5] = -1.5
    mean[8] = 1.2  // too little to be told
    let habits = StyleHabits.standingOut(in: mean, statistics: statistics(1))
    #expect(habits.map(\.text) == [StyleEncoder.featureName(5), StyleEncoder.featureName(3)])
    #expect(habits.map(\.deviations) == [-5, 4])
  }

  @Test func tellHowMuchMoreOftenFromTheRates() throws {
    var mean = [Float](repeating: 0.693_147_2, count: dimension)
    mean[3] = 1.386_294_4  // ln 4: three in a thousand words against one
    let habit = try #require(StyleHabits.standingOut(in: mean, statistics: statistics(0.693_147_2)).first)
    #expect(abs(try #require(habit.ratio) - 3) < 1e-3)
    #expect(WritingMessages.habit(habit).contains("3.0× as often"))
  }

  @Test func areNoneForVectorsWithoutStyle() {
    #expect(
      StyleHabits.standingOut(
        in: [9], statistics: PopulationStatistics(mean: [0], deviation: [1])
      ).isEmpty)
  }
}

@Suite("what terms pushed")
struct TermTraceTests {
  /// Makes the bytes of one word likelier wherever they come.
  private struct Fond: LogitsShaper {
    let bytes: [UInt8]
    func shape(_ logits: inout [Float], after tokens: [TokenID]) {
      for byte in bytes { logits[Int(byte)] += 1 }
    }
  }

  private func trace(_ text: String, fondOf word: String) -> TermTrace {
    let trace = TermTrace(Fond(bytes: Array(word.utf8)))
    let tokens = text.utf8.map { TokenID($0) }
    for count in 0...tokens.count {
      var logits = [Float](repeating: 0, count: 259)
      trace.shape(&logits, after: Array(tokens.prefix(count)))
    }
    return trace
  }

  @Test func isToldByWords() {
    let pushes = trace("abc xyz abd", fondOf: "xyz").pushes(ByteTokenizer())
    #expect(pushes.map(\.text) == ["xyz"])
    // Each of the three became e·259/(256 + 3e) times as likely, and the space before them 259/(256 + 3e).
    let share: Float = 259 / (256 + 3 * 2.718_281_8)
    let factor = share * share * share * share * 20.085_537
    #expect(abs((pushes.first?.factor ?? 0) - factor) < 0.01)
  }

  @Test func joinsNeighboursToPhrasesAndTellsEachOnce() {
    #expect(trace("xy yx abc xy yx", fondOf: "xy").pushes(ByteTokenizer()).map(\.text) == ["xy yx"])
  }

  @Test func forgetsWhatADraftWentBackFrom() {
    let trace = trace("abc xyz", fondOf: "xyz")
    let tokens = "abc abc".utf8.map { TokenID($0) }
    for count in 4...tokens.count {
      var logits = [Float](repeating: 0, count: 259)
      trace.shape(&logits, after: Array(tokens.prefix(count)))
    }
    #expect(trace.pushes(ByteTokenizer()).isEmpty)
  }
}
