// ScratchBytes.swift: an input as a file or a folder, for parsers that map one. In memory where the system
// has such a place.

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
    let path = newPath() + suffix
    defer { try? POSIXFileStore().removeFile(path) }
    do {
      try write(bytes, to: path)
    } catch {
      fatalError("no room for an input in \(folder)")
    }
    return try use(path)
  }

  /// Gives `use` the path of a folder with these files, and removes it with everything in it.
  static func withFolder<Result, E: Error>(
    _ contents: [(name: String, bytes: [UInt8])], _ use: (String) throws(E) -> Result
  ) throws(E) -> Result {
    let files = POSIXFileStore(), path = newPath()
    defer {
      for name in (try? files.list(path)) ?? [] { try? files.removeFile("\(path)/\(name)") }
      try? files.removeFolder(path)
    }
    do {
      try files.makeFolder(path)
      for file in contents { try write(file.bytes, to: "\(path)/\(file.name)") }
    } catch {
      fatalError("no room for an input in \(folder)")
    }
    return try use(path)
  }

  private static func newPath() -> String { "\(folder)/persona-fuzz-\(hexadecimal(RandomBytes.make(8)))" }

  private static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try POSIXFileStore().create(path)
    try file.write(bytes.rawBytes, at: 0)
    try file.close()
  }
}
