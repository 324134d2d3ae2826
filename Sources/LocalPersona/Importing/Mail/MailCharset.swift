// MailCharset.swift: the character sets that occur in mail, and their names. Others are not guessed at: a
// text in one of them is left out, and the charset is named.

/// A character set of mail.
enum MailCharset: Equatable, Sendable {
  /// ASCII, a charset that is not named, or one that is often named wrongly: UTF-8 where that is what it is,
  /// and otherwise windows-1252.
  case ascii

  case utf8

  /// UTF-16; in which order tells a byte order mark, if there is one.
  case utf16(isLittleEndian: Bool)

  /// UTF-7, of old mail.
  case utf7

  /// A byte is a character; these are the characters from 0x80 on.
  case singleByte([Unicode.Scalar])

  /// One byte or several are a character; the C library has a converter.
  case multibyte(MultibyteCharset)

  /// The charset that `name` means, whatever its case and its hyphens; nil for an unknown one, and for one
  /// for which the C library has no converter.
  init?(_ name: String) {
    switch MailCharset.plain(name) {
    case "", "usascii", "ascii", "ansix341968", "unknown8bit", "xunknown", "unknown", "default": self = .ascii
    case "utf8", "utf8mb4": self = .utf8
    case "utf16", "utf16be": self = .utf16(isLittleEndian: false)
    case "utf16le": self = .utf16(isLittleEndian: true)
    case "utf7", "unicode11utf7", "csunicode11utf7": self = .utf7
    case let plain:
      if let upperHalf = MailCharset.upperHalves[plain] {
        self = .singleByte(upperHalf)
      } else if let charset = MultibyteCharset(plainName: plain), charset.hasConverter {
        self = .multibyte(charset)
      } else {
        return nil
      }
    }
  }

  /// Whether `name` means a charset for which the C library of this system has no converter.
  static func lacksConverter(_ name: String) -> Bool {
    MultibyteCharset(plainName: plain(name)).map { !$0.hasConverter } ?? false
  }

  /// `ISO_8859-1:1987` and `iso8859-1` mean what `ISO-8859-1` does.
  private static func plain(_ name: String) -> String {
    String(name.lowercased().prefix { $0 != ":" }.filter { $0.isLetter || $0.isNumber })
  }

  /// The charsets in which a byte is a character, by their names without hyphens.
  ///
  /// What calls itself ISO-8859-1 is windows-1252 where the two differ, as browsers know; so it is with
  /// ISO-8859-9 and windows-1254, and with the charsets of Thai.
  private static let upperHalves: [String: [Unicode.Scalar]] = [
    "iso88591": windows1252, "88591": windows1252, "isoir100": windows1252, "latin1": windows1252,
    "windows1252": windows1252, "win1252": windows1252, "cp1252": windows1252, "ansi": windows1252,
    "xansi": windows1252, "iso88592": latin2, "latin2": latin2, "iso88593": latin3, "latin3": latin3,
    "iso88594": latin4, "latin4": latin4, "iso885914": latin8, "latin8": latin8, "cp866": cp866,
    "ibm866": cp866,
    "iso88595": cyrillic, "iso88596": arabic, "iso88597": greek, "iso88598": hebrew, "iso88598i": hebrew,
    "iso88598e": hebrew, "iso88599": windows1254, "latin5": windows1254, "iso885911": windows874,
    "iso885913": latin7, "iso885915": latin9, "latin9": latin9, "iso885916": latin10, "tis620": windows874,
    "windows874": windows874, "cp874": windows874, "windows1250": windows1250, "cp1250": windows1250,
    "windows1251": windows1251, "cp1251": windows1251, "windows1253": windows1253, "cp1253": windows1253,
    "windows1254": windows1254, "cp1254": windows1254, "windows1255": windows1255, "cp1255": windows1255,
    "windows1256": windows1256, "cp1256": windows1256, "windows1257": windows1257, "cp1257": windows1257,
    "windows1258": windows1258, "cp1258": windows1258, "koi8r": koi8r, "koi8": koi8r, "cskoi8r": koi8r,
    "koi8u": koi8u, "koi8ru": koi8u,
    "macintosh": macRoman, "macroman": macRoman, "xmacroman": macRoman,
  ]

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
    case .utf7: return UTF7Text.decode(bytes)
    case .singleByte(let upperHalf): return MailCharset.decode(bytes, upperHalf)
    case .multibyte(let charset): return charset.decode(bytes)
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
