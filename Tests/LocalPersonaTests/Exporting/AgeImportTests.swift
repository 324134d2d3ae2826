import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("imports of age files")
struct AgeImportTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  private static let lines = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n{\"text\":\"three\"}\n"

  @Test(arguments: ["a.age", "a.jsonl", "a", "a.eml"], [false, true])
  func tellAgeFilesByTheirContent(name: String, isArmored: Bool) throws {
    let path = try folder.write(name, try AgeSample.file(AgeImportTests.lines, isArmored: isArmored))
    #expect(try planAgeImport([path]).entries.map(\.text) == ["one", "two", "three"])
  }

  @Test func takeMarkdownFromInside() throws {
    let markdown = "---\nto: Ann\n---\n\n# Thursday\n\nDear Ann,\n"
    let named = try folder.write("2025-03-08 letter.md.age", try AgeSample.file(markdown))
    let entry = try #require(try planAgeImport([named]).entries.first)
    #expect(entry.recipient == "Ann" && entry.title == "Thursday" && entry.written.day == "2025-03-08")
    let unnamed = try folder.write("letter.age", try AgeSample.file("plain text"))
    #expect(try planAgeImport([unnamed], format: .text).entries.map(\.text) == ["plain text"])
    let untitled = try folder.write("A walk.txt.age", try AgeSample.file("plain text"))
    #expect(try planAgeImport([untitled]).entries.map(\.title) == ["A walk"])
  }

  /// What is in a folder is never asked a passphrase for; a text that looks like an age file stays a text.
  @Test func openNoFilesInFolders() throws {
    let armored = try AgeSample.file(AgeImportTests.lines, isArmored: true)
    try folder.write("letter.txt", armored)
    try folder.write("history.age", try AgeSample.file(AgeImportTests.lines))
    let plan = try planAgeImport([folder.path], keys: nil)
    #expect(plan.entries.map(\.text) == [String(decoding: armored, as: UTF8.self).trimmed])
    #expect(plan.skipped.map(\.value) == [.otherFormat])
  }

  @Test func readAFileThatIsNoneAsBefore() throws {
    for (name, content) in [("a.txt", ""), ("b.txt", "age-encryption"), ("c.txt", "-----BEGIN AGE")] {
      let plan = try planAgeImport([try folder.write(name, content)])
      #expect(plan.entries.map(\.text) == (content.isEmpty ? [] : [content]))
    }
    let long = String(repeating: "{\"text\":\"x\",\"title\":\"y\"}\n", count: 20_000)
    let plan = try planAgeImport([try folder.write("long.jsonl", long)])
    #expect(plan.itemCount == 20_000 && plan.entries.count == 1)
  }

  @Test func takeNothingFromAFileOfWhichAnyByteWasChanged() throws {
    let sound = try AgeSample.file(AgeImportTests.lines)
    for index in sound.indices {
      var changed = sound
      changed[index] ^= 1 << UInt8(index % 8)
      let path = try folder.write("changed.age", changed)
      #expect(throws: (any Error).self, "byte \(index)") { try planAgeImport([path]) }
    }
  }

  @Test(arguments: [false, true])
  func takeNothingFromAFileThatWasCutAnywhere(isArmored: Bool) throws {
    let sound = try AgeSample.file(AgeImportTests.lines, isArmored: isArmored)
    // The last line feed of an armored file may be missing.
    for count in 0..<sound.count - (isArmored ? 1 : 0) {
      let path = try folder.write("cut.age", Array(sound.prefix(count)))
      #expect(throws: (any Error).self, "\(count) bytes") { try planAgeImport([path]) }
    }
  }

  /// At the end of a chunk all that was read is authentic, and whole lines of it have been planned.
  @Test func takeNothingFromAFileThatWasCutBetweenTwoChunks() throws {
    let content = (0..<3_000).map { "{\"text\":\"\($0) \(String(repeating: "x", count: 60))\"}\n" }.joined()
    let sound = try AgeSample.file(content)
    let chunk = (64 << 10) + 16
    let header = sound.count - content.utf8.count - 16 * (content.utf8.count / (64 << 10) + 1)
    for chunkCount in 1...2 {
      let path = try folder.write("cut.age", Array(sound.prefix(header + chunkCount * chunk)))
      #expect(throws: AgeFileError.notOpened(path: path, .truncated(chunk: chunkCount + 1))) {
        try planAgeImport([path])
      }
    }
    let path = try folder.write("whole.age", sound)
    #expect(try planAgeImport([path]).entries.count == 3_000)
    let longer = try folder.write("longer.age", sound + [0])
    #expect(throws: (any Error).self) { try planAgeImport([longer]) }
  }

  @Test func sendBackupsToRestore() throws {
    let entries = try AgeSample.entries(2, seed: 1)
    let path = "\(folder.path)/backup.age"
    try Exporter(files: POSIXFileStore()).writeBackup(
      entries, manifest: BackupManifest(of: entries, vault: "v"), sealing: try AgeSample.sealing(), to: path)
    #expect(throws: AgeFileError.isBackup(path: path)) { try planAgeImport([path]) }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
