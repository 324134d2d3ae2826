import Foundation
import Testing

/// Recovery words: they are made, written down, typed back, and open a vault.
@Suite("the commands about recovery words", .serialized)
struct RecoveryWordsCommandTests {
  @Test func recoveryWordsInAFileOpenTheVaultHoweverTheyAreTyped() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let path = "\(place.desk)/words"
    let outcome = try place.run("key", "add", "--recovery", "--no-input", "--output", path)
    #expect(outcome.code == 0, "\(outcome)")
    let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
    let words = try String(contentsOfFile: path, encoding: .utf8).split(separator: " ").map(String.init)
    #expect(words.count == 12)
    #expect(!outcome.errors.contains(words[0] + " " + words[1]))
    #expect(place.fileWith(words[0] + " " + words[1]) == nil)
    #expect(try place.open(with: path).code == 0)
    let short = words.map { $0.trimmingCharacters(in: .newlines).prefix(4).uppercased() }
    #expect(try place.open(with: place.secretFile("short", short.joined(separator: "   "))).code == 0)
    // A file that is there is never written to, and then nothing is added.
    expect(try place.run("key", "add", "--recovery", "--output", path), failsWith: 3, saying: path)
    #expect(try place.startAlone(["key", "list"]).wait().output.split(separator: "\n").count == 2)
  }

  @Test func aMistypedRecoveryWordIsNamedByItsPlace() throws {
    let place = try Workplace()
    let path = "\(place.desk)/words"
    #expect(try place.run("key", "add", "--recovery", "--output", path).code == 0)
    var words = try String(contentsOfFile: path, encoding: .utf8).split(separator: " ").map(String.init)
    words[6] = "quetzal"
    let file = try place.secretFile("wrong", words.joined(separator: " "))
    let outcome = try place.startAlone(["key", "add", "--passphrase-file", file]).wait()
    expect(outcome, failsWith: 12, saying: "word 7")
    #expect(!outcome.errors.contains("quetzal"))
  }

  @Test func recoveryWordsSetANewPassphrase() throws {
    let place = try Workplace()
    let path = "\(place.desk)/words"
    #expect(try place.run("key", "add", "--recovery", "--output", path).code == 0)
    let new = try place.secretFile("new", Workplace.newPassphrase)
    let keeping = ["passwd", "--keep-passphrase", "--rekey", "--yes", "--passphrase-file", path]
    expect(try place.startAlone(keeping).wait(), failsWith: 2, saying: "recovery words")
    let words = ["passwd", "--passphrase-file", path, "--new-passphrase-file", new]
    let outcome = try place.startAlone(words).wait()
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try place.open(with: new).code == 0)
    #expect(try place.open(with: path).code == 0)
    expect(try place.run("list"), failsWith: 12)
  }

  @Test func recoveryWordsAreShownOnceAndAskedBack() throws {
    let place = try Workplace()
    let terminal = try Terminal()
    let child = try place.start(["key", "add", "--recovery"], input: .terminal(terminal))
    try terminal.wait(for: "Press Enter")
    let words = terminal.numberedWords()
    #expect(words.count == 12, "\(terminal.screen())")
    terminal.type("")
    var asked: [Int] = []
    // The first word is mistyped once, and asked again.
    for prompt in 1...4 {
      try terminal.wait(for: "Word ", count: prompt)
      let position = try terminal.askedPosition()
      if prompt != 2 { asked.append(position) } else { #expect([position] == asked) }
      terminal.type(prompt == 1 ? "wrong" : String((words[position] ?? "").prefix(4)))
    }
    let outcome = try child.wait()
    #expect(outcome.code == 0, "\(outcome)\n\(terminal.screen())")
    #expect(Set(asked).count == 3 && asked == asked.sorted())
    let key = (1...12).map { words[$0] ?? "" }.joined(separator: " ")
    #expect(try place.open(with: place.secretFile("words", key)).code == 0)
    #expect(!outcome.errors.contains(words[1] ?? "-") && !outcome.output.contains(words[1] ?? "-"))
  }

  @Test func wordsThatNobodyWroteDownOpenNothing() throws {
    let place = try Workplace()
    let before = try place.vaultFiles()
    let terminal = try Terminal()
    let child = try place.start(["key", "add", "--recovery"], input: .terminal(terminal))
    try terminal.wait(for: "Press Enter")
    terminal.type("")
    for number in 1...3 {
      try terminal.wait(for: "Word ", count: number)
      terminal.type("wrong")
    }
    expect(try child.wait(), failsWith: 3, saying: "nothing was changed")
    expect(try place.run("key", "add", "--recovery", "--no-input"), failsWith: 2, saying: "--output")
    #expect(try place.vaultFiles() == before)
  }
}

extension Terminal {
  /// The words of the table on the screen, by their numbers.
  fileprivate func numberedWords() -> [Int: String] {
    let tokens = screen().split(whereSeparator: \.isWhitespace).map(String.init)
    var words: [Int: String] = [:]
    for (number, word) in zip(tokens, tokens.dropFirst()) {
      if let number = Int(number), (1...12).contains(number) { words[number] = word }
    }
    return words
  }

  /// The position in the prompt that was shown last.
  fileprivate func askedPosition() throws -> Int {
    let prompt = try #require(screen().components(separatedBy: "Word ").last)
    return try #require(Int(prompt.prefix { $0.isNumber }))
  }
}
