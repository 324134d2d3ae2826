// VaultHeadOracle.swift: the plaintext of `head.E`, sealed here so that it opens.

import Crypto

@testable import LocalPersona

enum VaultHeadOracle {
  private static let header = VaultHeader(vaultID: FuzzKeys.vaultID, name: "fuzz", slots: [])

  /// What a head is authenticated with; docs/formats.md, `head.E`.
  private static let context: [UInt8] = Array("persona head 1\0\0".utf8) + FuzzKeys.vaultID + [1, 0, 0, 0]

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let sealed = AuthenticatedBox.seal(bytes.rawBytes, key: FuzzKeys.vault.head, context: context.rawBytes)
    let head: VaultHead
    do {
      head = try VaultHead.open(sealed, header: header, keys: FuzzKeys.vault)
    } catch {
      try require(error == .malformedHead, "a head that is authentic is refused for its content only")
      return .refused
    }
    let written = head.seal(header: header, keys: FuzzKeys.vault)
    let again = try? VaultHead.open(written, header: header, keys: FuzzKeys.vault)
    try require(again == head, "a head comes back as it was")
    let plaintext = try require(
      try? AuthenticatedBox.openInPlain(
        written.rawBytes, key: FuzzKeys.vault.head, context: context.rawBytes), "a head can be opened")
    let content = plaintext[...((plaintext.lastIndex { $0 != 0 }) ?? 0)]
    try require(bytes.starts(with: content), "a head is written as it was read, but for its padding")
    return .accepted
  }
}
