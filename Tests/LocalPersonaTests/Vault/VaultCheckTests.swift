import Testing

@testable import LocalPersona

@Suite("check")
struct VaultCheckTests {
  private let base = VaultScenario.entries(12)

  private func scenario() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    return scenario
  }

  @Test func aSoundVaultIsSound() throws {
    let scenario = try scenario()
    let quick = try scenario.check(full: false)
    #expect(quick.isSound && quick.notices.isEmpty && !quick.isFull)
    #expect(quick.expectedEntryCount == 12 && quick.readableEntryCount == nil)
    let full = try scenario.check()
    #expect(full.isSound && full.isFull && full.expectedEntryCount == 12 && full.readableEntryCount == 12)
    let files = scenario.disk.contents.filter { $0.key.hasPrefix(VaultScenario.path) }
    #expect(full.fileCount == files.count && full.byteCount == files.values.reduce(0) { $0 + $1.count })
  }

  @Test func changesNothing() throws {
    let scenario = try scenario()
    let last = try #require(try scenario.segmentNames().last)
    scenario.disk.contents[scenario.path(of: last)]? += [1, 2, 3]
    let before = scenario.disk.contents
    _ = try scenario.check()
    _ = try scenario.check(full: false)
    #expect(scenario.disk.contents == before)
  }

  @Test func opensWithThePassphraseOnly() throws {
    let scenario = try scenario()
    func check(_ passphrase: String) throws -> CheckReport {
      try Vault.check(
        at: VaultScenario.path, passphrase: VaultScenario.secret(passphrase), full: true,
        files: scenario.disk,
        state: VaultScenario.state)
    }
    #expect(try check(VaultScenario.passphrase).readableEntryCount == 12)
    #expect(throws: VaultError.wrongPassphrase(path: VaultScenario.path)) { try check("other") }
    #expect(throws: VaultError.noVault(path: "/home/data")) {
      try Vault.check(
        at: "/home/data", passphrase: VaultScenario.secret("x"), full: true, files: scenario.disk, state: nil)
    }
  }

  @Test func losesOneEntryForOneChangedByte() throws {
    let scenario = try scenario()
    let reader = VaultReader(folder: scenario.folder, header: scenario.header)
    let stream = try reader.readHead(keys: scenario.keys).head.streams[0]
    for segment in stream.segments {
      let path = scenario.path(of: segment.fileName)
      let bytes = try #require(scenario.disk.contents[path])
      for offset in stride(from: 0, to: bytes.count, by: 29) {
        let copy = scenario.copy()
        copy.disk.contents[path]?[offset] ^= 0x10
        let report = try copy.check()
        #expect(report.damages.map(\.file) == [segment.fileName])
        #expect(report.readableEntryCount == (offset < Segment.headerByteCount ? 12 : 11), "byte \(offset)")
      }
    }
  }

  @Test func countsWhatATruncationLeaves() throws {
    let scenario = try scenario()
    let segment = try #require(
      try VaultReader(folder: scenario.folder, header: scenario.header).readHead(keys: scenario.keys).head
        .segments.first)
    let path = scenario.path(of: segment.fileName)
    scenario.disk.contents[path]?.removeLast(1)
    let full = try scenario.check()
    #expect(
      full.damages == [
        VaultDamage(segment.fileName, .truncated(expected: segment.byteCount, actual: segment.byteCount - 1))
      ])
    #expect(full.readableEntryCount == 11)
    #expect(try scenario.check(full: false).damages == full.damages)
    scenario.disk.contents[path] = nil
    let missing = try scenario.check()
    #expect(missing.damages == [VaultDamage(segment.fileName, .missing)])
    #expect(missing.readableEntryCount == 12 - Int(segment.frameCount))
  }

  @Test func countsEntriesWithoutAHead() throws {
    let scenario = try scenario()
    scenario.disk.contents[scenario.path(of: "head.1")]?[100] ^= 1
    let report = try scenario.check()
    #expect(report.damages == [VaultDamage("head.1", .notAuthentic)])
    #expect(report.expectedEntryCount == nil && report.readableEntryCount == 12)
  }

  @Test func countsLostVectorsApart() throws {
    let scenario = try scenario()
    let last = try #require(try scenario.segmentNames().last)
    scenario.disk.contents[scenario.path(of: last)]?[300] ^= 1
    let report = try scenario.check()
    #expect(report.damages.map(\.file) == [last])
    #expect(report.readableEntryCount == 12 && report.lostVectorFrameCount == 1)
    let words = HistoryMessages.stillReadable(report)
    #expect(words.contains("12 of 12 entries; beside them 1 piece of other data is lost"))
  }

  @Test func namesADamagedHeader() throws {
    let scenario = try scenario()
    scenario.disk.contents[scenario.path(of: "header")]?[90] ^= 1
    #expect(try scenario.check().damages == [VaultDamage("header", .headerHash)])
    scenario.disk.contents[scenario.path(of: "header")] = nil
    #expect(try scenario.check().damages == [VaultDamage("header", .missing)])
  }

  @Test func tellsOfFilesThatAreNotTheVaults() throws {
    let scenario = try scenario()
    scenario.disk.contents[scenario.path(of: "notes.txt")] = [1]
    scenario.disk.contents[scenario.path(of: String(repeating: "ab", count: 16))] = [1]
    #expect(try scenario.check().notices == [.unknownFiles(count: 1), .leftovers(count: 1)])
    #expect(try scenario.check().isSound)
    let vault = try scenario.open(.write)
    #expect(vault.notices == [.leftoversRemoved(count: 1)])
    #expect(scenario.disk.contents[scenario.path(of: "notes.txt")] == [1])
  }
}

