// InterferingFiles.swift: a disk on which another process changes everything right after the header was read:
// what happens where a command derives a key meanwhile.

import Synchronization

@testable import LocalPersona

/// Files that become others as soon as a header was read.
final class InterferingFiles: FileStore {
  let disk: SimulatedDisk
  private let later: Mutex<[String: [UInt8]]?>

  /// - Parameters:
  ///   - disk: The files as they are.
  ///   - later: All of them, as they will be.
  init(_ disk: SimulatedDisk, later: [String: [UInt8]]) {
    self.disk = disk
    self.later = Mutex(later)
  }

  func read(_ path: String, from offset: Int, maximumByteCount: Int) throws(FileError) -> [UInt8] {
    let bytes = try disk.read(path, from: offset, maximumByteCount: maximumByteCount)
    guard path.hasSuffix("/\(VaultHeader.fileName)") else { return bytes }
    let contents = later.withLock { later in
      defer { later = nil }
      return later
    }
    if let contents { disk.contents = contents }
    return bytes
  }

  func status(of path: String) throws(FileError) -> FileStatus? { try disk.status(of: path) }
  func list(_ folder: String) throws(FileError) -> [String] { try disk.list(folder) }
  func makeFolder(_ path: String) throws(FileError) { try disk.makeFolder(path) }
  func makePrivate(_ path: String) throws(FileError) { try disk.makePrivate(path) }
  func create(_ path: String) throws(FileError) -> any WritableFile { try disk.create(path) }
  func openForWriting(_ path: String) throws(FileError) -> any WritableFile { try disk.openForWriting(path) }
  func rename(_ path: String, to newPath: String) throws(FileError) { try disk.rename(path, to: newPath) }
  func link(_ path: String, to newPath: String) throws(FileError) { try disk.link(path, to: newPath) }
  func removeFile(_ path: String) throws(FileError) { try disk.removeFile(path) }
  func removeFolder(_ path: String) throws(FileError) { try disk.removeFolder(path) }
  func synchronizeFolder(_ path: String) throws(FileError) { try disk.synchronizeFolder(path) }
  func lock(_ path: String, note: [UInt8]) throws(FileError) -> LockAttempt {
    try disk.lock(path, note: note)
  }
}
