import Foundation
import Testing

@testable import LocalPersona

@Suite("charsets of several bytes")
struct MultibyteCharsetTests {
  private static func bytes(hexadecimal digits: Substring) -> [UInt8] {
    let digits = Array(digits.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      TransferDecoder.hexadecimal(digits[$0..<$0 + 2])
    }
  }

  /// The fixture is what Python's codecs make of the same bytes.
  @Test func textsAreThoseThatPythonMakesOfThem() throws {
    let path = MailSample.folder.appending(path: "multibyte.txt")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 20)
    for line in lines {
      let words = line.split(separator: " ")
      let charset = try #require(MailCharset(String(words[0])), "no converter for \(words[0])")
      let expected = String(decoding: Self.bytes(hexadecimal: words[2]), as: UTF8.self)
      let found = charset.decode(Self.bytes(hexadecimal: words[1]))
      #expect(Array(found.unicodeScalars) == Array(expected.unicodeScalars), "\(words[0])")
    }
  }

  private static let names: [(String, MultibyteCharset)] = [
    ("Shift_JIS", .shiftJIS), ("x-sjis", .shiftJIS), ("CP932", .shiftJIS), ("windows-31j", .shiftJIS),
    ("EUC-JP", .eucJP), ("ISO-2022-JP", .iso2022JP), ("GB2312", .gb18030), ("gb_2312-80", .gb18030),
    ("x-gbk", .gb18030), ("gb18030", .gb18030), ("Big5", .big5), ("cn-big5", .big5),
    ("big5-hkscs", .big5HKSCS), ("euc-kr", .eucKR), ("KS_C_5601-1987", .eucKR), ("uhc", .eucKR),
    ("iso-2022-kr", .iso2022KR),
  ]

  @Test(arguments: names)
  func namesMeanWhatProgramsMeanByThem(name: String, charset: MultibyteCharset) {
    #expect(MailCharset(name) == .multibyte(charset))
    #expect(!MailCharset.lacksConverter(name))
  }

  @Test(arguments: ["UTF-7", "unicode-1-1-utf-7"])
  func oldMailIsUTF7(name: String) { #expect(MailCharset(name) == .utf7) }

  // MARK: What means nothing

  private static let mistakes: [(MailCharset, [UInt8], String)] = [
    (.multibyte(.shiftJIS), [0x82, 0xA0, 0x81, 0xFF, 0x61], "あ\u{FFFD}a"),
    (.multibyte(.shiftJIS), [0x82, 0x0A, 0x82, 0xA0], "\u{FFFD}\nあ"),
    (.multibyte(.shiftJIS), [0x82], "\u{FFFD}"),
    (.multibyte(.eucJP), [0xA9, 0xA1, 0xA4, 0xA2], "\u{FFFD}あ"),
    (.multibyte(.eucJP), [0x8F, 0xA1, 0xA1, 0xA4, 0xA2], "\u{FFFD}あ"),
    (.multibyte(.gb18030), [0x81, 0x30, 0x61], "\u{FFFD}0a"),
    (.multibyte(.gb18030), [0xFF, 0xC4, 0xE3], "\u{FFFD}你"),
    (.multibyte(.big5), [0xA4, 0x20], "\u{FFFD} "),
    (.multibyte(.eucKR), [0xC9, 0xFF, 0xB0, 0xA1], "\u{FFFD}가"),
    (.multibyte(.iso2022JP), Array("\u{1B}$BF|K\u{1B}(Bx".utf8), "日\u{FFFD}x"),
    (.multibyte(.iso2022JP), Array("\u{1B}$BF|K\\\nx".utf8), "日本\nx"),
    (.multibyte(.iso2022JP), Array("\u{1B}$B-!\u{1B}(B".utf8), "①"),
    (.multibyte(.iso2022JP), Array("\u{1B}$(D\"/\u{1B}(Ba\u{1B}$B".utf8), "\u{FFFD}a"),
    (.multibyte(.iso2022JP), Array("\u{1B}xa\u{1B}".utf8), "\u{1B}xa\u{1B}"),
    (.multibyte(.iso2022KR), Array("\u{E}0!0\nb".utf8), "가\u{FFFD}\nb"),
    (.multibyte(.iso2022KR), Array("\u{1B}$)C".utf8), ""),
    (.utf7, Array("+AOk-.+AOk.+-+".utf8), "é.é.++"), (.utf7, Array("+A-b+2D0-c".utf8), "\u{FFFD}b\u{FFFD}c"),
    (.utf7, [0xE9, 0x2B, 0x20], "\u{FFFD}+ "),
  ]

  @Test(arguments: mistakes)
  func whatMeansNothingIsOneMarkAndTheRestIsRead(charset: MailCharset, bytes: [UInt8], text: String) {
    #expect(Array(charset.decode(bytes).unicodeScalars) == Array(text.unicodeScalars))
  }

  private static let all: [MailCharset] = MultibyteCharset.allCases.map(MailCharset.multibyte) + [.utf7]

  /// Any bytes have a text, of bounded length, and lines that are read one by one are those of the whole.
  @Test(arguments: all)
  func anyBytesAreReadLineByLineAsTheyAreTogether(charset: MailCharset) {
    var random = ImportRandom(seed: 8)
    // Bytes of any kind, those of two-byte characters, and those of escapes and base64.
    let kinds: [[UInt8]] = [
      [UInt8](0...255), [UInt8](0x81...0xFE) + [UInt8](0x30...0x39),
      Array("\u{1B}$B(IJD)CA+-\u{E}\u{F}09az".utf8),
    ]
    for trial in 0..<3_000 {
      let kind = kinds[trial % kinds.count].filter { $0 != 0x0A }
      let lines = (0..<3).map { _ in
        (0..<Int.random(in: 0...24, using: &random)).map { _ in
          kind[Int.random(in: 0..<kind.count, using: &random)]
        }
      }
      let whole = Array(lines.joined(separator: [0x0A]))
      let text = charset.decode(whole)
      let apart = lines.map { charset.decode($0) }.joined(separator: "\n")
      #expect(Array(text.unicodeScalars) == Array(apart.unicodeScalars), "\(whole)")
      #expect(text.utf8.count <= 3 * whole.count)
    }
  }

  @Test func longTextsAreReadWhole() {
    let software: [UInt8] = [0x83, 0x5C, 0x83, 0x74, 0x83, 0x67, 0x87, 0x40]
    let bytes = Array([[UInt8]](repeating: software, count: 100_000).joined())
    let text = String(repeating: "ソフト①", count: 100_000)
    #expect(MailCharset.multibyte(.shiftJIS).decode(bytes) == text)
  }

  // MARK: Whole mails

  /// However the bytes of a mailbox come in pieces, the texts in its mails are the same.
  @Test(arguments: [1, 2, 3, 7, 64, 1_000])
  func piecesMakeNoDifference(pieceByteCount: Int) throws {
    let box = Array(try Data(contentsOf: MailSample.folder.appending(path: "mails.mbox")))
    let texts = { (length: Int) in
      try MailSample.mails(box, pieceByteCount: length).map { try MailText.text(of: try #require($0.body)) }
    }
    #expect(try texts(pieceByteCount) == texts(.max))
  }

  @Test func aMissingConverterIsNamedWithWhatToDo() {
    let reason = MailSkipReason.noConverter("big5")
    #expect(reason.words.contains("'big5'") && reason.words.contains("install") && reason.isNamed)
    #expect(reason.code == "no-converter")
    #expect(SkipReason.mail(reason).summaryOfMails.contains("install"))
  }
}
