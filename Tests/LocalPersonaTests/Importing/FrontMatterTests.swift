import Testing

@testable import LocalPersona

@Suite("front matter")
struct FrontMatterTests {
  private func values(_ lines: String) throws -> [String: FrontMatter.Value] {
    let (frontMatter, _) = try #require(FrontMatter.split("---\n\(lines)\n---\ntext\n"))
    return Dictionary(uniqueKeysWithValues: frontMatter.fields.map { ($0.key, $0.value) })
  }

  @Test(arguments: [
    ("a: b", FrontMatter.Value.scalar("b")),
    ("a:", .scalar("")),
    ("a:   spaced out  ", .scalar("spaced out")),
    ("a: b # a remark", .scalar("b")),
    ("a: b#c", .scalar("b#c")),
    ("a: #b", .scalar("")),
    ("a: it's", .scalar("it's")),
    ("a: 'it''s'", .scalar("it's")),
    ("a: 'b # c' # remark", .scalar("b # c")),
    ("a: \"tab\\tquote\\\"\"", .scalar("tab\tquote\"")),
    ("a: \"\\u00e9\"", .scalar("é")),
    ("a: http://b:80/c", .scalar("http://b:80/c")),
    ("a: []", .list([])),
    ("a: [b]", .list(["b"])),
    ("a: [b, 'c, d', \"e]\"] # remark", .list(["b", "c, d", "e]"])),
    ("a:\n  - b\n  - 'c d'", .list(["b", "c d"])),
    ("a:\n- b\n- c", .list(["b", "c"])),
    ("a: |", .notUnderstood),
    ("a: >-\n  folded", .notUnderstood),
    ("a: {b: c}", .notUnderstood),
    ("a: [b,\n  c]", .notUnderstood),
    ("a: 'unfinished", .notUnderstood),
    ("a: \"bad \\x escape\"", .notUnderstood),
    ("a: \"b\" c", .notUnderstood),
    ("a: [b", .notUnderstood),
    ("a: [[b]]", .notUnderstood),
    ("a:\n  nested: b", .notUnderstood),
    ("a: b\n  continued", .notUnderstood),
  ])
  func readsTheSubset(line: String, expected: FrontMatter.Value) throws {
    #expect(try values(line)["a"] == expected)
  }

  @Test func numbersLinesFromTheStartOfTheFile() throws {
    let (frontMatter, body) = try #require(FrontMatter.split("---\n# remark\n\nOne: 1\ntwo: 2\n...\nbody"))
    #expect(frontMatter.fields.map(\.line) == [4, 5])
    #expect(frontMatter.fields.map(\.key) == ["one", "two"])
    #expect(body == "body")
  }

  @Test func readsCRLF() throws {
    let (frontMatter, body) = try #require(FrontMatter.split("---\r\na: b\r\n---\r\n\r\ntext\r\n"))
    #expect(frontMatter.field("a")?.value == .scalar("b"))
    #expect(body == "\r\ntext\r\n")
  }

  @Test(arguments: [
    "", "text", "---", "---\n", "---\na: b", "---\nNot a field.\n---\ntext", "----\na: b\n---\n",
    " ---\na: b\n---\n",
    "---\n- a\n---\n", "---\n  indented: first\n---\n", "---\na:b\n---\n",
  ])
  func takesOtherTextsAsText(text: String) {
    #expect(FrontMatter.split(text) == nil)
  }

  @Test func doesNotLookForTheEndForEver() {
    let lines = String(repeating: "a: b\n", count: FrontMatter.maximumLineCount)
    #expect(FrontMatter.split("---\n\(lines)---\n") == nil)
  }

  @Test func acceptsAnEmptyBlock() throws {
    let (frontMatter, body) = try #require(FrontMatter.split("---\n---\ntext"))
    #expect(frontMatter.fields.isEmpty)
    #expect(body == "text")
  }
}

extension FrontMatterTests {
  /// Whatever the bytes, splitting ends with an answer, and the body is a suffix of the text.
  @Test func survivesAnyText() {
    var random = ImportRandom(seed: 20_261_124)
    let pieces = [
      "---", "\n", "\r\n", "a:", " ", "b", "- ", "[", "]", ",", "'", "\"", "\\", "#", "é", "\u{2028}", "|",
      "\t",
    ]
    for _ in 0..<20_000 {
      let text =
        "---\n"
        + (0..<Int.random(in: 0...24, using: &random)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
      if let (_, body) = FrontMatter.split(text) { #expect(text.hasSuffix(body) || body.isEmpty) }
    }
  }
}

/// A generator whose numbers depend on its seed only (SplitMix64), so that a failure can be repeated.
struct ImportRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
