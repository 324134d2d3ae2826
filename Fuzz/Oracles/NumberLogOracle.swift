// NumberLogOracle.swift: kept numbers, a file that lies where anybody may write. Seals are no signatures:
// each input is read as a file, and once more as what is in a frame whose seal is right.

@testable import LocalPersona

enum NumberLogOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let asFile = try checkFile(bytes)
    let asBody = try checkBody(bytes)
    return asFile == .accepted ? asFile : asBody
  }

  private static func checkFile(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let content = try? NumberLogFormat.read(bytes) else { return .refused }
    try require(content.byteCount <= bytes.count, "what is whole ends within the file")
    let whole = try? NumberLogFormat.read(Array(bytes.prefix(content.byteCount)))
    try require(whole == content, "what was never finished changes nothing")
    let header = NumberLogFormat.header(content.identity)
    let frame = NumberLogFormat.frame(content.entries, after: header.seal)
    let again = try? NumberLogFormat.read(header.bytes + frame.bytes)
    try require(again?.entries == content.entries, "numbers come back as they were")
    try require(again?.identity == content.identity, "what they are of comes back as it was")
    return .accepted
  }

  private static func checkBody(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let entries = try? NumberLogFormat.entries(bytes, 0..<bytes.count) else { return .refused }
    let frame = NumberLogFormat.frame(entries, after: [])
    try require(Array(frame.bytes.dropFirst(8).dropLast(32)) == bytes, "a frame is written as it was read")
    return .accepted
  }
}
