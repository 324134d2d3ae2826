// VaultExchangeTests.swift: parts of a vault that are authentic, but not here: frames, segments, generations
// and files that changed places, that were put back to an older state, or that come from another vault with
// the same passphrase. The result is never a wrong text.

import Crypto
import Testing

@testable import LocalPersona

@Suite("tampering: exchanged parts")
struct VaultExchangeTests {
  /// A segment's file with other frames, padded so that none is missing for want of bytes.
  private func file(_ start: ArraySlice<UInt8>, _ frames: [[UInt8]]) -> [UInt8] {
    Array(start) + frames.joined() + [UInt8](repeating: 0, count: 4096)
  }

  @Test func framesOutOfPlaceAreNamed() throws {
    let sample = try TamperSample()
    var cases = 0
    for part in try sample.parts() {
      let bytes = try sample.bytes(of: part.file)
      let frames = part.frames(in: bytes)
      for first in frames.indices {
        for second in frames.indices where first != second {
          var swapped = frames
          swapped.swapAt(first, second)
          var repeated = frames
          repeated[first] = frames[second]
          for (changed, place) in [(swapped, min(first, second)), (repeated, first)] {
            let problem = VaultDamage.Problem.misplacedFrame(
              expected: UInt64(place), found: UInt64(place == first ? second : first),
              offset: part.bounds[place])
            let files = sample.files(with: file(bytes[..<part.bounds[0]], changed), for: part.file)
            #expect(try sample.damage(files) == VaultDamage(part.file, problem))
            cases += 1
          }
        }
        var gap = frames
        gap.remove(at: first)
        let isLast = first == frames.count - 1
        let problem: VaultDamage.Problem =
          isLast
          ? .changedFrame(number: UInt64(first), offset: part.bounds[first])
          : .misplacedFrame(
            expected: UInt64(first), found: UInt64(first + 1), offset: part.bounds[first])
        let files = sample.files(with: file(bytes[..<part.bounds[0]], gap), for: part.file)
        #expect(try sample.damage(files) == VaultDamage(part.file, problem))
        cases += 1
      }
    }
    print("vault tampering: \(cases) frames out of place")
  }

  /// Puts every frame of `others` to every place of the sample's segments where it is not already.
  private func exchangeFrames(_ sample: TamperSample, with others: [[UInt8]]) throws -> Int {
    var cases = 0
    for part in try sample.parts() {
      let bytes = try sample.bytes(of: part.file)
      let own = part.frames(in: bytes)
      for place in own.indices {
        for other in others where !own.contains(other) {
          var frames = own
          frames[place] = other
          let files = sample.files(with: file(bytes[..<part.bounds[0]], frames), for: part.file)
          let expected = VaultDamage(
            part.file, .changedFrame(number: UInt64(place), offset: part.bounds[place]))
          #expect(try sample.damage(files) == expected)
          cases += 1
        }
      }
    }
    return cases
  }

  @Test func framesOfOtherSegmentsDoNotOpen() throws {
    let sample = try TamperSample()
    let all = try sample.parts().flatMap { try $0.frames(in: sample.bytes(of: $0.file)) }
    let cases = try exchangeFrames(sample, with: all)
    #expect(cases == 20 * 20 - 25 - 36 - 9 - 36)
    print("vault tampering: \(cases) frames of other segments")
  }

  @Test func segmentsThatChangedPlacesAreNamed() throws {
    let sample = try TamperSample()
    let names = try sample.parts().map(\.file)
    for first in names.indices {
      for second in names.indices where first != second {
        var files = sample.files(with: try sample.bytes(of: names[second]), for: names[first])
        #expect(try sample.damage(files)?.file == names[first])
        files.contents[sample.path(of: names[second])] = try sample.bytes(of: names[first])
        #expect(try sample.damage(files)?.file == names[min(first, second)])
      }
    }
  }

  // MARK: Older states

  /// The states of a vault that was changed in every way, the newest last.
  private func history() throws -> [TamperSample] {
    let scenario = try VaultScenario()
    var states: [TamperSample] = []
    func change(_ body: (Vault) throws -> Void) throws {
      try scenario.change(body)
      states.append(TamperSample(scenario.copy()))
    }
    let entries = TamperSample.entries
    try change { try $0.append(Array(entries[..<5])) }
    try change { try $0.append(Array(entries[5..<14])) }
    try change { try $0.replace([VaultScenario.entry(2, text: "the second text of entry 2")]) }
    try change { try $0.append(Array(entries[14..<17])) }
    try change { try $0.remove([entries[3].id, entries[16].id]) }
    try change { try $0.append(Array(entries[17...])) }
    try change { try $0.replace([VaultScenario.entry(2, text: "the third text of entry 2")]) }
    return states
  }

  private func entries(_ state: TamperSample) throws -> [Entry] { try state.open(state.files).entries }

  private func isVault(_ path: String) -> Bool { path.hasPrefix(VaultScenario.path + "/") }

