// SimulatedFile.swift: what a simulated disk gives to whoever writes or locks: each call is a step that may
// fail.

@testable import LocalPersona

/// An open file of a ``SimulatedDisk``.
final class SimulatedFile: UnnamedFile {
  private let disk: SimulatedDisk
  private let path: String
  private let file: Int

  init(disk: SimulatedDisk, path: String, file: Int) {
    (self.disk, self.path, self.file) = (disk, path, file)
  }

  func write(_ bytes: RawSpan, at offset: Int) throws(FileError) {
    let all = bytes.withUnsafeBytes { Array($0) }
    try disk.change(.write, path) {
      $0.write(all, to: file, at: offset)
    } partly: {
      $0.write(Array(all.prefix(all.count / 2)), to: file, at: offset)
    }
  }

  func truncate(to byteCount: Int) throws(FileError) {
    try disk.change(.truncate, path) { $0.truncate(file, to: byteCount) }
  }

  func synchronize() throws(FileError) {
    try disk.change(.synchronize, path) { $0.synchronize(file) }
  }

  func takeName(_ path: String) throws(FileError) {
    try disk.change(.rename, path) { state in
      guard state.seen[path] == nil else { throw SystemError.exists }
      state.name([path: .file(file)])
    }
  }

  func close() throws(FileError) {}
}

/// A lock of a ``SimulatedDisk``.
final class SimulatedLock: FileLock {
  private let disk: SimulatedDisk
  private let path: String
  private var isHeld = true

  init(disk: SimulatedDisk, path: String) {
    (self.disk, self.path) = (disk, path)
  }

  func release() {
    guard isHeld else { return }
    isHeld = false
    disk.unlock(path)
  }
}
