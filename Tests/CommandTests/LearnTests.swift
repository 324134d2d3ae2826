import Foundation
import Testing

@Suite("learning")
struct LearnTests {
  @Test func withoutAModelNothingIsLearned() throws {
    let place = try Workplace()
    expect(try place.run("learn"), failsWith: 4, saying: "no language model", "persona model add")
    try place.installModels()
    expect(try place.run("learn", "--model", "none"), failsWith: 4, saying: "none", "smollm2")
  }

  @Test func threeEntriesAreTooFew() throws {
    let place = try Workplace()
    try place.installModels()
    for number in 1...3 { _ = try place.add(Self.text(number)) }
    let before = try place.vaultFiles()
    for words in [["learn"], ["learn", "--quick"], ["learn", "--json"]] {
      let outcome = try place.start(words).wait()
      expect(outcome, failsWith: 3, saying: "too few entries", "3 with", "16", "persona import")
      #expect(outcome.output.isEmpty, "\(outcome)")
    }
    #expect(try place.vaultFiles() == before)
    #expect(try place.texts().count == 3)
  }

  /// What is asked for by name and is not there is said before anything is drafted.
  @Test(arguments: [
    ("plug", "no plug for the model 'smollm2'", "persona plug add"),
    ("instruction", "no plug for the model 'smollm2'", "persona plug add"),
    ("plug+retrieval", "no plug for the model 'smollm2'", "persona plug add"),
    ("terms", "no terms of yours", "persona learn"),
    ("plug+terms", "no terms of yours", "persona learn"),
  ])
  func strategiesThatLackSomething(strategy: String, what: String, next: String) throws {
    let place = try Workplace()
    try place.installModels()
    _ = try place.add(Self.text(1))
    let outcome = try place.run("write", "a note", "--strategy", strategy)
    expect(outcome, failsWith: 4, saying: what, next)
    #expect(outcome.output.isEmpty, "\(outcome)")
  }

  @Test func strategiesAndStrengthsThatAreNone() throws {
    let place = try Workplace()
    expect(try place.run("write", "x", "--strategy", "both"), failsWith: 2, saying: "both", "plug+terms")
    expect(try place.run("write", "x", "--strength", "3"), failsWith: 2, saying: "--strength", "0 and 2")
    expect(try place.run("learn", "--steps", "0"), failsWith: 2, saying: "--steps", "1 and 1")
  }

  @Test func whatIsLearnedIsKeptAndUsed() throws {
    let place = try Self.placeToLearn()
    #expect(try place.run("status").output.contains("nothing learned yet"))
    let learned = try place.run("learn", "--quick")
    #expect(learned.code == 0, "\(learned)")
    // Without a plug there is still something to compare, and it says what is missing.
    #expect(learned.errors.contains("no plug for the model 'smollm2'"), "\(learned)")
    for row in ["no persona", "your terms", "95 % interval", "entries are few"] {
      #expect(learned.output.contains(row), "'\(row)' is missing in:\n\(learned)")
    }
    #expect(!learned.output.contains("garden"), "\(learned)")

    let strategy = try Self.learnedStrategy(place)
    let draft = try place.run("write", "the garden", "--length", "12", "--seed", "1", "--why")
    #expect(draft.code == 0, "\(draft)")
    #expect(draft.errors.contains("strategy \(strategy), model smollm2, seed 1"), "\(draft)")
    #expect(try place.run("check", "--full").code == 0)
  }

  /// A model that knows nothing is pushed very far by terms: the numbers of `--why` have to hold that.
  @Test func termsAreExplained() throws {
    let place = try Self.placeToLearn()
    #expect(try place.run("learn", "--quick").code == 0)
    for seed in ["1", "2", "3"] {
      let words = ["write", "the garden", "--length", "12", "--seed", seed, "--strategy", "terms", "--why"]
      let told = try place.start(words).wait()
      #expect(told.code == 0, "\(told)")
      #expect(told.errors.contains("strategy terms, model smollm2, seed \(seed)"), "\(told)")
      #expect(!told.errors.contains("inf×"), "\(told)")
    }
  }

  @Test func learningAgainGivesTheSame() throws {
    let place = try Self.placeToLearn()
    let first = try place.run("learn", "--quick")
    let second = try place.run("learn", "--quick")
    #expect(first.code == 0 && second.code == 0, "\(first)\n\(second)")
    #expect(first.output == second.output)
    #expect(try place.texts().count == 16)
  }

  @Test func helpNamesTheCommands() throws {
    let place = try Workplace(withVault: false)
    let help = try place.startAlone(["help"]).wait().output
    for name in ["\n  learn ", "\n  plug "] { #expect(help.contains(name), "\(help)") }
    let learn = try place.startAlone(["help", "learn"]).wait().output
    for option in ["--quick", "--no-adapt", "--steps", "--plug"] { #expect(learn.contains(option)) }
    let write = try place.startAlone(["help", "write"]).wait().output
    for option in ["--strategy", "--strength", "--compare", "--why"] { #expect(write.contains(option)) }
  }

  /// Texts that differ, but not much.
  private static func text(_ number: Int) -> String {
    "Line \(number): the garden is full of beans, and I am full of tea this morning."
  }

  private static func placeToLearn() throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    let lines = (1...16).map { "{\"text\":\"\(text($0))\"}" }.joined(separator: "\n")
    let added = try place.run("import", "-", input: .bytes(Array(lines.utf8)))
    guard added.code == 0 else { throw Workplace.Unprepared(outcome: added) }
    return place
  }

  /// What `status` says that `write` uses.
  private static func learnedStrategy(_ place: Workplace) throws -> String {
    let status = try place.run("status", "--json").output
    let object = try JSONSerialization.jsonObject(with: Data(status.utf8)) as? [String: Any]
    let personas = try #require(object?["personas"] as? [[String: Any]], "\(status)")
    return try #require(personas.first?["strategy"] as? String, "\(status)")
  }
}
