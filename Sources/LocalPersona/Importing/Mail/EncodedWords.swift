// EncodedWords.swift: the words of a header that are not ASCII (RFC 2047), such as
// `=?utf-8?Q?Gr=C3=BC=C3=9Fe?=`.

/// Decodes the values of headers.
enum EncodedWords {
  /// An encoded word.
  private struct Word {
    var charset: String
    var bytes: [UInt8]
  }

  /// The text of a value; what is no encoded word, or one in an unknown charset, stays as it is.
  ///
  /// White space between two encoded words is dropped. Neighbours of one charset are joined before they are
  /// decoded, because many programs cut a character in two.
  static func decode(_ value: [UInt8]) -> String {
    var text = ""
    var plain: [UInt8] = []
    var pending: Word?
    var rest = value[...]
    while !rest.isEmpty {
      guard let (word, end) = EncodedWords.word(at: rest) else {
        plain.append(rest.removeFirst())
        continue
      }
      rest = rest[end...]
      let isAdjacent = pending != nil && plain.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      if isAdjacent, let last = pending, last.charset == word.charset {
        pending = Word(charset: word.charset, bytes: last.bytes + word.bytes)
      } else {
        text += string(pending) + (isAdjacent ? "" : MailCharset.ascii.decode(plain))
        pending = word
      }
      plain = []
    }
    return text + string(pending) + MailCharset.ascii.decode(plain)
  }

  private static func string(_ word: Word?) -> String {
    guard let word, let charset = MailCharset(word.charset) else { return "" }
    return charset.decode(word.bytes)
  }

  /// The encoded word that `text` begins with, and its end.
  private static func word(at text: ArraySlice<UInt8>) -> (Word, end: Int)? {
    guard text.starts(with: [UInt8(ascii: "="), UInt8(ascii: "?")]) else { return nil }
    let mark = UInt8(ascii: "?")
    let body = text.dropFirst(2)
    guard let charsetEnd = body.prefix(64).firstIndex(of: mark), charsetEnd + 2 < body.endIndex,
      body[charsetEnd + 2] == mark
    else { return nil }
    let content = body[(charsetEnd + 3)...]
    // Longer ones than RFC 2047 allows occur; what has no end within this is none.
    guard let end = content.prefix(4096).firstIndex(of: mark), end + 1 < content.endIndex,
      content[end + 1] == UInt8(ascii: "=")
    else { return nil }
    let name = String(decoding: body[..<charsetEnd], as: UTF8.self).lowercased()
    let charset = name.split(separator: "*").first.map(String.init) ?? ""  // RFC 2231 adds a language.
    guard !charset.isEmpty, MailCharset(charset) != nil,
      let bytes = decode(content[..<end], encoding: body[charsetEnd + 1])
    else { return nil }
    return (Word(charset: charset, bytes: bytes), end + 2)
  }

  private static func decode(_ content: ArraySlice<UInt8>, encoding: UInt8) -> [UInt8]? {
    var bytes: [UInt8] = []
    switch encoding {
    case UInt8(ascii: "B"), UInt8(ascii: "b"):
      var decoder = TransferDecoder(.base64)
      decoder.decode(content, into: &bytes)
    case UInt8(ascii: "Q"), UInt8(ascii: "q"):
      var rest = content
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "="), let value = TransferDecoder.hexadecimal(rest.prefix(2)) {
          bytes.append(value)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
        }
      }
    default: return nil
    }
    return bytes
  }
}
