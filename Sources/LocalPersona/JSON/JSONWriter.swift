// JSONWriter.swift: writes JSON: one line, no spaces, only what must be escaped is escaped.

extension JSONValue {
  /// The value as one line of JSON without spaces.
  ///
  /// Reading it back gives an equal value. JSON knows no infinity and no NaN; they become `null`.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the UTF-8 of ``text`` to `bytes`.
  public func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .number(let value):
      // Swift's shortest form that reads back the same is valid JSON for every finite value.
      bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
    case .string(let value): JSONValue.write(string: value, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.write(string: member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Writes a string.
  ///
  /// DEL and the C1 controls are escaped too, though JSON would not ask for it: output may reach a terminal.
  /// What needs no escape is copied in runs.
  private static func write(string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let source = Array(string.utf8)
    var runStart = 0
    for (index, byte) in source.enumerated() where mayNeedEscape(byte) {
      guard byte < 0x80 || source[index - 1] == 0xC2 else { continue }
      bytes.append(contentsOf: source[runStart..<index])
      if byte >= 0x80 { bytes.removeLast() }  // The lead byte of a C1 control: the escape is for both.
      writeEscape(byte, to: &bytes)
      runStart = index + 1
    }
    bytes.append(contentsOf: source[runStart...])
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte is a control, a quote or a backslash, or the second byte of a C1 control.
  @inline(__always)
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || 0x7F...0x9F ~= byte
  }

  private static func writeEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(hexDigit(byte >> 4))
      bytes.append(hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
