// ModelStore.swift: the models of this user, by name: finding them, and making sure that they are what they
// were when they were added.
//
// One folder for each model, named after it, with the files and the note model.json. Models are public data:
// nothing here is encrypted, and a wipe of the vault does not touch it.

internal import Inference

/// The folder that models live in.
public struct ModelStore: Sendable {
  /// The name of the note in each model's folder.
  static let recordName = "model.json"

  /// A note of this size would name 100 files.
  static let maximumRecordByteCount = 64 << 10

  /// The folder; made when the first model is added.
  public let folder: String

  let files: any FileStore

  /// The store in `folder`.
  public init(folder: String) { self.init(folder: folder, files: POSIXFileStore()) }

  /// The store in `folder`, with file operations of the caller's choice.
  init(folder: String, files: any FileStore) {
    self.folder = folder
    self.files = files
  }

  /// The name that a model has unless the user chooses another.
  public static func defaultName(for role: ModelRole) -> String {
    switch role {
    case .decoder: "smollm2"
    case .encoder: "minilm"
    }
  }

  /// All models, by name.
  ///
  /// Files are not looked at.
  ///
  /// - Throws: ``ModelStoreError/damagedRecord(name:)``, `FileError`.
  public func list() throws -> [ModelRecord] {
    try names().map { try info($0) }
  }

  /// The model with this name.
  ///
  /// Its files are not looked at.
  ///
  /// - Throws: ``ModelStoreError/notFound(name:known:)``, ``ModelStoreError/damagedRecord(name:)``,
  ///   ``ModelStoreError/invalidName(_:)``, `FileError`.
  public func info(_ name: String) throws -> ModelRecord {
    guard Self.isValidName(name) else { throw ModelStoreError.invalidName(name) }
    let place = folder + "/" + name
    let note = place + "/" + Self.recordName
    guard try files.status(of: place)?.kind == .folder, try files.status(of: note) != nil else {
      throw ModelStoreError.notFound(name: name, known: try names())
    }
    let bytes = try files.read(note, from: 0, maximumByteCount: Self.maximumRecordByteCount)
    guard let stored = try? JSONValue.parse(bytes), let record = ModelRecord(stored: stored, folder: place),
      record.name == name
    else { throw ModelStoreError.damagedRecord(name: name) }
    return record
  }

  /// The model to use for `role`, made sure to be unchanged.
  ///
  /// - Parameters:
  ///   - name: The user's choice; nil for the default one, or for the only one there is.
  ///   - role: What it has to do.
  /// - Returns: Its record.
  /// - Throws: What ``info(_:)`` throws; ``ModelStoreError`` where none or several could be meant, where
  ///   the model does something else, where a file changed or is gone.
  public func resolve(name: String?, role: ModelRole) throws -> ModelRecord {
    let record = try info(name ?? chosenName(for: role))
    guard record.role == role else {
      throw ModelStoreError.wrongRole(name: record.name, wanted: role, actual: record.role)
    }
    return try verifyUnchanged(record)
  }

  /// Removes a model: its folder with everything in it.
  ///
  /// The file of a linked model stays.
  ///
  /// - Throws: ``ModelStoreError/notFound(name:known:)``, ``ModelStoreError/invalidName(_:)``, `FileError`.
  public func remove(_ name: String) throws {
    guard Self.isValidName(name) else { throw ModelStoreError.invalidName(name) }
    let place = folder + "/" + name
    guard try files.status(of: place)?.kind == .folder else {
      throw ModelStoreError.notFound(name: name, known: try names())
    }
    // Renamed first, so that a model is there either whole or not at all.
    let rest = temporaryFolder(for: name)
    try files.rename(place, to: rest)
    try removeTree(rest)
    try files.synchronizeFolder(folder)
  }

  /// 1 to 64 of `a-z 0-9 . _ -`, beginning with a letter or a digit.
  static func isValidName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    // Plugs lie in a folder of that name beside the models.
    return (1...64).contains(bytes.count) && name != "plugs" && isLetterOrDigit(bytes[0])
      && bytes.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// The names of all models.
  ///
  /// A folder without a note is none: a copy may be under way.
  private func names() throws -> [String] {
    guard try files.status(of: folder) != nil else { return [] }
    return try files.list(folder).filter { name in
      try Self.isValidName(name) && files.status(of: "\(folder)/\(name)/\(Self.recordName)") != nil
    }
  }

  private func chosenName(for role: ModelRole) throws -> String {
    let all = try self.names()
    if all.contains(Self.defaultName(for: role)) { return Self.defaultName(for: role) }
    // A damaged note of a model that nobody asked for is no reason to fail.
    let names = all.filter { (try? info($0))?.role == role }
    guard let first = names.first else { throw ModelStoreError.noneInstalled(role) }
    guard names.count == 1 else { throw ModelStoreError.ambiguous(role, names: names) }
    return first
  }

  /// Compares the files with the note: as long as the file system reports no change their content is
  /// trusted; otherwise it is hashed again, and a file that was only moved or touched is noted anew.
  func verifyUnchanged(_ record: ModelRecord) throws -> ModelRecord {
    var record = record
    var isTouched = false
    for index in record.files.indices {
      let file = record.files[index]
      guard let identity = ModelFileCalls.identity(of: file.path) else {
        throw ModelStoreError.fileMissing(name: record.name, file: file.path)
      }
      guard identity != file.identity else { continue }
      guard identity.byteCount == file.byteCount, try ModelFingerprint.ofFile(file.path) == file.sha256 else {
        throw ModelStoreError.changed(name: record.name, file: file.path)
      }
      record.files[index].identity = identity
      isTouched = true
    }
    let packed = unchangedPacked(record.packed)
    if packed != record.packed {
      record.packed = packed
      isTouched = true
    }
    // Only saves the next hashing: a store that cannot be written to is no reason to fail.
    if isTouched { try? write(record, in: folder + "/" + record.name) }
    return record
  }
}
