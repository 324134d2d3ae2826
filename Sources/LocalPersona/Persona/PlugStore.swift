// PlugStore.swift: the plugs of this user, by name, in the folder `plugs` inside that of the models.
//
// One file for each, NAME.plug. Plugs of the population are public data, as models are: nothing here is
// encrypted, and a wipe of the vault does not touch it. What was learned from one person is in the vault.

private import Crypto

/// The folder that plugs live in.
struct PlugStore: Sendable {
  /// A plug in the store.
  struct Item: Equatable, Sendable {
    /// The name it goes by here, which may differ from the one in the file.
    var name: String

    var path: String

    /// SHA-256 of the file, 32 bytes.
    var sha256: [UInt8]

    var byteCount: Int

    var document: PlugDocument
  }

  private static let suffix = ".plug"
  private static let temporaryPrefix = ".incomplete-"

  /// The folder; made when the first plug is added.
  let folder: String

  private let files: any FileStore

  /// The store in `folder`.
  init(folder: String, files: any FileStore = POSIXFileStore()) {
    self.folder = folder
    self.files = files
  }

  /// All plugs, by name.
  ///
  /// - Throws: What ``info(_:)`` throws for the first that cannot be used.
  func list() throws -> [Item] { try names().map { try info($0) } }

  /// The names of all plugs, whatever state their files are in.
  func names() throws -> [String] {
    guard try files.status(of: folder) != nil else { return [] }
    return try files.list(folder).compactMap { file in
      guard file.hasSuffix(Self.suffix) else { return nil }
      let name = String(file.dropLast(Self.suffix.count))
      return ModelStore.isValidName(name) ? name : nil
    }
  }

  /// The plug with this name, read and checked.
  ///
  /// - Throws: ``PlugStoreError/notFound(name:known:)``, ``PlugStoreError/invalidName(_:)``,
  ///   ``PlugStoreError/damaged(name:cause:)``, `FileError`.
  func info(_ name: String) throws -> Item {
    let path = try existingPath(of: name)
    let bytes = try files.read(path, from: 0, maximumByteCount: PlugFile.maximumByteCount + 1)
    do throws(PlugFileError) {
      return try item(name, bytes)
    } catch {
      throw PlugStoreError.damaged(name: name, cause: error)
    }
  }

  /// The plug for the language model with this fingerprint; the first by name where there are several, nil
  /// where there is none.
  ///
  /// - Throws: ``PlugStoreError/damaged(name:cause:)`` where none fits but one cannot be read, which may
  ///   have been it; `FileError`.
  func plug(for decoderFingerprint: [UInt8]) throws -> PlugDocument? {
    var damage: PlugStoreError?
    for name in try names() {
      do {
        let document = try info(name).document
        if document.isMade(forDecoder: decoderFingerprint) { return document }
      } catch let error as PlugStoreError {
        damage = damage ?? error
      }
    }
    if let damage { throw damage }
    return nil
  }

  /// What the plug with this fingerprint is called here; nil where none that can be read has it.
  func name(ofPlugWith fingerprint: [UInt8]) -> String? {
    (try? names())?.first { (try? info($0).document.fingerprint) == fingerprint }
  }

  /// Checks the plug at `path` and copies it into the store.
  ///
  /// It is there whole or not at all, whatever happens in between. Adding the same plug again changes
  /// nothing.
  ///
  /// - Parameters:
  ///   - path: A plug file.
  ///   - name: The name to give it; nil for the one in the file, or one made from the name of the file.
  ///   - replace: Whether another plug of that name gives way.
  /// - Returns: The plug.
  /// - Throws: ``PlugStoreError``, `FileError`.
  @discardableResult
  func add(path: String, name: String? = nil, replace: Bool = false) throws -> Item {
    let source = try ModelFileCalls.absolute(path)
      .mapError { PlugStoreError.unreadable(path: path, code: $0.code) }.get()
    guard try files.status(of: source)?.kind == .file else {
      throw PlugStoreError.rejected(path: source, cause: .notAPlug)
    }
    let bytes = try files.read(source, from: 0, maximumByteCount: PlugFile.maximumByteCount + 1)
    let stem = ModelStore.lastComponent(source)
    var added: Item
    do throws(PlugFileError) {
      added = try item(stem, bytes)
    } catch {
      throw PlugStoreError.rejected(path: source, cause: error)
    }
    let inside = added.document.name
    let name = name ?? (ModelStore.isValidName(inside) ? inside : Self.name(for: stem))
    guard ModelStore.isValidName(name) else { throw PlugStoreError.invalidName(name) }
    (added.name, added.path) = (name, self.path(of: name))
    if try files.status(of: added.path) != nil {
      if let there = try? info(name), there.sha256 == added.sha256 { return there }
      guard replace else { throw PlugStoreError.nameTaken(name) }
    }
    try write(bytes, to: added.path, name)
    return added
  }

  /// Removes a plug.
  ///
  /// - Throws: ``PlugStoreError/notFound(name:known:)``, ``PlugStoreError/invalidName(_:)``, `FileError`.
  func remove(_ name: String) throws {
    try files.removeFile(existingPath(of: name))
    try files.synchronizeFolder(folder)
  }

  private func path(of name: String) -> String { "\(folder)/\(name)\(Self.suffix)" }

  private func existingPath(of name: String) throws -> String {
    guard ModelStore.isValidName(name) else { throw PlugStoreError.invalidName(name) }
    guard try files.status(of: path(of: name))?.kind == .file else {
      throw PlugStoreError.notFound(name: name, known: try names())
    }
    return path(of: name)
  }

  private func item(_ name: String, _ bytes: [UInt8]) throws(PlugFileError) -> Item {
    guard bytes.count <= PlugFile.maximumByteCount else {
      throw .tooLarge(byteCount: bytes.count, maximum: PlugFile.maximumByteCount)
    }
    return Item(
      name: name, path: path(of: name), sha256: SHA256.hash(of: bytes), byteCount: bytes.count,
      document: try PlugFile.decode(bytes))
  }

  private static func name(for file: String) -> String {
    ModelStore.name(for: file.hasSuffix(suffix) ? String(file.dropLast(suffix.count)) : file)
  }

  /// Writes a file beside the others under a temporary name, and renames it when it is on the disk.
  private func write(_ bytes: [UInt8], to path: String, _ name: String) throws {
    try VaultFolder.makeFolders(folder, files: files)
    removeLeftovers()
    let temporary = "\(folder)/\(Self.temporaryPrefix)\(name).\(ModelFileCalls.processID)"
    try files.replace(path, with: bytes, by: temporary)
    try files.synchronizeFolder(folder)
  }

  /// Removes what processes left behind that were killed while adding.
  private func removeLeftovers() {
    for file in (try? files.list(folder)) ?? [] where file.hasPrefix(Self.temporaryPrefix) {
      guard let process = file.split(separator: ".").last.flatMap({ Int32($0) }),
        process != ModelFileCalls.processID, !ModelFileCalls.isRunning(process)
      else { continue }
      try? files.removeFile("\(folder)/\(file)")
    }
  }
}

extension StandardPaths {
  /// The folder of the plugs: `plugs` inside that of the models.
  var plugs: String { models + "/plugs" }
}
