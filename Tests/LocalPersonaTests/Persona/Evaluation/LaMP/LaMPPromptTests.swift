import Testing

@testable import LocalPersona

@Suite("prompts of LaMP")
struct LaMPPromptTests {
  private func prompt(_ task: LaMPTask, _ input: String, _ items: [(String, String)], limit: Int = 512)
    -> String
  {
    LaMPPrompt(task: task, tokenizer: ByteTokenizer(), tokenLimit: limit).text(
      input,
      showing: items.map { LaMPItem(id: "", text: $0.0, label: $0.1, searchText: $0.0, date: nil) })
  }

  @Test func itemsAreWordedAsInThePaper() {
    let items = [("one", "x"), ("two", "y")]
    #expect(
      prompt(.headline, "Ask.", items)
        == "\"x\" is the title for \"one\" , and \"y\" is the title for \"two\" . Ask.")
    #expect(
      prompt(.paperTitle, "Ask.", [("one", "x")])
        == "\"x\" is the title for \"one\" . Following the given patterns Ask.")
    #expect(prompt(.rating, "Ask.", [("one", "5")]) == "5 is the score for \"one\" . Ask.")
    #expect(prompt(.movieTag, "Ask.", [("one", "x")]) == "the tag for the movie: \"one\" is \"x\" . Ask.")
    #expect(
      prompt(.newsCategory, "Ask.", [("one", "x")]) == "the category for the article: \"one\" is \"x\" . Ask."
    )
    #expect(
      prompt(.tweet, "Ask.", items)
        == "\"one\" , and \"two\"  are written by a person. Following the given patterns Ask.")
    let question = "For an author who has written the paper with the title \"T\", which?"
    #expect(
      prompt(.citation, question, items)
        == "For an author who has written the paper with the title, and \"one\", and \"two\" \"T\", which?")
    #expect(prompt(.headline, "Ask.", []) == "Ask.")
  }

  @Test func itemsShareTheRoomAndTheQuestionKeepsItsOwn() {
    let long = String(repeating: "ab ", count: 400)
    for task in LaMPTask.allCases {
      for count in 0...6 {
        let items = [(String, String)](repeating: (long, "label"), count: count)
        for limit in [16, 64, 200, 512] {
          #expect(prompt(task, "The question with its title: x", items, limit: limit).utf8.count <= limit)
          #expect(prompt(task, long, items, limit: limit).utf8.count <= limit)
        }
      }
    }
    let shown = prompt(.rating, "Ask.", [(long, "5"), ("short", "1")], limit: 200)
    // What a short item leaves goes to those behind it, not to those before.
    #expect(shown.hasSuffix("1 is the score for \"short\" . Ask.") && shown.utf8.count > 100)
    // Items without room are left out, the last first; the question stays whole.
    #expect(prompt(.rating, "Ask.", [(long, "5"), (long, "1")], limit: 50).hasPrefix("5 is the score"))
    #expect(prompt(.rating, "Ask.", [(long, "5")], limit: 20) == "Ask.")
    // No character is cut in two.
    #expect(prompt(.headline, "ééé", [], limit: 3) == "é")
  }

  @Test func contentIsWhatStandsBehindTheInstruction() throws {
    let citation = try LaMPSample.questions("citation", .citation)[0].input
    #expect(LaMPTask.citation.content(of: citation) == "Soft rows")
    #expect(LaMPTask.citation.query(of: citation) == "Prompt tuning Graph colouring")
    let movie = try LaMPSample.questions("movies", .movieTag)[0].input
    #expect(LaMPTask.movieTag.content(of: movie) == "A ship is lost among the stars.")
    let review = try LaMPSample.questions("ratings", .rating)[0].input
    #expect(LaMPTask.rating.query(of: review) == "It broke on the first day.")
    #expect(LaMPTask.headline.content(of: "Generate a headline for the following article: A: b") == "A: b")
    #expect(
      LaMPTask.paperTitle.content(of: "Generate a title for the following abstract of a paper: We") == "We")
    #expect(LaMPTask.tweet.content(of: "Paraphrase the following tweet: so: it is") == "so: it is")
    // What is worded otherwise is taken as it is.
    for task in LaMPTask.allCases { #expect(task.content(of: "Say it") == "Say it") }
    #expect(LaMPTask.citation.query(of: "only \"one\" title") == "only \"one\" title")
  }

  @Test func waysGoByTheirNames() {
    #expect(LaMPWay.all.count == 16 && Set(LaMPWay.all.map(\.name)).count == 16)
    for way in LaMPWay.all { #expect(LaMPWay(name: way.name) == way) }
    #expect(LaMPWay.all.first?.name == "none" && LaMPWay(name: "plug+bm25")?.strategyName == .plugRetrieval)
    #expect(LaMPWay(name: "none")?.strategyName == StrategyName.none)
    #expect(LaMPWay(name: "stranger")?.strategyName == .plug && LaMPWay(name: "bm25+plug") == nil)
    #expect(LaMPWay.usual(hasPlug: false).map(\.name) == ["none", "bm25"])
    #expect(LaMPWay.usual(hasPlug: true).count == 6)
  }

  @Test func tagsAreThoseThatAQuestionLists() throws {
    let movie = try LaMPSample.questions("movies", .movieTag)[0].input
    #expect(LaMPTask.movieTag.answers(to: movie) == LaMPTask.movieTag.answers)
    let other = "Which tag? tags: [letter, diary , essay] description: [a, b]"
    #expect(LaMPTask.movieTag.answers(to: other) == ["letter", "diary", "essay"])
    #expect(LaMPTask.newsCategory.answers(to: "categories: [x & y, z] article: q") == ["x & y", "z"])
    // What is no list of different labels is none.
    for text in ["", "tags: [", "tags: []", "tags: [one]", "tags: [a, a]"] {
      #expect(LaMPTask.movieTag.answers(to: text) == LaMPTask.movieTag.answers, "\(text)")
    }
    #expect(LaMPTask.rating.answers(to: other).count == 5 && LaMPTask.tweet.answers(to: other).isEmpty)
  }

  @Test func bothTasksTwoHaveFifteenLabels() {
    for task in [LaMPTask.movieTag, .newsCategory] {
      #expect(Set(task.answers).count == 15 && task.officialName == "LaMP_2")
    }
    #expect(LaMPTask.allCases.map(\.officialName).last == "LaMP_7")
  }
}
