// FrozenFiles.swift: files in memory that can only be read. A copy with one byte changed costs next to
// nothing, so that a test of tampering can make a hundred thousand of them.

@testable import LocalPersona

/// A file store that takes no changes.
struct FrozenFiles: FileStore {
  /// The files by their paths.
  var contents: [String: [UInt8]] {
    didSet { folders = Self.folders(of: contents.keys) }
  }

  /// The bytes that the medium does not give, by path.
  var unreadable: [String: Range<Int>] = [:]

  private var folders: Set<String>

  init(_ contents: [String: [UInt8]]) {
    self.contents = contents
    folders = Self.folders(of: contents.keys)
  }

  private static func folders(of paths: some Sequence<String>) -> Set<String> {
    Set(paths.map { VaultFolder(path: $0, files: POSIXFileStore()).parent })
  }

  func status(of path: String) throws(FileError) -> FileStatus? {
    if let bytes = contents[path] {
      return FileStatus(kind: .file, byteCount: bytes.count, permissions: 0o600)
    }
    return folders.contains(path) ? FileStatus(kind: .folder, byteCount: 0, permissions: 0o700) : nil
  }

  func read(_ path: String, from offset: Int, maximumByteCount: Int) throws(FileError) -> [UInt8] {
    guard let bytes = contents[path] else {
      throw FileError(.read, path, code: SystemError.noEntry.code)
    }
    let range = min(offset, bytes.count)..<min(offset + maximumByteCount, bytes.count)
    if let bad = unreadable[path], bad.overlaps(range) {
      throw FileError(.read, path, code: SystemError.inputOutput.code)
    }
    return Array(bytes[range])
  }

  func list(_ folder: String) throws(FileError) -> [String] {
    contents.keys.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.utf8.count + 1)) }
      .sorted()
  }

  func makeFolder(_ path: String) throws(FileError) { throw refusal(.makeFolder, path) }
  func makePrivate(_ path: String) throws(FileError) { throw refusal(.makePrivate, path) }
  func create(_ path: String) throws(FileError) -> any WritableFile { throw refusal(.create, path) }
  func openForWriting(_ path: String) throws(FileError) -> any WritableFile { throw refusal(.open, path) }
  func rename(_ path: String, to newPath: String) throws(FileError) { throw refusal(.rename, newPath) }
  func link(_ path: String, to newPath: String) throws(FileError) { throw refusal(.link, newPath) }
  func removeFile(_ path: String) throws(FileError) { throw refusal(.remove, path) }
  func removeFolder(_ path: String) throws(FileError) { throw refusal(.remove, path) }
  func synchronizeFolder(_ path: String) throws(FileError) { throw refusal(.synchronize, path) }
  func lock(_ path: String, note: [UInt8]) throws(FileError) -> LockAttempt { throw refusal(.lock, path) }

  private func refusal(_ operation: FileError.Operation, _ path: String) -> FileError {
    FileError(operation, path, code: 30)  // EROFS
  }
}
