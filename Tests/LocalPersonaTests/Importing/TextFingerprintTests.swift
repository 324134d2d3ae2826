import Testing

@testable import LocalPersona

@Suite("text fingerprint")
struct TextFingerprintTests {
  @Test(arguments: [
    ("a b", " a\r\n\tb\n"), ("caf\u{E9}", "cafe\u{301}"), ("a\u{A0}b", "a b"), ("a\u{2003}\u{2028}b", "a b"),
  ])
  func ignoresSpacesAndComposition(one: String, other: String) {
    #expect(TextFingerprint(one) == TextFingerprint(other))
  }

  @Test(arguments: [("a b", "ab"), ("a", "A"), ("a.", "a"), ("", "a"), ("ab c", "a bc")])
  func tellsTextsApart(one: String, other: String) {
    #expect(TextFingerprint(one) != TextFingerprint(other))
  }
}
