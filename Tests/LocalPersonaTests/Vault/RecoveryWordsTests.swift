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
        == "0f0cdfa6324a2d38c9dfb3802ee58353ab5871e21525b54979911160a4475b41")
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
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon aboard"
    ),
    ([UInt8](repeating: 0xFF, count: 16), "zeal zeal zeal zeal zeal zeal zeal zeal zeal zeal zeal write"),
    (
      Array(0...15),
      "abandon ambition liking ambition extent added bronze bunch appeared gained dress brief"
    ),
    (
      [0x9E, 0x88, 0x5D, 0x95, 0x2A, 0xD3, 0x62, 0xCA, 0xEB, 0x4E, 0xFE, 0x34, 0xA8, 0xE9, 0x1B, 0xD2],
      "patent dragged goes field crystal going quite test crew economic eaten plot"
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

  private static let key = "patent dragged goes field crystal going quite test crew economic eaten plot"

  @Test(arguments: [
    "PATENT Dragged goes field crystal going quite test crew economic eaten plot",
    "  patent\tdragged goes field crystal going\r\nquite  test crew economic eaten plot \n",
    "pate drag goes fiel crys goin quit test crew econ eate plot",
    "paten dragge goes field crysta GOIN quit test crew economi eaten plot",
    "patent\u{A0}dragged goes\u{2003}field crystal going quite\u{3000}test crew economic eaten plot",
  ])
  func areReadHoweverTheyAreTyped(typed: String) {
    #expect(normalised(typed) == Self.key)
    #expect(RecoveryWords.problem(in: secret(typed)) == nil)
  }

  @Test(
    arguments: [
      ("patent dragged goes field crystal going quite test crew economic eaten", .wordCount(11)),
      ("\(key) plot", .wordCount(13)),
      ("pat dragged goes field crystal going quite test crew economic eaten plot", .unknownWord(position: 1)),
      (
        "patent dragged goes field crystal going quit3 test crew economic eaten plot",
        .unknownWord(position: 7)
      ),
      (
        "patents dragged goes field crystal goings quite test crew economic eaten plot",
        .unknownWord(position: 1)
      ),
      (
        "patent dragged goes field crystal going quite test crew economic eaten plotted",
        .unknownWord(position: 12)
      ),
      ("dragged patent goes field crystal going quite test crew economic eaten plot", .checksum),
      ("patent dragged goes field crystal going quite test crew economic eaten able", .checksum),
      ("correct horse battery staple", .otherText), ("", .otherText),
      ("patent-dragged-goes-field", .otherText),
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
    for typed in ["", "pat", "patent dragged", "abandon", "patentt"] {
      #expect(!isWord(typed, 1))
    }
  }

  @Test func haveTheirNumbersOnThePage() {
    let page = text(SecretPage.table(of: secret(Self.key)))
    #expect(
      page.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") } == [
        "1 patent 2 dragged 3 goes 4 field", "5 crystal 6 going 7 quite 8 test",
        "9 crew 10 economic 11 eaten 12 plot",
      ])
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
