// AgeIdentityMemoryTests.swift: reads identities in a process of its own, and searches its memory for them.
//
// The identity is drawn here and never in ordinary memory: it goes into the file byte by byte.

#if os(Linux)
import Crypto
import Foundation
import Glibc
import Testing

@testable import LocalPersona

@Suite("identities of age in memory")
struct AgeIdentityMemoryTests {
  @Test func leaveNoCopyOfTheFile() async {
    await #expect(processExitsWith: .success) {
      let folder = ScratchFolder()
      let identity = AgeIdentity.generate()
      let text = identity.text()
      let path = folder.file("key", [])
      writeIdentity(text, to: path)
      let keyring = try AgeKeyring.reading(path)
      let (recipient, occurrences) = (identity.recipient, MemorySearch.occurrences(of: text))
      precondition(keyring.recipients == [recipient], "another identity was read")
      precondition(occurrences == 1, "the text of the identity was left behind")
    }
  }

  @Test func leaveNoCopyOfWhatComesThroughAPipe() async {
    await #expect(processExitsWith: .success) {
      let identity = AgeIdentity.generate()
      let text = identity.text()
      let pipe = Pipe()
      writeIdentity(text, to: "/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)")
      try pipe.fileHandleForWriting.close()
      let keyring = try AgeKeyring.reading("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
      let (recipient, occurrences) = (identity.recipient, MemorySearch.occurrences(of: text))
      precondition(keyring.recipients == [recipient], "another identity was read")
      precondition(occurrences == 1, "the text of the identity was left behind")
    }
  }

  @Test func areFoundInAnOrdinaryArray() async {
    await #expect(processExitsWith: .success) {
      let text = AgeIdentity.generate().text()
      let copy = text.bytes.withUnsafeBytes { Array($0) }
      let occurrences = MemorySearch.occurrences(of: text)
      precondition(occurrences == 2, "the search misses an array")
      precondition(!copy.isEmpty)  // Uses it, so that it lives until here.
    }
  }
}

/// Writes a file of identities, with comments in front that no single piece holds, byte by byte where it
/// matters.
private func writeIdentity(_ text: borrowing SecretBytes, to path: String) {
  let descriptor = open(path, O_WRONLY)
  precondition(descriptor >= 0, "cannot open \(path)")
  defer { close(descriptor) }
  let comments = [UInt8](repeating: UInt8(ascii: "#"), count: 60_000) + [UInt8(ascii: "\n")]
  precondition(Glibc.write(descriptor, comments, comments.count) == comments.count)
  text.bytes.withUnsafeBytes { bytes in
    for index in bytes.indices {
      precondition(Glibc.write(descriptor, bytes.baseAddress! + index, 1) == 1)
    }
  }
}

extension AgeKeyring {
  /// What `--identity` reads from `path`.
  fileprivate static func reading(_ path: String) throws -> AgeKeyring {
    let command = Command(name: "take", summary: "take", options: Option.ageReading, run: { _ in })
    let root = Command(name: "tool", summary: "a tool", subcommands: [command])
    let line = try CommandLineParser.parse(["take", "-i", path], root: root)
    let settings = Console.Settings(flags: line.flags, environment: [:])
    let invocation = Invocation(
      line: line, console: Console(settings: settings, output: 1, terminalPath: "/nonexistent"),
      paths: StandardPaths(environment: [:], home: "/nonexistent"), files: POSIXFileStore(),
      environment: [:], drafts: DraftShelf())
    return try invocation.ageKeys()("a.age", .identity)
  }
}
#endif
