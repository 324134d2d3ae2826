import Crypto
import Foundation
import Testing

@testable import LocalPersona

@Suite("backups")
struct BackupTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  /// Writes a backup as the command does, and returns its path.
  private func backup(_ entries: [Entry], isArmored: Bool = false) throws -> String {
    let path = "\(folder.path)/\(entries.count)-\(isArmored).age"
    try Exporter(files: POSIXFileStore()).writeBackup(
      entries, manifest: BackupManifest(of: entries, vault: "demo", made: Timestamp(1_700_000_000)),
      sealing: try AgeSample.sealing(isArmored: isArmored), to: path)
    return path
  }

  private func read(_ path: String) throws -> Backup { try BackupReader(keys: AgeSample.keys).read(path) }

  /// Encrypts `lines`, each with a line feed, and reads them as a backup.
  private func read(lines: [String]) throws -> Backup {
    try read(try folder.write("made.age", try AgeSample.file(lines.map { $0 + "\n" }.joined())))
  }

  private var madePath: String { "\(folder.path)/made.age" }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func bringBackEveryFieldOfRandomEntriesInTheirOrder(seed: UInt64) throws {
    let entries = try AgeSample.entries(40, seed: seed)
    let backup = try read(try backup(entries, isArmored: seed % 2 == 0))
    #expect(AgeSample.areSame(backup.entries, entries))
    #expect(backup.manifest == BackupManifest(of: entries, vault: "demo", made: Timestamp(1_700_000_000)))
    #expect(try read(try self.backup([])).entries.isEmpty)
  }

  /// Other programs can make and check one.
  @Test func sayWhatTheyHold() throws {
    let entries = [
      try Entry(kind: .note, text: "a"), try Entry(kind: .mail, text: "b"), try Entry(kind: .note, text: "c"),
    ]
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try backup(entries))))
    let content = try AgeSample.content(of: bytes)
    let end = try #require(content.firstIndex(of: UInt8(ascii: "\n")))
    let rest = Array(content[(end + 1)...])
    let hash = SHA256.hash(of: rest).map { String(format: "%02x", $0) }.joined()
    #expect(
      String(decoding: content[..<end], as: UTF8.self)
        == #"{"format":"persona-backup-1","vault":"demo","made":"2023-11-14T22:13:20Z","entries":3,"#
        + #""sha256":"\#(hash)","kinds":{"mail":1,"note":2}}"#)
    #expect(String(decoding: rest, as: UTF8.self) == entries.map(Exporter.line).joined())
  }

  // MARK: What is no backup

  @Test func areToldFromOtherFiles() throws {
    let plain = try folder.write("plain.jsonl", "{\"text\":\"a\"}\n")
    #expect(throws: BackupError.notEncrypted(path: plain)) { try read(plain) }
    for lines in [[], [""], ["{\"text\":\"a\"}"], ["no JSON"], ["{\"format\":\"other\"}"]] {
      #expect(throws: BackupError.notBackup(path: madePath)) { try read(lines: lines) }
    }
    #expect(throws: BackupError.newerFormat(path: madePath, format: "persona-backup-2")) {
      try read(lines: ["{\"format\":\"persona-backup-2\",\"new\":true}"])
    }
    #expect(throws: ImportError.notFound(path: "\(folder.path)/none")) { try read("\(folder.path)/none") }
  }

  @Test(arguments: ["vault", "made", "entries", "sha256", "kinds"])
  func needEveryMemberOfTheManifest(member: String) throws {
    let manifest = BackupManifest(of: [], vault: "demo")
    let value = try JSONValue.parse(Array(manifest.line.utf8))
    for other: JSONValue? in [nil, .bool(true), .integer(-1), .string("x")] {
      guard member != "vault" || other?.string == nil else { continue }
      let members = try #require(value.object).compactMap { name, value in
        name == member ? other.map { (name, $0) } : (name, value)
      }
      #expect(throws: BackupError.invalidManifest(path: madePath, field: member)) {
        try read(lines: [JSONValue.object(members).text])
      }
    }
  }

  @Test func mustHoldWhatTheirManifestSays() throws {
    let entries = try AgeSample.entries(3, seed: 5)
    let lines = entries.map { String(Exporter.line(of: $0).dropLast()) }
    let manifest = String(BackupManifest(of: entries, vault: "demo").line.dropLast())
    #expect(try read(lines: [manifest] + lines).entries.count == 3)

    #expect(throws: BackupError.wrongCount(path: madePath, expected: 3, actual: 2)) {
      try read(lines: [manifest] + lines.dropLast())
    }
    #expect(throws: BackupError.wrongHash(path: madePath)) {
      try read(lines: [manifest] + lines.reversed())
    }
    var kinds = BackupManifest(of: entries, vault: "demo")
    kinds.kinds[0].count += 1
    let wrongKinds = String(kinds.line.dropLast())
    #expect(throws: BackupError.wrongKinds(path: madePath)) { try read(lines: [wrongKinds] + lines) }
    let fourth = ImportSite(path: madePath, line: 4)
    let second = ImportSite(path: madePath, line: 2)
    #expect(throws: BackupError.invalidEntry(fourth, .repeatedID(entries[0].id, first: second))) {
      try read(lines: [manifest, lines[0], lines[1], lines[0]])
    }
  }

  @Test(arguments: [
    (
      #"{"written":"2025-03-08","added":"2025-03-08","kind":"note","text":"a"}"#,
      ImportProblem.missingField("id")
    ),
    (#"{"id":"0123456789","added":"2025-03-08","kind":"note","text":"a"}"#, .missingField("written")),
    (#"{"id":"0123456789","written":"2025-03-08","kind":"note","text":"a"}"#, .missingField("added")),
    (#"{"id":"0123456789","written":"2025-03-08","added":"2025-03-08","text":"a"}"#, .missingField("kind")),
    (
      #"{"id":"0123456789","written":"2025-03-08","added":"2025-03-08","kind":"note"}"#, .missingField("text")
    ),
    (
      #"{"id":"0123456789","written":"2025-03-08","added":"2025-03-08","kind":"note","text":" "}"#,
      .entry(.emptyText)
    ),
    ("", .invalidJSON(.unexpectedEnd(offset: 0))),
  ])
  func takeNoEntryOfWhichSomethingIsMissing(line: String, problem: ImportProblem) throws {
    let manifest = String(BackupManifest(of: [], vault: "demo").line.dropLast())
    #expect(throws: BackupError.invalidEntry(ImportSite(path: madePath, line: 2), problem)) {
      try read(lines: [manifest, line])
    }
  }

  @Test func loseNoFieldWithoutAWord() throws {
    let manifest = String(BackupManifest(of: [], vault: "demo").line.dropLast())
    let line =
      #"{"id":"0123456789","written":"2025-03-08","added":"2025-03-08","kind":"note","text":"a","mood":1}"#
    #expect(throws: BackupError.unknownField(ImportSite(path: madePath, line: 2))) {
      try read(lines: [manifest, line])
    }
  }

  @Test func giveNothingWhereAnyByteWasChangedOrCutOff() throws {
    let entries = [try Entry(text: "a"), try Entry(text: "b")]
    let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try backup(entries))))
    for index in sound.indices {
      var changed = sound
      changed[index] ^= 1 << UInt8(index % 8)
      let path = try folder.write("changed.age", changed)
      #expect(throws: (any Error).self, "byte \(index)") { try read(path) }
      let cut = try folder.write("cut.age", Array(sound.prefix(index)))
      #expect(throws: (any Error).self, "\(index) bytes") { try read(cut) }
    }
  }

  @Test func stopWhenToldTo() throws {
    struct Stop: Error {}
    let path = try backup(try AgeSample.entries(5, seed: 6))
    let reader = BackupReader(keys: AgeSample.keys) { if $0 == 3 { throw Stop() } }
    #expect(throws: Stop.self) { try reader.read(path) }
  }
}

