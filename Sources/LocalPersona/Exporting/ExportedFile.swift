// ExportedFile.swift: a file that appears whole and durable, or not at all, and replaces nothing.
//
// Written under another name, synchronised, then renamed. Readable by its owner only (0600).

private import Crypto

/// A file that is being written.
final class ExportedFile {
  private let files: any FileStore
  private let target: ExportPath
  private let temporaryPath: String
  private let file: any WritableFile
  private var offset = 0
  private var isFinished = false

  /// Starts a file that will be at `path`.
  ///
  /// - Throws: ``ExportError/alreadyExists(path:)``, ``ExportError/noParent(path:)``,
  ///   ``ExportError/storage(_:)``.
  init(path: String, files: any FileStore) throws(ExportError) {
    let target = ExportPath(path)
    try target.requireParent(files)
    try ExportedFile.requireNothing(at: target.path, files)
    let temporaryPath = target.makeTemporaryPath()
    self.file = try ExportError.translating { () throws(FileError) in try files.create(temporaryPath) }
    self.files = files
    self.target = target
    self.temporaryPath = temporaryPath
  }

  deinit {
    guard !isFinished else { return }
    try? file.close()
    try? files.removeFile(temporaryPath)
  }

  /// Adds bytes at the end.
  func write(_ bytes: [UInt8]) throws(ExportError) {
    try ExportError.translating { () throws(FileError) in try file.write(bytes.rawBytes, at: offset) }
    offset += bytes.count
  }

  /// Makes the file durable and gives it its name; without this call nothing remains of it.
  func finish() throws(ExportError) {
    try ExportError.translating { () throws(FileError) in
      try file.synchronize()
      try file.close()
    }
    try ExportedFile.requireNothing(at: target.path, files)
    try ExportError.translating { () throws(FileError) in
      try files.rename(temporaryPath, to: target.path)
    }
    isFinished = true
    try ExportError.translating { () throws(FileError) in try files.synchronizeFolder(target.parent) }
  }

  private static func requireNothing(at path: String, _ files: any FileStore) throws(ExportError) {
    let status = try ExportError.translating { () throws(FileError) in try files.status(of: path) }
    guard status == nil else { throw .alreadyExists(path: path) }
  }
}
