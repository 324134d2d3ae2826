// AgePlace.swift: what the tests of age files and backups share.

import Foundation

/// A vault with texts of every sort, and a key for age files.
struct AgePlace {
  /// An identity of the vectors of age; its recipient was computed by another program.
  static let identity = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
  static let recipient = "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef"

  let place: Workplace

  /// Exported, so written as export writes: every field, and the dates at both ends of the calendar.
  static let lines = [
    #"{"id":"0123456789","written":"2025-03-08T10:25:00Z","added":"2025-04-01T00:00:00Z","kind":"mail","#
      + #""title":"Thursday: moved","recipient":"Ann \"A\" B","tags":["work","ü"],"text":" Dear Ann,\n\n\tbye \n"}"#,
    #"{"id":"0123456788","written":"0001-01-01T00:00:00+23:59","added":"9999-12-31T23:59:59-23:59","#
      + #""kind":"my-kind","text":"same"}"#,
    #"{"id":"0123456787","written":"1900-02-28T23:59:59Z","added":"2026-01-01T00:00:00Z","kind":"note","#
      + #""text":"same"}"#,
    #"{"id":"0123456786","written":"2026-01-01T00:00:00Z","added":"2026-01-01T00:00:00Z","kind":"diary","#
      + #""title":"😀 é","text":"\u0000\u001b[1m e\#u{301} 日本語\#u{2028}\r\nend"}"#,
  ].map { $0 + "\n" }.joined()

  init() throws {
    place = try Workplace()
    try secret("key.txt", AgePlace.identity)
    try secret("age-pp", "a passphrase for files")
    try secret("wrong-pp", "another passphrase")
    let filled = try place.run("import", "-", "--quiet", input: .bytes(Array(AgePlace.lines.utf8)))
    guard filled.code == 0 else { throw Workplace.Unprepared(outcome: filled) }
  }

  private func secret(_ name: String, _ content: String) throws {
    chmod(try place.write(name, Array("\(content)\n".utf8)), 0o600)
  }

  /// Destroys the vault and makes an empty one.
  func startOver() throws {
    for words in [["wipe", "--confirm", "demo"], ["init", "--name", "demo", "--kdf", "interactive"]] {
      let outcome = try place.start(words).wait()
      guard outcome.code == 0 else { throw Workplace.Unprepared(outcome: outcome) }
    }
  }

  func exported() throws -> String { try place.run("export", "--plaintext").output }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(place.desk)/\(name)")))
  }
}
