// PlugDocument+Fingerprint.swift: tells whether a plug is the one that something was learned with.

private import Crypto

extension PlugDocument {
  /// A hash of the whole plug, 32 bytes; the same for a file and for what was read from it.
  var fingerprint: [UInt8] { SHA256.hash(of: PlugFile.encode(self)) }
}
