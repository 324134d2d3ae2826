import Testing

@testable import LocalPersona

@Suite("style vectors")
struct StyleEncoderTests {
  private let encoder = StyleEncoder()

  private func feature(_ name: String, of text: String) throws -> Float {
    let index = try #require(StyleEncoder.featureNames.firstIndex(of: name))
    return encoder.vector(of: text)[index]
  }

  private func sentence(of count: Int) -> String {
    (0..<count).map { "word\($0)" }.joined(separator: " ") + ". "
  }

  @Test func areLaidOutInNamedGroups() {
    #expect(StyleEncoder.dimension == 501)
    #expect(StyleEncoder.groups.map(\.range) == [0..<213, 213..<227, 227..<483, 483..<501])
    #expect(StyleEncoder.featureNames.count == StyleEncoder.dimension)
    #expect(Set(FunctionWords.all).count == FunctionWords.all.count)
    #expect(FunctionWords.placeByHash.count == FunctionWords.all.count)
    #expect(StyleEncoder.featureName(219) == "uses hyphens")
    #expect(StyleEncoder.featureNames.contains("says 'however'"))
  }

  @Test func countLittleWordsInAnyCaseAndTypography() throws {
    let expected = Float(StyleLogarithm.log1p(250))
    #expect(try feature("says 'however'", of: "However it rained today") == expected)
    #expect(try feature("says 'don't'", of: "We don\u{2019}t know it") == expected)
    #expect(try feature("says 'don't'", of: "We do not know") == 0)
  }

  @Test(arguments: [
    ("uses full stops", "One. Two three."), ("uses ellipses", "Well... I see\u{2026}"),
    ("uses dashes", "so -- this\u{2014}that"), ("uses dashes", "so - this \u{2013} that"),
    ("uses hyphens", "well-known half-past"), ("uses double quotation marks", "\u{201c}Yes\u{201d}"),
    ("uses double quotation marks", "\"Yes\""), ("uses parentheses", "a (b) c [d]"),
    ("asks questions", "Why? 什么？"), ("uses semicolons", "a; b; c"), ("marks *emphasis*", "a *b* c"),
  ])
  func countMarks(name: String, text: String) throws {
    let plain = text.replacing("...", with: "\u{2026}").replacing("--", with: "\u{2014}")
    let characters = plain.unicodeScalars.count { !$0.properties.isWhitespace }
    let expected = StyleLogarithm.rate(2, of: characters)
    #expect(try feature(name, of: text) == expected)
  }

  @Test(arguments: [
    ("Mr. Smith came home. He sat down.", 2), ("She met J. R. Brown then. He left.", 2),
    ("\u{201c}What?\u{201d} he said. Nothing came.", 2), ("It costs 3.50 today. Buy it.", 2),
    ("Well... maybe so. Wait... No way.", 3), ("今天。明天。", 2), ("no stop at all", 1),
    ("So did I. Yes.", 2),
    ("all small! it goes on. so there", 3),
  ])
  func findWhereSentencesEnd(text: String, expected: Int) throws {
    let utf8 = text.utf8
    var pieces = StyleText(utf8.span)
    let piece = try #require(pieces.next()?.piece)
    #expect(piece.sentences.count == expected)
  }

  @Test func takeWrappedLinesAsOneParagraph() {
    let wrapped = "This line was wrapped by a mailer in the middle of\na sentence that goes on until it ends."
    let flat = wrapped.replacing("\n", with: " ")
    var paragraphs: [Int] = []
    for text in [wrapped, flat, "Dear Ann,\nall is well.\n\nBob", "One.\nTwo.\n\n\nThree."] {
      let utf8 = text.utf8
      var pieces = StyleText(utf8.span)
      paragraphs.append(pieces.next()?.piece.paragraphs.count ?? 0)
    }
    #expect(paragraphs == [1, 1, 3, 3])
  }

  @Test func measureShape() throws {
    let text = "The GREAT cat slept quickly. It\u{2019}s walked."  // 5 and 2 words
    #expect(try feature("long sentences", of: text) == Float(StyleLogarithm.log(4.5)))
    #expect(try feature("sentences of uneven length", of: text) == Float(StyleLogarithm.log(2.5)))
    #expect(try feature("now and then a very long sentence", of: text) == Float(StyleLogarithm.log(6)))
    #expect(try feature("many paragraphs", of: text) == Float(StyleLogarithm.log(2)))
    #expect(try feature("words ending in -ly", of: text) == StyleLogarithm.rate(1, of: 7))
    #expect(try feature("words ending in -ed", of: text) == StyleLogarithm.rate(1, of: 7))
    #expect(try feature("words all in capitals", of: text) == StyleLogarithm.rate(1, of: 7))
    #expect(try feature("words with an apostrophe", of: text) == StyleLogarithm.rate(1, of: 7))
    #expect(try feature("many words with a capital letter", of: text) == Float(3.0 / 7))
    #expect(try feature("long words on average", of: text) == Float(33.0 / 7))
  }

