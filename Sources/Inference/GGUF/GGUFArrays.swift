// GGUFArrays.swift: copies arrays out of the mapping, in one go each.

/// Reads arrays that the header's reader has walked through, so that every length is known to fit.
enum GGUFArrays {
  static func texts(in bytes: RawSpan, range: Range<Int>, count: Int) -> PackedTexts {
    var packed = PackedTexts()
    packed.reserve(count: count, byteCount: range.count - 8 * count)
    var position = range.lowerBound
    for _ in 0..<count {
      // Checked when the header was read. Whoever changes the file since gets a shorter list, which its
      // readers compare with others.
      guard position <= range.upperBound - 8 else { break }
      let length = bytes.littleEndian(UInt64.self, at: position)
      guard length <= UInt64(range.upperBound - 8 - position) else { break }
      let text = bytes.extracting(position + 8..<position + 8 + Int(length))
      unsafe text.withUnsafeBytes { unsafe packed.append($0) }
      position += 8 + Int(length)
    }
    return packed
  }

  static func numbers<T: FixedWidthInteger & BitwiseCopyable>(
    _: T.Type, in bytes: RawSpan, range: Range<Int>, count: Int
  ) -> [T] {
    (0..<count).map { index in
      bytes.littleEndian(T.self, at: range.lowerBound + index * MemoryLayout<T>.size)
    }
  }
}
