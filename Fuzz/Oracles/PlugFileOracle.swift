// PlugFileOracle.swift: plug files come from strangers, and their checksum is no signature: each input is
// read as it is, and once more with length and checksum put right. There is one form of each plug.

import Crypto

@testable import LocalPersona

enum PlugFileOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let asGiven = try checkFile(bytes)
    let repaired = try checkFile(repaired(bytes))
    return asGiven == .accepted ? asGiven : repaired
  }

  private static func checkFile(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let document = try? PlugFile.decode(bytes) else { return .refused }
    try require(PlugFile.encode(document) == bytes, "a plug is written as it was read")
    return .accepted
  }

  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let fields = Array(bytes.dropLast(SHA256.digestByteCount))
    guard fields.count >= PlugFile.prefixByteCount else { return bytes }
    var repaired = fields
    repaired.replaceSubrange(0..<PlugFile.magic.count, with: PlugFile.magic)
    repaired.put(UInt32(bytes.count), at: 12)
    return repaired + SHA256.hash(of: repaired)
  }
}
