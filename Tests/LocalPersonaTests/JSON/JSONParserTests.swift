import LocalPersona
import Testing

@Suite("JSON parser")
struct JSONParserTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue { try .parse(Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), (" false\n", .bool(false)), ("0", .integer(0)),
      ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.5", .number(1.5)),
      ("-0.25e2", .number(-25)), ("1E+2", .number(100)), ("2.0", .number(2)), ("\"\"", .string("")),
      ("\"Grüße 👋\"", .string("Grüße 👋")), ("[]", .array([])),
      ("[1, [2] ]", .array([.integer(1), .array([.integer(2)])])),
      ("{}", .object([])), ("{ \"b\" : 1 , \"a\" : null }", .object([("b", .integer(1)), ("a", .null)])),
    ] as [(String, JSONValue)])
  func readsEveryKindOfValue(text: String, expected: JSONValue) throws {
    #expect(try parse(text) == expected)
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e4\u20AC""#, "Aä€"),
    (#""\ud83d\ude00""#, "😀"), (#""x\u0000y""#, "x\0y"), (#""ä\nö""#, "ä\nö"),
  ])
  func readsEscapes(text: String, expected: String) throws {
    #expect(try parse(text).string == expected)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd(offset: 0)), ("[", .unexpectedEnd(offset: 1)), ("[1", .unexpectedEnd(offset: 2)),
      ("{\"a\"", .unexpectedEnd(offset: 4)), ("\"ab", .unexpectedEnd(offset: 3)),
      ("tru", .unexpectedEnd(offset: 3)),
      ("-", .unexpectedEnd(offset: 1)), ("1.", .unexpectedEnd(offset: 2)), ("1e", .unexpectedEnd(offset: 2)),
      ("[1,]", .unexpectedByte(0x5D, offset: 3)), ("{\"a\":1,}", .unexpectedByte(0x7D, offset: 7)),
      ("[1 2]", .unexpectedByte(0x32, offset: 3)), ("{a:1}", .unexpectedByte(0x61, offset: 1)),
      ("{\"a\" 1}", .unexpectedByte(0x31, offset: 5)), ("NaN", .unexpectedByte(0x4E, offset: 0)),
      ("// x", .unexpectedByte(0x2F, offset: 0)), ("'a'", .unexpectedByte(0x27, offset: 0)),
      ("trUe", .unexpectedByte(0x55, offset: 2)), ("1 2", .trailingContent(offset: 2)),
      ("{} {}", .trailingContent(offset: 3)), ("01", .invalidNumber(offset: 0)),
      ("[-01]", .invalidNumber(offset: 1)),
      ("+1", .invalidNumber(offset: 0)), (".5", .invalidNumber(offset: 0)),
      ("[1.]", .invalidNumber(offset: 1)),
      ("[1e+]", .invalidNumber(offset: 1)), ("-x", .invalidNumber(offset: 0)),
      ("1e999", .numberOutOfRange(offset: 0)),
      ("\"a\nb\"", .controlCharacter(0x0A, offset: 2)), ("\"\\x\"", .invalidEscape(offset: 1)),
      ("\"\\u12g4\"", .invalidEscape(offset: 1)), ("\"\\ud800\"", .loneSurrogate(offset: 1)),
      ("\"\\ude00\"", .loneSurrogate(offset: 1)), ("\"\\ud800\\u0041\"", .loneSurrogate(offset: 1)),
      ("{\"a\":1,\"a\":2}", .duplicateMember(offset: 7)),
    ] as [(String, JSONError)])
  func rejectsWhatIsNotJSON(text: String, expected: JSONError) {
    #expect(throws: expected) { try parse(text) }
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1), ([0x22, 0x61, 0xED, 0xA0, 0x80, 0x22], 2),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1), ([0x22, 0xE2, 0x82, 0x22], 1),
      ([0x22, 0x5C, 0x6E, 0xFF, 0x22], 3),
    ] as [([UInt8], Int)])
  func rejectsBytesThatAreNotUTF8(bytes: [UInt8], offset: Int) {
    #expect(throws: JSONError.invalidUTF8(offset: offset)) { try JSONValue.parse(bytes) }
  }

  @Test func boundsNestingSoThatNoTextOverflowsTheStack() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try parse(nested(128)).array?.count == 1)
    #expect(throws: JSONError.tooDeep(limit: 128, offset: 128)) { try parse(nested(129)) }
    #expect(throws: JSONError.tooDeep(limit: 128, offset: 128)) {
      try parse(String(repeating: "[", count: 1_000_000))
    }
  }

  @Test func boundsLength() {
    let limits = JSONValue.Limits(byteCount: 4)
    #expect(throws: JSONError.tooLong(byteCount: 5, limit: 4)) {
      try JSONValue.parse(Array("[1,2]".utf8), limits: limits)
    }
  }

  @Test func findsADuplicateAmongManyMembers() throws {
    let members = (0..<1000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(try parse("{\(members)}").object?.count == 1000)
    #expect(throws: JSONError.self) { try parse("{\(members),\"k500\":1}") }
  }

  @Test func treatsNamesAsBytesNotAsEquivalentText() throws {
    // U+00E9, and e with U+0301: equal as Swift strings, different names in JSON.
    #expect(try parse("{\"\u{E9}\":1,\"e\u{301}\":2}").object?.count == 2)
  }

  @Test func countsOffsetsFromTheStartOfASlice() {
    let bytes = Array("xxx[1,]".utf8)
    #expect(throws: JSONError.unexpectedByte(0x5D, offset: 3)) { try JSONValue.parse(bytes[3...]) }
  }

  @Test func cutShortAnywhereIsAnErrorNotATrap() {
    let text = Array(#"{"a":[1,-2.5e3,"x\ud83d\ude00",{"b":null}],"c":true}"#.utf8)
    for end in 0..<text.count { #expect(throws: JSONError.self) { try JSONValue.parse(text[..<end]) } }
  }
}
