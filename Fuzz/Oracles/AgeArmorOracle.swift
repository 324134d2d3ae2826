// AgeArmorOracle.swift: armor has one form, but for line ends and for white space around it.

@testable import Crypto

enum AgeArmorOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let whole = content(BytesInPieces(bytes))
    let inPieces = content(BytesInPieces(bytes, pieceByteCount: 3))
    try require(whole == inPieces, "armor says the same however it is read")
    guard let whole else { return .refused }
    var writer = AgeArmorWriter()
    let written = writer.begin + writer.encode(whole) + writer.finish()
    try require(written == normal(bytes), "armor is written as it was read")
    return .accepted
  }

  /// What the armor holds; nil where it breaks a rule.
  private static func content(_ source: BytesInPieces) -> [UInt8]? {
    let reader = AgeArmorReader(input: AgeInput(source: source.next))
    var content: [UInt8] = []
    while let piece = try? reader.next() {
      guard !piece.isEmpty else { return content }
      content += piece
    }
    return nil
  }

  /// The text with line feeds only, and nothing around it.
  private static func normal(_ text: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    for byte in text.drop(while: AgeArmor.isSpace) {
      if byte == newline, lines.last == UInt8(ascii: "\r") { lines.removeLast() }
      lines.append(byte)
    }
    while let last = lines.last, AgeArmor.isSpace(last) { lines.removeLast() }
    return lines + [newline]
  }
}
