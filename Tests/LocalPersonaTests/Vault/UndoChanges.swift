// UndoChanges.swift: the changes that can be taken back, and taking them back, for the tests of faults.

import Testing

@testable import LocalPersona

extension Change {
  private static let first = UndoStep(.import)
  private static let second = UndoStep(.add)
  private static let tagging = UndoStep(.tag)
  private static let new = VaultScenario.entries(3, from: 50)

  /// Three of them with another tag, in different segments.
  private static let tagged = [2, 6, 11].compactMap { try? base[$0].with(tags: ["b", "new"]) }

  /// The first three lengthen a segment or write new ones: what is interrupted may be completed.
  static let undoing: [Change] = [
    Change(testDescription: "first step", prepare: { try $0.append(VaultScenario.entries(1)) }) {
      try $0.append(VaultScenario.entries(1, from: 50), as: second)
    },
    Change(
      testDescription: "another step", prepare: { try $0.append(VaultScenario.entries(1), as: first) }
    ) {
      try $0.append(VaultScenario.entries(1, from: 50), as: second)
    },
    Change(
      testDescription: "more of the same step, new segments",
      prepare: { try $0.append(VaultScenario.entries(2), as: first) }
    ) {
      try $0.append(VaultScenario.entries(14, from: 50), as: first)
    },
    Change(
      testDescription: "take back an addition",
      prepare: { vault in
        try filled(vault)
        try vault.append(new, as: first)
        try vault.append(vectors: VaultScenario.vectors(new))
      }
    ) { try $0.undoLast() },
    Change(
      testDescription: "take back one of two",
      prepare: { vault in
        try vault.append(Array(new[..<2]), as: first)
        try vault.append([new[2]], as: second)
      }
    ) { try $0.undoLast() },
    Change(testDescription: "tag", prepare: filled) { vault in
      let isRemembered = try vault.retag(tagged, as: tagging)
      #expect(isRemembered)
    },
    Change(
      testDescription: "take back tags",
      prepare: { vault in
        try filled(vault)
        _ = try vault.retag(tagged, as: tagging)
      }
    ) { try $0.undoLast() },
    Change(
      testDescription: "remove what was tagged",
      prepare: { vault in
        try filled(vault)
        _ = try vault.retag(tagged, as: tagging)
      }
    ) { try $0.remove([base[2].id]) },
    Change(
      testDescription: "edit what a step brought",
      prepare: { vault in
        try vault.append(new, as: first)
        try vault.store(VaultScenario.vectors(new))
      }
    ) { try $0.replace([VaultScenario.entry(51, text: "other text")]) },
    Change(testDescription: "forget the steps", prepare: { try $0.append(new, as: first) }) {
      try $0.forgetUndoHistory()
    },
  ]
}

extension Vault {
  /// Takes back the newest step that can be taken back.
  func undoLast(removesEdited: Bool = false) throws {
    let newest = try undoHistory().first { $0.canBeTakenBack }
    let record = try #require(newest)
    try undo(record, removesEdited: removesEdited)
  }
}
