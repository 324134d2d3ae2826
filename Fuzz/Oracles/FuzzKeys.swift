// FuzzKeys.swift: the keys that inputs are sealed with. What authenticated encryption refuses is soon said;
// what is behind it is reached only by whoever has the key, and a fuzzer that has it finds more.

import Crypto

@testable import LocalPersona

/// Keys and names that are no secret.
enum FuzzKeys {
  static let vault = VaultKeys(data: SecretBytes(copying: Array(UInt8(0)..<32).rawBytes))

  static let vaultID = [UInt8](repeating: 0x1D, count: VaultHeader.vaultIDByteCount)

  static let segment = SegmentName(bytes: [UInt8](repeating: 0x5E, count: SegmentName.byteCount))
}

extension [UInt8] {
  /// Puts a number of four bytes at `offset`, where that is inside.
  mutating func put(_ number: UInt32, at offset: Int) {
    for index in 0..<4 where offset + index < count {
      self[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * UInt32(index)))
    }
  }
}
