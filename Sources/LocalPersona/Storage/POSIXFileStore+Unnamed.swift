// POSIXFileStore+Unnamed.swift: files of the system without a name, and renaming that replaces nothing.

extension POSIXFileStore {
  /// Makes a file without a name by `O_TMPFILE`, which Linux has on most of its own file systems.
  public func createUnnamed(in folder: String) throws(FileError) -> (any UnnamedFile)? {
    do {
      guard let descriptor = try Syscalls.openUnnamed(in: folder) else { return nil }
      return POSIXUnnamedFile(folder: folder, descriptor: descriptor)
    } catch {
      throw FileError(.create, folder, code: error.code)
    }
  }

  /// Renames a file by giving it the new name before the old one goes.
  ///
  /// Where a file cannot have two names, it looks first and then renames: who makes a file of that name in
  /// between loses it.
  public func renameReplacingNothing(_ path: String, to newPath: String) throws(FileError) {
    do {
      try Syscalls.addName(newPath, to: path)
    } catch {
      guard error.mayMeanNoSecondName else { throw FileError(.rename, newPath, code: error.code) }
      try requireNothing(at: newPath)
      return try rename(path, to: newPath)
    }
    try removeFile(path)
  }
}

/// An open file of the system that has no name, or got one last; errors name the folder that it is in.
private final class POSIXUnnamedFile: UnnamedFile {
  private let file: POSIXFile

  init(folder: String, descriptor: Syscalls.Descriptor) {
    file = POSIXFile(path: folder, descriptor: descriptor)
  }

  func write(_ bytes: RawSpan, at offset: Int) throws(FileError) { try file.write(bytes, at: offset) }
  func truncate(to byteCount: Int) throws(FileError) { try file.truncate(to: byteCount) }
  func synchronize() throws(FileError) { try file.synchronize() }
  func close() throws(FileError) { try file.close() }

  func takeName(_ path: String) throws(FileError) {
    try file.requireOpen(.rename)
    do {
      try Syscalls.name(file.descriptor, path)
    } catch {
      throw FileError(.rename, path, code: error.code)
    }
  }
}
