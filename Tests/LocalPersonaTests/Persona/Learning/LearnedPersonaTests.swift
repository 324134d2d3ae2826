import Inference
import Testing

@testable import LocalPersona

@Suite("what was learned")
struct LearnedPersonaTests {
  private static func sample() throws -> LearnedPersona {
    let entries = try LearningSample.entries(3)
    return LearnedPersona(
      winner: LearnedStrategy(rows: .adapted, usesTerms: true), softRows: [1, -2, 0.5, 0],
      rowsOrigin: .adapted, softCount: 2, terms: TermModel(sequences: [[1, 2, 3], [1, 2]]),
      results: [
        LearnedResult(strategy: .none, loss: 3, difference: 0, low: 0, high: 0),
        LearnedResult(
          strategy: LearnedStrategy(exampleCount: 3), loss: 2.9, difference: -0.1, low: -0.2, high: 0.01),
      ],
      modelFingerprint: VaultScenario.model, encoderFingerprint: [],
      plugFingerprint: [UInt8](repeating: 9, count: 32), entryCount: 100, newestID: entries[2].id,
      heldOutCount: 10, stepCount: 40, date: Timestamp(-5))
  }

  @Test func comesBackAsItWas() throws {
    let persona = try Self.sample()
    #expect(try LearnedPersona(decoding: persona.encode()) == persona)
    var bare = persona
    (bare.terms, bare.softRows, bare.softCount, bare.rowsOrigin) = (nil, [], 0, .none)
    #expect(try LearnedPersona(decoding: bare.encode()) == bare)
  }

  @Test func refusesWhatIsCutShortOrGoesOn() throws {
    let bytes = try Self.sample().encode()
    for count in bytes.indices {
      #expect(throws: (any Error).self) { _ = try LearnedPersona(decoding: Array(bytes.prefix(count))) }
    }
    #expect(throws: (any Error).self) { _ = try LearnedPersona(decoding: bytes + [0]) }
  }

  @Test func survivesAnyChangedByte() throws {
    let bytes = try Self.sample().encode()
    for index in bytes.indices {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= flip
        guard let persona = try? LearnedPersona(decoding: changed) else { continue }
        #expect(persona.softRows.allSatisfy { $0.isFinite })
      }
    }
  }

  @Test func refusesRowsThatAreNoNumbers() throws {
    var persona = try Self.sample()
    persona.softRows[1] = .nan
    #expect(throws: (any Error).self) { _ = try LearnedPersona(decoding: persona.encode()) }
  }

  @Test func isOutdatedOnceATenthIsNew() throws {
    let persona = try Self.sample()
    #expect(!persona.isOutdated(entryCount: 100) && !persona.isOutdated(entryCount: 109))
    #expect(persona.isOutdated(entryCount: 110) && persona.isOutdated(entryCount: 90))
  }

  /// A look without training does not undo the minutes of one.
  @Test func outweighsALookOfTheSamePlugWithoutTraining() throws {
    let quick = try Self.sample()
    var trained = quick
    trained.results.append(
      LearnedResult(strategy: LearnedStrategy(rows: .adapted), loss: 3, difference: 0, low: 0, high: 0))
    #expect(trained.outweighs(quick))
    #expect(!quick.outweighs(trained) && !quick.outweighs(quick) && !trained.outweighs(trained))
    var other = quick
    other.plugFingerprint = []
    #expect(!trained.outweighs(other))
  }

  @Test func namesWaysAsWriteTakesThem() {
    let names = [LearnedStrategy.Rows.none, .instruction, .plug, .adapted].flatMap { rows in
      [0, 3].flatMap { count in
        [false, true].map { LearnedStrategy(rows: rows, exampleCount: count, usesTerms: $0).name }
      }
    }
    #expect(names.allSatisfy { StrategyName(rawValue: $0) != nil })
    #expect(names.first == "none" && names.last == "plug+retrieval+terms")
  }

  @Test func isKeptForItsModel() throws {
    let persona = try Self.sample()
    let scenario = try VaultScenario()
    let vault = try scenario.open()
    #expect(try LearnedPersona.load(from: vault, model: VaultScenario.model) == nil)
    try persona.store(in: vault)
    vault.close()
    let reader = try scenario.open(.read)
    #expect(try LearnedPersona.load(from: reader, model: VaultScenario.model) == persona)
    #expect(try LearnedPersona.load(from: reader, model: [UInt8](repeating: 8, count: 32)) == nil)
  }

  @Test func outlivesAStoreThatFails() throws {
    let older = try Self.sample()
    let scenario = try VaultScenario()
    let vault = try scenario.open()
    try older.store(in: vault)
    var newer = older
    newer.stepCount = 80
    scenario.disk.start(SimulatedDisk.Plan(step: 2, fault: .noSpace))
    #expect(throws: VaultError.self) { try newer.store(in: vault) }
    scenario.disk.start(nil)
    vault.close()
    #expect(try LearnedPersona.load(from: scenario.open(.read), model: VaultScenario.model) == older)
  }

  @Test func thatIsDamagedIsSaidSo() throws {
    let vault = try VaultScenario().open()
    try vault.store(derived: [1, 2, 3], for: LearnedPersona.key(model: VaultScenario.model))
    #expect(throws: LearningError.damagedRecord) {
      _ = try LearnedPersona.load(from: vault, model: VaultScenario.model)
    }
  }
}
