// AgeArmor.swift: age files as text: base64 between two fixed lines, for mail and the clipboard.
//
// Read as strictly as it is written; only line ends (LF or CRLF) and white space around it are free.
// So armor is no more malleable than that, but it is not authenticated: what it holds is.

/// The form of the text.
enum AgeArmor {
  static let begin = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
  static let end = Array("-----END AGE ENCRYPTED FILE-----".utf8)

  /// How any armor begins, also of another kind or with a slip in its first line.
  static let dashes = Array("-----".utf8)

  /// The number of columns of all lines but the last.
  static let columnCount = 64

  /// The number of bytes in such a line.
  static let lineByteCount = columnCount / 4 * 3

  /// How much white space is passed over, before the text and after it, in bytes.
  static let maximumSpaceByteCount = 1024

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") || byte == newline
  }

  /// Whether `prefix` begins, after white space, with `start`.
  static func begins(_ prefix: [UInt8], with start: [UInt8]) -> Bool {
    let text = prefix.drop(while: isSpace)
    return prefix.count - text.count <= maximumSpaceByteCount && text.starts(with: start)
  }
}

/// Reads armor, line by line.
final class AgeArmorReader {
  private enum Position { case before, inside, after }

  private let input: AgeInput
  private var position = Position.before

  /// The number of the current line, from 1.
  private var number = 0

  /// Whether the current line can be followed by the one that ends the text only.
  private var isLast = false

  /// Reads from `input`, which begins with armor.
  init(input: AgeInput) { self.input = input }

  /// The bytes of the next line; none at the end.
  ///
  /// - Throws: ``AgeError/malformedArmor(line:)``; whatever the source of the input throws.
  func next() throws -> [UInt8] {
    if position == .before { try readBegin() }
    guard position == .inside else { return [] }
    let line = try readLine()
    guard line != AgeArmor.end else {
      try readTrailingSpace()
      position = .after
      return []
    }
    guard !isLast, !line.isEmpty, line.count <= AgeArmor.columnCount,
      let bytes = AgePrimitives.decodeBase64(line, isPadded: true)
    else { throw malformed }
    isLast = bytes.count < AgeArmor.lineByteCount
    return bytes
  }

  private var malformed: AgeError { .malformedArmor(line: number) }

  private func readBegin() throws {
    var line: [UInt8] = []
    repeat { line = try readLine() } while line.allSatisfy(AgeArmor.isSpace)
    guard line == AgeArmor.begin else { throw malformed }
    position = .inside
  }

  /// The next line, without what ends it.
  private func readLine() throws -> [UInt8] {
    number += 1
    var line: [UInt8]
    switch try input.readLine(maximumByteCount: AgeArmor.maximumSpaceByteCount) {
    case .ended(let text): line = text
    case .cutShort(let text) where !text.isEmpty: line = text
    case .cutShort, .tooLong: throw malformed
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return line
  }

  private func readTrailingSpace() throws {
    number += 1
    let rest = try input.read(AgeArmor.maximumSpaceByteCount + 1)
    guard rest.count <= AgeArmor.maximumSpaceByteCount, rest.allSatisfy(AgeArmor.isSpace) else {
      throw malformed
    }
  }
}

/// Writes armor.
struct AgeArmorWriter {
  /// What is not enough for a line yet.
  private var pending: [UInt8] = []

  /// The first line.
  var begin: [UInt8] { AgeArmor.begin + [newline] }

  /// The lines that are complete with `bytes`.
  mutating func encode(_ bytes: [UInt8]) -> [UInt8] {
    pending += bytes
    let byteCount = pending.count / AgeArmor.lineByteCount * AgeArmor.lineByteCount
    let lines = Self.lines(of: Array(pending[..<byteCount]))
    pending.removeFirst(byteCount)
    return lines
  }

  /// The rest, and the line that ends the text.
  mutating func finish() -> [UInt8] {
    let lines = Self.lines(of: pending)
    pending = []
    return lines + AgeArmor.end + [newline]
  }

  private static func lines(of bytes: [UInt8]) -> [UInt8] {
    let text = AgePrimitives.encodeBase64(bytes, isPadded: true)
    var lines: [UInt8] = []
    lines.reserveCapacity(text.count + text.count / AgeArmor.columnCount + 1)
    for start in stride(from: 0, to: text.count, by: AgeArmor.columnCount) {
      lines += text[start..<min(start + AgeArmor.columnCount, text.count)]
      lines.append(newline)
    }
    return lines
  }
}
