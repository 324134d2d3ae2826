// DescriptorCalls+Secrets.swift: reading files that hold secrets: from the kernel into locked memory, and
// into no other on the way.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
internal import Crypto

extension DescriptorCalls {
  /// Reads to the end, but no more than `limit` bytes and one, so that the caller can tell.
  ///
  /// - Throws: The `errno`; `EAGAIN` where the file grew meanwhile.
  static func readAllSecret(_ descriptor: Int32, limit: Int) throws(CallError) -> SecretBytes {
    let status = try status(of: descriptor)
    // A pipe does not say how much is coming, nor does a file that the system makes up as it is read. For
    // others no more memory is taken than they need: little of it can be locked.
    let isLengthKnown = status.isRegular && status.byteCount > 0
    let room = isLengthKnown ? min(status.byteCount, limit) + 1 : limit + 1
    var count = 0
    let bytes = try SecretBytes(count: room) { target throws(CallError) in
      while count < target.byteCount {
        let more = try read(descriptor, into: &target, at: count)
        if more == 0 { break }
        count += more
      }
    }
    guard count < room || room > limit else { throw CallError(code: EAGAIN) }
    return SecretBytes(copying: bytes.bytes.extracting(first: count))
  }
}
