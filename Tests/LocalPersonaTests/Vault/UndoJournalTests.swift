import Testing

@testable import LocalPersona

@Suite("journal of undo")
struct UndoJournalTests {
  private static func step(_ action: UndoAction, _ number: UInt8) -> UndoStep {
    UndoStep(
      action, time: Timestamp(Int64(number) - 5),
      identity: [UInt8](repeating: number, count: UndoStep.identityByteCount))
  }

  /// One line of every action.
  private static let full: UndoJournal = {
    let ids = VaultScenario.entries(4).map(\.id)
    var journal = UndoJournal()
    journal.note(additionOf: 1, commit: 2, by: step(.add, 1))
    journal.note(additionOf: 500, commit: 3, by: step(.import, 2))
    journal.note(additionOf: 500, commit: 4, by: step(.import, 2))
    journal.note(additionOf: 7, commit: 9, by: step(.import, 2))
    journal.note(additionOf: 3, commit: 1 << 62, by: step(.restore, 3))
    journal.note(
      [
        UndoJournal.Retagging(id: ids[0], before: ["a", "日記"], after: []),
        UndoJournal.Retagging(id: ids[1], before: [], after: ["é"]),
      ], by: step(.tag, 4))
    journal.noteRemoval(of: [ids[2]])
    journal.noteEdit(of: [ids[3]])
    return journal
  }()

  @Test func comesBackAsItWas() throws {
    for journal in [UndoJournal(), Self.full] {
      #expect(try UndoJournal(decoding: journal.encode()) == journal)
    }
    #expect(Set(Self.full.lines.map(\.step.action)) == Set(UndoAction.allCases))
    #expect(Self.full.lines[1].commits == [3...4, 9...9] && Self.full.lines[1].entryCount == 1007)
  }

  @Test func everyCutIsRefused() {
    let bytes = Self.full.encode()
    for byteCount in bytes.indices {
      #expect(throws: FormatError.self) { try UndoJournal(decoding: Array(bytes.prefix(byteCount))) }
    }
    #expect(throws: FormatError.self) { try UndoJournal(decoding: bytes + [0]) }
  }

  @Test func changedBytesNeverTrap() {
    var random = SeededGenerator(seed: 3)
    let bytes = Self.full.encode()
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 0..<changed.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      // What is taken all the same is written as it was read.
      if let journal = try? UndoJournal(decoding: changed) { #expect(journal.encode() == changed) }
    }
  }

  @Test func forgetsWhatItKnowsOfEntriesThatGo() {
    var journal = Self.full
    let ids = VaultScenario.entries(4).map(\.id)
    journal.noteRemoval(of: Set(ids))
    #expect(journal.lines.allSatisfy { $0.retaggings.isEmpty && $0.editedIDs.isEmpty })
  }

  /// The newest steps stay, as many as there is room for.
  @Test func staysWithinItsLimit() {
    let tags = (0..<Entry.maximumTagCount).map { "\($0)" + String(repeating: "é", count: 60) }
    var journal = UndoJournal()
    for number in 0..<8 {
      let ids = (0..<100).compactMap { EntryID(value: UInt64(100 * number + $0)) }
      journal.note(
        ids.map { UndoJournal.Retagging(id: $0, before: tags, after: []) },
        by: Self.step(.tag, UInt8(number)))
    }
    #expect(journal.encode().count <= UndoJournal.maximumByteCount)
    #expect(journal.lines.count < 8 && journal.lines.last?.step == Self.step(.tag, 7))
    let tooMany = (0..<1000).compactMap { EntryID(value: UInt64($0)) }
    journal.note(
      tooMany.map { UndoJournal.Retagging(id: $0, before: tags, after: []) }, by: Self.step(.tag, 9))
    #expect(journal.lines.isEmpty)
  }
}
