// Terminal+Secrets.swift: shows a secret that was made here, once, to the person at the terminal.
//
// Not on standard output, which may be a file or another program. Where the terminal can, the secret is on a
// page of its own, which goes when it was read and leaves nothing to scroll back to.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
import Crypto

extension Terminal {
  /// Shows `heading` and `secret`, and waits for Enter.
  ///
  /// - Parameters:
  ///   - secret: Printable ASCII and line ends.
  ///   - heading: What it is.
  ///   - prompt: Says to press Enter.
  ///   - vanishes: Whether the page is taken away afterwards; needs a terminal that can move its cursor.
  /// - Throws: ``Failure``.
  func showSecret(
    _ secret: borrowing SecretBytes, heading: String, prompt: String, vanishes: Bool
  ) throws(Failure) {
    let descriptor: Int32
    do {
      descriptor = try DescriptorCalls.open(path, flags: O_RDWR | O_NOCTTY)
    } catch {
      throw error.code == EINTR ? .interrupted : .noTerminal
    }
    defer { DescriptorCalls.close(descriptor) }
    guard TerminalCalls.isTerminal(descriptor) else { throw .noTerminal }
    do {
      if vanishes { try DescriptorCalls.write(descriptor, Array("\u{1B}[?1049h\u{1B}[H\n".utf8)) }
      defer { if vanishes { try? DescriptorCalls.write(descriptor, Array("\u{1B}[?1049l".utf8)) } }
      try DescriptorCalls.write(descriptor, Array("\(heading)\n\n".utf8))
      // Byte by byte, so that no other memory has more than one of them.
      let bytes = Span<UInt8>(_bytes: secret.bytes)
      for index in bytes.indices { try DescriptorCalls.write(descriptor, [bytes[index]]) }
      try DescriptorCalls.write(descriptor, Array("\n\(prompt)".utf8))
      _ = try UnbufferedLine.readSecretLine(from: descriptor, limit: Invocation.passphraseByteCount).count
    } catch let error as CallError {
      throw error.code == EINTR ? .interrupted : .gone
    } catch let error as Failure {
      throw error
    } catch {
      throw .gone  // Nothing else is thrown above.
    }
  }
}
