import Testing

@testable import LocalPersona

@Suite("accepting a draft")
struct AcceptingTests {
  /// Every step of it fails in SeveralChangesFaultTests.swift.
  @Test func againAfterItWasCutOffTakesWhatIsSaidNow() throws {
    let scenario = try VaultScenario()
    let draft = DraftLog.sampleDrafts[1]
    let made = try [
      draft.entry("first words"), draft.entry("what was sent in the end", kind: .letter, title: "Ten"),
    ]
    let first = try #require(made[0])
    let second = try #require(made[1])
    try scenario.change { vault in
      var log = try DraftLog.sample(2)
      try log.store(in: vault)
      try vault.append([first], as: UndoStep(.add))
      try vault.accept(second, from: &log)
      #expect(log.drafts.map(\.verdict) == [.open, .accepted])
    }
    let vault = try scenario.open(.read)
    #expect(vault.entries == [second])
    #expect(try DraftLog.load(from: vault).drafts.map(\.text) == ["see you at ten", nil])
  }

  @Test func leavesOneEntryAndOneStep() throws {
    let scenario = try VaultScenario()
    let made = try DraftLog.sampleDrafts[0].entry()
    let entry = try #require(made)
    try scenario.change { vault in
      var log = try DraftLog.sample(1)
      try log.store(in: vault)
      try vault.accept(entry, from: &log)
      // Cut off before the verdict: the log that is there has the words still.
      try DraftLog.sample(1).store(in: vault)
      var again = try DraftLog.load(from: vault)
      try vault.accept(entry, from: &again)
    }
    let vault = try scenario.open(.read)
    #expect(vault.entries == [entry])
    #expect(try vault.undoHistory().map(\.step.action) == [.add])
    #expect(try DraftLog.load(from: vault).drafts.map(\.verdict) == [.accepted])
  }
}
