// VaultKeyFaultTests.swift: every step of every change of keys fails once in every way. Afterwards the vault
// holds the same as before, and opens with the old secrets or the new ones; with the new ones if the change
// was acknowledged.
//
// The slots are made beforehand, so that no key is derived in thousands of cases: a header has the old slots
// or the new ones, byte for byte, and which secrets open these is tried once for each change.

import Testing

@testable import LocalPersona

@Suite("faults at every step of a change of keys")
struct VaultKeyFaultTests {
  @Test(arguments: KeyChange.allCases)
  func everyChangeOfKeysHappensWhollyOrNotAtAll(_ change: KeyChange) throws {
    let scenario = try KeyScenario(change)
    let content = try KeyContent(scenario.open(.read))
    #expect(content.learned != nil && content.content.vectors != nil)
    #expect(scenario.openingPassphrases() == passphrases(change, isDone: false))
    let rehearsal = scenario.copy()
    let stepCount = try rehearsal.steps(reading: false)
    #expect(rehearsal.openingPassphrases() == passphrases(change, isDone: true))
    var cases = 0
    for step in 0..<stepCount {
      for fault in SimulatedDisk.Fault.allCases {
        for seed in fault == .powerLossKeepingSome ? 1...8 : 1...1 {
          let plan = SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(seed))
          try expectOldOrNew(scenario.copy(), plan, content)
          cases += 1
        }
      }
    }
    for step in 0..<(try scenario.copy().steps(reading: true)) {
      let plan = SimulatedDisk.Plan(step: step, fault: .inputOutput, countsReading: true)
      try expectOldOrNew(scenario.copy(), plan, content)
      cases += 1
    }
    print("vault faults: \(change): \(cases) cases")
  }

  private func passphrases(_ change: KeyChange, isDone: Bool) -> [String] {
    let (old, new) = (VaultScenario.passphrase, KeyScenario.newPassphrase)
    return switch change {
    case .passwd, .rekey: isDone ? [new] : [old]
    case .addSlot: isDone ? [old, new] : [old]
    case .removeSlot: isDone ? [new] : [old, new]
    }
  }

  private func expectOldOrNew(
    _ scenario: KeyScenario, _ plan: SimulatedDisk.Plan, _ content: KeyContent
  ) throws {
    let isAcknowledged = try scenario.attempt(plan, content)
    scenario.vault.disk.restart()
    let comment = Comment(rawValue: "\(scenario.change), \(plan)")
    let reader = try scenario.open(.read)
    #expect(try KeyContent(reader) == content, comment)
    let vault = try scenario.open(.write)
    try expectRecovered(vault, scenario, content, comment)
    let hasHappened = vault.header.slots == scenario.after
    #expect(reader.header.slots == vault.header.slots && (hasHappened || !isAcknowledged), comment)
    // And life goes on.
    if !hasHappened { try scenario.act(vault) }
    let more = VaultScenario.entries(1, from: 90)
    try vault.append(more)
    vault.close()
    let again = try scenario.open(.read)
    #expect(again.entries == content.content.entries + more && again.header.slots == scenario.after, comment)
  }

  /// A writer leaves nothing of what was interrupted, and nobody can put an older header back.
  private func expectRecovered(
    _ vault: Vault, _ scenario: KeyScenario, _ content: KeyContent, _ comment: Comment
  ) throws {
    #expect(try KeyContent(vault) == content, comment)
    #expect([scenario.before, scenario.after].contains(vault.header.slots), comment)
    #expect(vault.state.head.headerRevision == vault.header.revision, comment)
    let files = ["header", "lock", "head.\(vault.header.epoch)"] + vault.state.head.segments.map(\.fileName)
    #expect(scenario.fileNames == Set(files), comment)
    #expect(scenario.vault.keysLieOnlyInTheHeader, comment)
  }

  /// What an interrupted change of keys leaves behind is dealt with on opening; that is interrupted as well.
  @Test(arguments: [KeyChange.passwd, .rekey])
  func recoveryIsInterruptedSafely(_ change: KeyChange) throws {
    let scenario = try KeyScenario(change)
    let content = try KeyContent(scenario.open(.read))
    let stepCount = try scenario.copy().steps(reading: false)
    var cases = 0
    for step in stride(from: 0, to: stepCount, by: change == .rekey ? 3 : 1) {
      let broken = scenario.copy()
      _ = try broken.attempt(SimulatedDisk.Plan(step: step, fault: .killMidway), content)
      broken.vault.disk.restart()
      let rehearsal = broken.copy()
      rehearsal.vault.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
      _ = try rehearsal.open(.write)
      for recoveryStep in 0..<rehearsal.vault.disk.stepCount {
        for fault in SimulatedDisk.Fault.allCases {
          let again = broken.copy()
          again.vault.disk.start(SimulatedDisk.Plan(step: recoveryStep, fault: fault, seed: UInt64(step)))
          _ = try? again.open(.write).close()
          again.vault.disk.restart()
          let vault = try again.open(.write)
          try expectRecovered(vault, again, content, "\(change), step \(step), \(recoveryStep), \(fault)")
          vault.close()
          cases += 1
        }
      }
    }
    print("vault faults: recovery of \(change): \(cases) cases")
  }
}
