import Crypto
import Testing

@testable import LocalPersona

/// Text in locked memory, and back.
private func secret(_ text: String) -> SecretBytes {
  let bytes = Array(text.utf8)
  return SecretBytes(copying: bytes.rawBytes)
}

private func text(_ secret: borrowing SecretBytes) -> String {
  secret.bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
}

private func normalised(_ typed: String) -> String? {
  guard let words = RecoveryWords.normalised(secret(typed)) else { return nil }
  return text(words)
}

@Suite("the list of words")
struct WordListTests {
  private let words = (0..<WordList.count).map { String(decoding: WordList.word($0), as: UTF8.self) }

  /// Paper is forgotten in drawers for decades: another list would make it worthless.
  @Test func neverChanges() {
    let hash = SHA256.hash(of: Array(words.joined(separator: " ").utf8))
    #expect(
      hash.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        == "28219a1c671d01492b0c42ac69e9ac5254706725c492497482a112a4546afc1c")
  }

  @Test func isWhatItPromises() {
    #expect(words.count == 2048)
    #expect(words == words.sorted())
    #expect(Set(words.map { $0.prefix(4) }).count == 2048)
    #expect(words.allSatisfy { (4...8).contains($0.count) && $0.allSatisfy { ("a"..."z").contains($0) } })
  }

  @Test func findsEachWordByItsFirstFourLetters() {
    for (index, word) in words.enumerated() {
      let bytes = Array(word.uppercased().utf8)
      for count in 4...bytes.count { #expect(WordList.index(of: bytes.span.extracting(..<count)) == index) }
      #expect(WordList.index(of: bytes.span.extracting(..<3)) == nil)
      #expect(WordList.index(of: (bytes + [0x53]).span) == nil)
    }
  }
}

@Suite("recovery words")
struct RecoveryWordsTests {
  /// Made by a few lines of Python from the description in RecoveryWords.swift.
  @Test(arguments: [
    (
      [UInt8](repeating: 0, count: 16),
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abode"
    ),
    ([UInt8](repeating: 0xFF, count: 16), "zeal zeal zeal zeal zeal zeal zeal zeal zeal zeal zeal write"),
    (
      Array(0...15),
      "abandon among like among extent adequate brought bunch appeared gained dream briskly"
    ),
    (
      [0x9E, 0x88, 0x5D, 0x95, 0x2A, 0xD3, 0x62, 0xCA, 0xEB, 0x4E, 0xFE, 0x34, 0xA8, 0xE9, 0x1B, 0xD2],
      "parents down goes fiction culture going quantity tenants cries economic easy plain"
    ),
  ])
  func writeTheirBits(random: [UInt8], expected: String) {
    #expect(text(RecoveryWords.words(of: SecretBytes(copying: random.rawBytes))) == expected)
    #expect(normalised(expected) == expected)
  }

  @Test func areDrawnAnewAndReadBack() {
    let keys = (0..<64).map { _ in text(RecoveryWords.generate()) }
    #expect(Set(keys).count == keys.count)
    for key in keys {
      #expect(key.split(separator: " ").count == 12)
      #expect(normalised(key) == key)
    }
  }

  private static let key =
    "parents down goes fiction culture going quantity tenants cries economic easy plain"

  @Test(arguments: [
    "PARENTS Down goes fiction culture going quantity tenants cries economic easy plain",
    "  parents\tdown goes fiction culture going\r\nquantity  tenants cries economic easy plain \n",
    "pare down goes fict cult goin quan tena crie econ easy plai",
    "paren down goes fictio cultur GOIN quant tenan crie economi easy plain",
    "parents\u{A0}down goes\u{2003}fiction culture going quantity\u{3000}tenants cries economic easy plain",
  ])
  func areReadHoweverTheyAreTyped(typed: String) {
    #expect(normalised(typed) == Self.key)
    #expect(RecoveryWords.problem(in: secret(typed)) == nil)
  }