@Suite("restoring")
struct RestorePlanTests {
  @Test func bringsBackWhatIsMissingAndChangesNothing() throws {
    let saved = try AgeSample.entries(6, seed: 11)
    let edited = try Entry(id: saved[1].id, text: "edited since")
    // Another entry that says the same is not the one that was saved.
    let twin = try Entry(text: saved[4].text)
    let plan = RestorePlan(saved, existing: [saved[0], edited, twin, saved[5]])
    #expect(AgeSample.areSame(plan.entries, [saved[2], saved[3], saved[4]]))
    #expect(plan.sameCount == 2 && plan.differentCount == 1)
    #expect(RestorePlan(saved, existing: saved).entries.isEmpty)
    #expect(AgeSample.areSame(RestorePlan(saved, existing: []).entries, saved))
  }

  /// The whole way, through a vault: saved, destroyed, restored into another one.
  @Test func bringsAWholeVaultBackIntoANewOne() throws {
    let entries = try AgeSample.entries(60, seed: 12)
    let first = try VaultScenario()
    try first.change { try $0.append(entries) }
    let folder = try ImportFolder()
    let old = try first.open(.read)
    try Exporter(files: POSIXFileStore()).writeBackup(
      old.entries, manifest: BackupManifest(of: old.entries, vault: old.name),
      sealing: try AgeSample.sealing(), to: "\(folder.path)/out.age")
    let backup = try BackupReader(keys: AgeSample.keys).read("\(folder.path)/out.age")
    let second = try VaultScenario()
    try second.change { try $0.append(RestorePlan(backup.entries, existing: $0.entries).entries) }
    #expect(AgeSample.areSame(try second.open(.read).entries, entries))
  }
}

