// AgeHeaderOracle.swift: the header of an age file. There is one way to write each, but for the code at its
// end, which needs the file key.

@testable import Crypto

enum AgeHeaderOracle {
  private static let fileKey = SecretBytes(copying: [UInt8](repeating: 1, count: 16).rawBytes)

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let whole = header(BytesInPieces(bytes))
    let inPieces = header(BytesInPieces(bytes, pieceByteCount: 3))
    try require(
      whole?.stanzas == inPieces?.stanzas && whole?.lineCount == inPieces?.lineCount,
      "a header says the same however it is read")
    let requirement = try? AgeReader.requirement(ofFileBeginning: bytes)
    guard let whole else { return .refused }
    try require(AgeReader.looksLikeAge(bytes), "what has a header looks like age")
    try require(
      requirement == (whole.stanzas.contains(where: \.isScrypt) ? .passphrase : .identity),
      "what to ask for is known from the beginning")
    try require(!whole.isAuthentic(fileKey: fileKey), "nobody without the file key makes a header")
    guard whole.stanzas.allSatisfy({ $0.kind != .unknown }) else { return .accepted }
    let written = AgeHeader.encode(whole.stanzas, fileKey: fileKey)
    let codeByteCount = 44  // base64 of 32 bytes, and the line feed
    try require(bytes.starts(with: written.dropLast(codeByteCount)), "a header is written as it was read")
    return .accepted
  }

  private static func header(_ source: BytesInPieces) -> AgeHeader? {
    try? AgeHeader(reading: AgeInput(source: source.next))
  }
}
