// MailCharset.swift: the character sets that occur in mail, and their names. Others are not guessed at: a text
// in one of them is left out, and the charset is named.

/// A character set of mail.
enum MailCharset: Equatable {
  /// ASCII, a charset that is not named, or one that is often named wrongly: UTF-8 where that is what it is,
  /// and otherwise windows-1252.
  case ascii

  case utf8

  /// UTF-16; in which order tells a byte order mark, if there is one.
  case utf16(isLittleEndian: Bool)

  /// A byte is a character; these are the characters from 0x80 on.
  case singleByte([Unicode.Scalar])

  /// The charset that `name` means, whatever its case; nil for an unknown one.
  init?(_ name: String) {
    switch name.lowercased() {
    case "", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "unknown", "default":
      self = .ascii
    case "utf-8", "utf8": self = .utf8
    case "utf-16", "utf16", "utf-16be": self = .utf16(isLittleEndian: false)
    case "utf-16le": self = .utf16(isLittleEndian: true)
    // What calls itself ISO-8859-1 is windows-1252 where the two differ, as browsers know.
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "windows-1252", "cp1252", "cp-1252", "x-ansi":
      self = .singleByte(MailCharset.windows1252)
    case "iso-8859-2", "iso8859-2", "iso_8859-2", "latin2": self = .singleByte(MailCharset.latin2)
    case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin9", "latin-9":
      self = .singleByte(MailCharset.latin9)
    case "windows-1250", "cp1250", "cp-1250": self = .singleByte(MailCharset.windows1250)
    case "windows-1251", "cp1251", "cp-1251": self = .singleByte(MailCharset.windows1251)
    case "koi8-r", "koi8r": self = .singleByte(MailCharset.koi8r)
    default: return nil
    }
  }

  /// The text that `bytes` are; what means nothing becomes U+FFFD.
  func decode(_ bytes: [UInt8]) -> String {
    switch self {
    case .ascii:
      guard UTF8Check.firstInvalidIndex(in: bytes[...]) == nil else {
        return MailCharset.decode(bytes, MailCharset.windows1252)
      }
      return MailCharset.utf8.decode(bytes)
    case .utf8:
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      return String(decoding: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    case .utf16(let isLittleEndian): return MailCharset.decodeUTF16(bytes, isLittleEndian)
    case .singleByte(let upperHalf): return MailCharset.decode(bytes, upperHalf)
    }
  }

  private static func decode(_ bytes: [UInt8], _ upperHalf: [Unicode.Scalar]) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(byte < 0x80 ? Unicode.Scalar(byte) : upperHalf[Int(byte) - 0x80]) }
    return String(text)
  }

  private static func decodeUTF16(_ bytes: [UInt8], _ isLittleEndian: Bool) -> String {
    var isLittleEndian = isLittleEndian
    var rest = bytes[...]
    if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
      isLittleEndian = rest.first == 0xFF
      rest = rest.dropFirst(2)
    }
    let units = stride(from: rest.startIndex, to: rest.endIndex - 1, by: 2).map { index in
      let (first, second) = (UInt16(rest[index]), UInt16(rest[index + 1]))
      return isLittleEndian ? second << 8 | first : first << 8 | second
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Joins the rows of a table.
  static func table(_ rows: [String]) -> [Unicode.Scalar] { rows.flatMap { Array($0.unicodeScalars) } }
}
