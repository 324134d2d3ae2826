// VaultSalvageTargetTests.swift: the new vault that a salvage makes, the places where it makes none, and what
// is left where a salvage is cut off.

import Crypto
import Testing

@testable import LocalPersona

@Suite("a salvage into a new vault")
struct VaultSalvageTargetTests {
  private static let target = "/home/rescued"
  private let all = VaultScenario.entries(12)

  private func scenario() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    // No lock: the damaged vault may lie where none can be taken.
    scenario.disk.contents[scenario.path(of: "lock")] = nil
    return scenario
  }

  private func salvage(
    _ scenario: VaultScenario, _ passphrase: String = VaultScenario.passphrase,
    into target: String = Self.target
  ) throws -> SalvageReport {
    try Vault.salvage(
      at: VaultScenario.path, passphrase: VaultScenario.secret(passphrase), into: target,
      files: scenario.disk, state: VaultScenario.state)
  }

  private func open(_ scenario: VaultScenario) throws -> Vault {
    try Vault.open(
      at: Self.target, passphrase: VaultScenario.secret(VaultScenario.passphrase), access: .write,
      files: scenario.disk, state: VaultScenario.state)
  }

  /// The files of the damaged vault.
  private func source(_ scenario: VaultScenario) -> [String: [UInt8]] {
    scenario.disk.contents.filter { $0.key.hasPrefix(VaultScenario.path + "/") }
  }

  @Test func bringsAllButTheDamagedIntoAVaultLikeIt() throws {
    let scenario = try scenario()
    let file = try scenario.segmentNames()[0]
    scenario.disk.contents[scenario.path(of: file)]?[200] ^= 1
    let before = source(scenario)
    let report = try salvage(scenario, into: Self.target + "/")
    #expect(source(scenario) == before)
    #expect(report.target == Self.target && report.savedEntryCount == 11 && report.lostEntryCount == 1)
    #expect(report.usesHead && report.unreadable.isEmpty)
    #expect(report.check.isFull && report.check.damages.map(\.file) == [file])
    let vault = try open(scenario)
    #expect(vault.entries == Array(all[1...]))
    #expect(vault.name == scenario.header.name && vault.notices.isEmpty)
    #expect(vault.header.slots.map(\.cost) == scenario.header.slots.map(\.cost))
    #expect(vault.header.vaultID != scenario.header.vaultID)
    try vault.append([all[0]])
    vault.close()
  }

  @Test func takesNoPlaceThatIsNotEmpty() throws {
    let scenario = try scenario()
    scenario.disk.contents["/home/full/letter.txt"] = [1]
    scenario.disk.contents["/home/letter.txt"] = [1]
    try scenario.disk.makeFolder("/home/full")
    let before = scenario.disk.contents
    // The passphrase is wrong: these are refused before it matters.
    let refusals: [(String, VaultError)] = [
      ("/home/full", .folderNotEmpty(path: "/home/full")),
      ("/home/letter.txt", .notAFolder(path: "/home/letter.txt")),
      (VaultScenario.path, .folderNotEmpty(path: VaultScenario.path)),
      (VaultScenario.path + "/new", .folderNotEmpty(path: VaultScenario.path)),
      (VaultScenario.path + "/a/b/", .folderNotEmpty(path: VaultScenario.path)),
    ]
    for (target, error) in refusals {
      #expect(throws: error) { try salvage(scenario, "wrong", into: target) }
    }
    #expect(scenario.disk.contents == before)
  }

  @Test func needsAWholeHeaderAndThePassphrase() throws {
    let scenario = try scenario()
    #expect(throws: VaultError.wrongPassphrase(path: VaultScenario.path)) {
      try salvage(scenario, "another passphrase")
    }
    scenario.disk.contents[scenario.path(of: "header")]?[100] ^= 1
    let damage = VaultDamage("header", .headerHash)
    #expect(throws: VaultError.damaged(path: VaultScenario.path, damage)) { try salvage(scenario) }
    scenario.disk.contents[scenario.path(of: "header")] = nil
    let missing = VaultDamage("header", .missing)
    #expect(throws: VaultError.damaged(path: VaultScenario.path, missing)) { try salvage(scenario) }
    #expect(try scenario.disk.status(of: Self.target) == nil)
  }

  @Test func makesNoVaultWhereNothingIsReadable() throws {
    let scenario = try scenario()
    for file in try scenario.segmentNames() { scenario.disk.contents[scenario.path(of: file)] = nil }
    let report = try salvage(scenario)
    #expect(report.target == nil && report.savedEntryCount == 0 && report.lostEntryCount == 12)
    #expect(try scenario.disk.status(of: Self.target) == nil)
  }

  @Test func namesDamageWithoutAHead() throws {
    let scenario = try scenario()
    let file = try scenario.segmentNames()[0]
    scenario.disk.contents[scenario.path(of: "head.1")]?[100] ^= 1
    scenario.disk.contents[scenario.path(of: file)]?[200] ^= 1
    let report = try salvage(scenario)
    #expect(report.savedEntryCount == 11 && report.lostEntryCount == nil && !report.usesHead)
    #expect(
      report.check.damages == [
        VaultDamage("head.1", .notAuthentic),
        VaultDamage(file, .changedFrame(number: 0, offset: Segment.headerByteCount)),
      ])
    #expect(report.check.readableEntryCount == 11)
  }

  /// Every step fails once in every way.
  @Test(arguments: SimulatedDisk.Fault.allCases)
  func aSalvageThatIsCutOffLeavesAllOrNothing(_ fault: SimulatedDisk.Fault) throws {
    let scenario = try scenario()
    let rehearsal = scenario.copy()
    rehearsal.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    _ = try salvage(rehearsal)
    let stepCount = rehearsal.disk.stepCount
    try #require(stepCount > 20)
    let before = source(scenario)
    for step in 0..<stepCount {
      let copy = scenario.copy()
      copy.disk.start(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)))
      let isAcknowledged = (try? salvage(copy)) != nil
      copy.disk.restart()
      #expect(source(copy) == before, "step \(step), \(fault)")
      let vault = try? open(copy)
      if isAcknowledged { #expect(vault?.entries == all, "step \(step), \(fault)") }
      if let vault { #expect(vault.entries.isEmpty || vault.entries == all, "step \(step), \(fault)") }
      vault?.close()
      guard !isAcknowledged, !fault.endsProcess else { continue }
      // Where the process lived on, it cleaned up, and may try again.
      #expect(try salvage(copy).savedEntryCount == all.count, "step \(step), \(fault)")
    }
    print("vault salvage: \(fault): \(stepCount) cases")
  }
}
