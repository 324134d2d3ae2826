import Inference
import Testing

@testable import LocalPersona

@Suite("texts that a draft starts from")
struct GivenTextTests {
  @Test(arguments: [
    ("Hi,\nsee you at ten?\n\nOn Monday, Dev wrote:\n> Hello Ann,\n> when?\n", "Hi,\nsee you at ten?"),
    ("> when?\nAt ten.\n> where?\n  > here?\nHere.\n", "At ten.\nHere."),
    ("At ten.\n\nOn Monday, 8 March 2027,\nDev <dev@example.org> wrote:\n> when?\n", "At ten."),
    ("Mind the gap:\n\nit is wide.\n", "Mind the gap:\n\nit is wide."),
    ("At ten.\n\n-- \nAnn, 12 Hill Road\n", "At ten."),
    ("At ten.\r\n\r\n-----Original Message-----\r\nFrom: Dev\r\nwhen?\r\n", "At ten."),
    (
      "Received: by x;\n\tat noon\nFrom: Ann <a@example.org>\nSubject: tea\nTo: Dev\n\nAt ten?\n",
      "From: Ann <a@example.org>\nSubject: tea\n\nAt ten?"
    ),
    ("Note: milk\nTea: yes\n\nAt ten?", "Note: milk\nTea: yes\n\nAt ten?"),
    ("> nothing but\n> a quotation\n", "> nothing but\n> a quotation"),
  ])
  func keepWhatTheWriterOfAMessageSays(message: String, own: String) {
    #expect(GivenText(message, use: .answered).text == own)
  }

  @Test func keepQuotationsWhereNothingIsAnswered() {
    for use in [GivenText.Use.continued, .rewritten] {
      #expect(GivenText(" > a\nb\n\n", use: use).text == "> a\nb")
    }
  }

  @Test(arguments: [
    ("We met", " in the park.", " in the park."), ("We met ", " in the park.", "in the park."),
    ("We met\n", " in the park.", "in the park."), ("We met.\n", "\n\nThen it rained.", "\nThen it rained."),
    ("We met.", "\n\nThen it rained.", "\n\nThen it rained."),
    ("We met.\n\n", "\n\nThen it rained.", "Then it rained."),
    ("We m", "et in the park.", "et in the park."),
  ])
  func areContinuedWithTheWhiteSpaceThatIsMissing(text: String, script: String, expected: String) throws {
    let plan = PromptPlan(
      rows: somePlan.rows, shownText: "", uses: [], stopTexts: [],
      given: GivenText(text, use: .continued))
    let (draft, pieces) = try Generator(.writing(script)).collect(plan)
    #expect(draft.text == expected && pieces.joined() == expected)
  }

  /// A message that is said again answers nothing, and a text that is said again has no other words.
  @Test(arguments: GivenText.Use.allCases)
  func areNotRepeatedByWhatFollowsThem(use: GivenText.Use) throws {
    let line = "one two three four five six seven eight nine ten"
    let plan = PromptPlan(
      rows: somePlan.rows, shownText: "", uses: [], stopTexts: [],
      given: GivenText("Well, \(line).", use: use))
    let (draft, _) = try Generator(.writing(" \(line)", " and out")).collect(plan)
    #expect(draft.avoidedRepetitions == 1 && draft.text == (use == .continued ? " and out" : "and out"))
  }

  private func plan(
    _ text: String, _ use: GivenText.Use, brief: String = "", context: Int = 8192,
    template: ChatTemplate? = .smolLM2
  ) throws -> PromptPlan {
    let model = FakeModel(contextLength: context, template: template) { _ in [] }
    return try PromptBuilder(model: model).plan(
      Brief(brief, length: .short, given: GivenText(text, use: use)))
  }

  @Test func standBeforeWhatIsAskedFor() throws {
    let answer = try plan("At ten?\n> when?", .answered, brief: "no, at noon")
    #expect(
      answer.shownText.contains(
        "I got this message:\n\nAt ten?<|im_end|>\n<|im_start|>assistant\nI have read it.<|im_end|>\n"
          + "<|im_start|>user\nWrite a short email to say this: no, at noon.<|im_end|>"))
    #expect(!answer.shownText.contains("when") && answer.continued == nil)
    #expect(try plan("At ten?", .answered).shownText.contains("email that answers it.<|im_end|>"))
    #expect(
      try plan("It is late.", .rewritten).shownText
        .contains("user\nWrite a short text to say this: It is late.<|im"))
    #expect(
      try plan("It is late.", .rewritten, brief: "be kind").shownText
        .contains("user\nbe kind. Write a short text to say this: It is late.<|im"))
  }

  /// A model that only continues texts reads the message first, too.
  @Test func standFirstWithoutTurns() throws {
    let plan = try plan("At ten?", .answered, brief: "no", template: nil)
    #expect(plan.shownText == "Message: At ten?\n\n* * *\n\nShort email: no\n\n")
  }

  @Test func areTheBeginningOfTheAnswerThatGoesOn() throws {
    #expect(try plan("We met in\n", .continued).shownText.hasSuffix("assistant\nWe met in"))
    #expect(try plan("We met in\n", .continued, template: nil).shownText == "Text:\n\nWe met in")
  }

  @Test func areCutWhereItHurtsLeast() throws {
    let words = (0..<3000).map { "w\($0)" }
    let text = words.joined(separator: "\n")
    let answer = try plan(text, .answered, brief: "yes", context: 1000)
    // Room for examples is left, as far as that is half of the whole.
    #expect((380...416).contains(answer.rows.count))
    #expect(answer.shownText.contains("w0\nw1\n") && answer.shownText.contains("\n…\n"))
    #expect(answer.shownText.contains("w2999<|im_end|>"))
    let going = try plan(text, .continued, context: 1000)
    #expect(going.shownText.hasSuffix("w2998\nw2999") && !going.shownText.contains("w0\n"))
    guard case .words(let count)? = going.givenOmission else { return #expect(going.givenOmission != nil) }
    #expect(count > 2800 && going.omission == nil)
  }

  @Test func areNeverCutWhereTheyAreRewritten() {
    let text = String(repeating: "word ", count: 400)
    #expect(throws: DraftingError.self) { try plan(text, .rewritten, context: 1000) }
    #expect(DraftLength(of: text).wordCount == 400 && DraftLength(of: "a").wordCount == 5)
  }

  @Test func takeThePlaceOfABrief() throws {
    let given = GivenText("tea at ten", use: .answered)
    #expect(try Brief(" ", given: given).subject == "tea at ten")
    #expect(try Brief("no", given: given).subject == "no tea at ten")
    #expect(throws: DraftingError.emptyBrief) { try Brief(" ") }
  }
}
