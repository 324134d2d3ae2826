// HashTests.swift: SHA-256, keyed BLAKE2b and the derivation of subkeys, by published vectors and by
// those of Python's hashlib, which has implementations of its own.

import Crypto
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  /// The examples of FIPS 180-2, appendix B, and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func agreesWithTheStandard(message: String, expected: String) {
    #expect(hex(SHA256.hash(of: Array(message.utf8))) == expected)
  }

  @Test(arguments: [1, 7, 55, 56, 63, 64, 65, 128, 999])
  func doesNotDependOnHowTheMessageIsCut(pieceByteCount: Int) {
    let message = progression(1000, step: 29)
    var computation = SHA256()
    for start in stride(from: 0, to: message.count, by: pieceByteCount) {
      computation.update(Array(message[start..<min(start + pieceByteCount, message.count)]).rawBytes)
      computation.update(RawSpan())
    }
    #expect(computation.finalize() == SHA256.hash(of: message))
  }

  @Test func goesOnAfterADigestAndInACopy() {
    var first = SHA256()
    first.update([1].rawBytes)
    var second = first
    #expect(first.finalize() == SHA256.hash(of: [1]))
    first.update([2].rawBytes)
    second.update([3].rawBytes)
    #expect(first.finalize() == SHA256.hash(of: [1, 2]))
    #expect(second.finalize() == SHA256.hash(of: [1, 3]))
  }
}

@Suite("keyed hash")
struct KeyedHashTests {
  /// The first, second and last of the keyed vectors that the authors of BLAKE2 publish, then others.
  @Test(arguments: [
    (
      0, 64,
      "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
        + "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568"
    ),
    (
      1, 64,
      "961f6dd1e4dd30f63901690c512e78e4b45e4742ed197c3c5e45c549fd25f2e4"
        + "187b0bc9fe30492b16b0d0bc4ef9b0f34c7003fac09a5ef1532e69430234cebd"
    ),
    (
      255, 64,
      "142709d62e28fcccd0af97fad0f8465b971e82201dc51070faa0372aa43e9248"
        + "4be1c1e73ba10906d5d1853db6a4106e0a7bf9800d373d6dee2d46d62ef2a461"
    ),
    (3, 32, "e14fc9161564dd081204f2dd6146a9ffbef66f95d5dc80e0a225e213c09dad7b"),
    (1000, 16, "60017816b7825e6d3d4be2b93aea6e9d"),
    (128, 32, "2780d041d74173c0748352ec5f02c9c0bbcfe985d9554abcb920557718d5fe2d8a9d9f17bfacfb29"),
  ])
  func agreesWithOtherImplementations(messageByteCount: Int, keyByteCount: Int, expected: String) {
    let message = progression(messageByteCount, step: 1, first: 0)
    let key = SecretBytes(progression(keyByteCount, step: 1, first: 0))
    let digest = KeyedHash.hash(message.rawBytes, key: key, byteCount: expected.utf8.count / 2)
    #expect(hex(digest) == expected)
  }

  @Test(arguments: [(15, 32), (65, 32), (32, 15), (32, 65), (32, 0)])
  func trapsOnOtherLengths(digestByteCount: Int, keyByteCount: Int) async {
    await #expect(processExitsWith: .failure) { [digestByteCount, keyByteCount] in
      _ = KeyedHash.hash(
        RawSpan(), key: SecretBytes.random(count: keyByteCount), byteCount: digestByteCount)
    }
  }
}

@Suite("key derivation")
struct KeyDerivationTests {
  static var key: SecretBytes { SecretBytes(Array(0..<32)) }

  /// Number 32 is a published vector of libsodium's own test; the others are hashlib's.
  @Test(
    arguments: [
      (0, "c13fcc2e6cd0cd0f82d93b163a5696c5105378f8c629d36baf3ae0239de9c280"),
      (1, "13fea52bb8cba063f3ed93de27ed07e06d8c6367474e6ae4c9282913ac3c3a03"),
      (32, "154b291f11196737f8b7f491e4ca11764e0227d34f94295408a869f007aa8618"),
      (.max, "500c3043b2b9177ec843ecbe9f98f92d8c11fbbd10a225ab844548de89c21d55"),
    ] as [(UInt64, String)])
  func agreesWithOtherImplementations(id: UInt64, expected: String) {
    let subkey = KeyDerivation.subkey(of: Self.key, id: id, context: "KDF test")
    #expect(hex(subkey.exposed) == expected)
  }

  @Test func dependsOnKeyNumberAndContext() {
    let subkeys = [
      KeyDerivation.subkey(of: Self.key, id: 1, context: "entries_").exposed,
      KeyDerivation.subkey(of: Self.key, id: 2, context: "entries_").exposed,
      KeyDerivation.subkey(of: Self.key, id: 1, context: "vectors_").exposed,
      KeyDerivation.subkey(of: SecretBytes(Array(1..<33)), id: 1, context: "entries_").exposed,
    ]
    #expect(Set(subkeys).count == subkeys.count)
  }

  @Test(arguments: ["", "short", "too long!", "eightĩ!"])
  func trapsOnContextsThatAreNotEightCharacters(context: String) async {
    await #expect(processExitsWith: .failure) { [context] in
      _ = KeyDerivation.subkey(of: SecretBytes.random(count: 32), id: 0, context: context).count
    }
  }

  @Test func trapsOnShortKeys() async {
    await #expect(processExitsWith: .failure) {
      _ = KeyDerivation.subkey(of: SecretBytes.random(count: 31), id: 0, context: "12345678").count
    }
  }
}

@Suite("random bytes")
struct RandomBytesTests {
  @Test(arguments: [0, 1, 16, 1000])
  func hasTheCountThatWasAsked(count: Int) {
    #expect(RandomBytes.make(count).count == count)
  }

  @Test func differsEachTime() {
    let draws = (0..<100).map { _ in RandomBytes.make(16) }
    #expect(Set(draws).count == draws.count)
  }

  /// 100,000 bytes: each value comes 391 times ± 20, so 200 off is ten standard deviations.
  @Test func drawsEveryValueAboutAsOften() {
    var counts = [Int](repeating: 0, count: 256)
    for byte in RandomBytes.make(100_000) { counts[Int(byte)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 391) < 200 })
  }
}
