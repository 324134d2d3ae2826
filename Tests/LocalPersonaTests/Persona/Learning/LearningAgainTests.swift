import Testing

@testable import LocalPersona

@Suite("learning again")
struct LearningAgainTests {
  private static let model = VaultScenario.model

  private static func settings(seconds: UInt32 = 20, entryCount: UInt32 = 100) -> LearningSettings {
    var settings = LearningSettings()
    settings.isAutomatic = true
    settings.lastRun = LearningSettings.Run(
      extent: .quick, seconds: seconds, entryCount: entryCount, model: model)
    return settings
  }

  private static func learned(_ entryCount: Int, newest: EntryID) -> LearnedPersona {
    LearnedPersona(
      winner: .none, softRows: [], rowsOrigin: .none, softCount: 0, terms: nil, results: [],
      modelFingerprint: model, encoderFingerprint: [], plugFingerprint: [], entryCount: entryCount,
      newestID: newest, heldOutCount: 8, stepCount: 0, date: Timestamp(1000))
  }

  private static func entries(old: Int, new: Int) throws -> [Entry] {
    try (0..<old + new).map { index in
      try Entry(written: Timestamp(1), added: Timestamp(index < old ? 1000 : 1001), text: "entry \(index)")
    }
  }

  @Test func settingsComeBackAsTheyWere() throws {
    for settings in [LearningSettings(), Self.settings()] {
      #expect(try LearningSettings(decoding: settings.encode()) == settings)
    }
    let bytes = Self.settings().encode()
    for count in bytes.indices {
      #expect(throws: FormatError.self) { _ = try LearningSettings(decoding: Array(bytes.prefix(count))) }
    }
    #expect(throws: FormatError.self) { _ = try LearningSettings(decoding: bytes + [0]) }
  }

  @Test func aDamagedPermissionIsNone() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      #expect(try LearningSettings.load(from: vault) == LearningSettings())
      try vault.store(derived: [1, 2, 3], for: LearningSettings.key)
      #expect(try LearningSettings.load(from: vault) == LearningSettings())
      try Self.settings().store(in: vault)
      #expect(try LearningSettings.load(from: vault) == Self.settings())
    }
  }

  @Test func isDueOnceATenthIsNew() throws {
    func due(old: Int, new: Int) throws -> LearningDue {
      let entries = try Self.entries(old: old, new: new)
      return LearningDue(
        entries, learned: Self.learned(old, newest: entries[0].id), settings: LearningSettings(),
        model: Self.model)
    }
    #expect(try due(old: 100, new: 0) == .no && due(old: 100, new: 9) == .no)
    #expect(try due(old: 100, new: 10) == .new(count: 10) && due(old: 16, new: 2) == .new(count: 2))
    // Entries too short to learn from are no reason: they were there before.
    let entries = try Self.entries(old: 200, new: 5)
    let learned = Self.learned(100, newest: entries[0].id)
    #expect(LearningDue(entries, learned: learned, settings: Self.settings(), model: Self.model) == .no)
  }

  /// A draft counts from when it was accepted, not from when it was written, and only where it is the
  /// person's.
  @Test func isDueOnceDraftsThatWereMadeOnesOwnAreATenth() throws {
    let entries = try Self.entries(old: 16, new: 0)
    func due(acceptedAs text: String?) throws -> LearningDue {
      let accepted = try (0..<2).map { _ in
        let draft = KeptDraft(
          made: Timestamp(900), text: "words that a model came upon", strategy: "none", model: "m", seed: 1)
        return try #require(try draft.entry(text))
      }
      return LearningDue(
        (entries + accepted).filter(\.isOwnWriting), learned: Self.learned(16, newest: entries[0].id),
        settings: LearningSettings(), model: Self.model)
    }
    #expect(try due(acceptedAs: "Ann, I shall bring bread and soup at seven.") == .new(count: 2))
    #expect(try due(acceptedAs: nil) == .no)
  }

  @Test func isDueWhereWhatWasLearnedIsGone() throws {
    let many = try Self.entries(old: 16, new: 0)
    func due(_ entries: [Entry], _ settings: LearningSettings, model: [UInt8] = Self.model) -> LearningDue {
      LearningDue(entries, learned: nil, settings: settings, model: model)
    }
    #expect(due(many, Self.settings()) == .anew)
    #expect(due(Array(many.dropLast()), Self.settings()) == .no)
    // Never learned, or for another model: the first time is nobody's but the person's.
    #expect(due(many, LearningSettings()) == .no)
    #expect(due(many, Self.settings(), model: [UInt8](repeating: 9, count: 32)) == .no)
  }

  @Test func beginsByItselfOnlyWhereItIsQuick() {
    #expect(LearningSettings().secondsByItself(forEntries: 100) == nil)
    #expect(Self.settings().secondsByItself(forEntries: 90) == 20)
    #expect(Self.settings().secondsByItself(forEntries: 200) == 40)
    #expect(Self.settings().secondsByItself(forEntries: 301) == nil)
    #expect(Self.settings(seconds: 61).secondsByItself(forEntries: 100) == nil)
    #expect(Self.settings(seconds: 60, entryCount: 0).secondsByItself(forEntries: 1) == 60)
  }

  @Test func saysSoInOneLine() {
    #expect(LearningMessages.due(.no) == nil)
    #expect(LearningMessages.due(.new(count: 1))?.hasPrefix("1 entry is new since") == true)
    let lines = [LearningDue.new(count: 1200), .anew].compactMap(LearningMessages.due)
    #expect(lines.count == 2 && lines.allSatisfy { $0.contains("'persona learn'") && !$0.contains("\n") })
    #expect(LearningMessages.permission(Self.settings()).contains("20 s"))
    #expect(LearningMessages.permission(LearningSettings()).contains("--auto on"))
  }
}
