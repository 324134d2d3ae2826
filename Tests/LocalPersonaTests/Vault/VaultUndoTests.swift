// VaultUndoTests.swift: steps are taken back wholly, in the order in which they came, and nothing of the
// user's goes with them that was not part of them. What happens at a crash is in VaultFaultTests.swift.

import Crypto
import Testing

@testable import LocalPersona

@Suite("undo")
struct VaultUndoTests {
  private let base = VaultScenario.entries(12)

  /// Entries, vectors of them, and no step.
  private func filled() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    return scenario
  }

  private func actions(_ scenario: VaultScenario) throws -> [UndoAction] {
    try scenario.open(.read).undoHistory().map(\.step.action)
  }

  // MARK: Whatever was done

  /// Any steps, and as many times back: each time the vault of before, down to the first.
  @Test(arguments: 1...24)
  func asManyTimesBackAsStepsIsTheVaultOfBefore(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let scenario = try filled()
    var states: [VaultContent] = []
    var number = 100
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      try scenario.change { vault in
        states.append(try VaultContent(vault))
        switch Int.random(in: 0..<3, using: &random) {
        case 0: try add(1, from: number, to: vault, as: UndoStep(.add))
        case 1:
          let step = UndoStep(.import)
          for batch in 0..<Int.random(in: 1...3, using: &random) {
            try add(Int.random(in: 1...9, using: &random), from: number + 10 * batch, to: vault, as: step)
          }
        default: try retag(vault, with: "t\(number)", &random)
        }
        number += 30
      }
    }
    for state in states.reversed() {
      try scenario.change { try $0.undoLast() }
      let content = try VaultContent(scenario.open(.read))
      #expect(content == state)
      #expect(try scenario.check().isSound)
    }
    #expect(try scenario.open(.read).undoHistory().isEmpty)
    #expect(try !scenario.open(.read).hasDerived(UndoJournal.key))
  }

  private func add(_ count: Int, from number: Int, to vault: Vault, as step: UndoStep) throws {
    let new = VaultScenario.entries(count, from: number)
    try vault.append(new, as: step)
    try vault.append(vectors: VaultScenario.vectors(new))
  }

  /// Gives some entries another tag, and takes one away from some.
  private func retag(_ vault: Vault, with tag: String, _ random: inout SeededGenerator) throws {
    let chosen = vault.entries.filter { _ in Bool.random(using: &random) }
    let changed = try (chosen.isEmpty ? [vault.entries[0]] : chosen).map { entry in
      let kept = Bool.random(using: &random) ? entry.tags : Array(entry.tags.dropFirst())
      return try entry.with(tags: kept + [tag])
    }
    #expect(try vault.retag(changed, as: UndoStep(.tag)))
  }

  // MARK: Additions

  /// Also where vectors were stored and something else was added between the batches.
  @Test func batchesOfOneStepAreOneStep() throws {
    let scenario = try filled()
    let step = UndoStep(.import)
    try scenario.change { try $0.append(VaultScenario.entries(3, from: 50), as: step) }
    try scenario.change { try add(1, from: 60, to: $0, as: UndoStep(.add)) }
    try scenario.change { try $0.append(VaultScenario.entries(4, from: 70), as: step) }
    let history = try scenario.open(.read).undoHistory()
    #expect(history.map(\.entryCount) == [1, 7])
    #expect(
      history.last?.brought
        == (VaultScenario.entries(3, from: 50) + VaultScenario.entries(4, from: 70)).map(\.id))
    try scenario.change { try $0.undoLast() }
    try scenario.change { try $0.undoLast() }
    #expect(try scenario.open(.read).entries == base)
  }

  @Test func anEntryThatWasEditedStaysUnlessItIsMeant() throws {
    let scenario = try filled()
    let edited = VaultScenario.entry(51, text: "words of later")
    try scenario.change { vault in
      try vault.append(VaultScenario.entries(3, from: 50), as: UndoStep(.import))
      try vault.replace([edited])
    }
    #expect(try actions(scenario) == [.edit, .import])
    let record = try #require(try scenario.open(.read).undoHistory().last)
    #expect(record.edited == [edited.id] && record.brought.count == 2)
    let other = scenario.copy()
    try scenario.change { try $0.undoLast() }
    #expect(try scenario.open(.read).entries == base + [edited])
    // The step is done with; the edit is still told.
    #expect(try actions(scenario) == [.edit])
    try other.change { try $0.undoLast(removesEdited: true) }
    #expect(try other.open(.read).entries == base)
  }

  @Test func whatWasRemovedIsNotTakenBackTwice() throws {
    let scenario = try filled()
    let new = VaultScenario.entries(2, from: 50)
    try scenario.change { vault in
      try vault.append(new, as: UndoStep(.import))
      try vault.remove([new[0].id])
      #expect(try vault.undoHistory().map(\.brought) == [[], [new[1].id]])
      try vault.remove([new[1].id])
    }
    let history = try scenario.open(.read).undoHistory()
    // Removals that follow one another are one line.
    #expect(history.map(\.step.action) == [.remove, .import] && history.map(\.entryCount) == [2, 2])
    #expect(history.allSatisfy { !$0.canBeTakenBack })
  }

  @Test func entriesWithoutAStepAreNoStep() throws {
    let scenario = try filled()
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 50), as: UndoStep(.add)) }
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 60)) }
    try scenario.change { try $0.undoLast() }
    #expect(try scenario.open(.read).entries == base + VaultScenario.entries(1, from: 60))
  }

  // MARK: Tags

  @Test func vectorsOutliveOtherTags() throws {
    let scenario = try filled()
    try scenario.change { vault in
      _ = try vault.retag([base[3].with(tags: ["x"]), base[7].with(tags: [])], as: UndoStep(.tag))
      #expect(vault.entries[3].tags == ["x"] && vault.entries[7].tags.isEmpty)
      #expect(vault.entries.map(\.text) == base.map(\.text))
    }
    let vault = try scenario.open(.read)
    #expect(try vault.vectors(model: VaultScenario.model) == VaultScenario.vectors(base))
  }

  @Test func tagsOfAnEntryThatWasEditedStay() throws {
    let scenario = try filled()
    try scenario.change { vault in
      _ = try vault.retag(base[..<2].map { try $0.with(tags: ["x"]) }, as: UndoStep(.tag))
      try vault.replace([base[0].with(tags: ["mine"])])
      try vault.undoLast()
      #expect(vault.entries[0].tags == ["mine"] && vault.entries[1] == base[1])
    }
  }

  // MARK: The journal

  @Test func onlyTheLastStepsAreRemembered() throws {
    let scenario = try filled()
    try scenario.change { vault in
      for number in 0..<UndoJournal.maximumLineCount + 3 {
        try vault.append([VaultScenario.entry(100 + number, text: "x")], as: UndoStep(.add))
      }
    }
    let history = try scenario.open(.read).undoHistory()
    #expect(history.count == UndoJournal.maximumLineCount)
    #expect(history.last?.brought == [VaultScenario.entry(103, text: "x").id])
  }

  /// What cannot be read is given up by whoever writes next; the entries are as they were.
  @Test func aDamagedJournalKeepsNobodyFromWriting() throws {
    let scenario = try filled()
    try scenario.change { try $0.append(VaultScenario.entries(2, from: 50), as: UndoStep(.import)) }
    let name = try #require(try scenario.segmentNames().last)
    scenario.disk.contents[scenario.path(of: name)]?[300] ^= 1
    #expect(throws: VaultError.self) { try scenario.open(.read).undoHistory() }
    #expect(try scenario.check().damages.map(\.file) == [name])
    for write in Self.writes {
      let copy = scenario.copy()
      try copy.change(write)
      #expect(try copy.check().isSound)
      #expect(try copy.open(.read).undoHistory().count <= 1)
    }
  }

  private static let writes: [@Sendable (Vault) throws -> Void] = [
    { try $0.append(VaultScenario.entries(1, from: 90), as: UndoStep(.add)) },
    { try $0.remove([VaultScenario.entries(1)[0].id]) },
    { try $0.replace([VaultScenario.entry(3, text: "other")]) },
    { _ = try $0.retag([VaultScenario.entries(1)[0].with(tags: ["x"])], as: UndoStep(.tag)) },
    { try $0.forgetUndoHistory() },
  ]

  @Test func aJournalOfALaterVersionIsNamedNotTrusted() throws {
    let scenario = try filled()
    try scenario.change { try $0.store(derived: Array("PLUJ".utf8) + [2, 0, 0, 0], for: UndoJournal.key) }
    #expect(throws: VaultError.self) { try scenario.open(.read).undoHistory() }
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 50), as: UndoStep(.add)) }
    #expect(try actions(scenario) == [.add])
  }

  /// The numbers of changes go with the frames; a salvaged vault begins anew.
  @Test func stepsOutliveAnotherDataKey() throws {
    let scenario = try filled()
    try scenario.change { try add(2, from: 50, to: $0, as: UndoStep(.import)) }
    let (path, secret) = (VaultScenario.path, VaultScenario.passphrase)
    func open(_ access: Vault.Access) throws -> Vault {
      try Vault.open(
        at: path, passphrase: VaultScenario.secret(secret), access: access, files: scenario.disk,
        state: VaultScenario.state)
    }
    let vault = try open(.write)
    _ = try vault.rekey { _ in VaultScenario.secret(secret) }
    vault.close()
    let again = try open(.write)
    try again.undoLast()
    again.close()
    #expect(try open(.read).entries == base)
  }

  @Test func aReaderCannotTakeBack() throws {
    let scenario = try filled()
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 50), as: UndoStep(.add)) }
    let reader = try scenario.open(.read)
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) { try reader.undoLast() }
  }
}
