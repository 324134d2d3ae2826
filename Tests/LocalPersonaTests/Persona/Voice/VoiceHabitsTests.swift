import Testing

@testable import LocalPersona

@Suite("pinned habits")
struct VoiceHabitsTests {
  @Test func areReadLineByLine() throws {
    let text = """
      # mine
      never: utilize, at your earliest convenience   # both

      Prefer: cheers over kind regards
      always  greet: Hi
      sign: Best, / A.
      """
    let habits = try VoiceHabits(parsing: text)
    #expect(habits.forbidden == ["utilize", "at your earliest convenience", "kind regards"])
    #expect(habits.greeting == "Hi" && habits.signOff == "Best,\nA.")
    #expect(habits.text == text)
    #expect(try VoiceHabits(parsing: "") == VoiceHabits())
    #expect(try VoiceHabits(parsing: "never: C#\r\ngreet: Hej").forbidden == ["C#"])
  }

  @Test(arguments: [
    ("never utilize", VoiceHabitsError.noColon(line: 1)),
    ("\n# ok\nalways: Hi", .unknownHabit(line: 3)),
    ("never:", .noWords(line: 1)),
    ("never: a,, b", .noWords(line: 1)),
    ("never: ...", .noWords(line: 1)),
    ("prefer: cheers", .noOver(line: 1)),
    ("prefer: over regards", .noOver(line: 1)),
    ("greet: Hi\ngreet: Hello", .repeated(line: 2, first: 1)),
    ("sign: A.\n\nalways sign: B.", .repeated(line: 3, first: 1)),
    ("sign: Best, A.\nnever: x, best", .contradiction(line: 2, other: 1)),
    ("never: hi\ngreet: Hi", .contradiction(line: 2, other: 1)),
    ("greet: " + String(repeating: "x", count: 201), .valueTooLong(line: 1, limit: 200)),
    (String(repeating: "never: x\n", count: 501), .tooMany(line: 501, limit: 500)),
    (String(repeating: "#", count: (64 << 10) + 1), .textTooLong(limit: 64 << 10)),
  ])
  func nameTheLineThatIsWrong(text: String, error: VoiceHabitsError) {
    #expect(throws: error) { try VoiceHabits(parsing: text) }
    let explanation = error.explanation
    #expect(!explanation.what.hasSuffix(".") && explanation.exitCode == .invalidInput)
  }

  @Test func stayWhenWhatWasLearnedGoes() throws {
    let scenario = try VaultScenario()
    let entries = VaultScenario.entries(3)
    let habits = try VoiceHabits(parsing: "never: utilize # a word")
    try scenario.change { vault in
      #expect(try VoiceHabits.load(from: vault) == VoiceHabits())
      try vault.append(entries)
      try vault.store(derived: [1], for: DerivedKey(name: "learned", fingerprint: []))
      try habits.store(in: vault)
      #expect(try vault.removeAndUnlearn([entries[0].id]))
    }
    let vault = try scenario.open(.read)
    #expect(try VoiceHabits.load(from: vault) == habits)
    #expect(!vault.hasDerived(DerivedKey(name: "learned", fingerprint: [])))
    #expect(try scenario.check().isSound)
  }

  @Test func thatAreNoTextAreToldAsDamaged() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in try vault.store(derived: [0xFF], for: VoiceHabits.key) }
    #expect(throws: VoiceHabitsError.damagedRecord) { try VoiceHabits.load(from: scenario.open(.read)) }
  }
}
