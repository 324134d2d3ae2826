// Bytes.swift: byte strings for these tests, from hexadecimal digits and by rule.

import Crypto

/// The bytes that `digits`, two for each, stand for.
func bytes(hex digits: String) -> [UInt8] {
  let values = digits.compactMap(\.hexDigitValue)
  precondition(values.count == digits.count && values.count % 2 == 0, "not hexadecimal: \(digits)")
  return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
}

/// Two lower-case digits for each byte.
func hex(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// The bytes `first`, `first + step`, …, modulo 256: what the reference script feeds in as well.
func progression(_ count: Int, step: Int, first: Int = 2) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: first + step * $0) }
}

extension SecretBytes {
  /// A copy that anybody may read, as only tests should.
  var exposed: [UInt8] { bytes.withUnsafeBytes { Array($0) } }

  init(_ bytes: [UInt8]) { self.init(copying: bytes.rawBytes) }
}
