// VaultSlotsTests.swift: who can open a vault after its key slots were changed, and who cannot any more.
// What happens where a change is interrupted is in VaultKeyFaultTests.swift.

import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("key slots")
struct VaultSlotsTests {
  private static let new = "another battery, another horse"
  private let entries = VaultScenario.entries(3)

  private func scenario() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(entries) }
    return scenario
  }

  /// Opens a vault as a command does.
  private func open(_ scenario: VaultScenario, _ secret: String, _ access: Vault.Access = .write) throws
    -> Vault
  {
    try Vault.open(
      at: VaultScenario.path, passphrase: VaultScenario.secret(secret), access: access, files: scenario.disk,
      state: VaultScenario.state)
  }

  private func opens(_ scenario: VaultScenario, _ secret: String) throws -> Bool {
    do {
      let vault = try open(scenario, secret, .read)
      return vault.entries == entries
    } catch VaultError.wrongPassphrase {
      return false
    }
  }

  /// Expects that `body` throws, and changes no file.
  private func expect(
    _ error: VaultError, _ scenario: VaultScenario, _ body: (Vault) throws -> Void
  ) throws {
    let vault = try scenario.open()
    defer { vault.close() }
    let files = scenario.disk.contents
    #expect(throws: error) { try body(vault) }
    #expect(scenario.disk.contents == files)
  }

  @Test func aChangedPassphraseReplacesTheOldOne() throws {
    let scenario = try scenario()
    let vault = try open(scenario, VaultScenario.passphrase)
    let old = try #require(vault.slots.first)
    #expect(vault.openedSlot == old.id && vault.slots.count == 1)
    let cost = PasswordHashCost(operations: 3, memoryKiB: PasswordHashCost.floor.memoryKiB)
    let new = try vault.changePassphrase(to: VaultScenario.secret(Self.new), cost: cost)
    #expect(vault.slots == [new] && vault.openedSlot == new.id && new.id != old.id && new.cost == cost)
    vault.close()
    #expect(try !opens(scenario, VaultScenario.passphrase))
    #expect(try opens(scenario, Self.new))
    #expect(try open(scenario, Self.new, .read).openedSlot == new.id)
    #expect(try scenario.check().isSound)
    #expect(try Vault.header(at: VaultScenario.path, files: scenario.disk).slots == [new])
  }

  @Test func anAddedSlotOpensUntilItIsRemoved() throws {
    let scenario = try scenario()
    let vault = try scenario.open()
    let first = try #require(vault.slots.first)
    let added = try vault.addSlot(
      kind: .passphrase, secret: VaultScenario.secret(Self.new), label: "für zu Hause", cost: .floor)
    #expect(vault.slots == [first, added] && added.label == "für zu Hause" && added.kind == .passphrase)
    #expect(
      added.id.count == 16 && added.id.allSatisfy(\.isHexDigit) && added.made ?? Timestamp(0) > Timestamp(0))
    #expect(try opens(scenario, VaultScenario.passphrase) && opens(scenario, Self.new))
    #expect(try vault.removeSlot(String(added.id.prefix(6)).uppercased()) == added)
    #expect(vault.slots == [first])
    #expect(try opens(scenario, VaultScenario.passphrase) && !opens(scenario, Self.new))
  }

  @Test func recoveryWordsOpenHoweverTheyAreTyped() throws {
    let scenario = try scenario()
    let words = RecoveryWords.generate()
    let text = String(decoding: VaultScenario.revealed(words), as: UTF8.self)
    try scenario.change { vault in
      try vault.addSlot(kind: .recovery, secret: words, label: "paper", cost: .floor)
    }
    #expect(try opens(scenario, text) && opens(scenario, VaultScenario.passphrase))
    let typed = " " + text.uppercased().replacing(" ", with: "\t  ")
    let vault = try open(scenario, typed)
    #expect(vault.slots.first { $0.id == vault.openedSlot }?.kind == .recovery)
    // Who forgot the passphrase, but has the words, gets a new one.
    try vault.changePassphrase(to: VaultScenario.secret(Self.new), cost: .floor)
    vault.close()
    #expect(try opens(scenario, Self.new) && opens(scenario, typed))
    #expect(try !opens(scenario, VaultScenario.passphrase))
    #expect(vault.slots.map(\.kind) == [.passphrase, .recovery])
  }

  @Test func aPassphraseIsTakenAsItIsTyped() throws {
    let scenario = try scenario()
    #expect(try !opens(scenario, VaultScenario.passphrase.uppercased()))
    #expect(try !opens(scenario, VaultScenario.passphrase.replacing(" ", with: "  ")))
  }

  @Test func theLastPassphraseStays() throws {
    let scenario = try scenario()
    let only = try #require(scenario.header.slots.first?.info)
    try expect(.lastPassphraseSlot, scenario) { try $0.removeSlot(only.id) }
    try scenario.change { vault in
      try vault.addSlot(kind: .recovery, secret: RecoveryWords.generate(), cost: .floor)
    }
    try expect(.lastPassphraseSlot, scenario) { try $0.removeSlot(only.id) }
    // The slot that opened the vault may go if another one is there.
    let vault = try open(scenario, VaultScenario.passphrase)
    let other = try vault.addSlot(kind: .passphrase, secret: VaultScenario.secret(Self.new), cost: .floor)
    try vault.removeSlot(only.id)
    #expect(vault.openedSlot == nil && vault.slots.contains(other) && vault.slots.count == 2)
    vault.close()
    #expect(try opens(scenario, Self.new) && !opens(scenario, VaultScenario.passphrase))
  }

  @Test func aSlotIsNamedByFourDigitsThatNoOtherHas() throws {
    let scenario = try scenario()
    let old = try #require(scenario.header.slots.first)
    let twins = try [UInt8(1), 2].map { last in
      try KeySlot.make(
        kind: KeySlot.passphraseKind, passphrase: VaultScenario.secret(Self.new), cost: .floor,
        id: [0xAB, 0xCD, 0, 0, 0, 0, 0, last], dataKey: scenario.keys.data, vaultID: scenario.header.vaultID,
        epoch: 1)
    }
    try scenario.change { try $0.replaceSlots(with: [old] + twins) }
    try expect(.slotPrefixTooShort("abc"), scenario) { try $0.removeSlot("abc") }
    try expect(.slotPrefixTooShort(""), scenario) { try $0.removeSlot("") }
    try expect(.ambiguousSlot("abcd", matchCount: 2), scenario) { try $0.removeSlot("abcd") }
    try expect(.noSuchSlot("abcd000000000003"), scenario) { try $0.removeSlot("abcd000000000003") }
    try expect(.noSuchSlot("wxyz"), scenario) {
      try $0.changePassphrase(of: "wxyz", to: VaultScenario.secret(Self.new), cost: .floor)
    }
    // Nothing says which of three passphrases is meant.
    try expect(.slotNotChosen, scenario) {
      try $0.changePassphrase(to: VaultScenario.secret(Self.new), cost: .floor)
    }
    try scenario.change { vault in
      let removed = try vault.removeSlot("abcd000000000002")
      #expect(removed == twins[1].info && vault.header.slots == [old, twins[0]])
    }
  }

  @Test func whatCannotOpenOrHasNoPlaceIsRefused() throws {
    let scenario = try scenario()
    let floor = PasswordHashCost.floor
    try expect(.emptyPassphrase, scenario) {
      try $0.changePassphrase(to: VaultScenario.secret(""), cost: floor)
    }
    try expect(.notRecoveryWords, scenario) {
      try $0.addSlot(kind: .recovery, secret: VaultScenario.secret(Self.new), cost: floor)
    }
    let cheap = PasswordHashCost(operations: 1, memoryKiB: 8)
    try expect(.passwordHash(.costBelowFloor(cheap)), scenario) {
      try $0.addSlot(kind: .passphrase, secret: VaultScenario.secret(Self.new), cost: cheap)
    }
    for label in ["two\nlines", "bell\u{7}", "\u{2028}", String(repeating: "é", count: 33)] {
      #expect(!Vault.isSlotLabel(label))
      try expect(.invalidSlotLabel, scenario) {
        try $0.addSlot(kind: .passphrase, secret: VaultScenario.secret(Self.new), label: label, cost: floor)
      }
    }
    #expect(Vault.isSlotLabel("") && Vault.isSlotLabel(String(repeating: "é", count: 32)))
    let slot = scenario.header.slots[0]
    try scenario.change { vault in
      try vault.replaceSlots(with: [KeySlot](repeating: slot, count: Vault.maximumSlotCount))
    }
    try expect(.tooManySlots, scenario) {
      try $0.addSlot(kind: .passphrase, secret: VaultScenario.secret(Self.new), cost: floor)
    }
    let reader = try scenario.open(.read)
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) {
      try reader.changePassphrase(of: slot.info.id, to: VaultScenario.secret(Self.new), cost: floor)
    }
  }

  /// A label is shown before anything is authenticated.
  @Test func aLabelThatWouldMoveTheCursorIsRefused() throws {
    let scenario = try scenario()
    let slot = try KeySlot.make(
      kind: KeySlot.passphraseKind, passphrase: VaultScenario.secret("x"), cost: .floor, label: "abcd",
      dataKey: scenario.keys.data, vaultID: scenario.header.vaultID, epoch: 1)
    for byte in [0x1B, 0x0A, 0x7F, 0xFF] as [UInt8] {
      var bytes = slot.bytes
      bytes[46] = byte
      #expect(throws: FormatError(offset: 46)) {
        var reader = ByteReader(bytes)
        _ = try KeySlot.read(from: &reader)
      }
    }
  }

  @Test func slotsOfLaterVersionsStay() throws {
    let scenario = try scenario()
    var reader = ByteReader([9, 0, 77, 1, 2, 3, 4, 5, 6])
    let unknown = try KeySlot.read(from: &reader)
    try scenario.change { vault in
      try vault.replaceSlots(with: vault.header.slots + [unknown])
      try vault.changePassphrase(to: VaultScenario.secret(Self.new), cost: .floor)
    }
    #expect(try scenario.open(.read).header.slots.last == unknown)
    #expect(unknown.info.id.isEmpty && unknown.info.made == nil && unknown.info.kind == .unknown(77))
  }

  @Test(arguments: [true, false])
  func anOldHeaderThatIsPutBackIsReported(_ remembers: Bool) throws {
    let scenario = try scenario()
    let headerPath = scenario.path(of: "header")
    let old = scenario.disk.contents[headerPath]
    try scenario.change { try $0.changePassphrase(to: VaultScenario.secret(Self.new), cost: .floor) }
    scenario.disk.contents[headerPath] = old
    if !remembers {
      scenario.disk.contents = scenario.disk.contents.filter { !$0.key.hasPrefix(VaultScenario.state) }
    }
    for access in [Vault.Access.read, .write] {
      do {
        _ = try open(scenario, VaultScenario.passphrase, access)
        Issue.record("opened")
      } catch VaultError.rollbackSuspected(_, let rollback) {
        #expect(rollback.kind == .olderKeySlots)
      }
    }
    #expect(try scenario.check().rollback?.kind == .olderKeySlots)
  }

  @Test func aWholeVaultWithOldSlotsThatIsPutBackIsReported() throws {
    let scenario = try scenario()
    let old = scenario.disk.contents.filter { $0.key.hasPrefix(VaultScenario.path) }
    try scenario.change { try $0.changePassphrase(to: VaultScenario.secret(Self.new), cost: .floor) }
    scenario.disk.contents.merge(old) { $1 }
    #expect(throws: VaultError.self) { try open(scenario, VaultScenario.passphrase) }
    #expect(try scenario.check().rollback?.kind == .older)
  }

  @Test func whoReadsMeanwhileGoesOn() throws {
    let scenario = try scenario()
    try scenario.change { try $0.store(VaultScenario.vectors(entries)) }
    let reader = try scenario.open(.read)
    try scenario.change { vault in
      try vault.changePassphrase(to: VaultScenario.secret(Self.new), cost: .floor)
      try vault.store(VaultScenario.vectors(entries, offset: 1))
    }
    #expect(try reader.vectors(model: VaultScenario.model) == VaultScenario.vectors(entries, offset: 1))
    let key = DerivedKey(name: "learned", fingerprint: [])
    try reader.writing { try reader.store(derived: [1], for: key) }
    #expect(try open(scenario, Self.new, .read).derived(key) == [1])
    #expect(try scenario.check().isSound)
  }

  /// A second name for the file shows what becomes of the bytes that lose the first.
  @Test func theOldSlotsAreOverwrittenWhereTheyLay() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "slots-\(EntryID.random())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let vault = try Vault.create(
      at: folder.appending(path: "vault").path, name: "test", passphrase: VaultScenario.secret("x"),
      cost: .floor, files: POSIXFileStore(), state: nil)
    defer { vault.close() }
    let old = folder.appending(path: "old")
    try FileManager.default.linkItem(at: folder.appending(path: "vault/header"), to: old)
    let before = [UInt8](try Data(contentsOf: old))
    try vault.changePassphrase(to: VaultScenario.secret("y"), cost: .floor)
    let after = [UInt8](try Data(contentsOf: old))
    #expect(after.count == before.count && after.prefix(64) == before.prefix(64))
    #expect(before.dropFirst(64).contains { $0 != 0 } && after.dropFirst(64).allSatisfy { $0 == 0 })
  }
}
