// ExportedFolder.swift: a folder of files that appears whole and durable, or not at all.
//
// Made under another name beside its place, which a process that is killed leaves behind, then renamed, which
// also takes the place of an empty folder, and of nothing else. Folder 0700, files 0600.

private import Crypto

/// A folder that is being filled.
final class ExportedFolder {
  private let files: any FileStore
  private let target: ExportPath
  private let temporaryPath: String
  private var names: [String] = []
  private var isFinished = false

  /// Starts a folder that will be at `path`, where there is nothing or an empty folder.
  ///
  /// - Throws: ``ExportError/alreadyExists(path:)``, ``ExportError/folderNotEmpty(path:)``,
  ///   ``ExportError/noParent(path:)``, ``ExportError/storage(_:)``.
  init(path: String, files: any FileStore) throws(ExportError) {
    let target = ExportPath(path)
    try target.requireParent(files)
    try ExportedFolder.requireEmpty(target.path, files)
    let temporaryPath = target.makeTemporaryPath()
    try ExportError.translating { () throws(FileError) in try files.makeFolder(temporaryPath) }
    self.files = files
    self.target = target
    self.temporaryPath = temporaryPath
  }

  deinit {
    guard !isFinished else { return }
    for name in names { try? files.removeFile("\(temporaryPath)/\(name)") }
    try? files.removeFolder(temporaryPath)
  }

  /// Adds a file.
  func add(_ name: String, _ bytes: [UInt8]) throws(ExportError) {
    let path = "\(temporaryPath)/\(name)"
    do throws(FileError) {
      let file = try files.create(path)
      names.append(name)
      try file.write(bytes.rawBytes, at: 0)
      try file.synchronize()
      try file.close()
    } catch {
      throw .storage(error)
    }
  }

  /// Makes the folder durable and gives it its name; without this call nothing remains of it.
  func finish() throws(ExportError) {
    try ExportError.translating { () throws(FileError) in try files.synchronizeFolder(temporaryPath) }
    try ExportedFolder.requireEmpty(target.path, files)
    try ExportError.translating { () throws(FileError) in
      try files.rename(temporaryPath, to: target.path)
    }
    isFinished = true
    try ExportError.translating { () throws(FileError) in try files.synchronizeFolder(target.folder) }
  }

  private static func requireEmpty(_ path: String, _ files: any FileStore) throws(ExportError) {
    let names = try ExportError.translating { () throws(FileError) -> [String]? in
      guard let status = try files.status(of: path) else { return [] }
      return status.kind == .folder ? try files.list(path) : nil
    }
    guard let names else { throw .alreadyExists(path: path) }
    guard names.isEmpty else { throw .folderNotEmpty(path: path) }
  }
}
