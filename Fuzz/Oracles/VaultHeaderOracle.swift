// VaultHeaderOracle.swift: the file `header`. Its SHA-256 needs no key, so an attacker makes it fit: each
// input is read as it is, and once more with length and hash put right.

import Crypto

@testable import LocalPersona

enum VaultHeaderOracle {
  private static let hashRange = 16..<48
  private static let checkByteCount = 32

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let asGiven = try checkFile(bytes)
    let repaired = try checkFile(repaired(bytes))
    return asGiven == .accepted ? asGiven : repaired
  }

  private static func checkFile(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let header = try? VaultHeader.decode(bytes, path: "vault") else { return .refused }
    var copy = header
    let written = copy.encode(keys: FuzzKeys.vault)
    try require(withoutChecks(written) == withoutChecks(bytes), "a header is written as it was read")
    let again = try require(
      try? VaultHeader.decode(written, path: "vault"), "a header that was written can be read")
    try require(again.info == header.info && again.slots == header.slots, "a header comes back as it was")
    let isAuthentic: Void? = try? again.authenticate(keys: FuzzKeys.vault, path: "vault")
    try require(isAuthentic != nil, "a header that was written is authentic")
    return .accepted
  }

  /// All but the two hashes.
  private static func withoutChecks(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<hashRange.lowerBound] + bytes[hashRange.upperBound...].dropLast(checkByteCount))
  }

  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count > hashRange.upperBound else { return bytes }
    var bytes = bytes
    bytes.replaceSubrange(0..<VaultHeader.magic.count, with: VaultHeader.magic)
    bytes.put(UInt32(bytes.count), at: 12)
    let covered = Array(bytes[..<hashRange.lowerBound] + bytes[hashRange.upperBound...])
    bytes.replaceSubrange(hashRange, with: SHA256.hash(of: covered))
    return bytes
  }
}
