// JSONOracle.swift: JSON, which lines of an import, headers of models and records are written in.

@testable import LocalPersona

enum JSONOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      try require((0...bytes.count).contains(error.offset), "an error is at a place in the text")
      return .refused
    }
    let written = Array(value.text.utf8)
    try require(
      !written.contains { $0 < 0x20 || $0 == 0x7F }, "a line of JSON has no control characters in it")
    let again = try require(try? JSONValue.parse(written), "JSON that was written can be read")
    // Bytes are compared, because strings are equal where Unicode says so.
    try require(Array(again.text.utf8) == written && again == value, "JSON comes back as it was")
    return .accepted
  }
}
