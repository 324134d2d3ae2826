// KernelSessionKeys.swift: data keys in the keyring of the Linux kernel, or the Keychain of macOS.
//
// No daemon and no socket: system calls that the confinement lets through. What is stored is the key, and
// the second at which it ends, as 8 bytes: the kernel enforces the end, but does not tell it, and the
// Keychain does neither. All `unsafe` of session keys is here: pointers never outlive the call they are
// passed to, and any bytes make a valid number.

private import CSystem
internal import Crypto

#if canImport(Darwin)
private import Darwin
#elseif canImport(Musl)
private import Musl
#else
private import Glibc
#endif

/// The system's own place for keys.
struct KernelSessionKeys: SessionKeyStore {
  /// The size of what is stored.
  private static let storedByteCount = VaultKeys.byteCount + 8

  #if canImport(Darwin)
  private static let noKey = ENOENT
  #else
  private static let noKey = ENOKEY
  #endif

  /// Tells who can read what is kept.
  func scope() throws(SessionKeyError) -> SessionScope {
    var scope: Int32 = 0
    // Sound: one number, for the length of the call.
    let code = unsafe csys_session_scope(&scope)
    guard code == 0 else { throw .unavailable(SystemError(code: code)) }
    return switch Int(scope) {
    case Int(csys_scope_program): .program
    case Int(csys_scope_user): .user
    default: .session
    }
  }

  /// Keeps a key.
  func store(
    _ key: borrowing SecretBytes, as name: SessionKeyName, seconds: Int
  ) throws(SessionKeyError) -> Timestamp {
    precondition(seconds > 0 && key.count == VaultKeys.byteCount, "not a data key, or no time to keep it")
    _ = try scope()
    let until = Timestamp(Timestamp.now.secondsSince1970 + Int64(seconds))
    let stored = Self.encode(key, until: until)
    // Sound: both pointers describe what outlives the call.
    let code = unsafe stored.bytes.withUnsafeBytes {
      unsafe csys_session_store(name.text, $0.baseAddress, Int64($0.count), Int64(seconds))
    }
    switch code {
    case 0: return until
    case EDQUOT: throw .full
    default: throw .unavailable(SystemError(code: code))
    }
  }

  /// The key under this name.
  func read(_ name: SessionKeyName) throws(SessionKeyError) -> KeptKey? {
    var code: Int32 = 0
    let stored = SecretBytes(count: Self.storedByteCount) { target in
      // Sound: the call writes at most as many bytes as the buffer has.
      code = unsafe target.withUnsafeMutableBytes {
        unsafe csys_session_read(name.text, $0.baseAddress, Int64($0.count))
      }
    }
    // Something of another size under our name is none of ours.
    if code == Self.noKey || code == EMSGSIZE { return nil }
    guard code == 0 else { throw .unavailable(SystemError(code: code)) }
    let until = Self.end(of: stored)
    guard until > .now else { return nil }
    return KeptKey(
      key: SecretBytes(copying: stored.bytes.extracting(first: VaultKeys.byteCount)), until: until)
  }

  /// Ends all keys of a vault.
  func forget(vaultID: [UInt8]) throws(SessionKeyError) {
    _ = try scope()
    // Sound: a terminated string, for the length of the call.
    let code = unsafe csys_session_forget(SessionKeyName.beginning(vaultID: vaultID))
    guard code == 0 else { throw .failed(SystemError(code: code)) }
  }

  private static func encode(_ key: borrowing SecretBytes, until: Timestamp) -> SecretBytes {
    let source = key.bytes
    return SecretBytes(count: storedByteCount) { target in
      for index in 0..<source.byteCount {
        let byte = unsafe source.unsafeLoad(fromByteOffset: index, as: UInt8.self)
        target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      }
      let end = until.secondsSince1970.littleEndian
      target.storeBytes(of: end, toByteOffset: source.byteCount, as: Int64.self)
    }
  }

  private static func end(of stored: borrowing SecretBytes) -> Timestamp {
    let end = unsafe stored.bytes.unsafeLoadUnaligned(
      fromByteOffset: VaultKeys.byteCount, as: Int64.self)
    return Timestamp(Int64(littleEndian: end))
  }
}
