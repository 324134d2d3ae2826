// VaultFixtureTests.swift: a vault of format 1, made by the first version, opens for ever.
//
// The vault is in Fixtures/vault-v1; its README says what is in it and how it was made. Never make it
// anew because this test fails: change the program so that it passes.

import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("fixture vault of format 1")
struct VaultFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/vault-v1")
  private static let passphrase = "a fixture is no secret"

  private static let entries: [Entry] = {
    let texts = [
      "See you at noon.\n\nAnn", "Ärger mit der Heizung 🥶", String(repeating: "A long letter. ", count: 900),
      "one", "two", "three", "zero\u{0}byte, \r\n lines",
    ]
    return texts.enumerated().compactMap { index, text in
      try? Entry(
        id: EntryID(value: UInt64(index + 1) << 40 | 77) ?? .random(),
        written: Timestamp(Int64(index) * 86_400 - 100_000), added: Timestamp(1_764_000_000 + Int64(index)),
        kind: EntryKind.known[index], title: index == 0 ? "Lunch" : index == 1 ? "Öl & Gas" : nil,
        recipient: index == 0 ? "Bob <bob@example.org>" : nil, tags: index == 2 ? ["family", "日記"] : [],
        text: text)
    }
  }()

  private static func vectors(_ model: UInt8, _ ids: [EntryID]) -> VectorTable {
    VectorTable(
      fingerprint: [UInt8](repeating: model, count: 32), dimension: 3, ids: ids,
      values: ids.indices.flatMap { [Float($0), -0.5, 1e-20] })
  }

  /// What is left after the edit and the removal that are part of its history.
  private static var expected: [Entry] {
    var left = entries
    left.remove(at: 4)
    return left
  }

  private func open(_ path: String, _ access: Vault.Access) throws -> Vault {
    try Vault.open(
      at: path, passphrase: VaultScenario.secret(Self.passphrase), access: access, files: POSIXFileStore(),
      state: nil)
  }

  @Test func opensAsItIs() throws {
    let vault = try open(Self.folder.appending(path: "vault").path, .read)
    #expect(vault.entries == Self.expected)
    #expect(vault.name == "fixture of format 1")
    let ids = Self.expected.map(\.id)
    #expect(
      try vault.vectors(model: [UInt8](repeating: 1, count: 32)) == Self.vectors(1, Array(ids.prefix(2))))
    #expect(try vault.vectors(model: [UInt8](repeating: 2, count: 32))?.ids == [Self.entries[6].id])
    #expect(vault.header.slots.count == 2)
  }

  @Test func isSoundAndCanBeWrittenTo() throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "fixture-\(EntryID.random())")
    try FileManager.default.copyItem(at: Self.folder.appending(path: "vault"), to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let report = try Vault.check(
      at: copy.path, passphrase: VaultScenario.secret(Self.passphrase), full: true, files: POSIXFileStore(),
      state: nil)
    #expect(report.isSound && report.readableEntryCount == 6)
    let vault = try open(copy.path, .write)
    #expect(
      vault.notices.contains { if case .tornTailRemoved(_, byteCount: 100) = $0 { true } else { false } })
    let new = try Entry(text: "added by a later version")
    try vault.append([new])
    try vault.remove([Self.entries[0].id])
    vault.close()
    #expect(try open(copy.path, .read).entries == Array(Self.expected.dropFirst()) + [new])
  }

  /// How the fixture was made: `PERSONA_MAKE_FIXTURE=1 swift test --filter makesTheFixture`, once.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["PERSONA_MAKE_FIXTURE"] == "1", "makes the fixture anew")
  )
  func makesTheFixture() throws {
    let folder = Self.folder.appending(path: "vault").path
    let vault = try Vault.create(
      at: folder, name: "fixture of format 1", passphrase: VaultScenario.secret(Self.passphrase),
      cost: .floor,
      files: POSIXFileStore(), state: nil)
    vault.segmentByteCount = 4096
    var first = Self.entries
    first[3] = try Entry(id: first[3].id, text: "a text that was replaced")
    try vault.append(Array(first[..<2]))
    try vault.append(Array(first[2..<6]))
    try vault.append([first[6]])
    let ids = first.map(\.id)
    try vault.append(vectors: Self.vectors(1, [ids[0]]))
    try vault.append(
      vectors: VectorTable(
        fingerprint: [UInt8](repeating: 1, count: 32), dimension: 3, ids: [ids[1], ids[4]],
        values: [1, -0.5, 1e-20, 9, 9, 9]))
    try vault.store(Self.vectors(2, [ids[3], ids[6]]))
    try vault.replace([Self.entries[3]])
    try vault.remove([ids[4]])
    // A slot of a kind that is not known, and the bytes of a write that was interrupted.
    var header = vault.header
    var slot = ByteReader([12, 0, 200] + Array("opaque...".utf8))
    header.slots.append(try KeySlot.read(from: &slot))
    header.revision += 1
    try vault.folder.replace("header", temporary: "header.new", with: header.encode(keys: vault.keys))
    let last = try #require(vault.state.head.streams[0].segments.last)
    let file = try POSIXFileStore().openForWriting("\(folder)/\(last.fileName)")
    let torn = RandomBytes.make(100)
    try file.write(torn.rawBytes, at: last.byteCount)
    vault.close()
    try POSIXFileStore().removeFile("\(folder)/lock")
  }
}
