// VaultCheckMeanwhileTests.swift: a check and a salvage while the keys of the vault are changed, and on a
// medium that does not give all of its files: neither raises a false alarm, and neither stops at the first
// thing.

import Crypto
import Testing

@testable import LocalPersona

@Suite("checks beside a change of keys")
struct VaultCheckMeanwhileTests {
  /// What another process does to the keys.
  enum Interference: CaseIterable {
    case changesPassphrase, rekeys

    func act(_ vault: Vault) throws {
      switch self {
      case .changesPassphrase:
        try vault.changePassphrase(to: VaultScenario.secret(VaultScenario.passphrase), cost: .floor)
      case .rekeys:
        try vault.rekey { _ in VaultScenario.secret(VaultScenario.passphrase) }
      }
    }
  }

  /// Files that are those of before until the header was read, and those after the change then.
  private func files(_ interference: Interference) throws -> InterferingFiles {
    let scenario = try VaultScenario()
    try scenario.change(Change.filled)
    let before = scenario.disk.contents
    let vault = try Vault.open(
      at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase), access: .write,
      files: scenario.disk, state: VaultScenario.state)
    try interference.act(vault)
    vault.close()
    let after = scenario.disk.contents
    scenario.disk.contents = before
    return InterferingFiles(scenario.disk, later: after)
  }

  @Test(arguments: Interference.allCases, [true, false])
  func aCheckFindsNothingWrong(_ interference: Interference, full: Bool) throws {
    let report = try Vault.check(
      at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase), full: full,
      files: try files(interference), state: VaultScenario.state)
    #expect(report.isSound && report.expectedEntryCount == 12, "\(report)")
  }

  /// A key that was kept is none any more after a change of the data key, which is no damage either.
  @Test(arguments: Interference.allCases)
  func aCheckWithAKeptKeyFindsNothingWrong(_ interference: Interference) throws {
    let files = try files(interference)
    let vault = try Vault.open(
      at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase), access: .read,
      files: files.disk, state: nil)
    let bytes = VaultScenario.revealed(vault.keys.data)
    let key = SecretBytes(copying: bytes.rawBytes)
    let report = try Vault.check(
      at: VaultScenario.path, dataKey: key, full: true, files: files, state: VaultScenario.state)
    #expect(report?.isSound == (interference == .rekeys ? nil : true))
  }

  @Test(arguments: Interference.allCases)
  func aSalvageBringsEverything(_ interference: Interference) throws {
    let report = try Vault.salvage(
      at: VaultScenario.path, passphrase: VaultScenario.secret(VaultScenario.passphrase),
      into: "/home/rescued", files: try files(interference), state: VaultScenario.state)
    #expect(report.check.isSound && report.savedEntryCount == 12 && report.lostEntryCount == 0, "\(report)")
  }

  /// Who changes the keys overwrites the old header, perhaps while it is read.
  @Test func aHeaderThatIsReadWhileItIsOverwrittenIsNoWipedVault() throws {
    let files = try files(.changesPassphrase)
    let path = "\(VaultScenario.path)/header"
    let after = try #require(files.disk.contents[path]).count
    files.disk.contents[path]?.replaceSubrange(64..., with: [UInt8](repeating: 0, count: after - 64))
    #expect(try Vault.header(at: VaultScenario.path, files: files).name == "test")
  }

  @Test func aWrongPassphraseStaysWrong() throws {
    #expect(throws: VaultError.wrongPassphrase(path: VaultScenario.path)) {
      try Vault.check(
        at: VaultScenario.path, passphrase: VaultScenario.secret("mistyped"), full: false,
        files: try files(.changesPassphrase), state: nil)
    }
  }
}

@Suite("checks on a medium that fails")
struct VaultCheckMediumTests {
  private let sample: TamperSample
  private let parts: [TamperSample.Part]

  init() throws {
    sample = try TamperSample()
    parts = try sample.parts()
  }

  private func check(_ files: FrozenFiles, full: Bool = true) throws -> CheckReport {
    let folder = VaultFolder(path: VaultScenario.path, files: files)
    var check = VaultCheck(folder: folder, isFull: full)
    try check.countFiles()
    try check.run(sample.scenario.header, sample.scenario.keys, memory: nil)
    return check.report
  }

  private func unreadable(_ file: String) -> VaultDamage {
    VaultDamage(file, .unreadable(code: SystemError.inputOutput.code))
  }

  private func entryCount(_ part: TamperSample.Part) -> Int { part.bounds.count - 1 }

  @Test func badSectorsAreNamedAndTheRestIsLookedAt() throws {
    var files = sample.files
    let bad = [parts[0], parts[2]]
    for part in bad { files.unreadable[sample.path(of: part.file)] = 50..<51 }
    let full = try check(files)
    #expect(full.damages == bad.map { unreadable($0.file) })
    #expect(full.expectedEntryCount == 20)
    #expect(full.readableEntryCount == 20 - bad.reduce(0) { $0 + entryCount($1) })
    #expect(try check(files, full: false).damages == full.damages)
  }

  @Test func anUnreadableListOfFilesHidesNoEntry() throws {
    var files = sample.files
    files.unreadable[sample.path(of: "head.1")] = 0..<1
    let full = try check(files)
    #expect(full.damages == [unreadable("head.1")])
    #expect(full.expectedEntryCount == nil && full.readableEntryCount == 20)
    #expect(try check(files, full: false).damages == full.damages)
    files.unreadable[sample.path(of: parts[1].file)] = 50..<51
    let both = try check(files)
    #expect(both.damages == [unreadable("head.1"), unreadable(parts[1].file)])
    #expect(both.readableEntryCount == 20 - entryCount(parts[1]))
  }

  @Test func whatIsNoFileIsNamedByBothChecks() throws {
    let scenario = sample.scenario
    let (file, other) = (parts[0].file, parts[3].file)
    scenario.disk.contents[scenario.path(of: file)] = nil
    try scenario.disk.makeFolder(scenario.path(of: file))
    scenario.disk.contents[scenario.path(of: other)] = nil
    let expected = [VaultDamage(file, .notAFile), VaultDamage(other, .missing)]
    #expect(try scenario.check(full: false).damages == expected)
    let full = try scenario.check()
    #expect(full.damages == expected)
    #expect(full.readableEntryCount == 20 - entryCount(parts[0]) - entryCount(parts[3]))
  }

  @Test func everyDamageButThatOfTheHeaderIsFollowedByASalvage() {
    let problems: [VaultDamage.Problem] = [
      .missing, .notAFile, .truncated(expected: 2, actual: 1), .notAuthentic, .replacedFrames, .malformedHead,
      .changedFrame(number: 0, offset: 1), .misplacedFrame(expected: 0, found: 1, offset: 1),
      .malformedRecord(frame: 0, offset: 1), .unreadable(code: SystemError.inputOutput.code),
    ]
    for problem in problems {
      let damage = VaultDamage("head.1", problem)
      #expect(damage.advice.contains("--salvage") && !damage.sentence.contains("\n"))
      #expect(!VaultDamage("header", problem).advice.contains("--salvage"))
    }
    let failing = FileError(.read, "p", code: SystemError.inputOutput.code).explanation
    #expect(failing.next?.contains("--salvage") == true)
  }

  @Test func everyErrorOfANameOrAFileSaysWhatToDo() {
    let errors: [VaultError] = [
      .invalidName, .invalidSlotLabel, .notOpenForWriting(path: "p"),
      .storage(FileError(.open, "p", code: 40)),
    ]
    for error in errors { #expect(error.explanation.next?.isEmpty == false, "\(error)") }
  }
}
