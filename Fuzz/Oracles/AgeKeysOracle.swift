// AgeKeysOracle.swift: a file of identities, and a recipient as somebody types it.

@testable import Crypto

enum AgeKeysOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let recipient = try? AgeRecipient(String(decoding: bytes, as: UTF8.self))
    if let recipient {
      try require(Array(recipient.text.utf8) == bytes, "a recipient is written as it was read")
    }
    guard let keys = try? AgeKeyring(identityFile: bytes.rawBytes) else {
      return recipient == nil ? .refused : .accepted
    }
    try require(keys.hasIdentities && !keys.hasPassphrase, "identities are no passphrase")
    for recipient in keys.recipients {
      try require((try? AgeRecipient(recipient.text)) == recipient, "a recipient comes back as it was")
    }
    return .accepted
  }
}
