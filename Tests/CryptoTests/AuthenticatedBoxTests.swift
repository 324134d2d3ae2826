// AuthenticatedBoxTests.swift: that boxes are XChaCha20-Poly1305 as others make it, and that nothing
// changed, cut, moved or opened with something else comes out of one.

import Crypto
import Testing

@Suite("authenticated box")
struct AuthenticatedBoxTests {
  static func key(_ first: Int = 1) -> SecretBytes { SecretBytes(progression(32, step: 3, first: first)) }

  /// The example of draft-irtf-cfrg-xchacha-03, appendix A.3.1.
  @Test func opensTheExampleOfTheDraft() throws {
    let key = SecretBytes(Array(0x80...0x9f))
    let nonce = [UInt8](0x40...0x57)
    let context = bytes(hex: "50515253c0c1c2c3c4c5c6c7")
    let ciphertext = bytes(
      hex: "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
        + "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        + "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        + "21f9664c97637da9768812f615c68b13b52e")
    let tag = bytes(hex: "c0875924c1c7987947deafd8780acf49")
    let message =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      + "sunscreen would be it."
    let sealed = nonce + ciphertext + tag
    let opened = try AuthenticatedBox.open(sealed.rawBytes, key: key, context: context.rawBytes)
    #expect(String(decoding: opened.exposed, as: UTF8.self) == message)
    let plain = try AuthenticatedBox.openInPlain(sealed.rawBytes, key: key, context: context.rawBytes)
    #expect(plain == Array(message.utf8))
  }

  @Test(arguments: IndependentBox.all)
  func opensWhatAnotherImplementationSealed(box: IndependentBox) throws {
    let sealed = progression(24, step: 5) + bytes(hex: box.sealed)
    let context = progression(box.contextByteCount, step: 11)
    let message = progression(box.messageByteCount, step: 7)
    let opened = try AuthenticatedBox.open(sealed.rawBytes, key: Self.key(), context: context.rawBytes)
    #expect(opened.exposed == message)
    let plain = try AuthenticatedBox.openInPlain(sealed.rawBytes, key: Self.key(), context: context.rawBytes)
    #expect(plain == message)
  }

  @Test(arguments: [0, 1, 15, 16, 63, 64, 65, 4096, 1 << 20])
  func roundTrips(byteCount: Int) throws {
    let message = progression(byteCount, step: 13)
    let context = progression(byteCount % 70, step: 17)
    let sealed = AuthenticatedBox.seal(message.rawBytes, key: Self.key(), context: context.rawBytes)
    #expect(sealed.count == byteCount + AuthenticatedBox.overheadByteCount)
    let opened = try AuthenticatedBox.open(sealed.rawBytes, key: Self.key(), context: context.rawBytes)
    #expect(opened.exposed == message)
    let plain = try AuthenticatedBox.openInPlain(sealed.rawBytes, key: Self.key(), context: context.rawBytes)
    #expect(plain == message)
  }

  @Test func sealsEmptySpansWithoutAddress() throws {
    let sealed = AuthenticatedBox.seal(RawSpan(), key: Self.key(), context: RawSpan())
    #expect(try AuthenticatedBox.open(sealed.rawBytes, key: Self.key(), context: RawSpan()).count == 0)
    #expect(try AuthenticatedBox.openInPlain(sealed.rawBytes, key: Self.key(), context: RawSpan()) == [])
  }

  @Test func drawsANewNonceEachTime() {
    let boxes = (0..<100).map { _ in
      AuthenticatedBox.seal([1].rawBytes, key: Self.key(), context: RawSpan())
    }
    #expect(Set(boxes.map { $0.prefix(24) }).count == boxes.count)
  }

  @Test(arguments: [0, 1, 17])
  func rejectsEveryChangedBit(messageByteCount: Int) {
    let message = progression(messageByteCount, step: 7)
    let sealed = AuthenticatedBox.seal(message.rawBytes, key: Self.key(), context: [5].rawBytes)
    for bit in 0..<sealed.count * 8 {
      var changed = sealed
      changed[bit / 8] ^= 1 << (bit % 8)
      expectRejected(changed, context: [5], .notAuthentic)
    }
  }

  @Test func rejectsEveryOtherLength() {
    let sealed = AuthenticatedBox.seal(progression(20, step: 7).rawBytes, key: Self.key(), context: RawSpan())
    for byteCount in 0..<sealed.count {
      let cut = Array(sealed.prefix(byteCount))
      expectRejected(cut, context: [], byteCount < 40 ? .truncated(byteCount: byteCount) : .notAuthentic)
    }
    expectRejected(sealed + [0], context: [], .notAuthentic)
  }

