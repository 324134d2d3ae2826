// Syscalls+Unnamed.swift: files that have no name until they are finished, and names that replace nothing.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Musl)
private import Musl
#else
private import Glibc
#endif

extension Syscalls {
  #if os(Linux)
  /// `O_TMPFILE` by open(2), on every architecture that Swift runs on; the header keeps it for GNU programs.
  static let unnamedFlag: Int32 = 0o20_000_000 | O_DIRECTORY
  #else
  static let unnamedFlag: Int32 = 0
  #endif

  /// Makes a file (0600) without a name in a folder; however the process ends, it goes, unless it got a name.
  ///
  /// - Returns: nil where the system or the file system has none, or could not give it a name later.
  static func openUnnamed(in folder: String) throws(SystemError) -> Descriptor? {
    #if os(Linux)
    let file: Descriptor
    do throws(SystemError) {
      file = try open("\(folder)/.", .unnamed)  // The folder itself may be a link to one.
    } catch {
      guard [EOPNOTSUPP, EISDIR, EINVAL].contains(error.code) else { throw error }
      return nil
    }
    // Without /proc there would be no way to name it.
    guard (try? status(of: path(of: file))) != nil else {
      try? close(file)
      return nil
    }
    return file
    #else
    return nil
    #endif
  }

  /// Gives an open file without a name the name `path`; `EEXIST` where something has that.
  static func name(_ file: Descriptor, _ path: String) throws(SystemError) {
    try addName(path, to: self.path(of: file), follow: AT_SYMLINK_FOLLOW)
  }

  /// Gives the file at `oldPath` the name `path` as well; `EEXIST` where something has that.
  static func addName(_ path: String, to oldPath: String) throws(SystemError) {
    try addName(path, to: oldPath, follow: 0)
  }

  private static func addName(_ path: String, to oldPath: String, follow: Int32) throws(SystemError) {
    // Sound: both are terminated strings for the length of the call; nothing is kept.
    _ = try retrying { unsafe linkat(AT_FDCWD, oldPath, AT_FDCWD, path, follow) }
  }

  /// Where the system shows an open file of this process.
  private static func path(of file: Descriptor) -> String { "/proc/self/fd/\(file)" }
}

extension SystemError {
  /// Whether the file system may have no second names for files, such as FAT.
  var mayMeanNoSecondName: Bool { [EPERM, ENOSYS, EOPNOTSUPP, ENOTSUP, EMLINK].contains(code) }
}
