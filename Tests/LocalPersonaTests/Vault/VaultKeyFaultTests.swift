// VaultKeyFaultTests.swift: every step of every change of keys fails once in every way. Afterwards the vault
// holds the same as before, and opens with the old secrets or the new ones; with the new ones if the change was
// acknowledged.
//
// The slots are made beforehand, so that no key is derived in thousands of cases: a header has the old slots or
// the new ones, byte for byte, and which secrets open these is tried once for each change.

import Crypto
import Testing

@testable import LocalPersona

/// A command that changes the keys of a vault.
enum KeyChange: String, CaseIterable {
  case passwd, addSlot, removeSlot, rekey
}

/// A vault whose keys are about to be changed.
struct KeyScenario {
  static let newPassphrase = "another battery, another horse"
  static let learned = DerivedKey(name: "learned", fingerprint: VaultScenario.model)

  let change: KeyChange
  var vault: VaultScenario
  let before: [KeySlot]
  let after: [KeySlot]
  private let firstKey: [UInt8]
  private let secondKey = RandomBytes.make(VaultKeys.byteCount)

  init(_ change: KeyChange) throws {
    let vault = try VaultScenario()
    let firstKey = VaultScenario.revealed(vault.keys.data)
    let (old, dataKey, epoch) = (vault.header.slots[0], change == .rekey ? secondKey : firstKey, UInt32(2))
    let new = try KeySlot.make(
      kind: KeySlot.passphraseKind, passphrase: VaultScenario.secret(Self.newPassphrase), cost: .floor,
      dataKey: SecretBytes(copying: dataKey.rawBytes), vaultID: vault.header.vaultID,
      epoch: change == .rekey ? epoch : 1)
    (self.change, self.vault, self.firstKey) = (change, vault, firstKey)
    switch change {
    case .passwd, .rekey: (before, after) = ([old], [new])
    case .addSlot: (before, after) = ([old], [old, new])
    case .removeSlot: (before, after) = ([old, new], [new])
    }
    try vault.change { vault in
      try vault.append(VaultScenario.entries(3))
      try vault.append(VaultScenario.entries(3, from: 3))
      try vault.store(VaultScenario.vectors(VaultScenario.entries(4)))
      try vault.store(derived: [UInt8](repeating: 9, count: 300), for: Self.learned)
      if before != [old] { try vault.replaceSlots(with: before) }
    }
  }

  func copy() -> KeyScenario {
    var copy = self
    copy.vault = vault.copy()
    return copy
  }

  /// Opens the vault with the key of the epoch that is in force.
  func open(_ access: Vault.Access) throws -> Vault {
    let header = try VaultReader.readHeader(vault.folder)
    let key = header.epoch == 1 ? firstKey : secondKey
    let opened = try Vault.open(
      vault.folder, header: header, keys: VaultKeys(data: SecretBytes(copying: key.rawBytes)), access: access,
      state: VaultScenario.state, acceptRollback: false)
    opened.segmentByteCount = VaultScenario.segmentByteCount
    return opened
  }

  func act(_ vault: Vault) throws {
    if change == .rekey {
      try vault.encryptAgain(under: SecretBytes(copying: secondKey.rawBytes), slots: after) { _, _ in }
    } else {
      try vault.replaceSlots(with: after)
    }
  }

  /// Which of the two passphrases open the vault.
  func openingPassphrases() -> [String] {
    [VaultScenario.passphrase, Self.newPassphrase].filter { passphrase in
      let vault = try? Vault.open(
        at: VaultScenario.path, passphrase: VaultScenario.secret(passphrase), access: .read,
        files: vault.disk,
        state: VaultScenario.state)
      return vault != nil
    }
  }

  /// The names of the files in the folder.
  var fileNames: Set<String> {
    let prefix = vault.path(of: "")
    return Set(
      vault.disk.contents.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }
}

/// All that a vault holds, derived data too.
private struct KeyContent: Equatable {
  var content: VaultContent
  var learned: [UInt8]?

  init(_ vault: Vault) throws {
    content = try VaultContent(vault)
    learned = try vault.derived(KeyScenario.learned)
  }
}

@Suite("faults at every step of a change of keys")
struct VaultKeyFaultTests {
  @Test(arguments: KeyChange.allCases)
  func everyChangeOfKeysHappensWhollyOrNotAtAll(_ change: KeyChange) throws {
    let scenario = try KeyScenario(change)
    let content = try KeyContent(scenario.open(.read))
    #expect(content.learned != nil && content.content.vectors != nil)
    #expect(scenario.openingPassphrases() == passphrases(change, isDone: false))
    let rehearsal = scenario.copy()
    let stepCount = try steps(rehearsal, reading: false)
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
    for step in 0..<(try steps(scenario.copy(), reading: true)) {
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

  private func steps(_ scenario: KeyScenario, reading: Bool) throws -> Int {
    let vault = try scenario.open(.write)
    defer { vault.close() }
    scenario.vault.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill, countsReading: reading))
    try scenario.act(vault)
    let count = scenario.vault.disk.stepCount
    scenario.vault.disk.start(nil)
    return count
  }

  private func expectOldOrNew(
    _ scenario: KeyScenario, _ plan: SimulatedDisk.Plan, _ content: KeyContent
  ) throws {
    let isAcknowledged = try attempt(scenario, plan, content)
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
  }

  /// Makes the change with a fault, and goes on with the same open vault where the process lives on.
  private func attempt(
    _ scenario: KeyScenario, _ plan: SimulatedDisk.Plan, _ content: KeyContent
  ) throws -> Bool {
    let vault = try scenario.open(.write)
    defer { vault.close() }
    scenario.vault.disk.start(plan)
    do {
      try scenario.act(vault)
      return true
    } catch {
      let comment = Comment(rawValue: "\(scenario.change), \(plan), \(error)")
      #expect(scenario.vault.disk.hasFailed, comment)
      guard !plan.fault.endsProcess else { return false }
      #expect(try KeyContent(vault) == content, comment)
      if vault.header.slots == scenario.before { try scenario.act(vault) }
      #expect(try KeyContent(vault) == content, comment)
      #expect(vault.header.slots == scenario.after, comment)
      return true
    }
  }

  /// What an interrupted change of keys leaves behind is dealt with on opening; that is interrupted as well.
  @Test(arguments: [KeyChange.passwd, .rekey])
  func recoveryIsInterruptedSafely(_ change: KeyChange) throws {
    let scenario = try KeyScenario(change)
    let content = try KeyContent(scenario.open(.read))
    let stepCount = try steps(scenario.copy(), reading: false)
    var cases = 0
    for step in stride(from: 0, to: stepCount, by: change == .rekey ? 3 : 1) {
      let broken = scenario.copy()
      _ = try attempt(broken, SimulatedDisk.Plan(step: step, fault: .killMidway), content)
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
