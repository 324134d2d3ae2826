// AgeTamperingTests.swift: files that were changed, cut, moved about or made to do harm: each ends in a typed
// error, and lets out nothing that was not written.

import Testing

@testable import Crypto

@Suite("age, tampered with")
struct AgeTamperingTests {
  /// A small file, the four ways that we write one.
  enum Kind: CaseIterable {
    case recipients, armoredRecipients, passphrase, armoredPassphrase

    var isArmored: Bool { self == .armoredRecipients || self == .armoredPassphrase }
  }

  static let text = Array("Nobody else reads this.".utf8)

  @Test(arguments: Kind.allCases)
  func rejectsEveryChangedBit(kind: Kind) throws {
    let (file, keys) = try sample(kind)
    for bit in 0..<file.count * 8 {
      var changed = file
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let trial = AgeTrial(changed, keys: keys)
      if trial.error == nil || !trial.text.isEmpty { Issue.record("bit \(bit) changed unnoticed") }
    }
    print("age tampering: \(file.count * 8) bits of a file, \(kind)")
  }

  @Test(arguments: Kind.allCases)
  func rejectsEveryOtherLength(kind: Kind) throws {
    let (file, keys) = try sample(kind)
    for byteCount in 0..<file.count {
      let trial = AgeTrial(Array(file.prefix(byteCount)), keys: keys)
      // The line feed at the end of armor may be missing.
      if kind.isArmored, byteCount == file.count - 1 {
        #expect(trial.error == nil && trial.text == Self.text)
      } else if trial.error == nil || !trial.text.isEmpty {
        Issue.record("unnoticed that only \(byteCount) bytes are left")
      }
    }
    for more in 0...255 {
      let trial = AgeTrial(file + [UInt8(more)], keys: keys)
      if kind.isArmored, AgeArmor.isSpace(UInt8(more)) {
        #expect(trial.error == nil && trial.text == Self.text)
      } else {
        #expect(trial.error != nil && trial.text.isEmpty, "unnoticed that \(more) follows")
      }
    }
    print("age tampering: \(file.count + 256) other lengths of a file, \(kind)")
  }

  @Test func armorIsFreeInItsLineEndsAndTheSpaceAroundOnly() throws {
    let (file, keys) = try sample(.armoredRecipients)
    let lines = String(decoding: file, as: UTF8.self)
    for accepted in [
      lines.replacing("\n", with: "\r\n"), " \t\r\n\n" + lines, lines + "\r\n \t\n",
      String(repeating: "\n", count: 1024) + lines + String(repeating: " ", count: 1024),
    ] {
      let trial = AgeTrial(Array(accepted.utf8), keys: keys)
      #expect(trial.error == nil && trial.text == Self.text)
    }
    for (refused, error) in [
      ("x\n" + lines, AgeError.notAge),
      (" " + lines, .malformedArmor(line: 1)),
      (lines.replacing("AGE", with: "PGP"), .malformedArmor(line: 1)),
      (lines.replacing("-----END", with: "\n-----END"), nil),
      (lines.replacing("\n", with: "\r\r\n"), .malformedArmor(line: 1)),
      (lines.replacing("\n", with: "\r"), .malformedArmor(line: 1)),
      (lines + "x", nil),
      (String(repeating: "\n", count: 1025) + lines, .notAge),
      (lines + String(repeating: "\n", count: 1025), nil),
      (lines + lines, nil),
    ] {
      let trial = AgeTrial(Array(refused.utf8), keys: keys)
      #expect(trial.error != nil && trial.text.isEmpty)
      if let error { #expect(trial.error == error) }
    }
  }

  @Test func namesTheChunkThatIsWrong() throws {
    let text = progression(3 * 65_536, step: 3)
    let keys = AgeKeyring(identity: .generate())
    let file = try AgeTrial.file(text, to: keys.recipients)
    let start = file.count - 3 * 65_552
    let header = Array(file[..<start])
    let chunks = (0..<3).map { Array(file[start + $0 * 65_552..<start + ($0 + 1) * 65_552]) }
    for (order, extra, chunkCount, error) in [
      ([0, 1, 2], [], 3, nil),
      ([1, 0, 2], [], 0, AgeError.payloadNotAuthentic(chunk: 1)),
      ([0, 2, 1], [], 1, .payloadNotAuthentic(chunk: 2)),
      ([0, 0, 1, 2], [], 1, .payloadNotAuthentic(chunk: 2)),
      ([0, 2], [], 1, .payloadNotAuthentic(chunk: 2)),
      ([1, 2], [], 0, .payloadNotAuthentic(chunk: 1)),
      ([0, 1], [], 2, .truncated(chunk: 3)),
      ([], [], 0, .truncated(chunk: 1)),
      ([0, 1], [1, 2, 3], 2, .truncated(chunk: 3)),
      ([0, 1, 2], [1], 3, .trailingData),
      ([0, 1, 2, 2], [], 3, .trailingData),
      ([0, 1], Array(chunks[2].dropLast()), 2, .payloadNotAuthentic(chunk: 3)),
    ] as [([Int], [UInt8], Int, AgeError?)] {
      let trial = AgeTrial(header + order.flatMap { chunks[$0] } + extra, keys: keys)
      #expect(trial.error == error)
      #expect(trial.text == Array(text.prefix(chunkCount * 65_536)), "after \(order)")
    }
  }

  @Test func doesNotMixTwoFilesOfOneRecipient() throws {
    let keys = AgeKeyring(identity: .generate())
    let files = try (0..<2).map { try AgeTrial.file(progression(50, step: $0 + 3), to: keys.recipients) }
    // Nonce, text and tag.
    let payloadByteCount = 16 + 50 + 16
    let mixed = files[0].dropLast(payloadByteCount) + files[1].suffix(payloadByteCount)
    #expect(AgeTrial(Array(mixed), keys: keys).error == .payloadNotAuthentic(chunk: 1))
  }

  @Test func saysTheSameAgainAfterAnError() throws {
    let keys = AgeKeyring(identity: .generate())
    var file = try AgeTrial.file(progression(50, step: 3), to: keys.recipients)
    file[file.count - 1] ^= 1
    let reader = try AgeReader(source: AgeTrial.source(of: file, pieceByteCount: .max), keys: keys)
    for _ in 0..<3 {
      #expect(throws: AgeError.payloadNotAuthentic(chunk: 1)) { _ = try reader.next() }
    }
  }

  @Test func saysNilAgainAfterTheEnd() throws {
    for text in [[], Self.text] {
      let keys = AgeKeyring(identity: .generate())
      let file = try AgeTrial.file(text, to: keys.recipients)
      let reader = try AgeReader(source: AgeTrial.source(of: file, pieceByteCount: .max), keys: keys)
      while try reader.next() != nil {}
      #expect(try reader.next() == nil)
    }
  }

  @Test func stopsReadingAHeaderWithoutEnd() throws {
    let long = Array("-> ".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: 65_000) + Array("\n\n".utf8)
    for line in [long, [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)] {
      var given = 0
      #expect(throws: AgeError.headerTooLarge) {
        var isFirst = true
        _ = try AgeReader(
          source: { _ in
            defer { isFirst = false }
            given += line.count
            return isFirst ? Array("age-encryption.org/v1\n".utf8) : line
          }, keys: AgeKeyring(identity: .generate()))
      }
      #expect(given < 1 << 21)
    }
  }

