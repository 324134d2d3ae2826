import Foundation
import Testing

/// Who can open a vault: keys are changed, added and taken away; recovery words are in
/// RecoveryWordsCommandTests.
@Suite("the commands about keys", .serialized)
struct KeyCommandTests {
  // MARK: passwd

  @Test func passwdChangesWhatOpensTheVault() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let new = try place.secretFile("new", Workplace.newPassphrase)
    let outcome = try place.run("passwd", "--new-passphrase-file", new)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.errors.contains("--rekey"))
    expect(try place.run("list"), failsWith: 12)
    #expect(try place.open(with: new).code == 0)
  }

  @Test func bothPassphrasesComeFromOneDescriptor() throws {
    let place = try Workplace()
    let lines = Array("\(Workplace.passphrase)\n\(Workplace.newPassphrase)\n".utf8)
    let words = ["passwd", "--passphrase-fd", "0", "--new-passphrase-fd", "0"]
    let outcome = try place.startAlone(words, input: .bytes(lines)).wait()
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try place.open(with: place.secretFile("new", Workplace.newPassphrase)).code == 0)
  }

  @Test func aWrongPassphraseChangesNothing() throws {
    let place = try Workplace()
    let before = try place.vaultFiles()
    let wrong = try place.secretFile("wrong", "something else")
    let words = ["passwd", "--passphrase-file", wrong, "--new-passphrase-file", wrong]
    expect(try place.startAlone(words).wait(), failsWith: 12)
    expect(try place.run("passwd", "--no-input"), failsWith: 2, saying: "--new-passphrase-file")
    expect(try place.run("passwd", "--keep-passphrase"), failsWith: 2, saying: "--rekey")
    expect(
      try place.run("passwd", "--keep-passphrase", "--rekey", "--new-passphrase-file", wrong), failsWith: 2)
    #expect(try place.vaultFiles() == before)
  }

  @Test func theSamePassphraseCanBeMadeHarderToGuess() throws {
    let place = try Workplace()
    let outcome = try place.run("passwd", "--keep-passphrase", "--kdf", "moderate", "--json")
    #expect(outcome.code == 0 && outcome.output.contains("\"memoryKiB\":262144"), "\(outcome)")
    #expect(try place.run("list").code == 0)
  }

  // MARK: passwd at a terminal

  @Test func aPassphraseIsMadeForWhoTypesNone() throws {
    let place = try Workplace()
    place.environment["TERM"] = "xterm"
    let terminal = try Terminal()
    let child = try place.start(["passwd"], input: .terminal(terminal))
    try terminal.wait(for: "New passphrase")
    terminal.type("")
    try terminal.wait(for: "Press Enter")
    let made = try #require(
      terminal.screen().split(whereSeparator: \.isWhitespace).map(String.init).first {
        $0.split(separator: "-").count == 6
      })
    terminal.type("")
    try terminal.wait(for: "The same again: ")
    terminal.type("not this")
    try terminal.wait(for: "The same again: ", count: 2)
    terminal.type(made)
    let outcome = try child.wait()
    #expect(outcome.code == 0, "\(outcome)\n\(terminal.screen())")
    // Shown once and nowhere else, on a page that is taken away before it is asked back.
    let pieces = terminal.screen().components(separatedBy: made)
    #expect(pieces.count == 2)
    #expect(pieces[0].contains("\u{1B}[?1049h") && !pieces[0].contains("\u{1B}[?1049l"))
    let rest = try #require(pieces.last?.components(separatedBy: "\u{1B}[?1049l"))
    #expect(rest.count == 2 && !rest[0].contains("again"))
    #expect(!outcome.errors.contains(made) && !outcome.output.contains(made))
    #expect(try place.open(with: place.secretFile("made", made)).code == 0)
    expect(try place.run("list"), failsWith: 12)
  }

  @Test func aWeakPassphraseIsCalledSo() throws {
    let place = try Workplace(withVault: false)
    let terminal = try Terminal()
    let child = try place.startAlone(["init", "--kdf", "interactive"], input: .terminal(terminal))
    try terminal.wait(for: "New passphrase")
    terminal.type("summer1987")
    try terminal.wait(for: "The same again: ")
    terminal.type("summer1987")
    let outcome = try child.wait()
    #expect(outcome.code == 0, "\(outcome)")
    for phrase in ["weak", "1,000 machines", "a year", "on this machine"] {
      #expect(outcome.errors.contains(phrase), "\(outcome)")
    }
    #expect(!outcome.errors.contains("summer"))
  }

  // MARK: --rekey

  @Test func rekeyEncryptsAnewAndGivesUpTheOtherKeys() throws {
    let place = try Workplace()
    for number in 0..<3 { _ = try place.add("text \(number)") }
    let words = "\(place.desk)/words"
    #expect(try place.run("key", "add", "--recovery", "--label", "paper", "--output", words).code == 0)
    let before = try place.vaultFiles()
    expect(
      try place.run("passwd", "--rekey", "--keep-passphrase", "--no-input"), failsWith: 2,
      saying: "'paper'", "--yes")
    #expect(try place.vaultFiles() == before)
    let outcome = try place.run("passwd", "--rekey", "--keep-passphrase", "--yes", "--json")
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.output.contains("\"rekeyed\":true") && outcome.output.contains("\"label\":\"paper\""))
    #expect(outcome.errors.contains("persona key add --recovery"))
    #expect(try place.texts() == ["text 0", "text 1", "text 2"])
    #expect(try place.run("check", "--full").code == 0)
    expect(try place.open(with: words), failsWith: 12)
    // Nothing of what was there before is left.
    #expect(Set(try place.vaultFiles().values).isDisjoint(with: before.values))
  }

  @Test func rekeyTakesANewPassphraseToo() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let new = try place.secretFile("new", Workplace.newPassphrase)
    let outcome = try place.run("passwd", "--rekey", "--new-passphrase-file", new)
    #expect(outcome.code == 0, "\(outcome)")
    expect(try place.run("list"), failsWith: 12)
    #expect(try place.open(with: new).code == 0)
  }

  // MARK: key

  @Test func keysAreAddedListedAndRemoved() throws {
    let place = try Workplace()
    let new = try place.secretFile("new", Workplace.newPassphrase)
    let added = try place.run("key", "add", "--label", "laptop", "--new-passphrase-file", new)
    let id = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(added.code == 0 && id.count == 16, "\(added)")
    // Whoever has the files may know how many there are.
    let list = try place.startAlone(["key", "list"]).wait()
    #expect(list.output.split(separator: "\n").count == 2 && list.output.contains("'laptop'"), "\(list)")
    let json = try place.startAlone(["key", "list", "--json"]).wait()
    let slots = try #require(
      (JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])?["slots"]
        as? [[String: Any]])
    #expect(slots.map { $0["kind"] as? String } == ["passphrase", "passphrase"])
    #expect(slots.last?["id"] as? String == id && slots.last?["memoryKiB"] as? Int == 65536)
    #expect(try place.run("list").code == 0)
    #expect(try place.open(with: new).code == 0)

    expect(try place.run("key", "rm", "--no-input", id), failsWith: 2, saying: "--yes")
    expect(try place.run("key", "rm", "--yes", "ffffffffffffffff"), failsWith: 4, saying: "key list")
    expect(try place.run("key", "rm", "--yes", String(id.prefix(3))), failsWith: 2)
    #expect(try place.run("key", "rm", "--yes", String(id.prefix(8))).code == 0)
    expect(try place.open(with: new), failsWith: 12)
    let last = try #require(slots.first?["id"] as? String)
    expect(try place.run("key", "rm", "--yes", last), failsWith: 1, saying: "key add")
    #expect(try place.run("list").code == 0)
  }

  @Test(arguments: [
    ["key", "add", "--output", "x"], ["key", "add", "--recovery", "--new-passphrase-fd", "0"],
    ["key", "add", "--recovery", "--output", "x", "--label", "two\nlines"],
  ])
  func contradictionsAreRefusedBeforeAnythingIsAsked(words: [String]) throws {
    let place = try Workplace()
    let outcome = try place.start(words).wait()
    #expect(outcome.code == 2 || outcome.code == 3, "\(outcome)")
    #expect(outcome.complaints.count == 1)
    #expect(!FileManager.default.fileExists(atPath: "\(place.desk)/x"))
  }
}
