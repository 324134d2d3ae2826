// SentencePieceText.swift: how the pieces of SentencePiece's vocabularies stand for text.

enum SentencePieceText {
  /// ▁, U+2581, in UTF-8: stands for a space.
  static let blank: [UInt8] = [0xE2, 0x96, 0x81]

  /// The text of a piece: each ▁ becomes a space.
  static func unescape(_ piece: ArraySlice<UInt8>) -> [UInt8] {
    var unescaped: [UInt8] = []
    var rest = piece
    while let byte = rest.first {
      if rest.starts(with: blank) {
        unescaped.append(0x20)
        rest = rest.dropFirst(blank.count)
      } else {
        unescaped.append(byte)
        rest = rest.dropFirst()
      }
    }
    return unescaped
  }

  /// The byte of `<0xNN>`, or nil.
  static func byteValue(_ piece: ArraySlice<UInt8>) -> UInt8? {
    let text = String(decoding: piece, as: UTF8.self)
    guard text.count == 6, text.hasPrefix("<0x"), text.hasSuffix(">") else { return nil }
    return UInt8(text.dropFirst(3).dropLast(), radix: 16)
  }
}
