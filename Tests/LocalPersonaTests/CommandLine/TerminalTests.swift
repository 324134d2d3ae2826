import Foundation
import Testing

@testable import LocalPersona

/// One at a time: a process has one terminal whose echo it must restore.
@Suite("terminal", .serialized)
struct TerminalTests {
  init() { ProcessCalls.ignore(SIGPIPE) }

  private func invocation(
    _ words: [String], on terminal: PseudoTerminal, _ environment: [String: String] = [:]
  ) throws -> Invocation {
    try CommandLineFixture.invocation(words, terminalPath: terminal.path, environment: environment)
  }

  @Test func readsAPassphraseWithoutEcho() throws {
    let terminal = try #require(PseudoTerminal())
    let answers = terminal.answer([("Passphrase: ", "hunter2 ü\n")])
    let passphrase = try invocation(["add"], on: terminal).passphrase()
    #expect(passphrase.count == 10)
    #expect(answers.result().echoed == [false])
    #expect(terminal.echoes)
    #expect(!terminal.wait(for: "hunter2", seconds: 0.2).contains("hunter2"))
  }

  @Test func asksANewPassphraseTwice() throws {
    let terminal = try #require(PseudoTerminal())
    let answers = terminal.answer([("New: ", "abc\n"), ("again: ", "abd\n")])
    #expect(throws: PassphraseError.mismatch) {
      _ = try invocation(["add"], on: terminal).passphrase(prompt: "New: ", confirm: true).count
    }
    #expect(answers.result().echoed == [false, false])
    #expect(terminal.echoes)
  }

  @Test func refusesAnEmptyPassphraseAndOneBeyondTheLimit() throws {
    let terminal = try #require(PseudoTerminal())
    _ = terminal.answer([("Passphrase: ", "\n")])
    #expect(throws: PassphraseError.empty) { _ = try invocation(["add"], on: terminal).passphrase().count }
    _ = terminal.answer([("Passphrase: ", String(repeating: "x", count: 1001) + "\n")])
    #expect(throws: PassphraseError.tooLong(limit: 1000)) {
      _ = try invocation(["add"], on: terminal).passphrase().count
    }
    _ = terminal.answer([("Passphrase: ", String(repeating: "x", count: 1000) + "\n")])
    #expect(try invocation(["add"], on: terminal).passphrase().count == 1000)
    #expect(terminal.echoes)
  }

  @Test func restoresEchoWhereInputEnds() throws {
    let terminal = try #require(PseudoTerminal())
    _ = terminal.answer([("Passphrase: ", "\u{4}")])
    #expect(throws: ConsoleError.terminalGone) {
      _ = try invocation(["add"], on: terminal).passphrase().count
    }
    #expect(terminal.echoes)
  }

  @Test(arguments: [("y\n", true), ("YES\n", true), ("n\n", false), ("\n", false), ("perhaps\n", false)])
  func takesOnlyYesForYes(answer: String, expected: Bool) throws {
    let terminal = try #require(PseudoTerminal())
    _ = terminal.answer([("Really? [y/N] ", answer)])
    #expect(try invocation(["ask"], on: terminal).console.confirm("Really?") == expected)
  }

  @Test func wantsTheWholeNameTyped() throws {
    let terminal = try #require(PseudoTerminal())
    _ = terminal.answer([("to go on: ", "diary\n")])
    try invocation(["ask"], on: terminal).console.confirm(byTyping: "diary", question: "All goes.")
    _ = terminal.answer([("to go on: ", "diar\n")])
    #expect(throws: ConsoleError.declined) {
      try invocation(["ask"], on: terminal).console.confirm(byTyping: "diary", question: "All goes.")
    }
  }

  @Test func drawsProgressOnOneLineAndTakesItAway() async throws {
    let terminal = try #require(PseudoTerminal())
    let console = Console(errors: terminal.descriptor, terminalPath: terminal.path)
    let progress = console.progress("work", total: 4)
    progress.advance(to: 1)
    try await Task.sleep(for: .milliseconds(1050))
    progress.advance(to: 2)
    progress.finish()
    let shown = terminal.wait(for: "work: 4, ")
    // How many seconds it says is up to the machine: a busy one sleeps longer.
    #expect(
      shown.hasPrefix("\r\u{1B}[Kwork: 2 of 4 (50 %), ") && shown.contains("\r\u{1B}[Kwork: 4, "), "\(shown)")
  }

  @Test func letsNoTextSteerTheTerminal() throws {
    let terminal = try #require(PseudoTerminal())
    let console = Console(output: terminal.descriptor, terminalPath: terminal.path)
    try console.print("\(console.style.bold)mail\(console.style.reset) \u{1B}]0;x\u{7}")
    #expect(terminal.wait(for: "␇").contains("\u{1B}[1mmail\u{1B}[0m ␛]0;x␇"))
  }

  // MARK: Editor

  @Test func editsATextInAPrivateFileAndErasesIt() throws {
    let terminal = try #require(PseudoTerminal())
    let folder = ScratchFolder()
    let editor = folder.script(
      "ed",
      "cat \"$1\" > \(folder.path)/seen; stat -c %a \"$1\" >> \(folder.path)/seen 2>/dev/null; printf new > \"$1\"; printf x > \"$1~\""
    )
    let runtime = ScratchFolder()
    let invocation = try invocation(
      ["ask"], on: terminal, ["VISUAL": editor, "XDG_RUNTIME_DIR": runtime.path])
    #expect(try invocation.editedText("old\n") == "new")
    let seen = try String(contentsOfFile: folder.path + "/seen", encoding: .utf8)
    #expect(seen.hasPrefix("old\n"))
    #if os(Linux)
    #expect(seen == "old\n600\n")
    #endif
    #expect(runtime.names.count == 1)
    invocation.drafts.eraseAll()
    #expect(runtime.names.isEmpty)
  }

  @Test(
    arguments: [
      ("exit 3", nil), ("printf half > \"$1\"; exit 3", "half"), ("printf '\\377' > \"$1\"", "\u{FFFD}"),
      ("printf ' ' > \"$1\"", nil), ("true", nil),
    ] as [(String, String?)])
  func keepsADraftOnlyWhereItHoldsSomethingNew(script: String, kept: String?) throws {
    let terminal = try #require(PseudoTerminal())
    let folder = ScratchFolder()
    let runtime = ScratchFolder()
    let invocation = try invocation(
      ["ask"], on: terminal, ["EDITOR": folder.script("ed", script), "XDG_RUNTIME_DIR": runtime.path])
    #expect(throws: (any Error).self) { try invocation.editedText("old") }
    let drafts = invocation.drafts.takeAll()
    #expect(drafts.count == (kept == nil ? 0 : 1))
    #expect(runtime.names.count == drafts.count)
    if let draft = drafts.first {
      #expect(String(decoding: try draft.read(limit: 100), as: UTF8.self) == kept)
    }
  }

  #if os(Linux)
  @Test func putsTheDraftIntoSharedMemoryWhereThereIsNoRuntimeFolder() throws {
    let terminal = try #require(PseudoTerminal())
    let folder = ScratchFolder()
    let invocation = try invocation(
      ["ask"], on: terminal,
      ["EDITOR": folder.script("ed", "printf new > \"$1\""), "XDG_RUNTIME_DIR": "/nonexistent"])
    #expect(try invocation.editedText("old") == "new")
    let draft = try #require(invocation.drafts.takeAll().first)
    #expect(draft.folder.hasPrefix("/dev/shm/persona-"))
    #expect(draft.isInMemory == true)
    draft.erase()
    #expect(!FileManager.default.fileExists(atPath: draft.folder))
  }
  #endif

  @Test func tellsAnUnchangedTextFromAFailure() throws {
    let terminal = try #require(PseudoTerminal())
    let runtime = ScratchFolder()
    #expect(throws: EditorError.unchanged) {
      try invocation(["ask"], on: terminal, ["EDITOR": "true", "XDG_RUNTIME_DIR": runtime.path]).editedText(
        "old")
    }
  }

  @Test func refusesAnEditorThatIsNotThere() throws {
    let terminal = try #require(PseudoTerminal())
    #expect(throws: EditorError.notFound("no-such-editor")) {
      try invocation(["ask"], on: terminal, ["EDITOR": "no-such-editor -w"]).editedText("old")
    }
    #expect(throws: TextSourceError.noSource(becauseOfNoInput: true, takesFile: false)) {
      try invocation(["ask", "--no-input"], on: terminal).editedText("old")
    }
    #expect(throws: TextSourceError.noSource(becauseOfNoInput: false, takesFile: true)) {
      try CommandLineFixture.invocation(["add"]).editedText("old")
    }
  }
}

