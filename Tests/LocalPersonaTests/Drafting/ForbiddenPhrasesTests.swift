import Inference
import Testing

@testable import LocalPersona

@Suite("forbidden phrases")
struct ForbiddenPhrasesTests {
  private func draft(_ phrases: [String], _ model: FakeModel, length: String = "120") throws -> String {
    let forbidden = try #require(ForbiddenPhrases(phrases, tokenizer: model.tokenizer))
    let sampling = SamplerSettings(
      temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1)
    return try Generator(
      model: model, sampling: sampling, copies: CopyIndex([]),
      shaper: ForbiddingShaper(shaper: nil, forbidden: forbidden), isInterrupted: { false }
    ).draft(somePlan, length: try #require(DraftLength(length))) { _ in }.text
  }

  @Test(arguments: [
    ("utilize", "We utilize it.", "We utiliz no."),
    ("Utilize", "We UTILIZE it.", "We UTILIZ no."),
    ("utilize", "Utilize it.", "Utiliz no."),
    ("in order to", "I came in  order\nto see.", "I came in  order\nt no."),
    ("café", "at the CAFÉ.", "at the CAFÖ."),
    ("naïve", "a naive man.", "a naiv no."),
    ("don't", "I don’t.", "I don’ no."),
    ("state-of-the-art", "A state-of-the-art.", "A state-of-the-ar no."),
    ("日本", "in 日本.", "in 日朝."),
  ])
  func cannotBeWritten(phrase: String, wanted: String, other: String) throws {
    #expect(try draft([phrase], .writing(wanted, other)) == other)
  }

  @Test(arguments: [
    ("art", "A party started."), ("in order to", "In order, to see."), ("clock", "At six o'clock."),
    ("ten", "It is often."),
  ])
  func areWholeWords(phrase: String, wanted: String) throws {
    #expect(try draft([phrase], .writing(wanted, "other")) == wanted)
  }

  /// The rule as it is promised: a token that ends with the phrase counts as completing it.
  @Test func holdForAWordThatGoesOnByteByByte() throws {
    #expect(try draft(["cat"], .writing("A category.", "A cab.")) == "A cab.")
  }

  /// Tokens of more than one letter, with spaces and several words in them.
  private struct PieceTokenizer: Tokenizer {
    let pieces: [String]
    var vocabularyCount: Int { pieces.count + 1 }
    var beginOfSequence: TokenID? { nil }
    var endOfGeneration: Set<TokenID> { [TokenID(pieces.count)] }
    func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] { [] }
    func bytes(of token: TokenID) -> [UInt8] {
      pieces.indices.contains(Int(token)) ? Array(pieces[Int(token)].utf8) : []
    }
    func isControl(_ token: TokenID) -> Bool { !pieces.indices.contains(Int(token)) }
    func token(named name: String) -> TokenID? { nil }
  }

  private static let barred: [(draft: [Int], words: Set<String>)] = [
    ([], [" cat", " a cat,", " cats cat", "cat", "cat."]),
    ([7], [" cat", " a cat,", " cats cat", "cat", "cat."]),
    // A word that goes on in front ("Oncecat") is another word.
    ([2], [" cat", " a cat,", " cats cat"]),
    ([6], [" cat", " a cat,", " cats cat", "t", "t?"]),
    ([2, 6], [" cat", " a cat,", " cats cat", "t", "t?"]),
  ]

  @Test(arguments: barred)
  func areFoundAcrossTokens(draft: [Int], barred: Set<String>) throws {
    let tokenizer = PieceTokenizer(pieces: [
      "dog", "cat", "Once", " cat", " a cat,", "t", " ca", " ", "cat.", " cats cat", " category", "t?",
    ])
    let forbidden = try #require(ForbiddenPhrases(["cat"], tokenizer: tokenizer))
    var logits = [Float](repeating: 0, count: tokenizer.vocabularyCount)
    forbidden.bar(&logits, after: draft.map { TokenID($0) })
    let found = tokenizer.pieces.indices.filter { logits[$0] == -.infinity }.map { tokenizer.pieces[$0] }
    #expect(Set(found) == barred)
  }

  @Test func neverAppearWhateverTheModelWants() throws {
    let phrases = ["ab", "ba c", "c"]
    for seed in 1...20 {
      let model = FakeModel { draft in
        (0..<259).map { token in
          let isWanted = token == 32 || (97...99).contains(token)
          return isWanted ? Float((token * 31 + draft.count * seed * 7) % 11) : -100
        }
      }
      let text = try draft(phrases, model, length: "40")
      let words = WordScanner.words(of: text).map(\.exact)
      for phrase in phrases {
        #expect(!words.contains(run: WordScanner.words(of: phrase).map(\.exact)), "\(text)")
      }
    }
  }

  @Test func areNoneWhereThereIsNothingToForbid() {
    #expect(ForbiddenPhrases([], tokenizer: ByteTokenizer()) == nil)
  }
}

