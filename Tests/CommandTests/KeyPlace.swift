// KeyPlace.swift: what the tests of passphrases and of recovery words share.

import Foundation

extension Workplace {
  /// Another passphrase than the vault has.
  static let newPassphrase = "candle-river-kitchen-velvet-thunder"

  /// A private file with one line.
  func secretFile(_ name: String, _ line: String) throws -> String {
    let path = "\(home)/\(name)"
    try "\(line)\n".write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, 0o600)
    return path
  }

  /// Opens the vault with what is in a file.
  func open(with file: String) throws -> Outcome {
    try startAlone(["list", "--passphrase-file", file]).wait()
  }
}

extension Terminal {
  /// Waits until `text` is shown for the `count`-th time.
  func wait(for text: String, count: Int, seconds: Double = 60) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while screen().components(separatedBy: text).count <= count {
      if Date() > deadline { throw Child.Late(seconds: seconds, errors: "the terminal shows: \(screen())") }
      usleep(4_000)
    }
  }
}
