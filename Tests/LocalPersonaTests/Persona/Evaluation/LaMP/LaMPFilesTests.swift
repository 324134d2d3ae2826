import Foundation
import Testing

@testable import LocalPersona

/// Small files in the official format, written for these tests.
enum LaMPSample {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/lamp").path

  static func path(_ name: String) -> String { "\(folder)/\(name).json" }

  static func questions(_ name: String, _ task: LaMPTask) throws -> [LaMPQuestion] {
    let path = path(name + "-questions")
    return try questions(SourceFile(path: path, followsLinks: true), task, path: path)
  }

  static func questions(text: String, _ task: LaMPTask) throws -> [LaMPQuestion] {
    try questions(ByteSource(Array(text.utf8), pieceByteCount: 5), task, path: "questions.json")
  }

  private static func questions<Source: PieceSource & ~Copyable>(
    _ source: consuming Source, _ task: LaMPTask, path: String
  ) throws -> [LaMPQuestion] where Source.Failure == CallError {
    var reader = LaMPQuestionReader(source, task: task, path: path)
    var questions: [LaMPQuestion] = []
    while let question = try reader.next() { questions.append(question) }
    return questions
  }
}

@Suite("files of LaMP")
struct LaMPFilesTests {
  @Test func readsWhatTheTasksHave() throws {
    let citation = try LaMPSample.questions("citation", .citation)
    #expect(citation.map(\.id) == ["10", "11"] && citation.map(\.user) == ["10", "11"])
    let paper = try #require(citation.first?.profile.first)
    #expect(paper.text == "Prompts that learn" && paper.label.isEmpty)
    #expect(paper.searchText == "Prompts that learn We tune prompts.")
    #expect(citation[1].profile[0].searchText == "On forests ")

    let rating = try LaMPSample.questions("ratings", .rating)
    #expect(rating[0].profile.map(\.label) == ["5", "3"] && rating[1].profile.isEmpty)
    #expect(rating[0].profile[0].searchText == "Lovely, I use it daily.")

    let headlines = try LaMPSample.questions("headlines", .headline)
    #expect(headlines.count == 3 && headlines[0].profile[1].label == "Tomatoes in the dark")
  }

  @Test func readsWhatNewsTitlesAndTweetsHave() throws {
    let news = try LaMPSample.questions("news", .newsCategory)
    #expect(news.map(\.id) == ["60", "61"] && news[0].profile.map(\.label) == ["travel", "food & drink"])
    #expect(news[0].profile[0].text == "Two trains a day now stop at the lake.")
    #expect(
      news[0].profile[0].searchText == "A stop at the lake Two trains a day now stop at the lake.")
    #expect(Set(LaMPTask.newsCategory.answers(to: news[0].input)) == Set(LaMPTask.newsCategory.answers))
    #expect(LaMPTask.newsCategory.content(of: news[1].input) == "The school opens a second class.")

    let titles = try LaMPSample.questions("titles", .paperTitle)
    #expect(titles[0].profile.map(\.label) == ["Few words suffice", "On greetings"])
    #expect(titles[0].profile[1].text == "We compare how letters begin.")
    #expect(titles[0].profile[1].searchText == "On greetings We compare how letters begin.")

