// StreamingTextDecoder.swift: from the bytes of tokens, as they come, to text that can be shown.
//
// A token may end within a character: what is incomplete is held back until the rest comes.

/// Turns a stream of bytes into whole characters.
public struct StreamingTextDecoder: Sendable {
  /// The start of a character, at most three bytes.
  private var pending: [UInt8] = []

  /// Starts with nothing held back.
  public init() {}

  /// Takes the next bytes.
  ///
  /// - Returns: All text that is complete; bytes that can no longer become UTF-8 as U+FFFD.
  public mutating func append(_ bytes: [UInt8]) -> String {
    pending += bytes
    let complete = pending.count - Self.incompleteSuffix(pending)
    let text = String(decoding: pending[..<complete], as: UTF8.self)
    pending.removeFirst(complete)
    return text
  }

  /// Ends the stream.
  ///
  /// - Returns: What was held back, as U+FFFD if it never became a character.
  public mutating func finish() -> String {
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  /// How many bytes at the end begin a character without completing it.
  private static func incompleteSuffix(_ bytes: [UInt8]) -> Int {
    for (distance, byte) in bytes.reversed().prefix(4).enumerated() {
      if byte & 0xC0 == 0x80 { continue }  // A continuation: look further back.
      let suffix = distance + 1
      guard byte >= 0xC2, byte <= 0xF4, UTF8Scalars.byteCount(byte) > suffix else { return 0 }
      return suffix
    }
    return 0
  }
}
