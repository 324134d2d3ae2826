// VaultKeys.swift: the data key of a vault and the keys for each purpose that come from it.
//
// The data key is random and is kept in the header, wrapped by each key slot. It seals nothing itself.

internal import Crypto

/// The keys of an open vault, in locked memory.
struct VaultKeys: ~Copyable, Sendable {
  static let byteCount = 32

  /// Encrypts nothing, but all others are derived from it.
  let data: SecretBytes

  /// Authenticates the header.
  let header: SecretBytes

  /// Seals the list of segments.
  let head: SecretBytes

  /// Seals frames.
  let frames: SecretBytes

  /// Hides the lengths of frames.
  let masks: SecretBytes

  /// Seals what is remembered outside the vault.
  let memory: SecretBytes

  init(data: consuming SecretBytes) {
    header = Self.subkey(of: data, 1)
    head = Self.subkey(of: data, 2)
    frames = Self.subkey(of: data, 3)
    masks = Self.subkey(of: data, 4)
    memory = Self.subkey(of: data, 5)
    self.data = data
  }

  private static func subkey(of data: borrowing SecretBytes, _ id: UInt64) -> SecretBytes {
    KeyDerivation.subkey(of: data, id: id, context: "pvault-1")
  }
}
