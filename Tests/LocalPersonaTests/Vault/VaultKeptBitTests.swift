// VaultKeptBitTests.swift: every bit of what lies beside the entries: vectors, the journal of undo, and what
// commands keep. Each is noticed and named, what is read is what was written, and no entry is affected.

import Testing

@testable import LocalPersona

@Suite("tampering: every bit beside the entries")
struct VaultKeptBitTests {
  /// A vault of twenty entries with everything beside them.
  private func sample() throws -> TamperSample {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try vault.append(TamperSample.entries, as: UndoStep(.import))
      try vault.store(VaultScenario.vectors(TamperSample.entries))
      for key in VaultScenario.keptKeys { try vault.store(derived: Array(key.name.utf8), for: key) }
    }
    return TamperSample(scenario)
  }

  @Test func everyBitIsNoticedAndNamed() throws {
    let sample = try sample()
    let parts = try sample.otherParts()
    #expect(parts.count == VaultScenario.keptKeys.count + 2)
    let keys = sample.scenario.keys
    var cases = 0
    for part in parts {
      var bytes = try sample.bytes(of: part.file)
      var missedCount = 0
      for offset in bytes.indices {
        for bit in 0..<8 {
          bytes[offset] ^= 1 << bit
          let found = try sample.damage(of: part, bytes: bytes, keys: keys)
          bytes[offset] ^= 1 << bit
          if found.damage != part.damage(at: offset) || found.frameCount != part.frame(at: offset) ?? 0 {
            missedCount += 1
          }
        }
      }
      #expect(missedCount == 0, "\(part.file)")
      cases += 8 * bytes.count
    }
    print("vault tampering: \(cases) bits beside the entries")
  }

  @Test func readingGivesWhatWasWrittenOrNamesTheFile() throws {
    let sample = try sample()
    let whole = try VaultContent(sample.open(sample.files))
    #expect(
      whole.kept.count == VaultScenario.keptKeys.count && whole.vectors != nil && whole.steps.count == 1)
    var cases = 0
    for part in try sample.otherParts() {
      let bytes = try sample.bytes(of: part.file)
      for offset in stride(from: cases % 11, to: bytes.count, by: 11) {
        var changed = bytes
        changed[offset] ^= 1 << (offset % 8)
        let vault = try sample.open(sample.files(with: changed, for: part.file))
        #expect(vault.entries == TamperSample.entries)
        let expected = VaultError.damaged(path: VaultScenario.path, part.damage(at: offset))
        #expect(throws: expected) { try VaultContent(vault) }
        cases += 1
      }
      let cut = sample.files(with: Array(bytes.dropLast()), for: part.file)
      let missing = sample.files(with: nil, for: part.file)
      for files in [cut, missing] {
        let vault = try sample.open(files)
        #expect(vault.entries == TamperSample.entries)
        let error = #expect(throws: VaultError.self) { try VaultContent(vault) }
        guard case .damaged(_, let damage) = error, damage.file == part.file else {
          Issue.record("\(part.file): \(String(describing: error))")
          continue
        }
        cases += 1
      }
    }
    print("vault tampering: \(cases) files beside the entries, by reading them")
  }

  /// Two streams of one kind that changed places are told apart by their names and their headers.
  @Test func filesThatChangedPlacesAreNamed() throws {
    let sample = try sample()
    let parts = try sample.otherParts()
    for part in parts {
      for other in parts where other.file != part.file {
        let files = sample.files(with: try sample.bytes(of: other.file), for: part.file)
        let error = #expect(throws: VaultError.self) { try VaultContent(sample.open(files)) }
        guard case .damaged(_, let damage) = error, damage.file == part.file else {
          Issue.record("\(part.file): \(String(describing: error))")
          continue
        }
      }
    }
  }

  /// What is in the lock is for people who wait for it.
  @Test func theLockIsNotReliedOn() throws {
    let sample = try sample()
    let whole = try VaultContent(sample.open(sample.files))
    for content: [UInt8]? in [nil, [], Array("1 host\n".utf8), [UInt8](repeating: 255, count: 5000)] {
      let files = sample.files(with: content, for: "lock")
      #expect(try VaultContent(sample.open(files)) == whole)
    }
  }
}
