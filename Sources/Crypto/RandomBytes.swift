// RandomBytes.swift: random bytes that are not secret, from the system's generator.
//
// For salts, names and identifiers. Secrets come from SecretBytes.random.

private import CSodium

/// Draws public random bytes.
public enum RandomBytes {
  /// Draws `count` bytes.
  public static func make(_ count: Int) -> [UInt8] {
    precondition(count >= 0, "negative byte count \(count)")
    requireLibrary()
    guard count > 0 else { return [] }
    return [UInt8](count: count) { cs_random(&$0) }
  }
}
