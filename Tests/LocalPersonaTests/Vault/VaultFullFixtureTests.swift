// VaultFullFixtureTests.swift: a vault of format 1 that was written by another program, from the document,
// opens for ever. It has what the first fixture lacks.
//
// The vault is in Fixtures/vault-v1-full; its README says what is in it and how it was made.

import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("fuller fixture vault of format 1")
struct VaultFullFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/vault-v1-full")
  private static let passphrase = "a fixture is no secret"
  private static let model = [UInt8](repeating: 1, count: 32)

  private static let settings = DerivedKey(name: "learn-settings", fingerprint: [])
  private static let other = DerivedKey(name: "fixture", fingerprint: [UInt8](repeating: 9, count: 32))

  private static let entries: [Entry] = {
    let texts = [
      "See you at noon.\n\nAnn", "Ärger mit der Heizung 🥶",
      String(repeating: "A long letter, edited. ", count: 40), "one\r\n", "two", "three",
    ]
    return texts.enumerated().compactMap { index, text in
      try? Entry(
        id: EntryID(value: UInt64(index + 1) << 40 | 99) ?? .random(),
        written: Timestamp(Int64(index) * 86_400 - 100_000),
        added: Timestamp(1_764_599_000 + Int64(index)),
        kind: EntryKind(["mail", "note", "letter", "diary", "x-1", "other"][index]) ?? .mail,
        title: index == 1 ? "Öl & Gas" : nil, recipient: index == 0 ? "Bob <bob@example.org>" : nil,
        tags: index == 2 ? ["family", "日記"] : [], text: text)
    }
  }()

  /// A copy that goes when the value goes.
  private final class Copy {
    let url = FileManager.default.temporaryDirectory.appending(path: "fixture-\(EntryID.random())")
    var path: String { url.appending(path: "vault").path }
    var rescued: String { url.appending(path: "rescued").path }

    init() throws { try FileManager.default.copyItem(at: VaultFullFixtureTests.folder, to: url) }

    deinit { try? FileManager.default.removeItem(at: url) }
  }

  private func open(
    _ path: String, _ access: Vault.Access = .read, by secret: String = Self.passphrase
  ) throws -> Vault {
    try Vault.open(
      at: path, passphrase: VaultScenario.secret(secret), access: access, files: POSIXFileStore(), state: nil)
  }

  @Test func opensAsItIs() throws {
    let vault = try open(Self.folder.appending(path: "vault").path)
    #expect(Self.entries.count == 6 && vault.entries == Self.entries)
    #expect(vault.name == "a fuller fixture of format 1")
    // How private its files are is a matter of how the repository was checked out.
    #expect(vault.notices.allSatisfy { if case .notPrivate = $0 { true } else { false } })
    #expect(vault.header.epoch == 2 && vault.header.revision == 3)
    #expect(vault.header.slots.map(\.label) == ["", "Papier, zu Hause"])
    let vectors = VectorTable(
      fingerprint: Self.model, dimension: 3, ids: [Self.entries[0].id, Self.entries[2].id],
      values: [1, -0.5, 0.25, 0, 2, -8])
    #expect(try vault.vectors(model: Self.model) == vectors)
    #expect(try vault.derived(Self.settings) == Array("PLST".utf8) + [1, 0, 0, 0, 1, 0])
    #expect(try vault.derived(Self.other) == (0..<3).flatMap { _ in (0...255).map { UInt8($0) } })
  }

  @Test func opensByItsRecoveryWords() throws {
    let file = Self.folder.appending(path: "recovery-words")
    let words = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let path = Self.folder.appending(path: "vault").path
    #expect(try open(path, by: words).entries == Self.entries)
    // As people type them.
    let short = words.uppercased().split(separator: " ").map { $0.prefix(4) }.joined(separator: "  ")
    #expect(try open(path, by: short).entries == Self.entries)
    let swapped = words.split(separator: " ").reversed().joined(separator: " ")
    #expect(throws: VaultError.wrongPassphrase(path: path)) { _ = try open(path, by: swapped) }
  }

  @Test func isSoundAndCanBeWrittenTo() throws {
    let copy = try Copy()
    let report = try Vault.check(
      at: copy.path, passphrase: VaultScenario.secret(Self.passphrase), full: true, files: POSIXFileStore(),
      state: nil)
    #expect(report.isSound && report.readableEntryCount == 6)
    let vault = try open(copy.path, .write)
    let new = try Entry(text: "added by a later version")
    try vault.append([new])
    try vault.remove([Self.entries[3].id])
    // What is not known is kept.
    #expect(vault.state.head.streams.contains { $0.kind == 200 })
    vault.close()
    var left = Self.entries + [new]
    left.remove(at: 3)
    #expect(try open(copy.path).entries == left)
  }

  /// The parts of the segment that was divided come in their order.
  @Test func isSalvagedWithoutItsHead() throws {
    let copy = try Copy()
    try FileManager.default.removeItem(atPath: "\(copy.path)/head.2")
    let report = try Vault.salvage(
      at: copy.path, passphrase: VaultScenario.secret(Self.passphrase), into: copy.rescued,
      files: POSIXFileStore(), state: nil)
    #expect(report.savedEntryCount == 6 && !report.usesHead)
    #expect(try open(copy.rescued).entries == Self.entries)
  }
}