@Suite("greeting and sign-off of a draft")
struct DraftFrameTests {
  private func framed(
    _ draft: String, greet: String? = nil, sign: String? = nil, to recipient: String? = "Ann",
    kind: EntryKind? = .mail, isComplete: Bool = true
  ) throws -> String {
    let lines = [greet.map { "greet: \($0)" }, sign.map { "sign: \($0)" }].compactMap(\.self)
    let habits = try VoiceHabits(parsing: lines.joined(separator: "\n"))
    let brief = try Brief("x", kind: kind, recipient: recipient)
    guard var frame = DraftFrame(habits, brief: brief) else { return draft }
    var shown = ""
    for character in draft { shown += frame.take(String(character)) }
    shown += frame.finish(isComplete: isComplete)
    #expect(shown == frame.text)
    var whole = try #require(DraftFrame(habits, brief: brief))
    let inOnePiece = whole.take(draft) + whole.finish(isComplete: isComplete)
    #expect(inOnePiece == shown)
    return shown
  }

  private let letter = "Dear Ann,\n\nThe books came on Monday, thank you.\n\nKind regards,\nThe Model"

  @Test func takeThePlaceOfTheModels() throws {
    #expect(
      try framed(letter, greet: "Hi", sign: "Best, / A.")
        == "Hi Ann,\n\nThe books came on Monday, thank you.\n\nBest,\nA.")
    #expect(
      try framed(letter, sign: "A.") == "Dear Ann,\n\nThe books came on Monday, thank you.\n\nA.")
    #expect(
      try framed(letter, greet: "Hey!")
        == "Hey!\n\nThe books came on Monday, thank you.\n\nKind regards,\nThe Model")
  }

  @Test(arguments: [
    ("The books came on Monday, thank you.", "Hi Ann,\n\nThe books came on Monday, thank you.\n\nA."),
    ("Hello Ann, the books came on Monday.", "Hi Ann,\n\nthe books came on Monday.\n\nA."),
    ("The books came.\nSee you soon.\n– D", "Hi Ann,\n\nThe books came.\nSee you soon.\n\nA."),
    ("On my way.", "Hi Ann,\n\nOn my way.\n\nA."),
    ("Dear Ann,\n\nyes.\n\nBest,\nD", "Hi Ann,\n\nyes.\n\nA."),
  ])
  func areAddedWhereThereAreNone(draft: String, expected: String) throws {
    #expect(try framed(draft, greet: "Hi", sign: "A.") == expected)
  }

  /// Short lines at the ends that say something are no greeting and no sign-off.
  @Test(arguments: [
    ("Take the key.\nIt is here.", "Hi Ann,\n\nTake the key.\nIt is here.\n\nA."),
    ("Please bring:\n- milk\n- bread", "Hi Ann,\n\nPlease bring:\n- milk\n- bread\n\nA."),
    ("Good news!\n\nThe books came.", "Hi Ann,\n\nGood news!\n\nThe books came.\n\nA."),
    ("Evening trains are off.\n\nSorry.", "Hi Ann,\n\nEvening trains are off.\n\nSorry.\n\nA."),
    ("Good morning Ann,\n\nyes.\n\nThank you!\nDev", "Hi Ann,\n\nyes.\n\nA."),
    ("See you at the station then.\n\nA.", "Hi Ann,\n\nSee you at the station then.\n\nA."),
  ])
  func takeNothingElseAway(draft: String, expected: String) throws {
    #expect(try framed(draft, greet: "Hi", sign: "A.") == expected)
  }

  @Test func leavesAloneWhatGoesOnInTheMiddleOfAText() throws {
    let habits = try VoiceHabits(parsing: "greet: Hi\nsign: A.")
    func frame(_ use: GivenText.Use, _ kind: EntryKind?) throws -> DraftFrame? {
      DraftFrame(habits, brief: try Brief("", kind: kind, given: GivenText("We met and", use: use)))
    }
    #expect(try frame(.continued, nil) == nil && frame(.continued, .mail) == nil)
    #expect(try frame(.rewritten, nil) == nil && frame(.rewritten, .mail) != nil)
    #expect(try frame(.answered, nil) != nil && frame(.answered, .chat) == nil)
  }

  /// A brief that names no kind becomes that of the closest entry; the frame must know.
  @Test func followsTheKindThatTheStrategyChose() throws {
    let habits = try VoiceHabits(parsing: "greet: Hi")
    for (kind, expected) in [(EntryKind.chat, "On my way."), (EntryKind.mail, "Hi,\n\nOn my way.")] {
      let history = HistorySearch([try Entry(kind: kind, text: "the train is late again")])
      let sampling = SamplerSettings(
        temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1)
      let writer = PersonaWriter(
        model: FakeModel.writing("On my way."), sampling: sampling, copies: CopyIndex([]), strength: 1,
        isExplained: false, habits: habits, isInterrupted: { false })
      let persona = DraftingPersona(name: .retrieval, strategy: Retrieval(history), terms: nil)
      let job = try writer.prepare(Brief("my train is late"), persona: persona)
      #expect(try writer.write(job, length: .short) { _ in }.text == expected)
    }
  }

  @Test func leavesOtherFormsAlone() throws {
    #expect(try framed(letter, greet: "Hi", sign: "A.", kind: .note) == letter)
    #expect(try framed(letter) == letter)
    #expect(try framed("So.", greet: "Hi", to: nil, kind: nil) == "Hi,\n\nSo.")
    #expect(try framed("So.", greet: "Hi", to: "ann@example.org") == "Hi,\n\nSo.")
  }

  @Test func signsNothingThatWasInterrupted() throws {
    #expect(
      try framed("The books came on", greet: "Hi", sign: "A.", isComplete: false)
        == "Hi Ann,\n\nThe books came on")
  }
}
