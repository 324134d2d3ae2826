import Foundation
import Testing

/// Each of these ends with one clear line and its own exit code, and nothing is lost.
@Suite("bad input")
struct BadInputTests {
  // MARK: The vault

  @Test(arguments: [["list"], ["add", "x"], ["check"], ["search", "x"], ["write", "x"]])
  func wrongPassphrase(words: [String]) throws {
    let place = try Workplace()
    _ = try place.add("kept")
    if words[0] == "write" { try place.installModels() }
    try "wrong\n".write(toFile: "\(place.home)/wrong", atomically: false, encoding: .utf8)
    chmod("\(place.home)/wrong", 0o600)
    let before = try place.vaultFiles()
    let outcome = try place.startAlone(words + ["--passphrase-file", "\(place.home)/wrong"]).wait()
    expect(outcome, failsWith: 12, saying: "passphrase does not open", place.vault)
    #expect(try place.vaultFiles() == before)
  }

  @Test func passphraseThatCannotBeAsked() throws {
    let place = try Workplace()
    expect(try place.startAlone(["list"]).wait(), failsWith: 2, saying: "passphrase", "--passphrase-file")
    expect(try place.startAlone(["list", "--no-input"]).wait(), failsWith: 2, saying: "--no-input")
    expect(
      try place.startAlone(["list", "--passphrase-file", "\(place.home)/none"]).wait(), failsWith: 4,
      saying: "none")
    chmod(place.passphraseFile, 0o644)
    expect(try place.run("list"), failsWith: 3, saying: "chmod 600")
  }

