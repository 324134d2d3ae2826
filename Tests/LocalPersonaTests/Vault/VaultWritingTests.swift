import Testing

@testable import LocalPersona

@Suite("writing in a vault that is open for reading")
struct VaultWritingTests {
  private let key = DerivedKey(name: "learned", fingerprint: [])
  private let scenario: VaultScenario

  init() throws {
    scenario = try VaultScenario()
    try scenario.change { try $0.append(VaultScenario.entries(3)) }
  }

  @Test func lastsForAMomentOnly() throws {
    let reader = try scenario.open(.read)
    try reader.writing { try reader.store(derived: [1, 2], for: key) }
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) {
      try reader.store(derived: [3], for: key)
    }
    // The lock is free again, and everything is there.
    try scenario.change { vault in
      let stored = try vault.derived(key)
      #expect(stored == [1, 2])
    }
    #expect(try scenario.check().isSound)
  }

  @Test func keepsWhatOthersWroteMeanwhile() throws {
    let reader = try scenario.open(.read)
    try scenario.change { try $0.append(VaultScenario.entries(2, from: 3)) }
    try scenario.change { try $0.remove([VaultScenario.entries(1)[0].id]) }
    #expect(reader.entries.count == 3)
    try reader.writing {
      #expect(reader.entries.count == 4)
      try reader.store(derived: [1], for: key)
    }
    let again = try scenario.open(.read)
    #expect(again.entries == Array(VaultScenario.entries(5).dropFirst()))
    #expect(try again.derived(key) == [1])
    #expect(try scenario.check().isSound)
  }

  @Test func isRefusedWhileAnotherWrites() throws {
    let reader = try scenario.open(.read)
    let writer = try scenario.open()
    #expect(throws: VaultError.self) { try reader.writing { try reader.store(derived: [1], for: key) } }
    writer.close()
    try reader.writing { try reader.store(derived: [1], for: key) }
    #expect(try reader.derived(key) == [1])
  }

  @Test func isNothingNewForAWriter() throws {
    let writer = try scenario.open()
    try writer.writing { try writer.store(derived: [1], for: key) }
    try writer.store(derived: [2], for: key)
    #expect(try writer.derived(key) == [2])
    writer.close()
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) { try writer.writing {} }
  }

  @Test func letsOthersWriteBeforeSomethingThatTakesLong() throws {
    let vault = try scenario.open()
    vault.letOthersWrite()
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 3)) }
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) {
      try vault.store(derived: [1], for: key)
    }
    try vault.writing { try vault.store(derived: [2], for: key) }
    #expect(vault.entries.count == 4)
    #expect(try scenario.open(.read).derived(key) == [2])
  }

  @Test func goesOnAfterAFullDisk() throws {
    for step in 0..<6 {
      let scenario = scenario.copy()
      let reader = try scenario.open(.read)
      scenario.disk.start(SimulatedDisk.Plan(step: step, fault: .noSpace))
      _ = try? reader.writing { try reader.store(derived: [1], for: key) }
      scenario.disk.start(nil)
      try reader.writing { try reader.store(derived: [2], for: key) }
      #expect(try scenario.open(.read).derived(key) == [2])
      #expect(try scenario.check().isSound)
    }
  }

  /// What was learned from an entry that went meanwhile would bring it back.
  @Test func storesNothingThatWasMadeOfEntriesThatChanged() throws {
    let entries = VaultScenario.entries(3)
    let reader = try scenario.open(.read)
    func store() throws {
      try reader.storing(madeOf: entries) { () throws(VaultError) in
        try reader.store(derived: [1], for: key)
      }
    }
    // Others may come, and a tag or a date tells nothing.
    try scenario.change { vault in
      try vault.append(VaultScenario.entries(1, from: 3))
      let old = entries[1]
      try vault.replace([
        Entry(
          id: old.id, written: Timestamp(9), added: old.added, kind: .note, title: old.title,
          recipient: old.recipient, text: old.text)
      ])
    }
    try store()
    let changes: [(Vault) throws -> Void] = [
      { try $0.replace([VaultScenario.entry(2, text: "other words")]) },
      { try $0.remove([entries[0].id]) },
    ]
    for change in changes {
      try scenario.change { vault in
        try change(vault)
        try vault.removeDerived(key)
      }
      #expect(throws: LearningError.entriesChanged) { try store() }
      #expect(try scenario.open(.read).derived(key) == nil)
    }
  }
}
