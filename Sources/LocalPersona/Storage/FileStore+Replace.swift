// FileStore+Replace.swift: a whole file written beside its place and renamed into it: the old one or the new
// one.

internal import Crypto

extension FileStore {
  /// Writes `bytes` to `temporary`, makes them durable, and renames the file to `path`.
  ///
  /// `temporary` lies in the same folder, which the caller makes durable afterwards; a leftover of that name
  /// goes.
  ///
  /// - Throws: `FileError`; then `path` is as it was, and `temporary` is gone if it can be removed.
  func replace(_ path: String, with bytes: [UInt8], by temporary: String) throws(FileError) {
    if try status(of: temporary) != nil { try removeFile(temporary) }
    do throws(FileError) {
      let file = try create(temporary)
      try file.write(bytes.rawBytes, at: 0)
      try file.synchronize()
      try file.close()
      try rename(temporary, to: path)
    } catch {
      try? removeFile(temporary)
      throw error
    }
  }
}
