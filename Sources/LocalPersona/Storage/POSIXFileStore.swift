// POSIXFileStore.swift: the file store of the real file system. What each step does is in
// Syscalls.swift; here errors get the operation and the path that they belong to.

private import Crypto

/// The files of the system.
public struct POSIXFileStore: FileStore {
  /// There is nothing to set up.
  public init() {}

  /// What is at `path`; nil where there is nothing.
  public func status(of path: String) throws(FileError) -> FileStatus? {
    do {
      return try Syscalls.status(of: path)
    } catch .noEntry {
      return nil
    } catch {
      throw FileError(.inspect, path, code: error.code)
    }
  }

  /// The bytes of a regular file.
  public func read(
    _ path: String, from offset: Int, maximumByteCount: Int
  ) throws(FileError) -> [UInt8] {
    try performing(.read, path) { () throws(SystemError) in
      let file = try Syscalls.open(path, .read)
      defer { try? Syscalls.close(file) }
      guard try Syscalls.status(of: file).kind == .file else { throw .notRegular }
      return try Syscalls.read(file, from: offset, maximumByteCount: maximumByteCount)
    }
  }

  /// The names in a folder, sorted.
  public func list(_ folder: String) throws(FileError) -> [String] {
    try performing(.list, folder) { () throws(SystemError) in try Syscalls.list(folder).sorted() }
  }

  /// Makes a folder with the permissions 0700.
  public func makeFolder(_ path: String) throws(FileError) {
    try performing(.makeFolder, path) { () throws(SystemError) in try Syscalls.makeFolder(path) }
  }

  /// Sets the permissions to 0700 or 0600.
  public func makePrivate(_ path: String) throws(FileError) {
    try performing(.makePrivate, path) { () throws(SystemError) in
      let kind = try Syscalls.status(of: path).kind
      guard kind != .other else { throw .notRegular }  // chmod would follow a link
      try Syscalls.setPermissions(kind == .folder ? 0o700 : 0o600, of: path)
    }
  }

  /// Makes an empty file with the permissions 0600.
  public func create(_ path: String) throws(FileError) -> any WritableFile {
    try performing(.create, path) { () throws(SystemError) in
      POSIXFile(path: path, descriptor: try Syscalls.open(path, .createNew))
    }
  }

  /// Opens a regular file to change its bytes.
  public func openForWriting(_ path: String) throws(FileError) -> any WritableFile {
    try performing(.open, path) { () throws(SystemError) in
      let file = POSIXFile(path: path, descriptor: try Syscalls.open(path, .change))
      guard try Syscalls.status(of: file.descriptor).kind == .file else { throw .notRegular }
      return file
    }
  }

  /// Renames a file.
  public func rename(_ path: String, to newPath: String) throws(FileError) {
    try performing(.rename, newPath) { () throws(SystemError) in try Syscalls.rename(path, to: newPath) }
  }

  /// Gives a file a second name by `link`.
  public func link(_ path: String, to newPath: String) throws(FileError) {
    try performing(.link, newPath) { () throws(SystemError) in try Syscalls.link(path, to: newPath) }
  }

  /// Removes the name of a file.
  public func removeFile(_ path: String) throws(FileError) {
    try performing(.remove, path) { () throws(SystemError) in try Syscalls.removeFile(path) }
  }

  /// Removes an empty folder.
  public func removeFolder(_ path: String) throws(FileError) {
    try performing(.remove, path) { () throws(SystemError) in try Syscalls.removeFolder(path) }
  }

  /// Makes the names in a folder durable.
  public func synchronizeFolder(_ path: String) throws(FileError) {
    try performing(.synchronize, path) { () throws(SystemError) in
      let folder = try Syscalls.open(path, .folder)
      defer { try? Syscalls.close(folder) }
      try Syscalls.synchronize(folder)
    }
  }

  /// Takes a lock by `flock`, which the system releases when the process ends, however it ends.
  public func lock(_ path: String, note: [UInt8]) throws(FileError) -> LockAttempt {
    try performing(.lock, path) { () throws(SystemError) -> LockAttempt in
      while true {
        let file = POSIXFile(path: path, descriptor: try Syscalls.open(path, .createOrChange))
        guard try Syscalls.status(of: file.descriptor).kind == .file else { throw .notRegular }
        do throws(SystemError) {
          try Syscalls.lock(file.descriptor)
        } catch .wouldBlock {
          return .held(note: try Syscalls.read(file.descriptor, from: 0, maximumByteCount: 1024))
        }
        // Whoever had the lock may have removed the file since it was opened here; then this lock excludes
        // nobody who comes later.
        guard try Syscalls.isFile(file.descriptor, at: path) else { continue }
        // The note only helps people: a disk that is full must not keep anybody from reading or wiping.
        try? Syscalls.truncate(file.descriptor, to: 0)
        try? Syscalls.write(note.rawBytes, to: file.descriptor, at: 0)
        return .acquired(POSIXLock(file))
      }
    }
  }

  private func performing<Result>(
    _ operation: FileError.Operation, _ path: String, _ body: () throws(SystemError) -> Result
  ) throws(FileError) -> Result {
    do {
      return try body()
    } catch {
      throw FileError(operation, path, code: error.code)
    }
  }
}

/// An open file of the system.
final class POSIXFile: WritableFile {
  let path: String
  let descriptor: Syscalls.Descriptor
  private(set) var isOpen = true

  init(path: String, descriptor: Syscalls.Descriptor) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    if isOpen { try? Syscalls.close(descriptor) }
  }

  func write(_ bytes: RawSpan, at offset: Int) throws(FileError) {
    try requireOpen(.write)
    do {
      try Syscalls.write(bytes, to: descriptor, at: offset)
    } catch {
      throw FileError(.write, path, code: error.code)
    }
  }

  func truncate(to byteCount: Int) throws(FileError) {
    try requireOpen(.truncate)
    do {
      try Syscalls.truncate(descriptor, to: byteCount)
    } catch {
      throw FileError(.truncate, path, code: error.code)
    }
  }

  func synchronize() throws(FileError) {
    try requireOpen(.synchronize)
    do {
      try Syscalls.synchronize(descriptor)
    } catch {
      throw FileError(.synchronize, path, code: error.code)
    }
  }

  func close() throws(FileError) {
    guard isOpen else { return }
    isOpen = false
    do {
      try Syscalls.close(descriptor)
    } catch {
      throw FileError(.write, path, code: error.code)
    }
  }

  /// The system gives the number of a descriptor that was closed to the next file that anybody opens.
  func requireOpen(_ operation: FileError.Operation) throws(FileError) {
    guard isOpen else { throw FileError(operation, path, code: SystemError.notOpen.code) }
  }
}

/// A lock of the system, which lasts as long as its file is open.
private final class POSIXLock: FileLock {
  private let file: POSIXFile

  init(_ file: POSIXFile) {
    self.file = file
  }

  func release() {
    guard file.isOpen else { return }
    // Takes the note away while the lock is still ours, so that it never names somebody who left.
    try? file.truncate(to: 0)
    try? file.close()
  }
}
