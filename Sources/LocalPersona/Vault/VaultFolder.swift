// VaultFolder.swift: the folder of a vault: which files there are, and how one is written so that it is
// either there as a whole after a crash, or not at all.

internal import Crypto

/// The files of one vault.
struct VaultFolder {
  static let lockFileName = "lock"

  let path: String
  let files: any FileStore

  func path(of file: String) -> String { "\(path)/\(file)" }

  /// The folder that this folder is in.
  var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What a file of the vault is for, as its name says.
  enum FileRole: Equatable {
    case header, newHeader, oldHeader, head, newHead, lock, segment(SegmentName), foreign

    /// Whether it contains key slots.
    var holdsKeys: Bool { self == .header || self == .newHeader || self == .oldHeader }
  }

  static func role(of file: String) -> FileRole {
    switch file {
    case VaultHeader.fileName: return .header
    case VaultHeader.newFileName: return .newHeader
    case VaultHeader.oldFileName: return .oldHeader
    case lockFileName: return .lock
    default: break
    }
    if let name = SegmentName(fileName: file) { return .segment(name) }
    guard file.hasPrefix("head.") else { return .foreign }
    let rest = file.dropFirst(5)
    if isEpoch(rest) { return .head }
    return rest.hasSuffix(".new") && isEpoch(rest.dropLast(4)) ? .newHead : .foreign
  }

  private static func isEpoch(_ text: Substring) -> Bool {
    UInt32(text).map { String($0) == text } ?? false
  }

  /// Does file operations, and says of their errors that they are the vault's.
  func storing<Result>(
    _ body: (any FileStore) throws(FileError) -> Result
  ) throws(VaultError) -> Result {
    do {
      return try body(files)
    } catch {
      throw .storage(error)
    }
  }

  /// Checks that this is a folder.
  func requireFolder() throws(VaultError) {
    guard let status = try storing({ files throws(FileError) in try files.status(of: path) }) else {
      throw .noVault(path: path)
    }
    guard status.kind == .folder else { throw .notAFolder(path: path) }
  }

  /// The bytes of a file, which may be hostile in size too.
  ///
  /// - Throws: ``VaultDamage/Problem/missing``, ``VaultDamage/Problem/notAFile``.
  func read(_ file: String, maximumByteCount: Int) throws(VaultError) -> [UInt8] {
    let filePath = path(of: file)
    do {
      guard let status = try files.status(of: filePath) else { throw damaged(file, .missing) }
      guard status.kind == .file else { throw damaged(file, .notAFile) }
      return try files.read(filePath, from: 0, maximumByteCount: maximumByteCount)
    } catch let error as VaultError {
      throw error
    } catch let error as FileError {
      // It may have been replaced since; whoever reads tries again.
      throw error.code == SystemError.noEntry.code ? damaged(file, .missing) : .storage(error)
    } catch {
      throw damaged(file, .missing)  // Nothing else is thrown above.
    }
  }

  func damaged(_ file: String, _ problem: VaultDamage.Problem) -> VaultError {
    .damaged(path: path, VaultDamage(file, problem))
  }

  /// Writes a file under a temporary name, makes it durable, reads it back, and gives it its name.
  ///
  /// After a crash the file has its old content or the new one, and the latter only once the folder
  /// is synchronised, which is the last step here.
  func replace(_ file: String, temporary: String, with bytes: [UInt8]) throws(VaultError) {
    try write(temporary, bytes)
    try rename(temporary, to: file)
  }

  /// Writes a new file, makes its bytes durable, and reads them back; a leftover of that name goes.
  func write(_ file: String, _ bytes: [UInt8]) throws(VaultError) {
    try removeIfPresent(file)
    let filePath = path(of: file)
    try storing { files throws(FileError) in
      let target = try files.create(filePath)
      // Keys that are on the medium must be found there by whoever is to overwrite them.
      if Self.role(of: file).holdsKeys { try files.synchronizeFolder(path) }
      try target.write(bytes.rawBytes, at: 0)
      try target.synchronize()
      try target.close()
      let copy = try files.read(filePath, from: 0, maximumByteCount: bytes.count + 1)
      guard copy == bytes else { throw FileError(.write, filePath, code: SystemError.inputOutput.code) }
    }
  }

  /// Gives a file the name of another, which it replaces, durably.
  func rename(_ file: String, to newFile: String) throws(VaultError) {
    try storing { files throws(FileError) in
      try files.rename(path(of: file), to: path(of: newFile))
      try files.synchronizeFolder(path)
    }
  }

  /// Tells of a folder or header that others than its owner may use.
  func privacyNotices() -> [VaultNotice] {
    [path, path(of: VaultHeader.fileName)].compactMap { path in
      guard let status = try? files.status(of: path), status.permissions & 0o077 != 0 else { return nil }
      return .notPrivate(path: path, permissions: status.permissions)
    }
  }

  /// Removes a file, if it is there; key slots that are not in force are overwritten before.
  func removeIfPresent(_ file: String) throws(VaultError) {
    let filePath = path(of: file)
    let status = try storing { files throws(FileError) in try files.status(of: filePath) }
    guard let status else { return }
    if Self.role(of: file).holdsKeys, status.kind == .file, try !isHeaderInForce(file) {
      try overwriteKeySlots(at: filePath)
    }
    try storing { files throws(FileError) in try files.removeFile(filePath) }
  }

  /// Makes the folders of a path that are missing, each for its owner only, and durable.
  static func makeFolders(_ path: String, files: any FileStore) throws(FileError) {
    var missing: [String] = []
    var folder = VaultFolder(path: path, files: files)
    while folder.path != "/", folder.path != ".", !folder.path.isEmpty,
      try files.status(of: folder.path) == nil
    {
      missing.append(folder.path)
      folder = VaultFolder(path: folder.parent, files: files)
    }
    for path in missing.reversed() {
      try files.makeFolder(path)
      try files.synchronizeFolder(VaultFolder(path: path, files: files).parent)
    }
  }
}
