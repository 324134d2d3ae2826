// AgeToolTests.swift: texts of every length at the edge of a chunk, between what we write and the `age`
// program.
//
// The program is that of the distribution (`apt-get install age`). Whole commands and large files:
// Tests/Interoperability.

import Crypto
import Foundation
import Testing

@Suite("age, the program", .enabled(if: AgeTool.path != nil, "needs age: apt-get install age"))
struct AgeToolTests {
  static let byteCounts = [0, 1, 65_535, 65_536, 65_537, 131_072]

  @Test(arguments: byteCounts, [false, true])
  func opensWhatWeWrite(byteCount: Int, isArmored: Bool) throws {
    let tool = try AgeTool()
    let text = progression(byteCount, step: 11)
    let file = try AgeTrial.file(text, to: tool.keys.recipients, isArmored: isArmored)
    #expect(try tool.run(["-d", "-i", tool.identityPath], input: file) == text)
  }

  @Test(arguments: byteCounts, [false, true])
  func writesWhatWeOpen(byteCount: Int, isArmored: Bool) throws {
    let tool = try AgeTool()
    let text = progression(byteCount, step: 11)
    let recipient = try #require(tool.keys.recipients.first).text
    let file = try tool.run(["-r", recipient] + (isArmored ? ["-a"] : []), input: text)
    let trial = AgeTrial(file, keys: tool.keys)
    #expect(trial.error == nil && trial.text == text)
  }
}

/// The program, with an identity in a folder of its own.
private final class AgeTool {
  struct Failed: Error { let status: Int32 }

  /// Where the program is, or nil.
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin")
    .split(separator: ":").map { $0 + "/age" }.first(where: FileManager.default.isExecutableFile(atPath:))

  let keys: AgeKeyring
  let identityPath: String
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "persona-age-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    identityPath = folder.appending(path: "identity").path
    let identity = AgeIdentity.generate().text()
    try Data(identity.exposed).write(to: URL(fileURLWithPath: identityPath))
    keys = try AgeKeyring(identityFile: identity.bytes)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs the program on `input`, and returns what it writes; through files, so that neither waits for the
  /// other.
  func run(_ words: [String], input: [UInt8]) throws -> [UInt8] {
    let (source, target) = (folder.appending(path: "source"), folder.appending(path: "target"))
    try Data(input).write(to: source)
    try Data().write(to: target)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.path ?? "")
    process.arguments = words
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: target)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return Array(try Data(contentsOf: target))
  }
}