@Suite("wipe")
struct VaultWipeTests {
  private func scenario() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    return scenario
  }

  private func wipe(_ scenario: VaultScenario, progress: (Int, Int) -> Void = { _, _ in }) throws {
    try Vault.wipe(
      at: VaultScenario.path, files: scenario.disk, state: VaultScenario.state, progress: progress)
  }

  @Test func leavesNothing() throws {
    let scenario = try scenario()
    try scenario.change { vault in
      try vault.append(VaultScenario.entries(1, from: 50), as: UndoStep(.add))
      for key in VaultScenario.keptKeys { try vault.store(derived: Array(key.name.utf8), for: key) }
    }
    let inventory = try Vault.wipeInventory(
      at: VaultScenario.path, files: scenario.disk, state: VaultScenario.state)
    #expect(Set(inventory.map(\.path)) == Set(scenario.disk.contents.keys).union([VaultScenario.path]))
    #expect(
      inventory.first
        == WipeItem(
          path: scenario.path(of: "header"), byteCount: scenario.header.bytes.count, treatment: .overwritten))
    var steps: [(Int, Int)] = []
    try wipe(scenario) { steps.append(($0, $1)) }
    #expect(scenario.disk.contents.isEmpty)
    #expect(try scenario.disk.status(of: VaultScenario.path) == nil)
    #expect(steps.last.map { $0.0 == $0.1 } == true)
    #expect(throws: VaultError.noVault(path: VaultScenario.path)) { try wipe(scenario) }
    // The place can be used again.
    try VaultScenario.create(on: scenario.disk).append(VaultScenario.entries(1))
  }

  @Test func overwritesTheKeysWhereTheyLie() throws {
    let scenario = try scenario()
    let header = scenario.header.bytes
    // The process is killed right after the overwriting: lock, write, synchronise.
    scenario.disk.start(SimulatedDisk.Plan(step: 3, fault: .kill))
    #expect(throws: VaultError.self) { try wipe(scenario) }
    scenario.disk.restart()
    let left = try #require(scenario.disk.contents[scenario.path(of: "header")])
    #expect(left.count == header.count)
    #expect(left[..<64] == header[..<64] && left[64...].allSatisfy { $0 == 0 })
    #expect(throws: VaultError.wiped(path: VaultScenario.path)) {
      try Vault.header(at: VaultScenario.path, files: scenario.disk)
    }
    try wipe(scenario)
    #expect(scenario.disk.contents.isEmpty)
  }

  @Test func leavesFilesThatAreNotTheVaults() throws {
    let scenario = try scenario()
    scenario.disk.contents[scenario.path(of: "notes.txt")] = [1]
    try wipe(scenario)
    #expect(scenario.disk.contents == [scenario.path(of: "notes.txt"): [1]])
  }

  /// Whoever waited for the lock may make its file anew before the folder is removed.
  @Test func isDoneWhereOnlyAnothersLockIsLeft() throws {
    let scenario = try scenario()
    let lock = scenario.path(of: "lock")
    scenario.disk.recreate(lock)
    try wipe(scenario)
    #expect(Array(scenario.disk.contents.keys) == [lock])
    #expect(throws: VaultError.noVault(path: VaultScenario.path)) { try wipe(scenario) }
  }

  @Test func listsWhatHoldsKeysFirstAndTheHeaderLastOfIt() throws {
    let scenario = try scenario()
    for name in ["header.new", "header.old"] { scenario.disk.contents[scenario.path(of: name)] = [1, 2] }
    let inventory = try Vault.wipeInventory(at: VaultScenario.path, files: scenario.disk, state: nil)
    let names = inventory.prefix { $0.treatment == .overwritten }.map(\.path)
    #expect(names == ["header.new", "header.old", "header"].map { scenario.path(of: $0) })
    try wipe(scenario)
    #expect(scenario.disk.contents.isEmpty)
  }

  @Test func needsNoWholeHeader() throws {
    let scenario = try scenario()
    scenario.disk.contents[scenario.path(of: "header")] = [1, 2, 3]
    try wipe(scenario)
    #expect(scenario.disk.contents.keys.allSatisfy { $0.hasPrefix(VaultScenario.state) })
  }

  @Test func waitsForNoWriterForEver() throws {
    let scenario = try scenario()
    let writer = try scenario.open(.write)
    #expect(throws: VaultError.self) { try wipe(scenario) }
    #expect(try scenario.open(.read).entries.count == 12)
    writer.close()
  }

  @Test func doesNotTouchAFolderThatIsNoVault() throws {
    let disk = SimulatedDisk()
    disk.contents["/home/letter.txt"] = [1]
    #expect(throws: VaultError.noVault(path: "/home")) {
      try Vault.wipe(at: "/home", files: disk, state: nil)
    }
    #expect(throws: VaultError.noVault(path: "/none")) {
      try Vault.wipe(at: "/none", files: disk, state: nil)
    }
    #expect(disk.contents == ["/home/letter.txt": [1]])
  }
}