  @Test func measureVarietyThatDoesNotFallWithLength() {
    #expect(StyleShape.variety(of: []) == 1)
    #expect(StyleShape.variety(of: [1, 2, 3]) == 1)
    #expect(abs(StyleShape.variety(of: [1, 2, 1, 2]) - 0.5) < 1e-6)
    let cycle = (0..<2000).map { UInt64($0 % 40) }
    #expect(abs(StyleShape.variety(of: cycle) - StyleShape.variety(of: Array(cycle.prefix(50)))) < 1e-6)
  }

  @Test func doNotDependOnHowOftenATextIsRepeated() {
    let once = (0..<10).map { _ in sentence(of: 15) }.joined()
    let vector = encoder.vector(of: once)
    let many = encoder.vector(of: String(repeating: once, count: 6))
    for (index, (one, six)) in zip(vector, many).enumerated() {
      #expect(abs(one - six) < 0.02, "\(StyleEncoder.featureName(index))")
    }
  }

  @Test func areFiniteForAnyBytes() {
    var random = SearchRandom(seed: 11)
    let text = "a.B \n\n'\"-!0é\u{2019}\u{2026}日🙂\u{301}\u{ad}"
    let alphabet = Array(text.utf8) + [0, 0x80, 0xc2, 0xe2, 0xf0, 0xff]
    for length in 0..<120 {
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let vector = encoder.vector(of: bytes.span)
      #expect(vector.count == StyleEncoder.dimension)
      #expect(vector.allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }

  @Test(arguments: ["", " ", "🙂🙂🙂", "日本語のテキスト。", "\u{301}", "\n\n\n", "'", "...", "Ω", "A"])
  func areFiniteForOddTexts(text: String) {
    let vector = encoder.vector(of: text)
    #expect(vector.count == StyleEncoder.dimension)
    #expect(vector.allSatisfy { $0.isFinite })
  }

  @Test func cutALongTextWhereSentencesEnd() {
    let text = (0..<40).map { _ in sentence(of: 20) }.joined()
    var counts: [Int] = []
    var end = 0
    let utf8 = text.utf8
    var pieces = StyleText(utf8.span)
    while let (piece, range) = pieces.next() {
      #expect(range.lowerBound == end)
      end = range.upperBound
      counts.append(piece.words.count)
    }
    #expect(end == text.utf8.count)
    #expect(counts == [160, 160, 160, 160, 160])
  }

  @Test func spreadTrigramsOverTheClasses() {
    var counts = [Int](repeating: 0, count: CharacterTrigrams.classCount)
    for first in 97..<123 as Range<UInt32> {
      for second in 97..<123 as Range<UInt32> {
        for third in 97..<123 as Range<UInt32> {
          counts[CharacterTrigrams.hashedClass(first, second, third)] += 1
        }
      }
    }
    #expect(counts.allSatisfy { (34...103).contains($0) })  // 69 on average
  }

  @Test func countTrigramsWithoutCaseAndWhiteSpace() {
    let first = "The end,\n  my “friend”".utf8
    let second = " the END, my \"friend\" ".utf8
    let counts = CharacterTrigrams(of: first.span, in: 0..<first.count)
    #expect(counts.counts == CharacterTrigrams(of: second.span, in: 0..<second.count).counts)
    #expect(counts.total == 20)
  }

  @Test func haveLogarithmsOfTheirOwn() {
    #expect(StyleLogarithm.log(1) == 0)
    #expect(abs(StyleLogarithm.log(2.718_281_828_459_045) - 1) < 1e-14)
    #expect(abs(StyleLogarithm.log(1000) - 6.907_755_278_982_137) < 1e-14)
    #expect(StyleLogarithm.log(0) == 0 && StyleLogarithm.log(.nan) == 0 && StyleLogarithm.log(.infinity) == 0)
    #expect(StyleLogarithm.rate(0, of: 0) == 0)
  }
}
