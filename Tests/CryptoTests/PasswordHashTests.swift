// PasswordHashTests.swift: that keys are Argon2id as others make it, and that costs and salts from a
// file are not believed.

import Crypto
import Testing

@Suite("password hash")
struct PasswordHashTests {
  static let salt = progression(16, step: 17, first: 3)

  /// Keys that the reference implementation of Argon2 and that of OpenSSL agree on, with one lane.
  ///
  /// The published vectors cannot be made with libsodium: they have four lanes, or salts of 8 bytes.
  @Test(
    arguments: [
      ("", 2, 19456, "be4f701caf80ce4d43de54674f877993d01b499ff4b7a3fe95d3721c9b127f70"),
      ("password", 2, 19456, "94e2084649cba95aa83044500cb58bf08e4eced4b3ec141b1f25cb1146ae9655"),
      ("pässwörd with spaces", 3, 19457, "17d101b697176242779a0f7296d800b9ebc65d56716b9ea42d360e1e50aea7a2"),
      ("\0nul\0", 4, 32768, "ec6efe7025edb1a1a8450cd593c358d6803085621449219ba7209483b6c0d550"),
      (
        String(repeating: "x", count: 1000), 2, 65536,
        "4e3b10a3f35df53cdfc5fa9bf8f0d341d051fac7a027c6a4dc276cd690ce736a"
      ),
      (
        "correct horse battery staple", 3, 262_144,
        "7c6991984f2b61a844aea3ddd2a836be30c5109debb37683b6ee3136e9cdb2d0"
      ),
    ] as [(String, UInt32, UInt32, String)])
  func agreesWithOtherImplementations(
    passphrase: String, operations: UInt32, memoryKiB: UInt32, expected: String
  ) throws {
    let key = try PasswordHash.deriveKey(
      passphrase: SecretBytes(Array(passphrase.utf8)), salt: Self.salt,
      cost: PasswordHashCost(operations: operations, memoryKiB: memoryKiB))
    #expect(hex(key.exposed) == expected)
  }

  @Test func dependsOnPassphraseSaltAndCost() throws {
    func key(
      _ passphrase: [UInt8] = [1], salt: [UInt8] = Self.salt, operations: UInt32 = 2,
      memoryKiB: UInt32 = 19456
    ) throws -> [UInt8] {
      let cost = PasswordHashCost(operations: operations, memoryKiB: memoryKiB)
      return try PasswordHash.deriveKey(passphrase: SecretBytes(passphrase), salt: salt, cost: cost).exposed
    }
    let keys = [
      try key(), try key([1, 0]), try key(salt: Self.salt.reversed()), try key(operations: 3),
      try key(memoryKiB: 19460),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(try key() == keys[0])
  }

  @Test(
    arguments: [(0, 19456), (1, 19456), (1, .max), (2, 0), (2, 19455), (.max, 19455)] as [(UInt32, UInt32)])
  func rejectsCheapCosts(operations: UInt32, memoryKiB: UInt32) {
    let cost = PasswordHashCost(operations: operations, memoryKiB: memoryKiB)
    expectRejected(cost, .costBelowFloor(cost))
  }

  @Test(arguments: [(17, 19456), (.max, 19456), (2, 2_097_153), (16, .max)] as [(UInt32, UInt32)])
  func rejectsEndlessCosts(operations: UInt32, memoryKiB: UInt32) {
    let cost = PasswordHashCost(operations: operations, memoryKiB: memoryKiB)
    expectRejected(cost, .costAboveCeiling(cost))
  }

  @Test func acceptsItsOwnCosts() throws {
    let own: [PasswordHashCost] = [.floor, .interactive, .moderate, .sensitive, .ceiling]
    for cost in own { try cost.validate() }
    #expect(own.map(\.operations) == [2, 2, 3, 4, 16])
    #expect(own.map(\.memoryKiB) == [19456, 65536, 262_144, 1_048_576, 2_097_152])
  }

  @Test(arguments: [0, 8, 15, 17, 32])
  func rejectsSaltsOfAnotherLength(byteCount: Int) {
    #expect(throws: PasswordHashError.wrongSaltByteCount(expected: 16, actual: byteCount)) {
      _ = try PasswordHash.deriveKey(
        passphrase: SecretBytes([1]), salt: [UInt8](repeating: 0, count: byteCount), cost: .floor
      ).count
    }
  }

  private func expectRejected(_ cost: PasswordHashCost, _ error: PasswordHashError) {
    #expect(throws: error) { try cost.validate() }
    #expect(throws: error) {
      _ = try PasswordHash.deriveKey(passphrase: SecretBytes([1]), salt: Self.salt, cost: cost).count
    }
  }
}
