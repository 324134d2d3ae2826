// Terminal.swift: the person's terminal, for passphrases and questions, whatever standard input is.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
import Crypto

/// The terminal that questions are asked on.
public struct Terminal: Sendable {
  /// The device that always means the terminal of this process.
  public static let ownPath = "/dev/tty"

  /// Longest answer to a question that is no passphrase, in bytes.
  private static let answerByteCount = 4096

  /// The device.
  let path: String

  /// Why nothing was read.
  enum Failure: Error, Equatable {
    /// There is no terminal.
    case noTerminal

    /// The terminal went away, or Ctrl-D was pressed.
    case gone

    /// Ctrl-C.
    case interrupted

    /// The line is longer than the limit.
    case tooLong(limit: Int)

    /// The error of a question; `refusal` is the one for want of a terminal.
    func consoleError(orRefusal refusal: ConsoleError) -> ConsoleError {
      switch self {
      case .noTerminal: refusal
      case .gone: .terminalGone
      case .interrupted: .interrupted
      case .tooLong: .declined
      }
    }
  }

  /// Whether there is a terminal to ask on.
  var isAvailable: Bool {
    guard let descriptor = try? DescriptorCalls.open(path, flags: O_RDWR | O_NOCTTY) else { return false }
    defer { DescriptorCalls.close(descriptor) }
    return TerminalCalls.isTerminal(descriptor)
  }

  /// Asks for a line, which is echoed.
  func askLine(prompt: String) throws(Failure) -> String {
    try withOpenTerminal { descriptor throws(Failure) in
      try write(prompt, to: descriptor)
      var line = [UInt8](repeating: 0, count: Terminal.answerByteCount)
      var span = line.mutableSpan
      var bytes = unsafe span.mutableBytes  // Any bytes make valid UInt8 values.
      let count = try UnbufferedLine.readLine(from: descriptor, into: &bytes)
      return String(decoding: line[..<count], as: UTF8.self)
    }
  }

  /// Asks for a line that is not echoed, straight into locked memory.
  func askSecret(prompt: String, limit: Int) throws(Failure) -> SecretBytes {
    try withOpenTerminal { descriptor throws(Failure) in
      do {
        try TerminalCalls.disableEcho(descriptor)
      } catch {
        throw .noTerminal
      }
      defer {
        TerminalCalls.restoreEcho()
        // The line end that was typed was not echoed.
        try? DescriptorCalls.write(descriptor, [UInt8(ascii: "\n")])
      }
      try write(prompt, to: descriptor)
      return try UnbufferedLine.readSecretLine(from: descriptor, limit: limit)
    }
  }

  private func withOpenTerminal<R: ~Copyable>(
    _ body: (Int32) throws(Failure) -> R
  ) throws(Failure) -> R {
    let descriptor: Int32
    do {
      descriptor = try DescriptorCalls.open(path, flags: O_RDWR | O_NOCTTY)
    } catch {
      throw error.code == EINTR ? .interrupted : .noTerminal
    }
    defer { DescriptorCalls.close(descriptor) }
    return try body(descriptor)
  }

  private func write(_ prompt: String, to descriptor: Int32) throws(Failure) {
    do {
      try DescriptorCalls.write(descriptor, Array(prompt.utf8))
    } catch {
      throw error.code == EINTR ? .interrupted : .gone
    }
  }
}

/// Reads single lines without taking a byte of what follows.
enum UnbufferedLine {
  /// Fills `target` with a line and its end, and returns the length without the end.
  ///
  /// It reads byte by byte, so that standard input can hold a passphrase and then a text, and no byte
  /// of a passphrase passes through other memory. A carriage return before the line feed belongs to
  /// the end.
  ///
  /// - Throws: ``Terminal/Failure/gone`` where there is no byte at all, and
  ///   ``Terminal/Failure/tooLong(limit:)`` where `target` is full before the line ends.
  static func readLine(
    from descriptor: Int32, into target: inout MutableRawSpan
  ) throws(Terminal.Failure) -> Int {
    var count = 0
    while true {
      guard count < target.byteCount else { throw .tooLong(limit: target.byteCount) }
      guard try readByte(from: descriptor, into: &target, at: count) else {
        if count == 0 { throw .gone }
        return count
      }
      if byte(count, of: target) == UInt8(ascii: "\n") {
        return count > 0 && byte(count - 1, of: target) == UInt8(ascii: "\r") ? count - 1 : count
      }
      count += 1
    }
  }

  /// Reads a line of at most `limit` bytes into locked memory.
  static func readSecretLine(
    from descriptor: Int32, limit: Int
  ) throws(Terminal.Failure) -> SecretBytes {
    var count = 0
    let line = try SecretBytes(count: limit + 2) { bytes throws(Terminal.Failure) in
      count = try readLine(from: descriptor, into: &bytes)
    }
    guard count <= limit else { throw .tooLong(limit: limit) }
    return SecretBytes(copying: line.bytes.extracting(first: count))
  }

  /// Reads one byte into `target`; false at the end.
  private static func readByte(
    from descriptor: Int32, into target: inout MutableRawSpan, at index: Int
  ) throws(Terminal.Failure) -> Bool {
    do {
      return try DescriptorCalls.read(descriptor, into: &target, at: index, limit: 1) == 1
    } catch {
      throw error.code == EINTR ? .interrupted : .gone
    }
  }

  private static func byte(_ index: Int, of span: borrowing MutableRawSpan) -> UInt8 {
    // Sound: the index is checked by the span, and any byte is a valid UInt8.
    unsafe span.bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }
}
