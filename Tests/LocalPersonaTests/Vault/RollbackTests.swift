import Testing

@testable import LocalPersona

@Suite("rollback")
struct RollbackTests {
  private let base = VaultScenario.entries(6)

  /// The kind of rollback that opening suspects; nil where it opens.
  private func suspicion(_ scenario: VaultScenario, _ access: Vault.Access = .read) throws -> Rollback.Kind? {
    do {
      try scenario.open(access).close()
      return nil
    } catch VaultError.rollbackSuspected(_, let rollback) {
      return rollback.kind
    }
  }

  /// Puts the files of the vault back to what they were, but not what is remembered of it.
  private func restore(_ scenario: VaultScenario, _ files: [String: [UInt8]]) {
    let isVault: (String) -> Bool = { $0.hasPrefix(VaultScenario.path) }
    var contents = scenario.disk.contents.filter { !isVault($0.key) }
    contents.merge(files.filter { isVault($0.key) }) { $1 }
    scenario.disk.contents = contents
  }

  @Test(arguments: [Vault.Access.read, .write])
  func anOlderVaultIsNotOpenedSilently(_ access: Vault.Access) throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(Array(base[..<3])) }
    let old = scenario.disk.contents
    try scenario.change { try $0.append(Array(base[3...])) }
    restore(scenario, old)
    #expect(try suspicion(scenario, access) == .older)
    #expect(try scenario.check().rollback?.kind == .older)
    #expect(try !scenario.check().isSound)
    // Accepted once, it is what is remembered.
    let vault = try scenario.open(access, acceptRollback: true)
    #expect(vault.entries == Array(base[..<3]))
    #expect(vault.notices.count == 1)
    vault.close()
    #expect(try suspicion(scenario, .read) == nil)
  }

  @Test func bothNumbersAreTold() throws {
    let scenario = try VaultScenario()
    let old = scenario.disk.contents
    try scenario.change { try $0.append(base) }
    restore(scenario, old)
    do {
      _ = try scenario.open(.read)
      Issue.record("opened")
    } catch VaultError.rollbackSuspected(_, let rollback) {
      #expect(rollback.remembered?.commit == 2 && rollback.found.commit == 1)
    }
  }

  @Test func removedEntriesDoNotComeBackByAnOldCopy() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(base) }
    let old = scenario.disk.contents
    try scenario.change { try $0.remove([base[0].id]) }
    restore(scenario, old)
    #expect(try suspicion(scenario) == .older)
  }

  @Test func twoCopiesThatWereBothWrittenToAreNoticed() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(base) }
    let twin = scenario.copy()
    try scenario.change { try $0.append(VaultScenario.entries(1, from: 50)) }
    try twin.change { try $0.append(VaultScenario.entries(1, from: 60)) }
    restore(scenario, twin.disk.contents)
    #expect(try suspicion(scenario) == .diverged)
  }

  @Test func aVaultThatComesFromAnotherMachineNewerIsTaken() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(Array(base[..<3])) }
    let elsewhere = scenario.copy()
    try elsewhere.change { try $0.append(Array(base[3...])) }
    restore(scenario, elsewhere.disk.contents)
    #expect(try suspicion(scenario) == nil)
    #expect(try scenario.open(.read).entries == base)
  }

  @Test func olderKeySlotsAreNoticed() throws {
    let scenario = try VaultScenario()
    let path = scenario.path(of: "header")
    let old = try #require(scenario.disk.contents[path])
    var header = scenario.header
    header.revision += 1
    scenario.disk.contents[path] = header.encode(keys: scenario.keys)
    #expect(try suspicion(scenario) == nil)
    scenario.disk.contents[path] = old
    #expect(try suspicion(scenario) == .olderKeySlots)
  }

  @Test func anUnreadableMemoryIsToldAndReplaced() throws {
    let scenario = try VaultScenario()
    let memory = try #require(scenario.disk.contents.keys.first { $0.hasPrefix(VaultScenario.state) })
    for garbage: [UInt8] in [[], [1, 2, 3], [UInt8](repeating: 7, count: 500)] {
      scenario.disk.contents[memory] = garbage
      #expect(try scenario.open(.read).notices == [.memoryUnreadable])
      #expect(try scenario.open(.read).notices.isEmpty)
    }
    var changed = try #require(scenario.disk.contents[memory])
    changed[60] ^= 1
    scenario.disk.contents[memory] = changed
    #expect(try scenario.open(.read).notices == [.memoryUnreadable])
  }

  @Test func whatIsRememberedSaysNothingWithoutTheKey() throws {
    let scenario = try VaultScenario()
    let memory = RollbackMemory(
      state: VaultScenario.state, vaultID: scenario.header.vaultID, files: scenario.disk)
    #expect(scenario.disk.contents[memory.path]?.count == 16 + 48 + 40)
    let other = try VaultScenario()
    #expect(memory.recall(epoch: 1, keys: other.keys) == .unreadable)
    #expect(memory.recall(epoch: 2, keys: scenario.keys) == .earlierKey)
    #expect(memory.recall(epoch: 0, keys: scenario.keys) == .laterKey)
  }

  @Test func withoutAMemoryOlderCopiesOpen() throws {
    // The honest limit: what is authentic and remembered nowhere cannot be recognised.
    let scenario = try VaultScenario()
    let old = scenario.disk.contents
    try scenario.change { try $0.append(base) }
    scenario.disk.contents = old
    #expect(try suspicion(scenario) == nil)
  }

  @Test func anOldHeadBesideNewerSegmentsIsNoticedWithoutAMemory() throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(Array(base[..<2])) }
    let headPath = scenario.path(of: "head.1")
    let oldHead = scenario.disk.contents[headPath]
    let oldMemory = scenario.disk.contents.filter { $0.key.hasPrefix(VaultScenario.state) }
    for entry in base[2...] { try scenario.change { try $0.append([entry]) } }
    let newest = scenario.disk.contents
    scenario.disk.contents[headPath] = oldHead
    for (path, bytes) in oldMemory { scenario.disk.contents[path] = bytes }
    #expect(try suspicion(scenario, .write) == .newerSegment)
    // Nothing was thrown away by looking: with its head, all is there.
    scenario.disk.contents[headPath] = newest[headPath]
    #expect(try scenario.open(.write).entries == base)
  }

  @Test func aStateFolderThatCannotBeWrittenIsNoReasonToFail() throws {
    let scenario = try VaultScenario()
    let copy = scenario.copy()
    copy.disk.contents = copy.disk.contents.filter { $0.key.hasPrefix(VaultScenario.path) }
    let header = try VaultReader.readHeader(copy.folder)
    let vault = try Vault.open(
      copy.folder, header: header, keys: copy.keys, access: .write, state: copy.path(of: "header"),
      acceptRollback: false)
    guard case .memoryNotKept = vault.notices.first else {
      Issue.record("\(vault.notices)")
      return
    }
    try vault.append(base)
    #expect(vault.notices.count == 1)
  }
}