  /// Every byte of the header counts; a few of them stand for all.
  @Test func damagedHeader() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let path = "\(place.vault)/header"
    let whole = try #require(FileManager.default.contents(atPath: path))
    for index in stride(from: 0, to: whole.count, by: max(1, whole.count / 12)) {
      var bytes = whole
      bytes[index] ^= 0x10
      try bytes.write(to: URL(fileURLWithPath: path))
      for words in [["list"], ["add", "x"], ["check"], ["status"]] {
        let outcome = try place.start(words).wait()
        expect(outcome, failsWith: 13, saying: "header", place.vault)
      }
    }
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    expect(try place.run("list"), failsWith: 13, saying: "header")
    try whole.write(to: URL(fileURLWithPath: path))
    #expect(try place.texts() == ["kept"])
  }

  @Test func damagedFrame() throws {
    let place = try Workplace()
    for number in 0..<5 { _ = try place.add("text number \(number)") }
    let path = try place.segment()
    let whole = try #require(FileManager.default.contents(atPath: path))
    var bytes = whole
    bytes[whole.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    let before = try place.vaultFiles()
    for words in [["list"], ["add", "x"], ["export", "--plaintext"]] {
      expect(try place.start(words).wait(), failsWith: 13, saying: "damaged", place.vault)
    }
    let check = try place.run("check", "--full")
    expect(check, failsWith: 13, saying: "damaged")
    #expect(check.output.contains("still readable: 4 of 5 entries"), "\(check)")
    #expect(try place.vaultFiles() == before)
    try whole.write(to: URL(fileURLWithPath: path))
    #expect(try place.texts().count == 5)
  }

  @Test func truncatedSegment() throws {
    let place = try Workplace()
    for number in 0..<3 { _ = try place.add("text number \(number)") }
    let path = try place.segment()
    let whole = try #require(FileManager.default.contents(atPath: path))
    for byteCount in [0, 10, whole.count / 2, whole.count - 1] {
      try whole.prefix(byteCount).write(to: URL(fileURLWithPath: path))
      for words in [["list"], ["add", "x"], ["check"]] {
        expect(try place.start(words).wait(), failsWith: 13, saying: "damaged", "\(byteCount) bytes")
      }
      #expect(FileManager.default.contents(atPath: path)?.count == byteCount)
    }
    try FileManager.default.removeItem(atPath: path)
    expect(try place.run("list"), failsWith: 13, saying: "missing")
    try whole.write(to: URL(fileURLWithPath: path))
    #expect(try place.texts().count == 3)
  }

  @Test func unfinishedWriteIsNoDamage() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let path = try place.segment()
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data([UInt8](repeating: 7, count: 100)))
    try file.close()
    #expect(try place.texts() == ["kept"])
    _ = try place.add("more")
    #expect(try place.texts() == ["kept", "more"])
    #expect(try place.run("check", "--full").code == 0)
  }

  @Test func olderVault() throws {
    let place = try Workplace()
    _ = try place.add("old")
    let copy = "\(place.home)/copy"
    try FileManager.default.copyItem(atPath: place.vault, toPath: copy)
    _ = try place.add("new")
    try FileManager.default.removeItem(atPath: place.vault)
    try FileManager.default.moveItem(atPath: copy, toPath: place.vault)
    expect(try place.run("list"), failsWith: 14, saying: "not the newest", place.vault)
  }

  @Test func secondWriter() throws {
    let place = try Workplace()
    let first = try place.start(["add", "--quiet"], input: .open)
    try first.wait { _ in (try? Self.isLocked(place)) ?? false }
    let second = try place.run("add", "second")
    expect(second, failsWith: 11, saying: "process \(first.id)", place.vault)
    // A reader is not kept out, and status says who writes.
    #expect(try place.run("list").code == 0)
    #expect(try place.run("status").output.contains("process \(first.id)"))
    first.write("first")
    first.closeInput()
    #expect(try first.wait().code == 0)
    #expect(try place.texts() == ["first"])
  }

  /// Whether the lock file has a note of its holder.
  private static func isLocked(_ place: Workplace) throws -> Bool {
    !(try String(contentsOfFile: "\(place.vault)/lock", encoding: .utf8)).isEmpty
  }

  // MARK: Output and terminal

  @Test(arguments: ["list", "export --plaintext", "status", "check", "help", "--version"])
  func closedOutput(command: String) throws {
    let place = try Workplace()
    _ = try place.add("kept")
    expect(try place.shell("persona \(command) >&-"), failsWith: 5, saying: "standard output")
  }

  @Test func readerThatLeaves() throws {
    let place = try Workplace()
    let lines = (0..<3_000).map { "{\"text\":\"text number \($0) \(String(repeating: "x", count: 60))\"}" }
    try place.write("many.jsonl", Array(lines.joined(separator: "\n").utf8))
    #expect(try place.run("import", "\(place.desk)/many.jsonl").code == 0)
    let outcome = try place.shell("{ persona list; echo \"$?\" >&2; } | head -1 > /dev/null")
    #expect(outcome.errors.hasSuffix("5\n"), "\(outcome)")
    #expect(outcome.complaints.count == 1)
  }

  /// The entry is safe before its id is printed, so it stays although nobody could be told.
  @Test func changesWithClosedOutput() throws {
    let place = try Workplace()
    expect(try place.shell("persona add kept >&-"), failsWith: 5, saying: "nothing in the vault is lost")
    #expect(try place.texts() == ["kept"])
    expect(try place.shell("echo '{\"text\":\"more\"}' | persona import - >&-"), failsWith: 5)
    #expect(try place.texts() == ["kept", "more"])
    // What would be removed could not be shown, so it is not removed.
    expect(try place.shell("persona rm --yes $(persona list --json | cut -c9-18) >&-"), failsWith: 5)
    #expect(try place.texts() == ["kept", "more"])
  }

  @Test func terminalGone() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    for words in [["list"], ["add", "x"], ["init", "--vault", "\(place.home)/other"]] {
      let terminal = try Terminal()
      let child = try place.startAlone(words, input: .terminal(terminal))
      try terminal.wait(for: "assphrase")
      terminal.hangUp()
      let outcome = try child.wait(seconds: 30)
      #expect(
        outcome.code != 0 && outcome.code < 128 || outcome.code == 130 || outcome.code == 129, "\(outcome)")
      #expect(outcome.complaints.count == 1, "\(outcome)")
    }
    #expect(try place.texts() == ["kept"])
    #expect(!FileManager.default.fileExists(atPath: "\(place.home)/other/header"))
  }

  // MARK: Texts

  @Test func textThatIsNotUTF8() throws {
    let place = try Workplace()
    let bytes = Array("good ".utf8) + [0xE9, 0x20]
    let path = try place.write("latin1.txt", bytes)
    expect(try place.run("add", input: .bytes(bytes)), failsWith: 3, saying: "UTF-8", "byte 5")
    expect(try place.run("add", "--file", path), failsWith: 3, saying: path, "byte 5")
    expect(try place.run("import", path), failsWith: 3, saying: path, "byte 5", "nothing was imported")
    expect(
      try place.shell("persona add \"$(printf 'a\\351')\""), failsWith: 2, saying: "UTF-8")
    #expect(try place.texts().isEmpty)
  }

  @Test func emptyText() throws {
    let place = try Workplace()
    expect(try place.run("add", ""), failsWith: 3, saying: "empty")
    expect(try place.run("add", " \n\t"), failsWith: 3, saying: "empty")
    expect(try place.run("add", input: .bytes([])), failsWith: 3, saying: "standard input", "empty")
    let path = try place.write("empty.txt", Array("\n\n".utf8))
    expect(try place.run("add", "--file", path), failsWith: 3, saying: path, "empty")
    #expect(try place.texts().isEmpty)
  }

  @Test func textOverTheLimit() throws {
    let place = try Workplace()
    let most = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(try place.run("add", "--quiet", input: .bytes(most)).code == 0)
    expect(try place.run("add", input: .bytes(most + [0x61])), failsWith: 3, saying: "1,048,576")
    let path = try place.write("long.txt", most + [0x61])
    expect(try place.run("add", "--file", path), failsWith: 3, saying: path)
    expect(try place.run("import", path), failsWith: 3, saying: path)
    #expect(try place.texts().map(\.utf8.count) == [1 << 20])
  }

  @Test func wordsAndDatesThatAreWrong() throws {
    let place = try Workplace()
    expect(try place.run("add", "x", "--date", "someday"), failsWith: 2, saying: "--date", "someday")
    expect(try place.run("add", "x", "--kind", "Two Words"), failsWith: 2, saying: "Two Words")
    expect(try place.run("add", "x", "--tag", "a,b"), failsWith: 3, saying: "tag 1")
    expect(try place.run("add", "x", "--title", "a\nb"), failsWith: 3, saying: "title")
    expect(try place.run("lst"), failsWith: 2, saying: "lst", "list")
    expect(try place.run("list", "--jsn"), failsWith: 2, saying: "--jsn", "--json")
    #expect(try place.texts().isEmpty)
  }
}
