// WriterLock.swift: one writer at a time, by a lock on the file `lock` that ends with its process.

/// The lock of writers.
enum WriterLock {
  /// How long somebody waits for the lock before being told who has it: most changes take
  /// milliseconds, an import or the making of vectors longer.
  static let patienceMilliseconds = 2000

  private static let pauseMilliseconds = 20

  /// Takes the lock, waiting for it up to ``patienceMilliseconds``.
  static func acquire(_ folder: VaultFolder) throws(VaultError) -> any FileLock {
    let note = Array("\(Syscalls.processID()) \(Syscalls.hostName())\n".utf8)
    let lockPath = folder.path(of: VaultFolder.lockFileName)
    var waited = 0
    while true {
      let attempt = try folder.storing { files throws(FileError) in try files.lock(lockPath, note: note) }
      switch attempt {
      case .acquired(let lock): return lock
      case .held(let note):
        guard waited < patienceMilliseconds else { throw .locked(path: folder.path, holder(note)) }
      }
      Syscalls.sleep(milliseconds: pauseMilliseconds)
      waited += pauseMilliseconds
    }
  }

  /// Reads a note; nil where it is not one, because its writer was just writing or has just left.
  static func holder(_ note: [UInt8]) -> LockHolder? {
    guard let text = String(validating: note, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    let parts = text.dropLast().split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let process = Int32(parts[0]), process > 0,
      parts[1].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return LockHolder(process: process, host: String(parts[1]))
  }
}
