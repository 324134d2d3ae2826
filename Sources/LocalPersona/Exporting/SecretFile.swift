// SecretFile.swift: a secret that was made here, in clear, in a file of its own, because somebody asked for
// it.
//
// Written straight from locked memory, and under its own name: half of it is no secret worth having, and what
// replaces nothing needs no renaming.

internal import Crypto

/// A secret in a file of its own, which only its owner may read.
struct SecretFile {
  private let path: String
  private let files: any FileStore

  /// Writes `secret` and a line end to a file that was not there, durably.
  ///
  /// - Throws: ``ExportError``; then no file is left.
  static func write(
    _ secret: borrowing SecretBytes, to path: String, files: any FileStore
  ) throws(ExportError) -> SecretFile {
    let target = ExportPath(path)
    try target.requireParent(files)
    let status = try ExportError.translating { () throws(FileError) in try files.status(of: target.path) }
    guard status == nil else { throw .alreadyExists(path: target.path) }
    let written = SecretFile(path: target.path, files: files)
    do throws(FileError) {
      let file = try files.create(target.path)
      do throws(FileError) {
        try file.write(secret.bytes, at: 0)
        try file.write([UInt8(ascii: "\n")].rawBytes, at: secret.count)
        try file.synchronize()
        try file.close()
        try files.synchronizeFolder(target.folder)
      } catch {
        written.remove()
        throw error
      }
    } catch {
      throw .storage(error)
    }
    return written
  }

  /// Takes the file away.
  func remove() { try? files.removeFile(path) }
}
