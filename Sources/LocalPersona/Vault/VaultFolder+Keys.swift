// VaultFolder+Keys.swift: the files with key slots: the header in force, what is to replace it, and what it
// replaced.
//
// A file that loses its last name leaves its bytes on the medium, and a wrapped key can be guessed at for
// ever. So such a file has a durable name before it has keys, and keeps one until they are overwritten where
// they lie. Whoever is cut off in between leaves a name to the next writer, or to a wipe.
//
// Nothing here is for what a medium keeps of overwritten blocks: docs/privacy.md, "Leaving".

internal import Crypto

extension VaultFolder {
  /// Gives the header in force a second name, by which it is found after it was replaced.
  ///
  /// Where the file system knows no such thing, it is opened instead, and lost with this process.
  func keepHeader() throws(VaultError) -> ReplacedHeader {
    try removeIfPresent(VaultHeader.oldFileName)
    return try storing { files throws(FileError) -> ReplacedHeader in
      let headerPath = path(of: VaultHeader.fileName)
      do throws(FileError) {
        try files.link(headerPath, to: path(of: VaultHeader.oldFileName))
      } catch {
        guard SystemError(code: error.code).meansNoLinks else { throw error }
        let byteCount = try files.status(of: headerPath)?.byteCount ?? 0
        return .unnamed(try files.openForWriting(headerPath), byteCount: byteCount)
      }
      // Were the renaming that follows durable, and this not, the old header would have no name.
      try files.synchronizeFolder(path)
      return .named
    }
  }

  /// Overwrites the key slots of a header that is in force no more, and takes its name away.
  ///
  /// To be called only when its successor is durable.
  func destroy(_ replaced: ReplacedHeader) throws(VaultError) {
    switch replaced {
    case .named:
      try removeIfPresent(VaultHeader.oldFileName)
    case .unnamed(let file, let byteCount):
      try storing { _ throws(FileError) in try file.overwriteKeySlots(byteCount: byteCount) }
    }
  }

  /// Overwrites the key slots in the file at `filePath` where they lie, durably.
  func overwriteKeySlots(at filePath: String) throws(VaultError) {
    try storing { files throws(FileError) in
      let byteCount = try files.status(of: filePath)?.byteCount ?? 0
      try files.openForWriting(filePath).overwriteKeySlots(byteCount: byteCount)
    }
  }

  /// Whether a file is the header in force, by whatever name.
  ///
  /// The bytes tell: to take another file for it leaves a copy of keys that are in force anyway, to take it
  /// for another file would be the end of the vault.
  func isHeaderInForce(_ file: String) throws(VaultError) -> Bool {
    guard file != VaultHeader.fileName else { return true }
    return try storing { files throws(FileError) -> Bool in
      let headerPath = path(of: VaultHeader.fileName)
      guard try files.status(of: headerPath) != nil else { return false }
      let limit = VaultHeader.maximumByteCount + 1
      let header = try files.read(headerPath, from: 0, maximumByteCount: limit)
      let other = try files.read(path(of: file), from: 0, maximumByteCount: limit)
      return header == other
    }
  }
}

/// A header that is not in force any more.
enum ReplacedHeader {
  /// It is called `header.old`.
  case named

  /// It has no name: this file system gives a file only one.
  case unnamed(any WritableFile, byteCount: Int)

  /// Whether the next writer can find it.
  var isNamed: Bool {
    if case .named = self { true } else { false }
  }
}

extension WritableFile {
  /// Overwrites all of a header but what it is and which vault it belongs to, durably, and closes it.
  ///
  /// What stays is needed to find what is remembered of a vault whose wipe was interrupted.
  fileprivate func overwriteKeySlots(byteCount: Int) throws(FileError) {
    let start = VaultHeader.wipedPrefixByteCount
    let zeros = [UInt8](repeating: 0, count: max(0, byteCount - start))
    if !zeros.isEmpty { try write(zeros.rawBytes, at: start) }
    try synchronize()
    try close()
  }
}
