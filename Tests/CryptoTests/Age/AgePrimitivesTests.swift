// AgePrimitivesTests.swift: that HKDF, scrypt and base64 are those of their RFCs.

import Testing

@testable import Crypto

@Suite("age, primitives")
struct AgePrimitivesTests {
  /// RFC 5869, appendix A.3, the first block.
  @Test func derivesTheKeyOfTheRFC() {
    let secret = SecretBytes([UInt8](repeating: 0x0b, count: 22))
    let key = HKDF.derive(secret, salt: [], info: "").exposed
    #expect(hex(key) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
  }

  /// Computed with `hmac` of Python.
  @Test func derivesWhatAnotherImplementationDerives() {
    let secret = SecretBytes(progression(16, step: 3))
    let key = HKDF.derive(secret, salt: progression(80, step: 5), info: "payload").exposed
    #expect(hex(key) == "48fcffc3b0b2b8c91555152369aaa7510b9eae0f5f7db1a2c5b524a4a7cab5a8")
  }

  /// RFC 7914, section 12, the first half of the third vector.
  @Test func derivesTheScryptKeyOfTheRFC() throws {
    let passphrase = SecretBytes(Array("pleaseletmein".utf8))
    let key = try AgePrimitives.scrypt(passphrase, salt: Array("SodiumChloride".utf8), logarithm: 14).exposed
    #expect(hex(key) == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2")
  }

  /// Computed with `hashlib` of Python.
  @Test func derivesAKeyFromNoPassphrase() throws {
    let key = try AgePrimitives.scrypt(SecretBytes([]), salt: progression(16, step: 3), logarithm: 1).exposed
    #expect(hex(key) == "59df8b2db66164c299fb2ba809d976cd040cfbd3cda5ab3304c14c522d602e15")
  }

  /// RFC 4648, section 10.
  @Test(
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func writesAndReadsTheBase64OfTheRFC(bytes: String, text: String) {
    let bytes = Array(bytes.utf8)
    let padded = Array(text.utf8)
    let bare = Array(padded.prefix { $0 != UInt8(ascii: "=") })
    #expect(AgePrimitives.encodeBase64(bytes, isPadded: true) == padded)
    #expect(AgePrimitives.encodeBase64(bytes, isPadded: false) == bare)
    #expect(AgePrimitives.decodeBase64(padded, isPadded: true) == bytes)
    #expect(AgePrimitives.decodeBase64(bare, isPadded: false) == bytes)
    guard padded != bare else { return }
    #expect(AgePrimitives.decodeBase64(bare, isPadded: true) == nil)
    #expect(AgePrimitives.decodeBase64(padded, isPadded: false) == nil)
  }

  @Test(
    arguments: [
      "Z", "Zh", "Zm9", "Zm9vY", "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v\0", "Zm9_", "Zm9-", "Zm9é", "=", "Zm=v",
      "Zm8==", "Zg=", "Zg===", "Zg\n==", "Zg= =",
    ])
  func readsOnlyCanonicalBase64(text: String) {
    #expect(AgePrimitives.decodeBase64(Array(text.utf8), isPadded: true) == nil)
    #expect(AgePrimitives.decodeBase64(Array(text.utf8), isPadded: false) == nil)
  }

  /// One text for each byte string, and one byte string for each text.
  @Test func acceptsTheTextThatItWouldWriteItselfOnly() {
    let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".utf8)
    var accepted = 0
    for first in characters {
      for second in characters {
        let text = [first, second]
        guard let bytes = AgePrimitives.decodeBase64(text, isPadded: false) else { continue }
        accepted += 1
        #expect(AgePrimitives.encodeBase64(bytes, isPadded: false) == text)
      }
    }
    #expect(accepted == 256)
  }
}