@Suite("editor program")
struct EditorProgramTests {
  @Test(arguments: [
    ("vi", ["vi"]), ("code --wait", ["code", "--wait"]), ("'my ed' -a \"b c\"", ["my ed", "-a", "b c"]),
    ("a\\ b", ["a b"]), ("'it'\\''s'", ["it's"]), ("\"a'b\"", ["a'b"]), ("x ''", ["x", ""]), ("  ", []),
  ])
  func splitsWordsAsAShellDoes(line: String, expected: [String]) {
    #expect(ShellWords.split(line) == expected)
  }

  @Test(arguments: ["'a", "\"a", "a\\"])
  func refusesAnOpenQuote(line: String) {
    #expect(ShellWords.split(line) == nil)
  }

  @Test func prefersVisualAndKeepsItsArguments() throws {
    let folder = ScratchFolder()
    let one = folder.script("one", "")
    _ = folder.script("two", "")
    let environment = ["VISUAL": "\(one) -x", "EDITOR": "two", "PATH": folder.path]
    #expect(try EditorProgram(environment: environment).path == one)
    #expect(try EditorProgram(environment: environment).arguments == ["-x"])
    #expect(
      try EditorProgram(environment: ["EDITOR": "two", "PATH": folder.path]).path == "\(folder.path)/two")
    #expect(throws: EditorError.noEditor) { try EditorProgram(environment: ["PATH": folder.path]) }
    #expect(throws: EditorError.malformed("'two")) { try EditorProgram(environment: ["EDITOR": "'two"]) }
  }

  @Test func asksVimToLeaveNoCopiesEvenBehindALink() throws {
    let folder = ScratchFolder()
    let vim = folder.script("vim.basic", "")
    try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/vi", withDestinationPath: vim)
    let arguments = try EditorProgram(environment: ["EDITOR": "vi", "PATH": folder.path]).arguments
    #expect(arguments.starts(with: ["-n", "-i", "NONE"]))
    #expect(arguments.contains { $0.contains("noundofile") && $0.contains("nobackup") })
    #expect(EditorProgram.tracelessArguments(for: folder.script("nano", "")).isEmpty)
  }

  @Test func erasesADraftWithEverythingBesideIt() throws {
    let runtime = ScratchFolder()
    let draft = try Draft("secret", in: runtime.path)
    _ = FileManager.default.createFile(atPath: draft.folder + "/.draft.md.swp", contents: Data("secret".utf8))
    #expect(throws: EditorError.self) { try Draft("x", in: runtime.path + "/none") }
    #expect(Draft.folders(in: [runtime.path, runtime.path, runtime.path + "/none"]) == [draft.folder])
    draft.erase()
    #expect(runtime.names.isEmpty && Draft.folders(in: [runtime.path]).isEmpty)
  }
}
