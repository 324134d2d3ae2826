// AlignedMemory.swift: memory for kernels, aligned to a cache line, of a fixed size.
//
// The system hands out large blocks lazily: what is never touched costs nothing. Contents start
// undefined unless `zeroed`.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A block of bytes that one object owns.
///
/// Threads share it by writing disjoint parts.
@safe
final class AlignedMemory: @unchecked Sendable {  // Disjoint writes, between barriers.
  let base: UnsafeMutableRawPointer
  let byteCount: Int

  /// Allocates `byteCount` bytes, aligned to 64.
  ///
  /// - Precondition: The system has them. A model's sizes were bounded by its file before.
  init(byteCount: Int, zeroed: Bool = false) {
    var memory: UnsafeMutableRawPointer?
    let status = unsafe posix_memalign(&memory, 64, max(byteCount, 64))
    guard status == 0, let memory = unsafe memory else {
      preconditionFailure("no memory for \(byteCount) bytes")
    }
    if zeroed { unsafe memset(memory, 0, byteCount) }
    unsafe self.base = memory
    self.byteCount = byteCount
  }

  deinit { unsafe free(base) }
}
