// VaultBitTests.swift: every bit of every file of a vault of twenty entries, changed one at a time, and every
// length that a file can be cut to: each is noticed, and the file and the place in it are named.
//
// Each bit of a segment is read by what opening reads that segment with; one bit of every fifth byte is also
// looked for by opening the whole vault. The file `lock` has nothing in it that is ever relied on.
// What lies beside the entries is in VaultKeptBitTests.swift.

import Crypto
import Testing

@testable import LocalPersona

@Suite("tampering: every bit")
struct VaultBitTests {
  @Test(arguments: 0..<4)
  func everyBitOfASegmentIsNoticedAndNamed(_ index: Int) throws {
    let sample = try TamperSample()
    let parts = try sample.parts()
    try #require(parts.count == 4)
    let part = parts[index]
    let keys = sample.scenario.keys
    var bytes = try sample.bytes(of: part.file)
    var missedCount = 0
    for offset in bytes.indices {
      let expected = part.damage(at: offset)
      for bit in 0..<8 {
        bytes[offset] ^= 1 << bit
        let found = try sample.damage(of: part, bytes: bytes, keys: keys)
        bytes[offset] ^= 1 << bit
        if found.damage != expected || found.frameCount != part.frame(at: offset) ?? 0 { missedCount += 1 }
      }
    }
    #expect(missedCount == 0)
    let whole = try sample.damage(of: part, bytes: bytes, keys: keys)
    #expect(whole.damage == nil && whole.frameCount == part.bounds.count - 1)
    print("vault tampering: \(8 * bytes.count) bits of segment \(index + 1)")
  }

  @Test func oneBitOfEveryFifthByteKeepsTheVaultShut() throws {
    let sample = try TamperSample()
    var random = SeededGenerator(seed: 4)
    var cases = 0
    for part in try sample.parts() {
      let bytes = try sample.bytes(of: part.file)
      for offset in stride(from: cases % 5, to: bytes.count, by: 5) {
        var changed = bytes
        changed[offset] ^= 1 << Int.random(in: 0..<8, using: &random)
        #expect(try sample.damage(sample.files(with: changed, for: part.file)) == part.damage(at: offset))
        cases += 1
      }
    }
    print("vault tampering: \(cases) changed bytes of segments, by opening the vault")
  }

  @Test func everyBitOfTheHeadIsNoticedAndNamed() throws {
    let sample = try TamperSample()
    let bytes = try sample.bytes(of: "head.1")
    let keys = sample.scenario.keys
    let expected = VaultDamage("head.1", .notAuthentic)
    var changed = bytes
    var missedCount = 0
    for offset in bytes.indices {
      for bit in 0..<8 {
        changed[offset] ^= 1 << bit
        if problem(changed, sample.scenario.header, keys) != .notAuthentic { missedCount += 1 }
        changed[offset] ^= 1 << bit
      }
      changed[offset] ^= 1 << (offset % 8)
      #expect(try sample.damage(sample.files(with: changed, for: "head.1")) == expected)
      changed[offset] = bytes[offset]
    }
    let whole = problem(bytes, sample.scenario.header, keys)
    #expect(missedCount == 0 && whole == nil)
    print("vault tampering: \(8 * bytes.count) bits of the head, \(bytes.count) of them by opening the vault")
  }

  private func problem(
    _ head: [UInt8], _ header: VaultHeader, _ keys: borrowing VaultKeys
  ) -> VaultDamage.Problem? {
    do {
      _ = try VaultHead.open(head, header: header, keys: keys)
      return nil
    } catch {
      return error
    }
  }

  /// The passphrase is wrong: were a key derived, it would be blamed.
  @Test func everyBitOfTheHeaderIsNoticedBeforeAKeyIsDerived() throws {
    let sample = try TamperSample()
    let bytes = try sample.bytes(of: "header")
    let passphrase = VaultScenario.secret("not the passphrase")
    for offset in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[offset] ^= 1 << bit
        let found: VaultDamage.Problem?
        do {
          _ = try Vault.open(
            at: VaultScenario.path, passphrase: passphrase, access: .read,
            files: sample.files(with: changed, for: "header"), state: nil)
          found = nil
        } catch VaultError.damaged(_, let damage) {
          found = damage.file == "header" ? damage.problem : nil
        }
        switch (offset, found) {
        case (0..<8, .notAHeader?), (8..., .headerHash?), (12..<16, .truncated?): continue
        default: Issue.record("byte \(offset), bit \(bit): \(String(describing: found))")
        }
      }
    }
    print("vault tampering: \(8 * bytes.count) bits of the header")
  }

  /// What is remembered outside may raise a false alarm, but changes nothing.
  @Test func everyByteOfTheMemoryIsNoticedOrHarmless() throws {
    let sample = try TamperSample()
    let path = try #require(sample.files.contents.keys.first { $0.hasPrefix(VaultScenario.state) })
    let bytes = try #require(sample.files.contents[path])
    for offset in bytes.indices {
      var files = sample.files
      files.contents[path]?[offset] ^= 1 << (offset % 8)
      switch try sample.outcome(files) {
      case .opens(let entries):
        #expect(entries == TamperSample.entries)
        let notices = try sample.open(files).notices
        #expect(!notices.isEmpty, "byte \(offset)")
      case .rollback(let kind): #expect(kind == .older && (12..<16).contains(offset))
      case .damaged(let damage): Issue.record("byte \(offset): \(damage)")
      }
    }
  }

  @Test func everyTruncationIsNoticedAndNamed() throws {
    let sample = try TamperSample()
    let keys = sample.scenario.keys
    var cases = 0
    for part in try sample.parts() {
      let bytes = try sample.bytes(of: part.file)
      for byteCount in bytes.indices {
        let cut = Array(bytes.prefix(byteCount))
        let expected = VaultDamage(part.file, .truncated(expected: bytes.count, actual: byteCount))
        let found = try sample.damage(of: part, bytes: cut, keys: keys)
        #expect(found.damage == expected && found.frameCount == 0)
        guard byteCount.isMultiple(of: 16) || part.bounds.contains(byteCount) else { continue }
        #expect(try sample.damage(sample.files(with: cut, for: part.file)) == expected)
      }
      cases += bytes.count
    }
    for file in ["head.1", "header"] {
      let bytes = try sample.bytes(of: file)
      for byteCount in bytes.indices {
        let cut = sample.files(with: Array(bytes.prefix(byteCount)), for: file)
        #expect(try sample.damage(cut)?.file == file, "\(file), \(byteCount) bytes")
      }
      cases += bytes.count
    }
    for file in try sample.parts().map(\.file) + ["head.1", "header"] {
      #expect(try sample.damage(sample.files(with: nil, for: file)) == VaultDamage(file, .missing))
    }
    print("vault tampering: \(cases) truncations")
  }
}
