// RecoveryWordsOracle.swift: what somebody types as recovery words: the key it stands for is always written
// in one way, and where there is none something is said about it.

import Crypto

@testable import LocalPersona

enum RecoveryWordsOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let typed = SecretBytes(copying: bytes.rawBytes)
    let problem = RecoveryWords.problem(in: typed)
    guard let key = RecoveryWords.normalised(typed) else {
      try require(problem != nil, "what is no key has a problem")
      return .refused
    }
    try require(problem == nil, "a key has no problem")
    try require(isWrittenAsItIsRead(key), "a key that is written as it should be is read as it is written")
    return .accepted
  }

  private static func isWrittenAsItIsRead(_ key: borrowing SecretBytes) -> Bool {
    guard let again = RecoveryWords.normalised(key) else { return false }
    let (written, read) = (Span<UInt8>(_bytes: key.bytes), Span<UInt8>(_bytes: again.bytes))
    return written.count == read.count && written.indices.allSatisfy { written[$0] == read[$0] }
  }
}
