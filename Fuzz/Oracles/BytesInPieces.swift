// BytesInPieces.swift: an input as a file gives it: some bytes at a time.

/// Bytes that are read from the beginning on.
final class BytesInPieces {
  private let bytes: [UInt8]
  private let pieceByteCount: Int
  private var offset = 0

  /// Gives `pieceByteCount` bytes at a time, or fewer where fewer are asked for.
  init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
    (self.bytes, self.pieceByteCount) = (bytes, max(1, pieceByteCount))
  }

  /// The next bytes; none at the end.
  func next(_ maximumByteCount: Int) -> [UInt8] {
    let count = min(pieceByteCount, maximumByteCount, bytes.count - offset)
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }
}