  /// Fixed, so that a failure can be replayed.
  static let seed: UInt64 = 0xA6E_5EED

  @Test(arguments: Kind.allCases)
  func everyMutationIsRefusedOrIsTheText(kind: Kind) throws {
    let (file, keys) = try sample(kind)
    var generator = AgeRandom(seed: Self.seed ^ UInt64(file.count))
    for round in 0..<1000 {
      var changed = file
      for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.mutate(&changed, &generator) }
      let trial = AgeTrial(
        changed, keys: keys, pieceByteCount: Int.random(in: 1...500, using: &generator), maximumWorkFactor: 8)
      let isRefused = trial.error != nil && trial.text.isEmpty
      if !isRefused, trial.error != nil || trial.text != Self.text {
        Issue.record("round \(round): \(String(describing: trial.error)), \(trial.text.count) bytes let out")
      }
    }
  }

  /// What a header, armor or a number in one is made of.
  private static let words = [
    "\n", "\r\n", " ", "=", "-", "->", "-> ", "---", "--- ", "0", "9", "00", "99999999999999999999", "-1",
    "scrypt", "X25519", "-> X25519 AAAA\nAAAA\n", "-----BEGIN AGE ENCRYPTED FILE-----\n",
    "-----END AGE ENCRYPTED FILE-----\n", "age-encryption.org/v1\n", "age-encryption.org/v2\n", "\0", "é",
  ].map { Array($0.utf8) }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout AgeRandom) {
    guard !bytes.isEmpty else { return }
    let start = Int.random(in: 0..<bytes.count, using: &generator)
    let end = min(bytes.count, start + Int.random(in: 1...40, using: &generator))
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[start] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.removeSubrange(start..<end)
    case 3: bytes.insert(contentsOf: bytes[start..<end], at: end)
    case 4: bytes.insert(contentsOf: words.randomElement(using: &generator)!, at: start)
    case 5: bytes.replaceSubrange(start..<end, with: words.randomElement(using: &generator)!)
    case 6: bytes.removeSubrange(end...)
    default:
      let other = Int.random(in: 0..<bytes.count, using: &generator)
      bytes.swapAt(start, other)
    }
  }

  private func sample(_ kind: Kind) throws -> (file: [UInt8], keys: AgeKeyring) {
    switch kind {
    case .recipients, .armoredRecipients:
      let keys = AgeKeyring(identity: .generate())
      let file = try AgeTrial.file(Self.text, to: keys.recipients, isArmored: kind.isArmored)
      return (file, keys)
    case .passphrase, .armoredPassphrase:
      let file = try AgeTrial.file(Self.text, passphrase: "open", isArmored: kind.isArmored)
      return (file, AgeTrial.keys(passphrase: "open"))
    }
  }
}