@Suite("messages of age files")
struct AgeMessagesTests {
  /// Every message is one line that begins with what is wrong, and says where if there is a where.
  @Test func sayWhatAndWhere() {
    let path = "/home/somebody/history.age"
    let errors: [any Explained] = [
      AgeFileError.notOpened(path: path, .payloadNotAuthentic(chunk: 3)), AgeFileError.noKeys(path: path),
      AgeFileError.needsIdentity(path: path), AgeFileError.needsPassphrase(path: path),
      AgeFileError.unreadableIdentity(path: path, CallError(code: 2)),
      AgeFileError.exposedIdentity(path: path), AgeFileError.identityTooLong(path: path, limit: 1 << 20),
      AgeFileError.invalidIdentity(path: path, .noIdentities), AgeFileError.isBackup(path: path),
      BackupError.noVault(path: path), BackupError.notEncrypted(path: path),
      BackupError.notBackup(path: path), BackupError.newerFormat(path: path, format: "persona-backup-2"),
      BackupError.invalidManifest(path: path, field: "made"),
      BackupError.invalidEntry(ImportSite(path: path, line: 2), .notAnObject),
      BackupError.unknownField(ImportSite(path: path, line: 2)),
      BackupError.wrongCount(path: path, expected: 2, actual: 1), BackupError.wrongHash(path: path),
      BackupError.wrongKinds(path: path),
    ]
    for error in errors {
      let explanation = error.explanation
      #expect(explanation.what.contains(path), "\(explanation)")
      #expect(!explanation.what.contains("\n") && explanation.what.last != ".", "\(explanation)")
    }
  }

  /// Damage to a file is neither a wrong command line nor a fault of the disk.
  @Test func tellDamageFromAWrongPassphrase() {
    let damaged = AgeFileError.notOpened(path: "a", .headerNotAuthentic).explanation
    let wrong = AgeFileError.notOpened(path: "a", .wrongPassphrase).explanation
    #expect(damaged.exitCode == .invalidInput && wrong.exitCode == .invalidInput)
    #expect(damaged.next != wrong.next)
  }

  @Test func nameTheOptionsOfTheRightPassphrase() {
    for error in [PassphraseError.twoSources, .unreadableDescriptor(4), .cannotAsk(becauseOfNoInput: true)] {
      let explanation = AgeFileError.noPassphrase(error).explanation
      #expect("\(explanation)".contains("--age-passphrase-"), "\(explanation)")
      #expect(!"\(explanation)".contains("--passphrase-"), "\(explanation)")
    }
  }
}
