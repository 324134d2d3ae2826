import Foundation
import Testing

@testable import LocalPersona

@Suite("passphrase sources")
struct PassphraseTests {
  private func passphraseByteCount(file: String) throws -> Int {
    try CommandLineFixture.invocation(["add", "--passphrase-file", file]).passphrase().count
  }

  @Test(arguments: [
    ("pw", 2), ("pw\n", 2), ("pw\r\n", 2), (" p w \n", 5), ("pw\nsecond line\n", 2), ("ü\n", 2),
  ])
  func readsTheFirstLineOfAFileAsItIs(content: String, expected: Int) throws {
    let folder = ScratchFolder()
    #expect(try passphraseByteCount(file: folder.file("p", Array(content.utf8))) == expected)
  }

  @Test func refusesAFileThatEveryoneCanRead() throws {
    let folder = ScratchFolder()
    let path = folder.file("p", Array("pw\n".utf8), mode: 0o644)
    #expect(throws: PassphraseError.exposedFile(path: path)) { try passphraseByteCount(file: path) }
    #expect(try passphraseByteCount(file: folder.file("q", Array("pw\n".utf8), mode: 0o640)) == 2)
  }

  @Test func saysWhyAFileGivesNoPassphrase() {
    let folder = ScratchFolder()
    #expect(throws: PassphraseError.empty) { try passphraseByteCount(file: folder.file("a", [])) }
    #expect(throws: PassphraseError.empty) { try passphraseByteCount(file: folder.file("b", [0x0A])) }
    #expect(throws: PassphraseError.tooLong(limit: 1000)) {
      try passphraseByteCount(file: folder.file("c", [UInt8](repeating: 0x61, count: 5000)))
    }
    let missing = folder.path + "/none"
    #expect(throws: PassphraseError.unreadableFile(path: missing, error: CallError(code: ENOENT))) {
      try passphraseByteCount(file: missing)
    }
    #expect(throws: PassphraseError.unreadableFile(path: folder.path, error: CallError(code: EISDIR))) {
      try passphraseByteCount(file: folder.path)
    }
  }

  @Test func takesOneLineFromADescriptorAndLeavesTheRest() throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data("pw\nthe text".utf8))
    try pipe.fileHandleForWriting.close()
    let number = pipe.fileHandleForReading.fileDescriptor
    let invocation = try CommandLineFixture.invocation(["add", "--passphrase-fd", "\(number)"])
    #expect(try invocation.passphrase().count == 2)
    #expect(try DescriptorCalls.readAll(number, limit: 100) == Array("the text".utf8))
    #expect(throws: PassphraseError.unreadableDescriptor(Int(number))) {
      _ = try invocation.passphrase().count
    }
  }

  @Test func needsExactlyOneSource() throws {
    #expect(throws: PassphraseError.twoSources) {
      _ = try CommandLineFixture.invocation(["add", "--passphrase-fd", "0", "--passphrase-file", "f"])
        .passphrase().count
    }
    #expect(throws: PassphraseError.cannotAsk(becauseOfNoInput: true)) {
      _ = try CommandLineFixture.invocation(["add", "--no-input"]).passphrase().count
    }
    #expect(throws: PassphraseError.cannotAsk(becauseOfNoInput: false)) {
      _ = try CommandLineFixture.invocation(["add"]).passphrase().count
    }
  }
}

@Suite("text sources")
struct BodyTextTests {
  private func text(_ words: String..., argument: String? = nil) throws -> String {
    try CommandLineFixture.invocation(["add", "--quiet"] + words).bodyText(argument: argument)
  }

  @Test func takesTheArgumentAsItIs() throws {
    #expect(try text(argument: " Grüße\n") == " Grüße\n")
    #expect(throws: TextSourceError.empty(.argument)) { try text(argument: " \n\t") }
  }

  @Test func readsAFileWithoutItsByteOrderMark() throws {
    let folder = ScratchFolder()
    #expect(try text("--file", folder.file("a", Array("one\ntwo\r\n".utf8))) == "one\ntwo\r\n")
    #expect(try text("--file", folder.file("b", [0xEF, 0xBB, 0xBF, 0x78])) == "x")
  }

  @Test func refusesTwoSources() {
    #expect(throws: TextSourceError.twoSources) { try text("--file", "f", argument: "x") }
  }

  @Test func saysWhereAFileIsNotText() {
    let folder = ScratchFolder()
    let latin = folder.file("latin", [0x63, 0x61, 0x66, 0xE9])
    #expect(throws: TextSourceError.notUTF8(.file(latin), offset: 3)) { try text("--file", latin) }
    let empty = folder.file("empty", [])
    #expect(throws: TextSourceError.empty(.file(empty))) { try text("--file", empty) }
    #expect(throws: TextSourceError.unreadable(.file("/none"), CallError(code: ENOENT))) {
      try text("--file", "/none")
    }
  }

  @Test func allowsExactlyTheLimit() throws {
    let folder = ScratchFolder()
    let limit = Entry.maximumTextByteCount
    let fits = folder.file("fits", [UInt8](repeating: 0x61, count: limit))
    #expect(try text("--file", fits).utf8.count == limit)
    let marked = folder.file("marked", [0xEF, 0xBB, 0xBF] + [UInt8](repeating: 0x61, count: limit))
    #expect(try text("--file", marked).utf8.count == limit)
    let over = folder.file("over", [UInt8](repeating: 0x61, count: limit + 1))
    #expect(throws: TextSourceError.tooLong(.file(over), limit: limit)) { try text("--file", over) }
  }
}

@Suite("messages of the command line")
struct CommandLineMessagesTests {
  /// One line each, lower case or a name first, without a full stop; what to do likewise.
  @Test(
    arguments: [
      UsageError.unknownCommand("ad", command: "persona", suggestion: "add"), UsageError.notUTF8(position: 2),
      UsageError.missingValue(option: "-t", placeholder: "T", following: "-q", command: "persona add"),
      ConsoleError.closedOutput, ConsoleError.outputFailed(code: ENOSPC), ConsoleError.interrupted,
      ConsoleError.declined,
      ConsoleError.cannotAsk(question: "Really?", remedy: "--yes", becauseOfNoInput: true),
      ConsoleError.terminalGone,
      PassphraseError.exposedFile(path: "p"), PassphraseError.mismatch,
      PassphraseError.cannotAsk(becauseOfNoInput: false),
      TextSourceError.noSource(becauseOfNoInput: true, takesFile: true),
      TextSourceError.notUTF8(.standardInput, offset: 4096),
      EditorError.failed("/usr/bin/vi", ending: .signal(9)), EditorError.noEditor,
      JSONError.unexpectedEnd(offset: 3),
      JSONError.unexpectedByte(0x27, offset: 0),
    ] as [any Explained])
  func areOneClearLine(error: any Explained) {
    let explanation = error.explanation
    #expect(explanation.exitCode != .success)
    for line in [explanation.what, explanation.next].compactMap({ $0 }) {
      #expect(!line.isEmpty && !line.contains("\n") && !line.hasSuffix("."), "\(line)")
    }
  }
}
