// VectorRecord.swift: some rows of a table of vectors, as one frame carries them.
//
// Dimension, number of rows, the ids, then the elements as IEEE 754 binary32, row after row.

/// Makes one number of a vector.
typealias VectorScore = @Sendable (_ vector: Span<Float>) -> Float

/// The binary form of a piece of a ``VectorTable``.
struct VectorRecord: Equatable {
  var dimension: Int
  var ids: [EntryID]
  var values: [Float]

  /// How much of a frame a piece fills at most: large enough to be quick, small enough to be replaced.
  private static let pieceByteCount = 256 << 10

  /// The rows of `table`, in pieces that fit into frames.
  static func pieces(of table: VectorTable) -> [VectorRecord] {
    let rowByteCount = 8 + 4 * table.dimension
    let rowCount = max(1, pieceByteCount / rowByteCount)
    return stride(from: 0, to: table.ids.count, by: rowCount).map { start in
      let rows = start..<min(start + rowCount, table.ids.count)
      return VectorRecord(
        dimension: table.dimension, ids: Array(table.ids[rows]),
        values: Array(table.values[rows.lowerBound * table.dimension..<rows.upperBound * table.dimension]))
    }
  }

  /// The same without the rows of `ids`.
  func removing(_ removed: Set<EntryID>) -> VectorRecord {
    var rest = VectorRecord(dimension: dimension, ids: [], values: [])
    for (row, id) in ids.enumerated() where !removed.contains(id) {
      rest.ids.append(id)
      rest.values.append(contentsOf: values[row * dimension..<(row + 1) * dimension])
    }
    return rest
  }

  /// What `score` says of each row.
  func scores(by score: VectorScore) -> [Float] {
    let all = values.span
    return ids.indices.map { row in score(all.extracting(row * dimension..<(row + 1) * dimension)) }
  }

  func encode() -> [UInt8] {
    var writer = ByteWriter(reserving: 8 + ids.count * (8 + 4 * dimension))
    writer.write(UInt32(dimension))
    writer.write(UInt32(ids.count))
    for id in ids { writer.write(id.value) }
    writer.write(values)
    return writer.bytes
  }

  /// Reads the rows in `range` of `bytes`; only their ids where `withValues` is false.
  static func decode(
    _ bytes: [UInt8], _ range: Range<Int>, withValues: Bool = true
  ) throws(FormatError) -> VectorRecord {
    var reader = ByteReader(bytes, range)
    let start = reader.offset
    let dimension = Int(try reader.read(UInt32.self))
    let rowCount = Int(try reader.read(UInt32.self))
    // At most 2^16 and 2^32, so the product does not overflow 64 bits.
    guard (1...VectorTable.maximumDimension).contains(dimension),
      reader.remaining == rowCount * (8 + 4 * dimension)
    else { throw FormatError(offset: start) }
    var ids: [EntryID] = []
    ids.reserveCapacity(rowCount)
    for _ in 0..<rowCount {
      let offset = reader.offset
      guard let id = EntryID(value: try reader.read()) else { throw FormatError(offset: offset) }
      ids.append(id)
    }
    let values = withValues ? try reader.readFloats(rowCount * dimension) : []
    return VectorRecord(dimension: dimension, ids: ids, values: values)
  }
}

extension ByteWriter {
  /// Writes the bits of each number.
  mutating func write(_ numbers: [Float]) {
    for number in numbers { write(number.bitPattern) }
  }
}

extension ByteReader {
  /// Reads `count` numbers of four bytes each.
  mutating func readFloats(_ count: Int) throws(FormatError) -> [Float] {
    let bytes = try readBytes(4 * count)
    // Sound: every bit pattern is a Float, and there are 4 * count bytes on either side. They are
    // little-endian in the file, as on every machine that this is built for.
    return unsafe [Float](unsafeUninitializedCapacity: count) { numbers, initializedCount in
      unsafe UnsafeMutableRawBufferPointer(numbers).copyBytes(from: bytes)
      initializedCount = count
    }
  }
}
