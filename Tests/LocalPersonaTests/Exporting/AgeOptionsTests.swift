import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("options of age files")
struct AgeOptionsTests {
  private static let root = Command(
    name: "tool", summary: "a tool",
    subcommands: [
      Command(name: "make", summary: "make", options: Option.ageWriting, run: { _ in }),
      Command(name: "take", summary: "take", options: Option.ageReading, run: { _ in }),
    ])

  private func invocation(_ words: [String], output: Int32 = 1) throws -> Invocation {
    let line = try CommandLineParser.parse(words, root: AgeOptionsTests.root)
    let settings = Console.Settings(flags: line.flags, environment: [:])
    return Invocation(
      line: line, console: Console(settings: settings, output: output, terminalPath: "/nonexistent"),
      paths: StandardPaths(environment: [:], home: "/nonexistent"), files: POSIXFileStore(),
      environment: [:], drafts: DraftShelf())
  }

  @Test func sendNoBytesToATerminal() throws {
    let terminal = try #require(PseudoTerminal())
    let plain = try invocation(["make", "-r", AgeSample.recipient], output: terminal.descriptor)
    #expect(throws: AgeFileError.binaryToTerminal) { try plain.ageRecipients(to: nil) }
    #expect(try plain.ageRecipients(to: "/a/file").count == 1)
    let armored = try invocation(["make", "-a", "-r", AgeSample.recipient], output: terminal.descriptor)
    #expect(try armored.ageRecipients(to: nil).count == 1)
  }

  @Test func countARecipientOnce() throws {
    let other = try #require(AgeKeyring(identity: AgeIdentity.generate()).recipients.first)
    let words = ["make", "-r", AgeSample.recipient, "-r", other.text, "--recipient", AgeSample.recipient]
    #expect(try invocation(words).ageRecipients(to: "f").map(\.text) == [AgeSample.recipient, other.text])
    let wrong = try invocation(["make", "-r", other.text, "-r", AgeSample.identity])
    #expect(throws: AgeFileError.invalidRecipient(position: 2, .invalidRecipient)) {
      try wrong.ageRecipients(to: "f")
    }
  }

  @Test func takeOneWayToOpenAFile() throws {
    #expect(throws: AgeFileError.conflictingOptions(first: "--identity", second: "--age-passphrase-fd")) {
      _ = try invocation(["take", "-i", "f", "--age-passphrase-fd", "3"]).ageKeys()
    }
    let folder = ScratchFolder()
    let file = folder.file("key", Array("# a key\n\(AgeSample.identity)\n".utf8))
    let keys = try invocation(["take", "-i", file]).ageKeys()
    #expect(try keys("a.age", .identity).recipients.map(\.text) == [AgeSample.recipient])
    #expect(throws: AgeFileError.needsPassphrase(path: "a.age")) { _ = try keys("a.age", .passphrase) }
    let none = try invocation(["take"]).ageKeys()
    #expect(throws: AgeFileError.needsIdentity(path: "a.age")) { _ = try none("a.age", .identity) }
    #expect(throws: AgeFileError.noPassphrase(.cannotAsk(becauseOfNoInput: false))) {
      _ = try none("a.age", .passphrase)
    }
  }

  @Test func readAPassphraseOnceForAllFiles() throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data("a passphrase\n".utf8))
    try pipe.fileHandleForWriting.close()
    let number = "\(pipe.fileHandleForReading.fileDescriptor)"
    let keys = try invocation(["take", "--age-passphrase-fd", number]).ageKeys()
    #expect(try keys("a.age", .passphrase).hasPassphrase)
    #expect(try keys("b.age", .passphrase).hasPassphrase)
  }

  @Test func refuseIdentitiesThatAreNone() throws {
    let folder = ScratchFolder()
    let keys = { (file: String) in try invocation(["take", "-i", file]).ageKeys()("a.age", .identity) }
    let exposed = folder.file("exposed", Array(AgeSample.identity.utf8), mode: 0o644)
    #expect(throws: AgeFileError.exposedIdentity(path: exposed)) { _ = try keys(exposed) }
    let empty = folder.file("empty", Array("# nothing\n".utf8))
    #expect(throws: AgeFileError.invalidIdentity(path: empty, .noIdentities)) { _ = try keys(empty) }
    let recipient = folder.file("recipient", Array("\n\(AgeSample.recipient)\n".utf8))
    #expect(throws: AgeFileError.invalidIdentity(path: recipient, .invalidIdentityFile(line: 2))) {
      _ = try keys(recipient)
    }
    let long = folder.file("long", [UInt8](repeating: UInt8(ascii: "#"), count: 2 << 20))
    #expect(throws: AgeFileError.identityTooLong(path: long, limit: 1 << 20)) { _ = try keys(long) }
    #expect(throws: AgeFileError.unreadableIdentity(path: "/nonexistent/key", CallError(code: ENOENT))) {
      _ = try keys("/nonexistent/key")
    }
  }
}
