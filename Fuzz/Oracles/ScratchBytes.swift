// ScratchBytes.swift: an input as a file, for parsers that map one. In memory where the system has such a place.

import Crypto

@testable import LocalPersona

enum ScratchBytes {
  private static let folder: String = {
    (try? POSIXFileStore().status(of: "/dev/shm"))?.kind == .folder ? "/dev/shm" : "/tmp"
  }()

  /// Gives `use` the path of a file with these bytes, and removes it.
  static func withFile<Result, E: Error>(
    _ bytes: [UInt8], named suffix: String, _ use: (String) throws(E) -> Result
  ) throws(E) -> Result {
    let files = POSIXFileStore()
    let path = "\(folder)/persona-fuzz-\(hexadecimal(RandomBytes.make(8)))\(suffix)"
    defer { try? files.removeFile(path) }
    do {
      let file = try files.create(path)
      try file.write(bytes.rawBytes, at: 0)
      try file.close()
    } catch {
      fatalError("no room for an input in \(folder)")
    }
    return try use(path)
  }
}
