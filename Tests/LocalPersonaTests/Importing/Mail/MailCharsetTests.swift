import Foundation
import Testing

@testable import LocalPersona

@Suite("charsets of mail")
struct MailCharsetTests {
  private static let names = [
    "windows1252": "windows-1252", "latin2": "ISO-8859-2", "latin4": "iso-8859-4", "latin7": "iso-8859-13",
    "latin9": "iso-8859-15", "latin10": "iso-8859-16", "cyrillic": "iso-8859-5", "arabic": "iso-8859-6",
    "greek": "iso-8859-7", "hebrew": "iso-8859-8-i", "windows874": "tis-620", "windows1250": "windows-1250",
    "windows1251": "Windows-1251", "windows1253": "windows-1253", "windows1254": "iso-8859-9",
    "windows1255": "windows-1255", "windows1256": "windows-1256", "windows1257": "windows-1257",
    "windows1258": "windows-1258", "koi8r": "KOI8-R", "koi8u": "koi8-u", "macRoman": "macintosh",
    "latin3": "iso-8859-3", "latin8": "iso-8859-14", "cp866": "IBM866",
  ]

  /// The fixture is what Python's codecs make of each byte.
  @Test func everyByteIsTheCharacterThatPythonMakesOfIt() throws {
    let path = MailSample.folder.appending(path: "charsets.txt")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == Self.names.count)
    for line in lines {
      let words = line.split(separator: " ")
      let name = try #require(Self.names[String(words[0])])
      let charset = try #require(MailCharset(name))
      let expected = words.dropFirst().compactMap { UInt32($0, radix: 16) }
      let found = (0...255).map { charset.decode([UInt8($0)]).unicodeScalars.map(\.value) }
      #expect(found == expected.map { [$0] }, "\(name)")
    }
  }

  @Test(arguments: [
    "ISO-8859-1", "ISO_8859-1:1987", "iso8859_1", "latin-1", "8859-1", "CP1252", "win-1252", "ansi",
  ])
  func latin1IsWindows1252(name: String) throws {
    #expect(try #require(MailCharset(name)) == .singleByte(MailCharset.windows1252))
  }

  @Test func unnamedTextIsUTF8WhereItCanBe() throws {
    let charset = try #require(MailCharset(""))
    #expect(charset == MailCharset("us-ascii"))
    #expect(charset.decode(Array("Grüße".utf8)) == "Grüße")
    #expect(charset.decode([0x47, 0x72, 0xFC, 0xDF, 0x65]) == "Grüße")
  }

  @Test func orderMarksAreObeyedAndTakenAway() throws {
    let wide = try #require(MailCharset("utf-16"))
    #expect(wide.decode([0xFE, 0xFF, 0x00, 0xE9, 0xD8, 0x3D, 0xDE, 0x00]) == "é😀")
    #expect(wide.decode([0xFF, 0xFE, 0xE9, 0x00]) == "é")
    #expect(wide.decode([0x00, 0xE9, 0x00]) == "é")
    #expect(try #require(MailCharset("UTF-16LE")).decode([0xE9, 0x00]) == "é")
    #expect(MailCharset.utf8.decode([0xEF, 0xBB, 0xBF, 0x61]) == "a")
    #expect(wide.decode([]).isEmpty)
    #expect(wide.decode([0x61]).isEmpty)
  }

  @Test func othersAreNotGuessedAt() {
    #expect(MailCharset("x-odd") == nil)
    #expect(MailCharset("iso-2022-cn") == nil && !MailCharset.lacksConverter("iso-2022-cn"))
    #expect(MailCharset("UTF-8//TRANSLIT") == nil, "no word of a mail is one of iconv's")
  }
}
