// SecretBytes.swift: key material in locked, guarded memory that is wiped when it goes.
//
// All lengths are bytes. Memory comes from sodium_malloc: locked out of swap where the system
// allows it, left out of core dumps, fenced by guard pages, zeroed by sodium_free. Systems lock
// a few MiB at most, so this is for keys, passphrases and short texts, not for a whole vault.

private import CSodium

/// A fixed number of secret bytes with one owner.
///
/// Cannot be copied, printed or compared by accident: it is `~Copyable` and conforms to nothing.
/// Read it through ``bytes``; move it with `consume`. Sound as `Sendable`: the memory is read-only once it is
/// made, and goes only with its one owner.
@safe
public struct SecretBytes: ~Copyable, @unchecked Sendable {
  private let base: UnsafeMutableRawPointer

  /// The number of bytes.
  public let count: Int

  /// Allocates `count` zero bytes and lets `body` fill them; they are read-only afterwards.
  ///
  /// - Parameters:
  ///   - count: How many bytes; zero is allowed.
  ///   - body: Fills the bytes.
  /// - Throws: Only what `body` throws; the memory is wiped first.
  /// - Precondition: The system has memory for them.
  public init<E: Error>(
    count: Int, initializingWith body: (inout MutableRawSpan) throws(E) -> Void
  ) throws(E) {
    precondition(count >= 0, "negative byte count \(count)")
    requireLibrary()
    guard let memory = unsafe sodium_malloc(count) else {
      preconditionFailure("no memory for \(count) secret bytes")
    }
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    do {
      // Sound: `memory` holds `count` initialised bytes, and nobody else knows it yet.
      var span = unsafe MutableRawSpan(_unsafeStart: memory, byteCount: count)
      try body(&span)
    } catch {
      unsafe sodium_free(memory)
      throw error
    }
    precondition(unsafe sodium_mprotect_readonly(memory) == 0, "cannot protect \(count) secret bytes")
    unsafe self.base = memory
    self.count = count
  }

  /// Copies `source`, which its owner should wipe if it is secret as well.
  public init(copying source: RawSpan) {
    self.init(count: source.byteCount) { target in
      for index in 0..<source.byteCount {
        // Sound: both spans have `byteCount` bytes, and any byte is a valid UInt8.
        let byte = unsafe source.unsafeLoad(fromByteOffset: index, as: UInt8.self)
        target.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      }
    }
  }

  deinit { unsafe sodium_free(base) }

  /// Draws `count` random bytes from the system's generator.
  public static func random(count: Int) -> SecretBytes {
    SecretBytes(count: count) { target in
      if count > 0 { cs_random(&target) }
    }
  }

  /// The secret, for as long as this value is borrowed.
  public var bytes: RawSpan {
    @_lifetime(borrow self) get {
      // Sound: `base` holds `count` initialised bytes until deinit, which a borrow rules out.
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(base), byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Compares with `other` in constant time; only the two lengths may be learned from the time it takes.
  public func hasSameBytes(as other: borrowing SecretBytes) -> Bool {
    guard count == other.count else { return false }
    return count == 0 || cs_equal(bytes, other.bytes) == 1
  }
}
