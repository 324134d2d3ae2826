// Exporter+Age.swift: writes entries encrypted: JSON Lines in an age file, and backups.
//
// Bytes leave in pieces as they are encrypted, so memory does not grow with the history.

private import Crypto

extension Exporter {
  /// Writes JSON Lines in an age file, to a new file at `path`.
  ///
  /// - Throws: ``ExportError``, ``AgeFileError/notWritten(_:)``, what the checkpoint throws; then
  ///   nothing of the file remains.
  func writeAge(_ entries: [Entry], sealing: borrowing AgeSealing, to path: String) throws {
    let file = try ExportedFile(path: path, files: files)
    try writeAge(entries, sealing: sealing) { try file.write($0) }
    try file.finish()
  }

  /// Writes JSON Lines in an age file that is handed to `sink`, piece by piece.
  ///
  /// - Throws: ``AgeFileError/notWritten(_:)``, what the checkpoint and `sink` throw.
  func writeAge(
    _ entries: [Entry], sealing: borrowing AgeSealing, sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    let writer = try sealing.makeWriter(sink: sink)
    try forEachPiece(of: entries) { try writer.write($0) }
    try writer.finish()
  }

  /// Writes a backup to a new file at `path`: `manifest`, which is of `entries`, and all of them.
  ///
  /// - Throws: ``ExportError``, ``AgeFileError/notWritten(_:)``, what the checkpoint throws; then
  ///   nothing of the file remains.
  func writeBackup(
    _ entries: [Entry], manifest: BackupManifest, sealing: borrowing AgeSealing, to path: String
  ) throws {
    let file = try ExportedFile(path: path, files: files)
    try writeBackup(entries, manifest: manifest, sealing: sealing) { try file.write($0) }
    try file.finish()
  }

  /// Writes a backup that is handed to `sink`, piece by piece.
  ///
  /// - Throws: ``AgeFileError/notWritten(_:)``, what the checkpoint and `sink` throw.
  func writeBackup(
    _ entries: [Entry], manifest: BackupManifest, sealing: borrowing AgeSealing,
    sink: @escaping ([UInt8]) throws -> Void
  ) throws {
    let writer = try sealing.makeWriter(sink: sink)
    try writer.write(Array(manifest.line.utf8))
    try forEachPiece(of: entries) { try writer.write($0) }
    try writer.finish()
  }
}