    let tweets = try LaMPSample.questions("tweets", .tweet)
    #expect(tweets[0].profile.map(\.text) == ["tea first: then the garden", "late again, of course"])
    #expect(tweets[0].profile.allSatisfy { $0.label.isEmpty && $0.searchText == $0.text })
    #expect(LaMPTask.tweet.content(of: tweets[0].input) == "the train is late once more, and so am I")
  }

  @Test func itemsWithDatesComeOldestFirst() throws {
    let movies = try LaMPSample.questions("movies", .movieTag)
    #expect(movies[0].user == "7")  // a number in the file
    #expect(movies[0].profile.map(\.id) == ["20-2", "20-1"] && movies[0].isDated)
    #expect(movies[0].profile.map(\.label) == ["comedy", "sci-fi"])
    // Where one has no date, the order of the file stands.
    let mixed =
      #"[{"id":"1","input":"a: b","profile":[{"id":"x","text":"x","date":"2020"},{"id":"y","text":"y"}]}]"#
    let questions = try LaMPSample.questions(text: mixed, .tweet)
    #expect(questions[0].profile.map(\.id) == ["x", "y"] && !questions[0].isDated)
  }

  @Test func datesAreOrderedByTheirParts() throws {
    let dates = try ["2012", "2012-03", "2012-03-01", "2012-03-02 10:00", "2012-11-01"].map {
      try #require(LaMPDate($0))
    }
    #expect(dates == dates.sorted() && Set(dates.map(\.parts)).count == dates.count)
    for text in ["", "May 2012", "2012-", "1-2-3-4", "-5", "20120"] {
      #expect(LaMPDate(text) == nil, "\(text)")
    }
    #expect(abs((LaMPDate("2012-07")?.years ?? 0) - 2012.5) < 1e-3)
  }

  @Test(
    arguments: [
      (#"[{"input":"a: b","profile":[]}]"#, LaMPFieldError.missing("id")),
      (#"[{"id":"1","input":"a: b"}]"#, .missing("profile")),
      (#"[{"id":"1","input":"a: b","profile":{}}]"#, .wrongType("profile", expected: .list)),
      (#"[{"id":"1","input":" ","profile":[]}]"#, .empty("input")),
      (#"[{"id":[],"input":"a: b","profile":[]}]"#, .wrongType("id", expected: .text)),
      (#"[7]"#, .wrongType("question", expected: .object)),
      (
        #"[{"id":"1","input":"a: b","profile":[{"id":"x","text":"y"},{"id":"z"}]}]"#,
        .missing("profile[1].text")
      ),
      (
        #"[{"id":"1","input":"a: b","profile":[{"id":"x","text":"y","date":"soon"}]}]"#,
        .wrongType("profile[0].date", expected: .date)
      ),
    ] as [(String, LaMPFieldError)])
  func errorsNameTheField(text: String, error: LaMPFieldError) {
    #expect(throws: LaMPError.field(error, path: "questions.json", offset: 1)) {
      try LaMPSample.questions(text: text, .tweet)
    }
  }

  @Test func errorsNameThePlace() throws {
    let good = #"{"id":"1","input":"a: b","profile":[]}"#
    #expect(throws: LaMPError.repeatedID("1", path: "questions.json", offset: good.utf8.count + 2)) {
      try LaMPSample.questions(text: "[\(good),\(good)]", .tweet)
    }
    #expect(throws: LaMPError.notAList(path: "questions.json", offset: 0)) {
      try LaMPSample.questions(text: good, .tweet)
    }
    #expect(
      throws: LaMPError.invalidJSON(.unexpectedEnd(offset: good.utf8.count + 1), path: "questions.json")
    ) { try LaMPSample.questions(text: "[\(good)", .tweet) }
    let words = LaMPError.field(.missing("profile[1].text"), path: "q.json", offset: 17).explanation.what
    #expect(words == "q.json: in the question at byte 17, 'profile[1].text' is missing")
  }

  @Test func outputsComeBackFromTheFileThatIsWritten() throws {
    let bytes = LaMPOutputs.file([(id: "b", output: "Ö \"x\""), (id: "a", output: "")], task: .headline)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "{\"task\":\"LaMP_4\",\"golds\":[{\"id\":\"b\",\"output\":\"Ö \\\"x\\\"\"},{\"id\":\"a\",\"output\":\"\"}]}\n"
    )
    let outputs = try LaMPOutputs(bytes, task: .headline, path: "o.json")
    #expect(outputs.answers == ["b": "Ö \"x\"", "a": ""])
    #expect(throws: LaMPError.otherTask("LaMP_4", asked: .rating, path: "o.json")) {
      try LaMPOutputs(bytes, task: .rating, path: "o.json")
    }
    #expect(throws: LaMPError.notOutputs(path: "o.json")) {
      try LaMPOutputs(Array("[]".utf8), task: .rating, path: "o.json")
    }
    #expect(throws: LaMPError.incompleteOutput(index: 0, path: "o.json")) {
      try LaMPOutputs(Array(#"{"task":"LaMP_3","golds":[{"id":"1"}]}"#.utf8), task: .rating, path: "o.json")
    }
    let ratings = try LaMPOutputs(path: LaMPSample.path("ratings-outputs"), task: .rating)
    #expect(ratings.answers == ["30": "1", "31": "5"])
  }
}
