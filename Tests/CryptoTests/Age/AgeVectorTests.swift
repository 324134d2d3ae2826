// AgeVectorTests.swift: every published vector that needs no post-quantum key ends as it has to, however
// its bytes come in, in armor too, and lets out what it may and no more.

import Crypto
import Testing

@Suite("age, published vectors", .enabled(if: AgeVector.arePresent, "needs ../shared"))
struct AgeVectorTests {
  @Test func areAllThere() {
    #expect(AgeVector.all.count == 143)
    #expect(AgeVector.stored.count == 104)
    #expect(AgeVector.compressed.count == 20)
  }

  @Test(arguments: AgeVector.stored)
  func endsAsItHasTo(vector: AgeVector) throws { try check(vector, vector.file) }

  @Test(.enabled(if: AgeVector.python != nil, "needs python3"), arguments: AgeVector.compressed)
  func endsAsItHasToWhenInflated(vector: AgeVector) throws { try check(vector, vector.file) }

  @Test(arguments: AgeVector.stored.filter { !$0.isArmored })
  func endsTheSameInArmor(vector: AgeVector) throws { try check(vector, vector.fileInArmor) }

  @Test(
    .enabled(if: AgeVector.python != nil, "needs python3"),
    arguments: AgeVector.compressed.filter { !$0.isArmored })
  func endsTheSameInArmorWhenInflated(vector: AgeVector) throws { try check(vector, vector.fileInArmor) }

  @Test(arguments: AgeVector.postQuantum)
  func refusesIdentitiesOfAnotherKind(vector: AgeVector) {
    let identityFile = Array(vector.identities.joined(separator: "\n").utf8)
    let line = (vector.identities.firstIndex { $0.contains("-PQ-") } ?? 0) + 1
    #expect(throws: AgeError.invalidIdentityFile(line: line)) {
      _ = try AgeKeyring(identityFile: identityFile.rawBytes)
    }
  }

  @Test(arguments: AgeVector.postQuantum)
  func opensNothingOfAnotherKind(vector: AgeVector) {
    let trial = AgeTrial(vector.file, keys: AgeKeyring(identity: .generate()))
    #expect(trial.error != nil && trial.text.isEmpty)
  }

  /// Opens `file`, which is that of `vector` in one form or another.
  private func check(_ vector: AgeVector, _ file: [UInt8]) throws {
    // A byte at a time would take a minute for those of 16 MiB.
    let pieceByteCounts = file.count > 1 << 20 ? [65_536, 65_535] : [1, 7, 1000, 65_536]
    for pieceByteCount in pieceByteCounts {
      let trial = AgeTrial(file, keys: try keys(for: vector), pieceByteCount: pieceByteCount)
      let comment: Comment = "\(pieceByteCount) at a time: \(String(describing: trial.error))"
      #expect(outcome(trial.error, isArmored: vector.isArmored) == vector.expected, comment)
      if let payload = vector.payload {
        #expect(hex(SHA256.hash(of: trial.text)) == payload, comment)
      } else {
        #expect(trial.text.isEmpty, comment)
      }
    }
  }

  private func keys(for vector: AgeVector) throws -> AgeKeyring {
    if let passphrase = vector.passphrases.first { return AgeTrial.keys(passphrase: passphrase) }
    guard !vector.identities.isEmpty else { return AgeKeyring(identity: .generate()) }
    return try AgeKeyring(identityFile: Array(vector.identities.joined(separator: "\n").utf8).rawBytes)
  }

  /// The outcome by the name that the vectors have for it.
  private func outcome(_ error: AgeError?, isArmored: Bool) -> String {
    switch error {
    case nil: "success"
    case .notAge: isArmored ? "armor failure" : "header failure"
    case .unsupportedVersion, .malformedHeader, .headerTooLarge, .workFactorTooHigh: "header failure"
    case .noMatchingIdentity, .passphraseNeeded, .identityNeeded, .wrongPassphrase: "no match"
    case .headerNotAuthentic: "HMAC failure"
    case .malformedArmor: "armor failure"
    case .payloadNotAuthentic, .truncated, .trailingData, .emptyFinalChunk: "payload failure"
    case .invalidRecipient, .invalidIdentity, .invalidIdentityFile, .noIdentities, .noRecipients,
      .outOfMemory:
      "another failure"
    }
  }
}