  @Test(arguments: [[], [1], [1, 2, 4], [1, 2, 3, 0], [3, 2, 1]] as [[UInt8]])
  func rejectsAnotherContext(context: [UInt8]) {
    let sealed = AuthenticatedBox.seal([9].rawBytes, key: Self.key(), context: [1, 2, 3].rawBytes)
    expectRejected(sealed, context: context, .notAuthentic)
  }

  @Test func doesNotConfuseMessageAndContext() {
    let sealed = AuthenticatedBox.seal([9].rawBytes, key: Self.key(), context: [8].rawBytes)
    // The same ciphertext bytes, one of them moved over to the context.
    var moved = sealed
    let byte = moved.remove(at: 24)
    expectRejected(moved, context: [8, byte], .notAuthentic)
  }

  @Test func rejectsAnotherKey() {
    let sealed = AuthenticatedBox.seal([9].rawBytes, key: Self.key(2), context: RawSpan())
    expectRejected(sealed, context: [], .notAuthentic)
  }

  @Test(arguments: [0, 31, 33])
  func trapsOnKeysOfAnotherLength(byteCount: Int) async {
    await #expect(processExitsWith: .failure) { [byteCount] in
      _ = AuthenticatedBox.seal(RawSpan(), key: SecretBytes.random(count: byteCount), context: RawSpan())
    }
    await #expect(processExitsWith: .failure) { [byteCount] in
      let box = [UInt8](repeating: 0, count: 50)
      _ = try? AuthenticatedBox.openInPlain(
        box.rawBytes, key: SecretBytes.random(count: byteCount), context: RawSpan())
    }
  }

  /// Both ways of opening must say the same.
  private func expectRejected(
    _ sealed: [UInt8], context: [UInt8], _ error: AuthenticatedBox.OpenError,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: error, sourceLocation: sourceLocation) {
      _ = try AuthenticatedBox.open(sealed.rawBytes, key: Self.key(), context: context.rawBytes).count
    }
    #expect(throws: error, sourceLocation: sourceLocation) {
      _ = try AuthenticatedBox.openInPlain(sealed.rawBytes, key: Self.key(), context: context.rawBytes)
    }
  }
}

/// A box made without libsodium.
///
/// By HChaCha20 written out in Python after the draft, in front of the ChaCha20-Poly1305 of OpenSSL.
/// Key, nonce, message and context are progressions with the steps 3 (from 1), 5, 7 and 11.
struct IndependentBox: Sendable, CustomTestStringConvertible {
  let messageByteCount: Int
  let contextByteCount: Int

  /// Ciphertext and tag.
  let sealed: String

  var testDescription: String { "\(messageByteCount) bytes, \(contextByteCount) of context" }

  static let all = [
    IndependentBox(
      messageByteCount: 0, contextByteCount: 0,
      sealed: "97e4d86abe1242c0dd3050a0ec941417"),
    IndependentBox(
      messageByteCount: 0, contextByteCount: 13,
      sealed: "fef32be11ed750f307ee1120063cfb19"),
    IndependentBox(
      messageByteCount: 1, contextByteCount: 0,
      sealed: "bc3b43bfa6c0881706cfcf1da56d7f14cf"),
    IndependentBox(
      messageByteCount: 63, contextByteCount: 16,
      sealed: "bcca0afa26e843a1e44dcecbd696776c3b094057a11a815076d4121dea27fe1416f347b4439880ba"
        + "2381adc7470f965690cf2cc3bf953378dab5ee4f5cf7fed2948f06b7c0192906e757ea5c3083fd"),
    IndependentBox(
      messageByteCount: 64, contextByteCount: 1,
      sealed: "bcca0afa26e843a1e44dcecbd696776c3b094057a11a815076d4121dea27fe1416f347b4439880ba"
        + "2381adc7470f965690cf2cc3bf953378dab5ee4f5cf7fe980e8f80143d639e417a723ed46f5c6720"),
    IndependentBox(
      messageByteCount: 65, contextByteCount: 17,
      sealed: "bcca0afa26e843a1e44dcecbd696776c3b094057a11a815076d4121dea27fe1416f347b4439880ba"
        + "2381adc7470f965690cf2cc3bf953378dab5ee4f5cf7fe984f894108ba7fd80fbfc331f0516e8d27"
        + "94"),
  ]
}
