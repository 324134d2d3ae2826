// VaultTamperTests.swift: headers and lists of segments that somebody made on purpose, and files that end
// with what was never finished. VaultBitTests.swift changes bits, VaultExchangeTests.swift exchanges parts.

import Crypto
import Testing

@testable import LocalPersona

@Suite("tampering")
struct VaultTamperTests {
  private let base = VaultScenario.entries(8)

  /// Eight entries in two or more segments, and vectors in one.
  private func scenario() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try vault.append(Array(base[..<4]))
      try vault.append(Array(base[4...]))
    }
    return scenario
  }

  @Test func aSlotOfAnotherVaultOpensNothing() throws {
    let mine = try VaultScenario().header
    let other = try VaultScenario().header
    let passphrase = VaultScenario.secret(VaultScenario.passphrase)
    #expect(try mine.slots[0].open(passphrase: passphrase, vaultID: mine.vaultID, epoch: 1) != nil)
    #expect(try other.slots[0].open(passphrase: passphrase, vaultID: mine.vaultID, epoch: 1) == nil)
    #expect(try mine.slots[0].open(passphrase: passphrase, vaultID: mine.vaultID, epoch: 2) == nil)
  }

  /// Makes the plain hash fit again, as somebody without the key can.
  private func rehashed(_ header: [UInt8]) -> [UInt8] {
    Array(header[..<16]) + SHA256.hash(of: Array(header[..<16] + header[48...])) + header[48...]
  }

  @Test func aHeaderChangedOnPurposeIsToldFromAWrongPassphrase() throws {
    let scenario = try scenario()
    let path = scenario.path(of: "header")
    let header = try #require(scenario.disk.contents[path])
    var renamed = header
    renamed[78] ^= 1  // The first letter of the name.
    scenario.disk.contents[path] = rehashed(renamed)
    #expect(try scenario.check().damages == [VaultDamage("header", .headerNotAuthentic)])
    #expect(throws: VaultError.damaged(path: VaultScenario.path, VaultDamage("header", .headerNotAuthentic)))
    {
      try Vault.open(
        at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase), access: .read,
        files: scenario.disk, state: nil)
    }
  }

  /// Somebody without the key can make the plain hash fit, but not the keyed one.
  @Test func everyBitOfAHeaderThatWasHashedAgainIsNoticed() throws {
    let scenario = try VaultScenario()
    let bytes = scenario.header.bytes
    let keys = scenario.keys
    var refusedCount = 0
    var cases = 0
    for offset in bytes.indices where !(16..<48).contains(offset) {
      for bit in 0..<8 {
        var changed = bytes
        changed[offset] ^= 1 << bit
        cases += 1
        let refusal = refusal(of: rehashed(changed), keys: keys)
        if case .newerFormat = refusal { #expect((8..<10).contains(offset)) }
        if refusal != nil { refusedCount += 1 }
      }
    }
    #expect(refusedCount == cases && cases == 8 * (bytes.count - 32))
    print("vault tampering: \(cases) bits of a header that was hashed again")
  }

  /// Why a header does not count; nil where it does.
  private func refusal(of bytes: [UInt8], keys: borrowing VaultKeys) -> VaultError? {
    do {
      try VaultHeader.decode(bytes, path: "p").authenticate(keys: keys, path: "p")
      return nil
    } catch {
      return error
    }
  }

  @Test func aCostOutOfBoundsIsRefusedBeforeItIsPaid() throws {
    let header = try VaultScenario().header
    let costOffset = 48 + 16 + 8 + 4 + 2 + header.name.utf8.count + 2 + 4
    for (operations, memory) in [
      (UInt32.max, UInt32(19 << 10)), (2, .max), (0, 19 << 10), (2, 0), (2, (2 << 20) + 1),
    ] {
      var writer = ByteWriter()
      writer.write(header.bytes)
      var cost = ByteWriter()
      cost.write(operations)
      cost.write(memory)
      writer.overwrite(at: costOffset, with: cost.bytes)
      #expect(throws: VaultError.damaged(path: "p", VaultDamage("header", .headerLayout(offset: costOffset))))
      {
        try VaultHeader.decode(rehashed(writer.bytes), path: "p")
      }
    }
  }

  @Test func headersOfAnySortNeverTrap() throws {
    var random = SeededGenerator(seed: 5)
    let header = try VaultScenario().header.bytes
    for _ in 0..<20_000 {
      var changed = header
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: 8..<changed.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) {
        changed.removeLast(Int.random(in: 0..<changed.count - 48, using: &random))
      }
      guard changed != header else { continue }
      #expect(throws: VaultError.self) { try VaultHeader.decode(changed, path: "p") }
      _ = try? VaultHeader.decode(rehashed(changed), path: "p")
    }
  }

  @Test func aLaterFormatIsNamedAsSuch() throws {
    var header = try VaultScenario().header.bytes
    header[8] = 2
    #expect(throws: VaultError.newerFormat(path: "p", version: 2)) {
      try VaultHeader.decode(rehashed(header), path: "p")
    }
  }

  @Test func slotsOfLaterVersionsAreKept() throws {
    let scenario = try VaultScenario()
    var header = scenario.header
    var reader = ByteReader([9, 0, 77, 1, 2, 3, 4, 5, 6])
    header.slots.append(try KeySlot.read(from: &reader))
    let again = try VaultHeader.decode(header.encode(keys: scenario.keys), path: "p")
    #expect(again.slots == header.slots)
    #expect(again.info.slots.map(\.kind) == [.passphrase, .unknown(77)])
    try again.authenticate(keys: scenario.keys, path: "p")
  }

  @Test func headsOfAnySortNeverTrap() throws {
    let scenario = try scenario()
    let sealed = try #require(scenario.disk.contents[scenario.path(of: "head.1")])
    var context = ByteWriter()
    context.write("persona head 1\0\0".utf8)
    context.write(scenario.header.vaultID)
    context.write(UInt32(1))
    let keys = scenario.keys
    let plain = try AuthenticatedBox.openInPlain(
      sealed.rawBytes, key: keys.head, context: context.bytes.rawBytes)
    var random = SeededGenerator(seed: 6)
    for _ in 0..<5000 {
      var changed = plain
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: 0..<240, using: &random)] =
          [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      }
      let copy = scenario.copy()
      copy.disk.contents[copy.path(of: "head.1")] = AuthenticatedBox.seal(
        changed.rawBytes, key: keys.head, context: context.bytes.rawBytes)
      _ = try? copy.open(.read)
    }
  }

  @Test func anUnfinishedWriteIsCutOffAndTold() throws {
    for byteCount in [1, 31, 32, 200, 5000] {
      let scenario = try scenario()
      let last = try #require(try scenario.segmentNames().last)
      scenario.disk.contents[scenario.path(of: last)]? += [UInt8](repeating: 5, count: byteCount)
      #expect(try scenario.check().notices == [.unfinishedWrite(file: last, byteCount: byteCount)])
      #expect(try scenario.open(.read).notices.isEmpty)
      let vault = try scenario.open(.write)
      #expect(vault.notices == [.tornTailRemoved(file: last, byteCount: byteCount)])
      #expect(vault.entries == base)
      vault.close()
      #expect(try scenario.check().notices.isEmpty)
    }
  }

  @Test func aWriteThatLackedItsLastStepIsCompleted() throws {
    let scenario = try VaultScenario()
    let first = VaultScenario.entries(1)
    try scenario.change { try $0.append(first) }
    let head = scenario.disk.contents[scenario.path(of: "head.1")]
    let memory = scenario.disk.contents.first { $0.key.hasPrefix(VaultScenario.state) }
    let new = VaultScenario.entries(1, from: 70)
    try scenario.change { try $0.append(new) }
    scenario.disk.contents[scenario.path(of: "head.1")] = head
    if let memory { scenario.disk.contents[memory.key] = memory.value }
    let vault = try scenario.open(.write)
    #expect(vault.entries == first + new)
    #expect(vault.notices == [.unfinishedWriteCompleted(entryCount: 1)])
    vault.close()
    #expect(try scenario.open(.read).entries == first + new)
  }
}
