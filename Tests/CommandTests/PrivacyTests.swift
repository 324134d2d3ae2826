import Foundation
import Testing

@Suite("privacy")
struct PrivacyTests {
  /// The kernel's own account of what every command asked of it.
  @Test(.enabled(if: Tracing.strace != nil, "needs strace, and the right to trace"))
  func noCommandTouchesTheNetwork() throws {
    let place = try Workplace()
    let id = try place.add("\(Secret.text) from before")
    let trace = "\(place.desk)/trace"
    for command in WatchedCommand.all {
      let words =
        [
          Tracing.strace ?? "", "-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", trace,
          Program.path,
        ]
        + command.filled(place, id: id) + ["--passphrase-file", place.passphraseFile]
      let outcome = try Child(
        words, environment: place.environment, input: command.childInput, workingFolder: place.desk
      ).wait()
      #expect(outcome.code == 0, "\(command.words)\n\(outcome)")
      let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
        .filter { !$0.contains("+++ ") && !$0.contains("--- ") }
      if command.triesNetwork {
        // The proof asks, and each time the answer is no, or the child that asked was ended.
        #expect(!calls.isEmpty)
        let granted = calls.filter {
          !$0.contains(" = -1 E") && !$0.hasSuffix(" = ?") && !$0.contains("unfinished")
        }
        #expect(granted.isEmpty, "\(granted.joined(separator: "\n"))")
      } else {
        #expect(calls.isEmpty, "\(command.words)\n\(calls.joined(separator: "\n"))")
      }
      try FileManager.default.removeItem(atPath: trace)
    }
  }

  /// While a command runs and after it, no file of ours has a word of an entry.
  @Test func noFileHasPlaintext() throws {
    let place = try Workplace()
    let id = try place.add("\(Secret.text) from before", "--title", Secret.title)
    for command in WatchedCommand.all {
      let child = try place.start(command.filled(place, id: id), input: command.childInput)
      var found: String?
      let outcome = try child.wait {
        found = found ?? place.fileWith(Secret.common) ?? place.fileWith(Workplace.passphrase)
      }
      #expect(outcome.code == 0, "\(command.words)\n\(outcome)")
      #expect(found == nil, "while running \(command.words)")
      #expect(place.fileWith(Secret.common) == nil, "after \(command.words)")
      #expect(place.fileWith(Workplace.passphrase) == nil, "after \(command.words)")
      let isExpected = ["show", "export", "list", "search", "stats", "write"].contains(command.words[0])
      #expect(isExpected || !outcome.errors.contains(Secret.common), "\(command.words)\n\(outcome)")
    }
  }

  /// The search above would find what it looks for: a test of the test.
  @Test func theSearchForPlaintextWorks() throws {
    let place = try Workplace()
    #expect(place.fileWith(Secret.common) == nil)
    try "xx\(Secret.text)xx".write(toFile: "\(place.home)/run/leak", atomically: false, encoding: .utf8)
    #expect(place.fileWith(Secret.common) != nil)
  }

  @Test func editorLeavesNothingBehind() throws {
    let place = try Workplace()
    try place.useEditor(
      "ls -ld \"$1\" | cut -c1-10 > \"$HOME/desk/mode\"\nprintf '%s' '\(Secret.text)' > \"$1\"")
    let terminal = try Terminal()
    let outcome = try place.start(["add", "--quiet"], input: .terminal(terminal)).wait()
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try place.texts() == [Secret.text])
    #expect(try String(contentsOfFile: "\(place.desk)/mode", encoding: .utf8) == "-rw-------\n")
    #expect(place.fileWith(Secret.common) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.home)/run").isEmpty)
  }

  /// What was written in the editor is kept where the command fails after it.
  @Test func editorThatFailsKeepsTheDraft() throws {
    let place = try Workplace()
    try place.useEditor("printf 'a long text' > \"$1\"\nexit 3")
    let terminal = try Terminal()
    let outcome = try place.start(["add"], input: .terminal(terminal)).wait()
    #expect(outcome.code == 1, "\(outcome)")
    let line = try #require(outcome.errors.split(separator: "\n").first { $0.contains("kept in ") })
    let path = String(line.split(separator: " ").last ?? "")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a long text")
    #expect(try place.texts().isEmpty)
    // A wipe names it, in every form, and leaves it.
    let folder = (path as NSString).deletingLastPathComponent
    for words in [["--dry-run"], ["--dry-run", "--json"], ["--confirm", "demo"]] {
      let wipe = try place.startAlone(["wipe"] + words).wait()
      #expect(wipe.code == 0 && wipe.output.contains(folder), "\(wipe)")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a long text")
  }

  @Test func passphraseIsAskedTwiceAndNeverShown() throws {
    let place = try Workplace(withVault: false)
    let terminal = try Terminal()
    let child = try place.startAlone(["init", "--kdf", "interactive"], input: .terminal(terminal))
    try terminal.wait(for: "New passphrase")
    terminal.type(Workplace.passphrase)
    try terminal.wait(for: "The same again: ")
    terminal.type(Workplace.passphrase)
    let outcome = try child.wait()
    #expect(outcome.code == 0, "\(outcome)\n\(terminal.screen())")
    #expect(!terminal.screen().contains("glacier"))
    #expect(try place.run("list").code == 0)
  }

  @Test func passphrasesThatDifferMakeNoVault() throws {
    let place = try Workplace(withVault: false)
    let terminal = try Terminal()
    let child = try place.startAlone(["init", "--kdf", "interactive"], input: .terminal(terminal))
    try terminal.wait(for: "New passphrase")
    terminal.type(Workplace.passphrase)
    try terminal.wait(for: "The same again: ")
    terminal.type("something else entirely")
    expect(try child.wait(), failsWith: 3, saying: "differ")
    #expect(!FileManager.default.fileExists(atPath: "\(place.vault)/header"))
  }
}

/// Whether system calls can be traced here.
enum Tracing {
  /// The path of strace, where it is installed and works.
  static let strace: String? = {
    guard let path = Program.tool("strace") else { return nil }
    let outcome = try? Child(
      [path, "-f", "-qq", "-e", "trace=%network", "/bin/true"], environment: ["PATH": "/usr/bin:/bin"]
    ).wait(seconds: 20)
    return outcome?.code == 0 ? path : nil
  }()
}
