import Crypto
import Testing

@testable import LocalPersona

@Suite("vault")
struct VaultTests {
  private let base = VaultScenario.entries(12)

  private func open(
    _ scenario: VaultScenario, passphrase: String = VaultScenario.passphrase, access: Vault.Access = .read
  ) throws -> Vault {
    try Vault.open(
      at: VaultScenario.path, passphrase: VaultScenario.secret(passphrase), access: access,
      files: scenario.disk,
      state: VaultScenario.state)
  }

  @Test func opensWithItsPassphraseOnly() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(base) }
    let vault = try open(scenario)
    #expect(vault.entries == base && vault.name == "test" && vault.notices.isEmpty)
    #expect(throws: VaultError.wrongPassphrase(path: VaultScenario.path)) {
      try open(scenario, passphrase: "wrong")
    }
    #expect(throws: VaultError.emptyPassphrase) { try open(scenario, passphrase: "") }
  }

  @Test func tellsOfItsHeaderWithoutAKey() throws {
    let scenario = try VaultScenario()
    let info = try Vault.header(at: VaultScenario.path, files: scenario.disk)
    #expect(info.name == "test" && info.formatVersion == 1 && info.vaultID == scenario.header.vaultID)
    #expect(info.slots.map(\.kind) == [.passphrase] && info.slots.map(\.cost) == [.floor])
    #expect(throws: VaultError.noVault(path: "/home")) { try Vault.header(at: "/home", files: scenario.disk) }
    #expect(throws: VaultError.noVault(path: "/none")) { try Vault.header(at: "/none", files: scenario.disk) }
  }

  @Test func isNotMadeOverSomethingElse() throws {
    let scenario = try VaultScenario()
    #expect(throws: VaultError.alreadyExists(path: VaultScenario.path)) {
      try VaultScenario.create(on: scenario.disk)
    }
    let disk = SimulatedDisk()
    try disk.makeFolder("/home/data")
    try disk.makeFolder(VaultScenario.path)
    disk.contents[scenario.path(of: "letter.txt")] = [1]
    #expect(throws: VaultError.folderNotEmpty(path: VaultScenario.path)) {
      try VaultScenario.create(on: disk)
    }
    let file = SimulatedDisk()
    file.contents["/home/data"] = [1]
    #expect(throws: VaultError.notAFolder(path: "/home/data")) {
      try Vault.create(
        at: "/home/data", name: "x", passphrase: VaultScenario.secret("x"), cost: .floor, files: file,
        state: nil)
    }
  }

  @Test(arguments: ["", " ", "a\nb", String(repeating: "n", count: 129)])
  func refusesNamesThatCannotBeTyped(_ name: String) {
    #expect(throws: VaultError.invalidName) {
      try Vault.create(
        at: VaultScenario.path, name: name, passphrase: VaultScenario.secret("x"), cost: .floor,
        files: SimulatedDisk(), state: nil)
    }
  }

  @Test func refusesACheapKeyDerivation() {
    let cost = PasswordHashCost(operations: 1, memoryKiB: 1024)
    #expect(throws: VaultError.passwordHash(.costBelowFloor(cost))) {
      try Vault.create(
        at: VaultScenario.path, name: "x", passphrase: VaultScenario.secret("x"), cost: cost,
        files: SimulatedDisk(), state: nil)
    }
  }

  @Test func addsInOrderOverManySegments() throws {
    let scenario = try VaultScenario()
    for entry in base { try scenario.change { try $0.append([entry]) } }
    #expect(try scenario.segmentNames().count > 2)
    #expect(try scenario.open(.read).entries == base)
  }

  @Test func refusesAnIdTwice() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try vault.append(base)
      #expect(throws: VaultError.duplicateID(base[3].id)) { try vault.append([base[3]]) }
      let new = VaultScenario.entries(1, from: 60)
      #expect(throws: VaultError.duplicateID(new[0].id)) { try vault.append(new + new) }
      #expect(vault.entries == base)
    }
  }

  @Test func changesInPlaceAndForgetsTheOldText() throws {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    let old = scenario.disk.contents
    try scenario.change { vault in
      try vault.replace([VaultScenario.entry(3, text: "other")])
      #expect(vault.entries.map(\.id) == base.map(\.id))
      #expect(vault.entries[3].text == "other")
    }
    let vault = try scenario.open(.read)
    #expect(vault.entries[3].text == "other" && vault.entries.count == 12)
    // The vector of the old text is gone, those of the others are not.
    #expect(try vault.vectors(model: VaultScenario.model)?.ids == base.map(\.id).filter { $0 != base[3].id })
    // Segments without the entry are the same files, those with it are gone.
    let kept = scenario.disk.contents.filter {
      old[$0.key] == $0.value && $0.key.count == VaultScenario.path.count + 33
    }
    #expect(!kept.isEmpty)
    #expect(try scenario.check().isSound)
  }

  @Test func removesEntriesWithTheirVectors() throws {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    try scenario.change { try $0.remove([base[0].id, base[11].id]) }
    let vault = try scenario.open(.read)
    #expect(vault.entries == Array(base[1..<11]))
    #expect(try vault.vectors(model: VaultScenario.model) == VaultScenario.vectors(Array(base[1..<11])))
    try scenario.change { try $0.remove(Set(base[1..<11].map(\.id))) }
    #expect(try scenario.open(.read).entries.isEmpty)
    #expect(try scenario.segmentNames().isEmpty)
    try scenario.change { try $0.append(base) }
    #expect(try scenario.open(.read).entries == base)
  }

  @Test func refusesToChangeWhatIsNotThere() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try vault.append(Array(base[..<2]))
      #expect(throws: VaultError.noSuchEntry(base[5].id.description)) {
        try vault.remove([base[0].id, base[5].id])
      }
      #expect(throws: VaultError.noSuchEntry(base[5].id.description)) { try vault.replace([base[5]]) }
      #expect(throws: VaultError.duplicateID(base[0].id)) { try vault.replace([base[0], base[0]]) }
      #expect(vault.entries == Array(base[..<2]))
    }
  }

  @Test func emptyChangesChangeNothing() throws {
    let scenario = try VaultScenario()
    let before = scenario.disk.contents
    try scenario.change { vault in
      try vault.append([])
      try vault.replace([])
      try vault.remove([])
    }
    #expect(scenario.disk.contents == before)
  }

  @Test func isNotChangedWithoutTheLock() throws {
    let scenario = try VaultScenario()
    let reader = try scenario.open(.read)
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) { try reader.append(base) }
    let writer = try scenario.open(.write)
    writer.close()
    #expect(throws: VaultError.notOpenForWriting(path: VaultScenario.path)) { try writer.append(base) }
  }

  @Test func findsEntriesByTheBeginningOfTheirIds() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      let twins = try (0..<2).map {
        try Entry(id: EntryID(value: UInt64(5 << 40 + $0)) ?? .random(), text: "twin")
      }
      try vault.append(base + twins)
      #expect(try vault.entry(matching: base[2].id.description) == base[2])
      #expect(try vault.entry(matching: String(base[2].id.description.prefix(4)).uppercased()) == base[2])
      #expect(throws: VaultError.prefixTooShort("abc")) { try vault.entry(matching: "abc") }
      #expect(throws: VaultError.noSuchEntry("zzzzzzzzzz")) { try vault.entry(matching: "zzzzzzzzzz") }
      let shared = String(twins[0].id.description.prefix(9))
      #expect(throws: VaultError.ambiguousPrefix(shared, matchCount: 2)) { try vault.entry(matching: shared) }
    }
  }

  @Test func keepsVectorsOfEachModelApart() throws {
    let scenario = try VaultScenario()
    let table = VaultScenario.vectors(base)
    let other = VectorTable(
      fingerprint: [UInt8](repeating: 9, count: 32), dimension: 2, ids: [base[0].id], values: [1, 2])
    try scenario.change { vault in
      try vault.append(base)
      #expect(try vault.vectors(model: table.fingerprint) == nil)
      try vault.append(vectors: table)
      try vault.store(other)
      #expect(throws: VaultError.vectorDimension(expected: 2, actual: 4)) {
        try vault.append(
          vectors: VectorTable(
            fingerprint: other.fingerprint, dimension: 4, ids: [base[0].id], values: [1, 2, 3, 4]))
      }
      try vault.append(vectors: VaultScenario.vectors([base[2]], offset: 3))
    }
    let vault = try scenario.open(.read)
    #expect(try vault.vectors(model: other.fingerprint) == other)
    let joined = try #require(try vault.vectors(model: table.fingerprint))
    #expect(joined.ids == table.ids)
    #expect(Array(joined.values[8..<12]) == table.values[8..<12].map { $0 + 3 })
  }

  @Test func aReaderOutlivesTheFilesThatItRead() throws {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    let reader = try scenario.open(.read)
    try scenario.change { try $0.remove(Set(base[..<6].map(\.id))) }
    #expect(reader.entries == base)
    #expect(try reader.vectors(model: VaultScenario.model)?.ids == base[6...].map(\.id))
  }

  @Test func takesTheLargestEntries() throws {
    let scenario = try VaultScenario()
    let tags = (0..<64).map { String(repeating: "é", count: 61) + "\($0)" }
    let line = String(repeating: "l", count: 1024)
    let entry = try Entry(
      title: line, recipient: line, tags: tags,
      text: String(repeating: "x", count: Entry.maximumTextByteCount))
    try scenario.change { try $0.append([entry, VaultScenario.entry(1, text: "small")]) }
    #expect(try scenario.open(.read).entries.first == entry)
  }

  @Test func aSecondWriterIsToldWhoHoldsTheLock() throws {
    let scenario = try VaultScenario()
    let first = try scenario.open(.write)
    do {
      _ = try scenario.open(.write)
      Issue.record("two writers at once")
    } catch VaultError.locked(let path, let holder) {
      #expect(path == VaultScenario.path)
      #expect(holder == LockHolder(process: Syscalls.processID(), host: Syscalls.hostName()))
    }
    #expect(try scenario.open(.read).entries.isEmpty)
    first.close()
    try scenario.open(.write).close()
  }

  @Test(arguments: ["", "x", "12", "12 host", "-1 host\n", "12 ho\u{1B}st\n", "12 a\n\n", "99999999999 h\n"])
  func aNoteThatIsNoneNamesNobody(_ note: String) {
    #expect(WriterLock.holder(Array(note.utf8)) == nil)
  }

  @Test func everyTextOfEveryErrorIsOneLine() {
    let errors: [VaultError] = [
      .alreadyExists(path: "p"), .ambiguousPrefix("ab", matchCount: 2),
      .damaged(path: "p", VaultDamage("f", .missing)),
      .duplicateID(.random()), .emptyPassphrase, .folderNotEmpty(path: "p"), .notAFolder(path: "p"),
      .invalidName,
      .locked(path: "p", nil), .locked(path: "p", LockHolder(process: 4, host: "h")),
      .newerFormat(path: "p", version: 2),
      .noVault(path: "p"), .noSuchEntry("x"), .notOpenForWriting(path: "p"),
      .passwordHash(.outOfMemory(memoryKiB: 5)),
      .prefixTooShort("a"), .storage(FileError(.write, "p", code: 28)),
      .vectorDimension(expected: 1, actual: 2),
      .wrongPassphrase(path: "p"), .wiped(path: "p"),
      .ambiguousSlot("abcd", matchCount: 2), .invalidSlotLabel, .keysChanged(path: "p"), .lastPassphraseSlot,
      .noSuchSlot("abcd"), .notRecoveryWords, .slotNotChosen, .slotPrefixTooShort("a"), .tooManySlots,
      .rollbackSuspected(
        path: "p", Rollback(kind: .older, remembered: nil, found: VaultMoment(commit: 1, time: Timestamp(0)))),
    ]
    for error in errors {
      let explanation = error.explanation
      #expect(!explanation.what.isEmpty && !explanation.what.contains("\n"), "\(error)")
      #expect(explanation.exitCode != .success)
    }
    #expect(VaultError.wrongPassphrase(path: "p").explanation.exitCode == .wrongPassphrase)
    #expect(VaultError.storage(FileError(.write, "p", code: 28)).explanation.exitCode == .storage)
  }
}
