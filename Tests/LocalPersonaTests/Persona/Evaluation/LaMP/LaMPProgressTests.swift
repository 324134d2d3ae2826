import Foundation
import Testing

@testable import LocalPersona

@Suite("progress on LaMP")
struct LaMPProgressTests {
  private let settings: [LaMPProgress.Setting] = [(name: "task", value: "4"), (name: "seed", value: "1")]

  private func open(
    _ folder: ImportFolder, _ settings: [LaMPProgress.Setting]? = nil, wayCount: Int = 1
  ) throws -> LaMPProgress {
    try LaMPProgress(
      output: folder.path + "/p.json", settings: settings ?? self.settings, wayCount: wayCount,
      files: POSIXFileStore())
  }

  private func question(_ id: String) -> LaMPAnswered {
    LaMPAnswered(
      id: id, user: "u",
      answers: [
        LaMPAnswer(output: "Ö\n\(id)", copied: CopiedWords(wordCount: 2, copiedCount: 0))
      ])
  }

  private func content(_ folder: ImportFolder) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: folder.path + "/p.json.partial")))
  }

  @Test func goesOnWhereItWas() throws {
    let folder = try ImportFolder()
    var progress: LaMPProgress? = try open(folder)
    try progress?.append(question("1"))
    try progress?.append(question("2"))
    progress = nil
    let again = try open(folder)
    #expect(again.answered == [question("1"), question("2")])
    try again.append(question("3"))
    #expect(again.answered.count == 3)
    try again.finish()
    #expect(try folder.names().isEmpty)
  }

  @Test func withoutAnAnswerNothingIsLeft() throws {
    let folder = try ImportFolder()
    var progress: LaMPProgress? = try open(folder)
    #expect(try folder.names() == ["p.json.partial", "p.json.partial.lock"])
    #expect(progress?.answered.isEmpty == true)
    progress = nil
    #expect(try folder.names().isEmpty)
  }

  @Test func everyPlaceAtWhichItCanBeCutIsGoneOnFrom() throws {
    let folder = try ImportFolder()
    var progress: LaMPProgress? = try open(folder)
    for id in ["1", "2"] { try progress?.append(question(id)) }
    progress = nil
    let whole = try content(folder)
    for count in 0...whole.count {
      try folder.write("p.json.partial", Array(whole.prefix(count)))
      let lines = whole.prefix(count).count { $0 == 0x0A }
      var again: LaMPProgress? = try open(folder)
      #expect(again?.answered == Array([question("1"), question("2")].prefix(max(0, lines - 1))))
      for id in ["1", "2"].dropFirst(max(0, lines - 1)) { try again?.append(question(id)) }
      again = nil
      #expect(try content(folder) == whole)
    }
  }

  @Test func isOfOneRunOnly() throws {
    let folder = try ImportFolder()
    var progress: LaMPProgress? = try open(folder)
    try progress?.append(question("1"))
    let path = try #require(progress?.path)
    #expect(throws: LaMPError.running(path: path)) { try open(folder) }
    progress = nil
    #expect(throws: LaMPError.otherRun(path: path, name: "seed")) {
      try open(folder, [(name: "task", value: "4"), (name: "seed", value: "2")])
    }
    #expect(throws: LaMPError.damagedProgress(path: path)) { try open(folder, wayCount: 2) }
    var bytes = try content(folder)
    bytes[0] = UInt8(ascii: "x")
    try folder.write("p.json.partial", bytes)
    #expect(throws: LaMPError.damagedProgress(path: path)) { try open(folder) }
    // Nothing was changed by what was refused.
    #expect(try content(folder) == bytes)
  }
}
