// VaultKeyRemainsTests.swift: what an interrupted change of keys leaves on the disk, under a name or none.
// VaultKeyFaultTests.swift looks at it after another writer, too.

import Testing

@testable import LocalPersona

@Suite("what is left of keys")
struct VaultKeyRemainsTests {
  /// What is cut off at any step, and followed by a wipe instead of another writer, leaves no keys either.
  @Test(arguments: KeyChange.allCases)
  func aWipeFindsTheKeysThatAreLeft(_ change: KeyChange) throws {
    let scenario = try KeyScenario(change)
    let content = try KeyContent(scenario.open(.read))
    var cases = 0
    for step in 0..<(try scenario.copy().steps(reading: false)) {
      for fault in SimulatedDisk.Fault.allCases {
        let broken = scenario.copy()
        _ = try broken.attempt(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)), content)
        broken.vault.disk.restart()
        try Vault.wipe(at: VaultScenario.path, files: broken.vault.disk, state: VaultScenario.state)
        #expect(broken.vault.disk.contents.isEmpty, "\(change), step \(step), \(fault)")
        #expect(broken.vault.keysLieOnlyInTheHeader, "\(change), step \(step), \(fault)")
        cases += 1
      }
    }
    print("vault faults: wipe after \(change): \(cases) cases")
  }

  /// Between its second name and the renaming, `header.old` is the header in force.
  @Test func aSecondNameOfTheHeaderIsTakenAwayAndNotOverwritten() throws {
    let scenario = try KeyScenario(.passwd)
    let header = scenario.vault.path(of: "header")
    for name in ["header.old", "header.new"] {
      let copy = scenario.copy()
      try copy.vault.disk.link(header, to: copy.vault.path(of: name))
      let vault = try copy.open(.write)
      #expect(vault.notices == [.leftoversRemoved(count: 1)] && vault.header.slots == scenario.before)
      vault.close()
      #expect(!copy.fileNames.contains(name))
      #expect(copy.vault.disk.contents[header] == scenario.vault.disk.contents[header])
    }
  }

  /// Such as FAT: there the old header is only open, so a process that is killed leaves its keys.
  @Test(arguments: [KeyChange.passwd, .rekey])
  func whereAFileHasOneNameTheOldKeysAreOverwrittenToo(_ change: KeyChange) throws {
    let scenario = try KeyScenario(change)
    scenario.vault.disk.refuseLinks()
    let content = try KeyContent(scenario.open(.read))
    let stepCount = try scenario.copy().steps(reading: false)
    for step in 0..<stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        let plan = SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step))
        let broken = scenario.copy()
        _ = try broken.attempt(plan, content)
        broken.vault.disk.restart()
        let vault = try broken.open(.write)
        #expect(try KeyContent(vault) == content, "\(change), \(plan)")
        if vault.header.slots == scenario.before { try broken.act(vault) }
        #expect(vault.header.slots == scenario.after, "\(change), \(plan)")
        vault.close()
      }
    }
    let vault = try scenario.open(.write)
    try scenario.act(vault)
    #expect(vault.notices.isEmpty && scenario.vault.keysLieOnlyInTheHeader)
  }

  @Test(arguments: [true, false])
  func keysThatCannotBeOverwrittenAreTold(_ hasLinks: Bool) throws {
    let scenario = try KeyScenario(.passwd)
    if !hasLinks { scenario.vault.disk.refuseLinks() }
    var told: [VaultNotice] = []
    for step in 0..<(try scenario.copy().steps(reading: false)) {
      let broken = scenario.copy()
      let vault = try broken.open(.write)
      broken.vault.disk.start(SimulatedDisk.Plan(step: step, fault: .inputOutput))
      guard (try? broken.act(vault)) != nil else { continue }
      told += vault.notices.filter { if case .keysNotOverwritten = $0 { true } else { false } }
    }
    let file = scenario.vault.path(of: hasLinks ? "header.old" : "header")
    let write = VaultNotice.keysNotOverwritten(
      FileError(.write, file, code: SystemError.inputOutput.code), isNamed: hasLinks)
    #expect(told.contains(write), "\(told)")
    #expect(write.sentence.contains(hasLinks ? "tries again" : "free space"))
  }
}
