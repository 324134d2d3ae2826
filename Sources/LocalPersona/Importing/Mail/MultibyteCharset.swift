// MultibyteCharset.swift: the charsets of Chinese, Japanese and Korean mail from before UTF-8, which the C
// library converts. Which one is meant is decided here: what a mail calls its charset is never handed on.

private import CSystem

/// A charset in which one character is one byte or several.
enum MultibyteCharset: CaseIterable, Sendable {
  case shiftJIS, eucJP, iso2022JP, gb18030, big5, big5HKSCS, eucKR, iso2022KR

  /// The charset that `plainName` means, which is in lower case and without hyphens; nil for another one.
  init?(plainName: String) {
    guard let charset = MultibyteCharset.charsets[plainName] else { return nil }
    self = charset
  }

  /// What calls itself GB 2312 is GB 18030, which has its characters and more; so it is with Shift_JIS, Big5
  /// and EUC-KR and the charsets of Windows.
  private static let charsets: [String: MultibyteCharset] = [
    "shiftjis": .shiftJIS, "csshiftjis": .shiftJIS, "sjis": .shiftJIS, "xsjis": .shiftJIS,
    "mskanji": .shiftJIS, "windows31j": .shiftJIS, "cswindows31j": .shiftJIS, "cp932": .shiftJIS,
    "ms932": .shiftJIS, "windows932": .shiftJIS, "eucjp": .eucJP, "xeucjp": .eucJP, "cseucjp": .eucJP,
    "ujis": .eucJP, "iso2022jp": .iso2022JP, "csiso2022jp": .iso2022JP, "iso2022jpms": .iso2022JP,
    "cp50220": .iso2022JP, "cp50221": .iso2022JP, "gb2312": .gb18030, "csgb2312": .gb18030,
    "gb231280": .gb18030, "euccn": .gb18030, "gbk": .gb18030, "xgbk": .gb18030, "cp936": .gb18030,
    "ms936": .gb18030, "windows936": .gb18030, "gb18030": .gb18030, "big5": .big5, "csbig5": .big5,
    "cnbig5": .big5, "xxbig5": .big5, "big5eten": .big5, "cp950": .big5, "ms950": .big5,
    "windows950": .big5, "big5hkscs": .big5HKSCS, "euckr": .eucKR, "cseuckr": .eucKR, "korean": .eucKR,
    "ksc5601": .eucKR, "ksc56011987": .eucKR, "csksc56011987": .eucKR, "ksc56011989": .eucKR,
    "isoir149": .eucKR, "uhc": .eucKR, "cp949": .eucKR, "ms949": .eucKR, "windows949": .eucKR,
    "iso2022kr": .iso2022KR, "csiso2022kr": .iso2022KR,
  ]

  /// Whether the C library of this system can convert it.
  var hasConverter: Bool { csys_can_convert(number) }

  private var number: Int32 {
    switch self {
    case .shiftJIS, .iso2022JP: Int32(csys_windows_31j)
    case .eucJP: Int32(csys_euc_jp)
    case .gb18030: Int32(csys_gb18030)
    case .big5: Int32(csys_big5)
    case .big5HKSCS: Int32(csys_big5_hkscs)
    case .eucKR, .iso2022KR: Int32(csys_uhc)
    }
  }

  /// The text that `bytes` are; what means nothing becomes U+FFFD.
  ///
  /// What a line means does not depend on the lines around it.
  func decode(_ bytes: [UInt8]) -> String {
    let plain = eightBitBytes(bytes)
    guard !plain.isEmpty else { return "" }
    // Sound: both pointers describe what outlives the call, which writes no more than it is told that there
    // is room for, and returns how much it wrote.
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 3 * plain.count) { buffer, filled in
      let count = unsafe plain.withUnsafeBytes {
        unsafe csys_convert_text(
          number, $0.baseAddress, Int64($0.count), buffer.baseAddress, Int64(buffer.count))
      }
      filled = max(0, Int(count))
    }
    return text.isEmpty ? "\u{FFFD}" : String(decoding: text, as: UTF8.self)
  }

  private func eightBitBytes(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .iso2022JP: SevenBitText.shiftJIS(ofISO2022JP: bytes)
    case .iso2022KR: SevenBitText.eucKR(ofISO2022KR: bytes)
    default: bytes
    }
  }
}