  @Test func everyOlderVaultIsARollback() throws {
    let states = try history()
    for (index, newer) in states.enumerated() {
      for older in states[..<index] {
        var files = newer.files.contents.filter { !isVault($0.key) }
        files.merge(older.files.contents.filter { isVault($0.key) }) { $1 }
        #expect(try newer.outcome(FrozenFiles(files)) == .rollback(.older))
        // Without the memory it is what it was: that is the limit.
        #expect(try newer.outcome(FrozenFiles(files), remembering: false) == .opens(try entries(older)))
      }
    }
  }

  @Test func everyOlderHeadIsARollbackOrDamage() throws {
    let states = try history()
    for (index, newer) in states.enumerated() {
      for older in states[..<index] {
        let files = newer.files(with: try older.bytes(of: "head.1"), for: "head.1")
        #expect(try newer.outcome(files) == .rollback(.older))
        switch try newer.outcome(files, remembering: false) {
        case .opens(let found):
          let expected = try entries(older)
          #expect(found == expected)
        case .damaged(let damage): #expect(damage.problem == .missing)
        case .rollback(let kind): Issue.record("\(kind)")
        }
      }
    }
  }

  @Test func everyOlderSegmentIsNamedOrIgnored() throws {
    let states = try history()
    var cases = 0
    for (index, newer) in states.enumerated() {
      let expected = try entries(newer)
      let names = try newer.parts().map(\.file)
      for older in states[..<index] {
        for part in try older.parts() {
          let bytes = try older.bytes(of: part.file)
          for name in Set(names + [part.file]) where newer.files.contents[newer.path(of: name)] != bytes {
            let outcome = try newer.outcome(newer.files(with: bytes, for: name))
            if names.contains(name) {
              guard case .damaged(let damage) = outcome, damage.file == name else {
                Issue.record("\(outcome)")
                continue
              }
            } else {
              #expect(outcome == .opens(expected))
            }
            cases += 1
          }
        }
      }
    }
    print("vault tampering: \(cases) older segments")
  }

  @Test func everyOlderFrameIsNamed() throws {
    let states = try history()
    let newest = try #require(states.last)
    var frames: Set<[UInt8]> = []
    for state in states.dropLast() {
      for part in try state.parts() { frames.formUnion(part.frames(in: try state.bytes(of: part.file))) }
    }
    for part in try newest.parts() { frames.subtract(part.frames(in: try newest.bytes(of: part.file))) }
    #expect(frames.count > 15)
    let cases = try exchangeFrames(newest, with: Array(frames))
    print("vault tampering: \(cases) older frames")
  }

  @Test func mixturesOfGenerationsGiveOneStateOrNone() throws {
    let states = try history()
    let all = try states.map(entries)
    var random = SeededGenerator(seed: 8)
    for _ in 0..<300 {
      let mixed = states.shuffled(using: &random).prefix(2 + Int.random(in: 0...1, using: &random))
      var files: [String: [UInt8]] = [:]
      for path in Set(mixed.flatMap(\.files.contents.keys)).sorted() {
        files[path] = mixed.randomElement(using: &random)?.files.contents[path]
      }
      if case .opens(let found) = try states[0].outcome(FrozenFiles(files)) { #expect(all.contains(found)) }
    }
  }

  // MARK: Another vault

  @Test func partsOfAnotherVaultWithTheSamePassphraseAreRefused() throws {
    let sample = try TamperSample()
    let other = try TamperSample()
    let otherParts = try other.parts()
    let otherHead = try other.bytes(of: "head.1")
    #expect(
      try sample.damage(sample.files(with: otherHead, for: "head.1"))
        == VaultDamage("head.1", .notAuthentic))
    for part in try sample.parts() {
      for otherPart in otherParts {
        let bytes = try other.bytes(of: otherPart.file)
        #expect(try sample.damage(sample.files(with: bytes, for: part.file))?.file == part.file)
        // As a file that no list counts on, it changes nothing.
        let outcome = try sample.outcome(sample.files(with: bytes, for: otherPart.file))
        #expect(outcome == .opens(TamperSample.entries))
      }
    }
    let frames = try otherParts.flatMap { try $0.frames(in: other.bytes(of: $0.file)) }
    let cases = try exchangeFrames(sample, with: frames)
    #expect(cases == 20 * 20)
    print("vault tampering: \(cases) frames of another vault")
  }

  @Test func theHeaderOfAnotherVaultOpensNothing() throws {
    let sample = try TamperSample()
    let files = sample.files(with: try TamperSample().bytes(of: "header"), for: "header")
    let passphrase = VaultScenario.secret(VaultScenario.passphrase)
    #expect(throws: VaultError.damaged(path: VaultScenario.path, VaultDamage("head.1", .notAuthentic))) {
      try Vault.open(
        at: VaultScenario.path, passphrase: passphrase, access: .read, files: files, state: nil)
    }
  }
}
