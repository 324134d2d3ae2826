// BackupManifestOracle.swift: the first line of a backup; one that is read says the same when it is written
// again.

@testable import LocalPersona

enum BackupManifestOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let line = bytes[...]
    guard let manifest = try? BackupManifest(line, path: "fuzz") else { return .refused }
    try require(BackupManifest.isManifest(line), "what is read as a manifest is one")
    let again = try? BackupManifest(Array(manifest.line.utf8).dropLast(), path: "fuzz")
    try require(again == manifest, "a manifest comes back as it was written")
    return .accepted
  }
}
