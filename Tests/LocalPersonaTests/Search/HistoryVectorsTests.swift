import Testing

@testable import LocalPersona

@Suite("vectors of a history")
struct HistoryVectorsTests {
  private let scenario: VaultScenario
  private let console = Console(settings: Console.Settings(flags: ["quiet"], environment: [:]))
  private let encoder = FakeEncoder()

  init() throws { scenario = try VaultScenario() }

  private func add(_ texts: String...) throws -> Vault {
    let vault = try scenario.open()
    try vault.append(texts.map { try Entry(text: $0) })
    return vault
  }

  private func complete(_ vault: Vault, storing: Bool = true) throws -> VectorTable? {
    let known = try HistoryVectors.stored(in: vault, by: encoder)
    return try HistoryVectors.complete(vault, known: known, with: encoder, storing: storing, console: console)
  }

  @Test func areNoneForAnEmptyHistory() throws {
    #expect(try complete(scenario.open()) == nil)
  }

  @Test func areComputedOnceAndStored() throws {
    let vault = try add("soup", "train")
    let table = try #require(try complete(vault))
    #expect(Set(table.ids) == Set(vault.entries.map(\.id)))
    #expect(encoder.encodedTexts.count == 2)
    vault.close()
    let again = try scenario.open()
    #expect(try complete(again) == table)
    #expect(encoder.encodedTexts.count == 2)
  }

  @Test func areCompletedForNewEntriesOnly() throws {
    let vault = try add("soup", "train")
    _ = try complete(vault)
    try vault.append([Entry(text: "desk")])
    let table = try #require(try complete(vault))
    #expect(table.ids.count == 3)
    #expect(encoder.encodedTexts == ["soup", "train", "desk"])
  }

  @Test func areMadeAnewForAnEntryThatChanged() throws {
    let vault = try add("soup", "train")
    _ = try complete(vault)
    let old = vault.entries[0]
    try vault.replace([Entry(id: old.id, written: old.written, added: old.added, text: "a meeting")])
    let table = try #require(try complete(vault))
    #expect(encoder.encodedTexts.last == "a meeting")
    let row = try #require(table.ids.firstIndex(of: old.id))
    #expect(table.values[row * 3 + 2] > 0.9)
  }

  @Test func goWithTheEntry() throws {
    let vault = try add("soup", "train")
    _ = try complete(vault)
    try vault.remove([vault.entries[0].id])
    #expect(try complete(vault)?.ids == vault.entries.map(\.id))
  }

  @Test func ofAnotherModelDoNotCount() throws {
    let vault = try add("soup", "train")
    _ = try complete(vault)
    let other = FakeEncoder(seed: 2)
    let known = try HistoryVectors.stored(in: vault, by: other)
    #expect(known == nil)
    _ = try HistoryVectors.complete(vault, known: known, with: other, storing: true, console: console)
    #expect(other.encodedTexts.count == 2)
    #expect(try complete(vault)?.fingerprint == encoder.fingerprint)
  }

  @Test func areMadeForTheNamedEntriesOnlyWhereOthersAreStored() throws {
    let vault = try add("soup")
    // Nothing is stored yet: all are made, whatever is named.
    try HistoryVectors.refresh(vault, changed: [], with: encoder, console: console)
    #expect(encoder.encodedTexts == ["soup"])
    try vault.append([Entry(text: "train"), Entry(text: "desk")])
    try HistoryVectors.refresh(vault, changed: [vault.entries[2]], with: encoder, console: console)
    #expect(encoder.encodedTexts == ["soup", "desk"])
    // What was passed over is made by whoever searches next.
    let table = try #require(try complete(vault))
    #expect(Set(table.ids) == Set(vault.entries.map(\.id)))
    #expect(encoder.encodedTexts == ["soup", "desk", "train"])
  }

  @Test func areNotStoredUnlessAsked() throws {
    let vault = try add("soup")
    #expect(try complete(vault, storing: false)?.ids.count == 1)
    #expect(try vault.vectors(model: encoder.fingerprint) == nil)
  }

  @Test func areStoredPieceByPiece() throws {
    let vault = try scenario.open()
    let count = HistoryVectors.storedPieceCount + 3
    try vault.append((0..<count).map { try Entry(text: "soup \($0)") })
    struct Gone: Error {}
    let failing = FailingEncoder(after: HistoryVectors.storedPieceCount, error: Gone())
    #expect(throws: Gone.self) {
      _ = try HistoryVectors.complete(vault, known: nil, with: failing, storing: true, console: console)
    }
    #expect(try vault.vectors(model: failing.fingerprint)?.ids.count == HistoryVectors.storedPieceCount)
  }
}

/// An encoder that fails after some texts.
private final class FailingEncoder: PassageEncoder {
  let fingerprint = [UInt8](repeating: 9, count: 32)
  private var left: Int
  private let error: any Error

  init(after count: Int, error: any Error) {
    left = count
    self.error = error
  }

  func encode(_ texts: [String]) throws -> [[Float]] {
    left -= texts.count
    if left < 0 { throw error }
    return texts.map { _ in [1, 0, 0] }
  }
}
