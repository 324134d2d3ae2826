// SessionKeysTests.swift: opening a vault with a key that was kept, and all the ways in which there is none.

import Crypto
import Testing

@testable import LocalPersona

@Suite("session keys")
struct SessionKeysTests {
  private let store = RememberedKeys()
  private let scenario: VaultScenario

  init() throws {
    scenario = try VaultScenario()
    try scenario.change { try $0.append(VaultScenario.entries(5)) }
  }

  /// Keeps the key of the vault as `persona unlock` does.
  private func unlock(seconds: Int = 60) throws {
    let vault = try scenario.open(.read)
    #expect(
      try vault.keepKey(in: store, seconds: seconds).secondsSince1970
        == store.now.secondsSince1970 + Int64(seconds))
  }

  /// What a command does: opens the vault with the key that is kept, if there is one that fits.
  private func open(_ access: Vault.Access = .read, acceptRollback: Bool = false) throws -> Vault? {
    guard let kept = Vault.keptKey(at: VaultScenario.path, files: scenario.disk, in: store) else {
      return nil
    }
    return try Vault.open(
      at: VaultScenario.path, dataKey: kept.key, access: access, files: scenario.disk,
      state: VaultScenario.state, acceptRollback: acceptRollback)
  }

  private var isUnlocked: Bool { isUnlocked(on: scenario.disk) }

  private func isUnlocked(on disk: SimulatedDisk) -> Bool {
    Vault.keptKey(at: VaultScenario.path, files: disk, in: store) != nil
  }

  private var name: SessionKeyName { SessionKeyName(scenario.header) }

  private func setHeader(_ bytes: [UInt8]) {
    scenario.disk.contents[scenario.path(of: VaultHeader.fileName)] = bytes
  }

  @Test func aNameTellsTheVaultAndWhichOfItsKeys() {
    let vaultID = [0x00, 0x0F, 0xA0] + [UInt8](repeating: 0x7E, count: 13)
    let name = SessionKeyName(vaultID: vaultID, epoch: 12)
    #expect(name.text == "persona:000fa07e7e7e7e7e7e7e7e7e7e7e7e7e:12")
    #expect(name.text.hasPrefix(SessionKeyName.beginning(vaultID: vaultID)))
    // The key of epoch 1 must not be taken for that of epoch 12, nor one vault for another.
    #expect(name != SessionKeyName(vaultID: vaultID, epoch: 1))
    #expect(!SessionKeyName(vaultID: vaultID, epoch: 1).text.hasSuffix("2"))
  }

  @Test func aKeptKeyOpensTheVaultToReadAndToWrite() throws {
    #expect(try open() == nil)
    try unlock()
    let reader = try #require(try open())
    #expect(reader.entries == VaultScenario.entries(5))
    let writer = try #require(try open(.write))
    try writer.append(VaultScenario.entries(1, from: 5))
    writer.close()
    #expect(try open()?.entries == VaultScenario.entries(6))
  }

  @Test func itEndsAtItsTime() throws {
    try unlock(seconds: 60)
    store.now.secondsSince1970 += 59
    #expect(isUnlocked)
    store.now.secondsSince1970 += 1
    #expect(!isUnlocked)
  }

  @Test func somethingElseUnderItsNameIsNotTaken() throws {
    for count in [0, 1, 31, 32, 33, 64] {
      store.plant([UInt8](repeating: 3, count: count), as: name)
      #expect(!isUnlocked, "\(count) bytes")
    }
    let wrong = SecretBytes.random(count: VaultKeys.byteCount)
    #expect(
      try Vault.open(
        at: VaultScenario.path, dataKey: wrong, access: .write, files: scenario.disk, state: nil) == nil)
    #expect(
      try Vault.check(
        at: VaultScenario.path, dataKey: wrong, full: true, files: scenario.disk, state: nil) == nil)
    // Nor did the attempt leave a lock.
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 5)) }
  }

  @Test func theKeyOfAnotherVaultIsNotTaken() throws {
    try unlock()
    let other = try VaultScenario()
    #expect(!isUnlocked(on: other.disk))
    let keys = scenario.keys
    #expect(
      try Vault.open(at: VaultScenario.path, dataKey: keys.data, access: .read, files: other.disk, state: nil)
        == nil)
  }

  @Test func theKeyBeforeTheVaultWasEncryptedAgainIsNotTaken() throws {
    try unlock()
    let newKeys = VaultKeys(data: SecretBytes.random(count: VaultKeys.byteCount))
    var header = scenario.header
    (header.epoch, header.revision) = (header.epoch + 1, header.revision + 1)
    setHeader(header.encode(keys: newKeys))
    #expect(!isUnlocked)
    // Not under the new name either.
    store.plant(VaultScenario.revealed(scenario.keys.data), as: SessionKeyName(header))
    #expect(!isUnlocked)
  }

  @Test func aHeaderThatWasChangedIsLeftToThePassphraseToTell() throws {
    try unlock()
    let whole = try #require(scenario.disk.contents[scenario.path(of: VaultHeader.fileName)])
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= 1
      setHeader(bytes)
      #expect(!isUnlocked, "byte \(index)")
    }
    setHeader(whole)
    #expect(isUnlocked)
  }

  @Test(arguments: [
    SessionKeyError.unavailable(SystemError(code: 1)), .unavailable(SystemError(code: 38)), .full,
    .failed(SystemError(code: 5)),
  ])
  func aStoreThatFailsIsAsGoodAsNone(_ failure: SessionKeyError) throws {
    try unlock()
    store.failure = failure
    #expect(!isUnlocked)
    let vault = try scenario.open(.read)
    #expect(throws: failure) { try vault.keepKey(in: store, seconds: 60) }
    #expect(throws: failure) {
      try Vault.forgetKeptKeys(at: VaultScenario.path, files: scenario.disk, in: store)
    }
    let explanation = failure.explanation
    #expect(explanation.exitCode == .failure && explanation.next != nil)
    #expect(!explanation.what.hasSuffix(".") && !explanation.what.contains("\n"))
  }

  @Test func damageAndRollbackAreTold() throws {
    let old = scenario.disk.contents
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 5)) }
    try unlock()
    let isVault: (String) -> Bool = { $0.hasPrefix(VaultScenario.path) }
    let now = scenario.disk.contents
    scenario.disk.contents = now.filter { !isVault($0.key) }.merging(old.filter { isVault($0.key) }) { $1 }
    #expect { try open() } throws: { error in
      if case VaultError.rollbackSuspected = error { true } else { false }
    }
    #expect(try open(acceptRollback: true)?.entries.count == 5)

    let segment = scenario.path(of: try #require(try scenario.segmentNames().first))
    scenario.disk.contents[segment]?[200] ^= 1
    #expect { try open() } throws: { error in
      if case VaultError.damaged = error { true } else { false }
    }
  }

  @Test(arguments: [false, true])
  func aCheckFindsWhatOneWithThePassphraseFinds(full: Bool) throws {
    for isDamaged in [false, true] {
      if isDamaged {
        let segment = scenario.path(of: try #require(try scenario.segmentNames().first))
        scenario.disk.contents[segment]?[200] ^= 1
      }
      let keys = scenario.keys
      let report = try Vault.check(
        at: VaultScenario.path, dataKey: keys.data, full: full, files: scenario.disk,
        state: VaultScenario.state)
      #expect(try report == scenario.check(full: full))
      #expect(report?.isSound == !(isDamaged && full))
    }
  }

  @Test func lockingEndsAllKeysOfThisVaultAndNoOthers() throws {
    let other = SessionKeyName(vaultID: [UInt8](repeating: 9, count: 16), epoch: 1)
    try unlock()
    store.plant([1], as: SessionKeyName(vaultID: name.vaultID, epoch: 7))
    store.plant([1], as: other)
    try Vault.forgetKeptKeys(at: VaultScenario.path, files: scenario.disk, in: store)
    #expect(store.names == [other])
  }

  /// Also of a vault whose wipe was interrupted, or whose header is damaged.
  @Test func lockingNeedsNoMoreThanTheFirstBytesOfTheHeader() throws {
    let whole = try #require(scenario.disk.contents[scenario.path(of: VaultHeader.fileName)])
    let wiped = whole.prefix(VaultHeader.wipedPrefixByteCount) + [UInt8](repeating: 0, count: 200)
    for bytes in [Array(wiped), Array(whole.dropLast(3)), Array(whole.prefix(64))] {
      setHeader(whole)
      try unlock()
      setHeader(bytes)
      try Vault.forgetKeptKeys(at: VaultScenario.path, files: scenario.disk, in: store)
      #expect(store.names.isEmpty)
    }
    // Without a header nothing is known, and nothing is done.
    scenario.disk.contents[scenario.path(of: VaultHeader.fileName)] = nil
    store.plant([1], as: name)
    try Vault.forgetKeptKeys(at: VaultScenario.path, files: scenario.disk, in: store)
    #expect(store.names == [name])
  }
}
