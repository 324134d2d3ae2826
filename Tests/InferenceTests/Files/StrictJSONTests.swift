// StrictJSONTests.swift: the small JSON reader: what RFC 8259 allows, and nothing else.

import Foundation
import Testing

@testable import Inference

@Suite("strict JSON")
struct StrictJSONTests {
  private func parse(_ text: String) -> StrictJSON? { try? StrictJSON.parse(Array(text.utf8)) }

  @Test func readsValues() {
    #expect(
      parse(" { \"a\" : [1, -2.5e1, true, false, null, \"x\"] } ")
        == .object(["a": .array([.integer(1), .number(-25), .bool(true), .bool(false), .null, .string("x")])])
    )
    #expect(parse("\"\\u00e9\\ud83d\\ude00\\n\\\"\\\\\\/\"") == .string("é😀\n\"\\/"))
    #expect(parse("9223372036854775807") == .integer(.max))
    #expect(parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(parse("{}") == .object([:]) && parse("[]") == .array([]) && parse("0") == .integer(0))
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1",
    "nul",
    "True", "'a'", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
    "\"\u{1}\"",
    "1 2", "[1 2]", "{\"a\":1,\"a\":2}", "1e999", "NaN", "{\"a\":}", "[}", "// c\n1",
  ])
  func refuses(text: String) { #expect(parse(text) == nil, "\(text)") }

  @Test func refusesTextThatIsNotUTF8() { #expect((try? StrictJSON.parse([0x22, 0xFF, 0x22])) == nil) }

  @Test func depthIsLimited() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(parse(nested(33)) != nil)
    #expect(parse(nested(34)) == nil)
    #expect(parse(nested(100_000)) == nil)
  }

  @Test func failuresSayWhere() {
    #expect(throws: StrictJSON.Failure(offset: 7, defect: .duplicate)) {
      try StrictJSON.parse(Array("{\"a\":1,\"a\":2}".utf8))
    }
  }
}
