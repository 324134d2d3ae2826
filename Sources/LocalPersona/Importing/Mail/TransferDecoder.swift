// TransferDecoder.swift: undoes the transfer encodings of MIME (RFC 2045), line by line, as the lines stream
// by.

/// Decodes the body of a part.
struct TransferDecoder {
  /// How a body is encoded.
  enum Encoding {
    case none, quotedPrintable, base64

    /// The encoding that a header names; nil for one that is not known.
    init?(_ name: String) {
      switch name.lowercased() {
      case "", "7bit", "8bit", "binary", "7-bit", "8-bit": self = .none
      case "quoted-printable": self = .quotedPrintable
      case "base64": self = .base64
      default: return nil
      }
    }
  }

  private let encoding: Encoding
  private var bits: UInt32 = 0
  private var bitCount = 0

  /// Begins a body.
  init(_ encoding: Encoding) { self.encoding = encoding }

  /// Appends what `line`, which has no line end, is to `bytes`.
  mutating func decode(_ line: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    switch encoding {
    case .none:
      bytes.append(contentsOf: line)
      bytes.append(UInt8(ascii: "\n"))
    case .quotedPrintable: TransferDecoder.decodeQuoted(line, into: &bytes)
    case .base64: decodeBase64(line, into: &bytes)
    }
  }

  /// What is no escape, though it looks like one, stays as it is.
  private static func decodeQuoted(_ line: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    var rest = line
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    let isSoft = rest.last == UInt8(ascii: "=")
    if isSoft { rest.removeLast() }
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "="), let value = hexadecimal(rest.prefix(2)) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    if !isSoft { bytes.append(UInt8(ascii: "\n")) }
  }

  /// What is no letter of base64 is passed over; padding ends a group, and another may follow.
  private mutating func decodeBase64(_ line: ArraySlice<UInt8>, into bytes: inout [UInt8]) {
    for byte in line {
      if byte == UInt8(ascii: "=") {
        (bits, bitCount) = (0, 0)
        continue
      }
      guard let value = TransferDecoder.sixBits(byte) else { continue }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
  }

  /// The six bits that a letter of base64 writes.
  static func sixBits(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// The byte that two hexadecimal digits write.
  static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, let first = digits.first.flatMap(digit), let second = digits.last.flatMap(digit)
    else { return nil }
    return first << 4 | second
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
