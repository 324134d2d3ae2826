// FileStore+Unnamed.swift: what a file store does that has neither files without names nor links.

/// A file without a name: it goes when it is closed, however the process ends, unless it takes one.
///
/// It must not be used after it was closed.
public protocol UnnamedFile: WritableFile {
  /// Gives the file a name in the folder that it was made in; `EEXIST` where something has that.
  func takeName(_ path: String) throws(FileError)
}

extension FileStore {
  /// There are none.
  public func createUnnamed(in folder: String) throws(FileError) -> (any UnnamedFile)? { nil }

  /// Looks, then renames.
  public func renameReplacingNothing(_ path: String, to newPath: String) throws(FileError) {
    try requireNothing(at: newPath)
    try rename(path, to: newPath)
  }

  /// Throws `EEXIST` where something has that name.
  func requireNothing(at path: String) throws(FileError) {
    guard try status(of: path) == nil else { throw FileError(.rename, path, code: SystemError.exists.code) }
  }
}
