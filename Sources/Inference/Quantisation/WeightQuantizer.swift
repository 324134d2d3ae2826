// WeightQuantizer.swift: turns the weights of one tensor into another type, row by row, some megabytes at a
// time.
//
// Rows are independent of each other, so that any number of threads gives the same bytes. What a row becomes
// is in CKernels/quantize.c; here is which row, and how wrong it got.

private import CKernels

/// What happens to the rows of a tensor on their way into a GGUF file.
enum RowChange: Sendable, Equatable {
  /// Nothing.
  case none

  /// The halves of each of `heads` heads, which rotate as pairs (i, i + half), are interleaved to pairs (2i,
  /// 2i + 1).
  case interleaveHeads(Int)

  /// 1 is added to each element: norms that multiply by 1 + weight.
  case addOne

  /// The row of the source that becomes row `row` of `rows`.
  func source(of row: Int, rows: Int) -> Int {
    guard case .interleaveHeads(let heads) = self else { return row }
    let height = rows / heads, (head, place) = row.quotientAndRemainder(dividingBy: height)
    return head * height + place % 2 * (height / 2) + place / 2
  }
}

/// Rounds tensors of float types.
struct WeightQuantizer {
  /// How many weights are in memory at a time, beyond one row: 4 MiB of floats.
  static let chunkElementCount = 1 << 20

  let threads: ThreadPool

  /// Whether matrices can be written in `type`.
  static func writes(_ type: WeightType) -> Bool { ck_quantizes(ck_type(rawValue: type.rawValue)) != 0 }

  /// Hands all rows of `tensor` to `sink`, in order, as `type`.
  ///
  /// - Parameters:
  ///   - tensor: A tensor of a float type; its rows are whole blocks of `type`.
  ///   - file: Where it lies.
  ///   - change: What happens to the rows.
  ///   - type: One of those that ``writes(_:)``.
  ///   - sink: Called with pieces that make up the tensor's data.
  /// - Returns: How far the result is from the source.
  /// - Throws: ``ModelFileError`` where a weight is not finite, or too large for `type`; what `sink` throws.
  func convert(
    _ tensor: TensorInfo, in file: MappedFile, change: RowChange, to type: WeightType,
    into sink: ([UInt8]) throws -> Void
  ) throws -> RoundingError {
    precondition(
      Self.writes(type) && tensor.columns.isMultiple(of: type.blockElementCount),
      "\(tensor.columns) columns as \(type.name)")
    let capacity = max(1, min(Self.chunkElementCount / tensor.columns, tensor.rows))
    let chunk = RowChunk(tensor, in: file, change: change, type: type, capacity: capacity, threads: threads)
    var total = RoundingError()
    for first in stride(from: 0, to: tensor.rows, by: capacity) {
      let count = min(capacity, tensor.rows - first)
      let error = chunk.convert(rows: first..<first + count)
      guard error.squares.isFinite else {
        let place = FilePlace(file: file.path, offset: tensor.fileOffset, field: "tensor \(tensor.name)")
        throw ModelFileError.malformed(place, .notFinite)
      }
      guard error.missSquares.isFinite else {
        throw ModelFileError.notConvertible(
          file: file.path, feature: "weights in \(tensor.name) that are too large for \(type.name)")
      }
      total.add(error)
      try sink(chunk.bytes(rowCount: count))
    }
    return total
  }
}

/// Memory for some rows of one tensor: as floats, rounded, and as floats again.
private struct RowChunk {
  private let tensor: TensorInfo
  private let file: MappedFile
  private let change: RowChange
  private let type: WeightType
  private let threads: ThreadPool
  private let rowByteCount: Int
  private let weights: FloatRows  // (threads, columns)
  private let rounded: FloatRows  // (threads, columns)
  private let output: AlignedMemory  // (capacity, bytes of a row)
  private let errors: AlignedMemory  // (capacity) of ck_rounding_error

  init(
    _ tensor: TensorInfo, in file: MappedFile, change: RowChange, type: WeightType, capacity: Int,
    threads: ThreadPool
  ) {
    self.tensor = tensor
    self.file = file
    self.change = change
    self.type = type
    self.threads = threads
    rowByteCount = type.byteCount(columns: tensor.columns)
    weights = FloatRows(rows: threads.threadCount, columns: tensor.columns)
    rounded = FloatRows(rows: threads.threadCount, columns: tensor.columns)
    output = AlignedMemory(byteCount: capacity * rowByteCount)
    errors = AlignedMemory(byteCount: capacity * MemoryLayout<ck_rounding_error>.stride)
  }

  /// Rounds `rows`, at most as many as there is room for.
  func convert(rows: Range<Int>) -> RoundingError {
    threads.run(taskCount: rows.count) { index, thread in
      convert(row: rows.lowerBound + index, to: index, thread: thread)
    }
    var total = RoundingError()
    for index in 0..<rows.count {
      let error = unsafe errors.base.assumingMemoryBound(to: ck_rounding_error.self)[index]
      total.add(squares: error.squares, missSquares: error.miss_squares, largest: error.largest_miss)
    }
    return total
  }

  /// The bytes of the first `rowCount` rows.
  func bytes(rowCount: Int) -> [UInt8] {
    unsafe [UInt8](UnsafeRawBufferPointer(start: output.base, count: rowCount * rowByteCount))
  }

  private func convert(row: Int, to index: Int, thread: Int) {
    let columns = tensor.columns
    let sourceByteCount = tensor.type.byteCount(columns: columns)
    let start = tensor.fileOffset + change.source(of: row, rows: tensor.rows) * sourceByteCount
    let code = ck_type(rawValue: type.rawValue)
    let floats = unsafe weights.pointer(thread), again = unsafe rounded.pointer(thread)
    unsafe ck_dequantize_row(ck_type(rawValue: tensor.type.rawValue), file.base + start, columns, floats)
    if change == .addOne {
      for column in 0..<columns { unsafe floats[column] += 1 }
    }
    let place = unsafe output.base + index * rowByteCount
    unsafe ck_quantize_row(code, floats, columns, place)
    unsafe ck_dequantize_row(code, place, columns, again)
    let error = unsafe ck_compare_rows(floats, again, columns)
    unsafe errors.base.assumingMemoryBound(to: ck_rounding_error.self)[index] = error
  }
}
