// KeyScenario.swift: a vault whose keys are changed, step by step, on a disk that fails.

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
      try vault.append(VaultScenario.entries(3, from: 3), as: UndoStep(.import))
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

extension KeyScenario {
  /// The number of steps of the change.
  func steps(reading: Bool) throws -> Int {
    let opened = try open(.write)
    defer { opened.close() }
    vault.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill, countsReading: reading))
    try act(opened)
    let count = vault.disk.stepCount
    vault.disk.start(nil)
    return count
  }

  /// Makes the change with a fault, and goes on with the same open vault where the process lives on.
  ///
  /// - Returns: Whether the change was acknowledged.
  func attempt(_ plan: SimulatedDisk.Plan, _ content: KeyContent) throws -> Bool {
    let opened = try open(.write)
    defer { opened.close() }
    vault.disk.start(plan)
    do {
      try act(opened)
      // The last steps may fail without the change, but not without a word.
      #expect(!vault.disk.hasFailed || !opened.notices.isEmpty, "\(change), \(plan)")
      return true
    } catch {
      let comment = Comment(rawValue: "\(change), \(plan), \(error)")
      #expect(vault.disk.hasFailed, comment)
      guard !plan.fault.endsProcess else { return false }
      #expect(try KeyContent(opened) == content, comment)
      if opened.header.slots == before { try act(opened) }
      #expect(try KeyContent(opened) == content, comment)
      #expect(opened.header.slots == after, comment)
      return true
    }
  }
}

extension VaultScenario {
  /// Whether key slots lie nowhere on the disk, under a name or none, but in the header in force.
  var keysLieOnlyInTheHeader: Bool {
    let header = disk.contents[path(of: "header")]
    return disk.remains.allSatisfy { bytes in
      !bytes.starts(with: VaultHeader.magic) || bytes == header
        || bytes.dropFirst(VaultHeader.wipedPrefixByteCount).allSatisfy { $0 == 0 }
    }
  }
}

/// All that a vault holds, derived data too.
struct KeyContent: Equatable {
  var content: VaultContent
  var learned: [UInt8]?

  init(_ vault: Vault) throws {
    content = try VaultContent(vault)
    learned = try vault.derived(KeyScenario.learned)
  }
}