  @Test(
    arguments: [
      ("parents down goes fiction culture going quantity tenants cries economic easy", .wordCount(11)),
      ("\(key) plain", .wordCount(13)),
      (
        "par down goes fiction culture going quantity tenants cries economic easy plain",
        .unknownWord(position: 1)
      ),
      (
        "parents down goes fiction culture going quan3 tenants cries economic easy plain",
        .unknownWord(position: 7)
      ),
      (
        "parentss down goes fiction culture goingss quantity tenants cries economic easy plain",
        .unknownWord(position: 1)
      ),
      (
        "parents down goes fiction culture going quantity tenants cries economic easy plainer",
        .unknownWord(position: 12)
      ),
      ("down parents goes fiction culture going quantity tenants cries economic easy plain", .checksum),
      ("parents down goes fiction culture going quantity tenants cries economic easy able", .checksum),
      ("correct horse battery staple", .otherText), ("", .otherText),
      ("parents-down-goes-fiction", .otherText),
    ] as [(String, RecoveryWords.Problem)])
  func sayWhatIsWrong(typed: String, problem: RecoveryWords.Problem) {
    #expect(normalised(typed) == nil)
    #expect(RecoveryWords.problem(in: secret(typed)) == problem)
  }

  /// The last word has 7 random bits and 4 that check the rest: of all words exactly 128 fit.
  @Test func noticeFifteenOfSixteenSlips() {
    let start = Self.key.split(separator: " ").dropLast().joined(separator: " ")
    let accepted = (0..<WordList.count).count { index in
      normalised("\(start) \(String(decoding: WordList.word(index), as: UTF8.self))") != nil
    }
    #expect(accepted == 128)
  }

  @Test func areAskedBackByPosition() {
    // Outside of #expect, which copies what it looks at.
    func isWord(_ typed: String, _ position: Int) -> Bool {
      RecoveryWords.isWord(secret(typed), at: position, of: secret(Self.key))
    }
    for (position, word) in Self.key.split(separator: " ").enumerated() {
      #expect(isWord(" \(word.uppercased()) ", position + 1))
      #expect(isWord(String(word.prefix(4)), position + 1))
      #expect(!isWord(String(word), (position + 1) % 12 + 1))
    }
    for typed in ["", "par", "parents down", "abandon", "parentss"] {
      #expect(!isWord(typed, 1))
    }
  }

  @Test func haveTheirNumbersOnThePage() {
    let page = text(SecretPage.table(of: secret(Self.key)))
    #expect(
      page.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") } == [
        "1 parents 2 down 3 goes 4 fiction", "5 culture 6 going 7 quantity 8 tenants",
        "9 cries 10 economic 11 easy 12 plain",
      ])
    let narrow = text(SecretPage.table(of: secret(Self.key), columnCount: 40)).split(separator: "\n")
    #expect(narrow.count == 6 && narrow.allSatisfy { $0.count <= 40 })
    #expect(narrow.last?.split(separator: " ").joined(separator: " ") == "11 easy 12 plain")
  }
}

@Suite("generated passphrases")
struct GeneratedPassphraseTests {
  @Test(arguments: [1, 2, 6, 12])
  func areWordsOfTheList(count: Int) {
    let words = text(GeneratedPassphrase.make(wordCount: count)).split(separator: "-")
    #expect(words.count == count)
    for word in words {
      let bytes = Array(word.utf8)
      #expect(WordList.index(ofLetters: bytes.count, isWhole: true) { bytes[$0] } != nil)
    }
  }

  /// 8,192 words, where each place in the list and each half of it has its share.
  @Test func drawEveryWordAlike() {
    var counts = [Int](repeating: 0, count: 16)
    for _ in 0..<128 {
      for word in text(GeneratedPassphrase.make(wordCount: 64)).split(separator: "-") {
        let bytes = Array(word.utf8)
        counts[(WordList.index(of: bytes.span) ?? 0) / 128] += 1
      }
    }
    // 512 each are expected, with a standard deviation of 22: eight of those never happen by chance.
    #expect(counts.allSatisfy { (336...688).contains($0) }, "\(counts)")
  }
}
