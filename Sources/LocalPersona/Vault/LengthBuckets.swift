// LengthBuckets.swift: the few lengths that plaintexts are padded to, so that the size of a file says
// little about the length of a text.
//
// Four steps for each doubling: at most a quarter is added, a tenth on average, and of a length only
// about two bits beside its magnitude remain.

/// The lengths that padded plaintexts may have.
enum LengthBuckets {
  /// The smallest: entries shorter than this all look the same.
  static let minimum = 256

  /// The largest: an entry of the largest text, with its other parts, has at most 1.25 MiB.
  static let maximum = 2 << 20

  /// The smallest bucket that holds `byteCount` bytes.
  static func padded(_ byteCount: Int) -> Int {
    guard byteCount > minimum else { return minimum }
    let magnitude = 1 << (Int.bitWidth - 1 - (byteCount - 1).leadingZeroBitCount)
    let step = magnitude / 4
    return (byteCount + step - 1) / step * step
  }

  /// Whether `byteCount` is a bucket.
  static func contains(_ byteCount: Int) -> Bool {
    (minimum...maximum).contains(byteCount) && padded(byteCount) == byteCount
  }
}
