// VaultScenario.swift: what the tests of the vault share: a vault on a simulated disk that opens
// without a key derivation, and entries to put into it.

import Crypto

@testable import LocalPersona

/// A vault on a simulated disk.
struct VaultScenario {
  static let path = "/home/data/vault"
  static let state = "/home/state"
  static let passphrase = "correct horse battery staple"
  static let model = [UInt8](repeating: 7, count: 32)

  /// Small, so that a few entries need several segments.
  static let segmentByteCount = 2048

  var disk: SimulatedDisk
  let header: VaultHeader
  private let dataKey: [UInt8]

  /// Makes an empty vault.
  init(disk: SimulatedDisk = SimulatedDisk()) throws {
    let vault = try Self.create(on: disk)
    self.disk = disk
    header = vault.header
    dataKey = Self.revealed(vault.keys.data)
    vault.close()
  }

  static func revealed(_ secret: borrowing SecretBytes) -> [UInt8] {
    secret.bytes.withUnsafeBytes { Array($0) }
  }

  static func create(on disk: SimulatedDisk) throws -> Vault {
    try Vault.create(
      at: path, name: "test", passphrase: secret(passphrase), cost: .floor, files: disk, state: state)
  }

  static func secret(_ text: String) -> SecretBytes {
    let bytes = Array(text.utf8)
    return SecretBytes(copying: bytes.rawBytes)
  }

  var folder: VaultFolder { VaultFolder(path: Self.path, files: disk) }

  var keys: VaultKeys { VaultKeys(data: SecretBytes(copying: dataKey.rawBytes)) }

  /// The same vault on an independent copy of the disk.
  func copy() -> VaultScenario {
    var copy = self
    copy.disk = disk.copy()
    return copy
  }

  func open(_ access: Vault.Access = .write, acceptRollback: Bool = false) throws -> Vault {
    let header = try VaultReader.readHeader(folder)
    let vault = try Vault.open(
      folder, header: header, keys: keys, access: access, state: Self.state, acceptRollback: acceptRollback)
    vault.segmentByteCount = Self.segmentByteCount
    return vault
  }

  /// Opens the vault for writing, changes it and closes it.
  func change(_ body: (Vault) throws -> Void) throws {
    let vault = try open()
    defer { vault.close() }
    try body(vault)
  }

  /// Checks every frame of every file.
  func check(full: Bool = true) throws -> CheckReport {
    var check = VaultCheck(folder: folder, isFull: full)
    try check.countFiles()
    do {
      let header = try VaultReader.readHeader(folder)
      try header.authenticate(keys: keys, path: Self.path)
      let memory = RollbackMemory(state: Self.state, vaultID: header.vaultID, files: disk)
      try check.run(header, keys, memory: memory)
    } catch VaultError.damaged(_, let damage) {
      check.add(damage)
    }
    return check.report
  }

  /// The file of the vault with this name, or the only segment that ends so.
  func path(of file: String) -> String { "\(Self.path)/\(file)" }

  /// The names of the segments, in the order of the head.
  func segmentNames() throws -> [String] {
    try VaultReader(folder: folder, header: header).readHead(keys: keys).head.segments.map(\.fileName)
  }

  /// Entries that are told apart by `first`, always the same.
  static func entries(_ count: Int, from first: Int = 0) -> [Entry] {
    (first..<first + count).map { number in
      entry(number, text: "entry \(number) " + String(repeating: "text ", count: 20 + number * 7 % 60))
    }
  }

  static func entry(_ number: Int, text: String) -> Entry {
    let id = EntryID(value: (UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> 14)
    guard let id,
      let entry = try? Entry(
        id: id, written: Timestamp(Int64(number) * 86_400), added: Timestamp(1_700_000_000), kind: .mail,
        title: "title \(number)", recipient: number.isMultiple(of: 2) ? "bob" : nil,
        tags: ["a", "b\(number)"],
        text: text)
    else { preconditionFailure("entry \(number) is not valid") }
    return entry
  }

  /// Vectors of some entries, of four numbers each.
  static func vectors(_ entries: [Entry], offset: Float = 0) -> VectorTable {
    VectorTable(
      fingerprint: model, dimension: 4, ids: entries.map(\.id),
      values: entries.flatMap { entry in (0..<4).map { offset + Float($0) + Float(entry.id.value % 97) } })
  }
}

/// All that a vault holds.
struct VaultContent: Equatable {
  /// What is remembered of a step, but for its time and what tells it from others.
  struct Step: Equatable {
    var action: UndoAction
    var entryCount: Int
    var brought: [EntryID]
    var edited: [EntryID]
    var tags: [EntryID: [String]]
  }

  var entries: [Entry]
  var vectors: VectorTable?

  /// The newest first.
  var steps: [Step]

  /// What commands keep beside the entries.
  var kept: [DerivedKey: [UInt8]] = [:]

  init(_ vault: Vault) throws {
    entries = vault.entries
    vectors = try vault.vectors(model: VaultScenario.model)
    steps = try vault.undoHistory().map { record in
      Step(
        action: record.step.action, entryCount: record.entryCount, brought: record.brought,
        edited: record.edited, tags: record.tags)
    }
    for key in VaultScenario.keptKeys { kept[key] = try vault.derived(key) }
  }
}
