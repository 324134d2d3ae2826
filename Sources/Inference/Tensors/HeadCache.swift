// HeadCache.swift: the keys and values of one head, in the order in which attention reads them.
//
// Keys: (positions / 16, dimension, 16), so that a vector holds 16 positions of one dimension. Values:
// (positions, dimension). Elements are half precision, 8-bit integers where memory is short, or floats where
// exactness is asked for.
//
// The whole capacity is reserved at once; the system gives pages as they are first written
// (AlignedMemory.swift). Later positions lie behind earlier ones, so that a cache takes what its longest
// sequence so far needs, to a page, and nothing is ever copied to make room.

private import CKernels

/// How the elements of a key-value cache are stored.
public enum CachePrecision: Sendable {
  /// IEEE half precision: 2 bytes.
  case float16

  /// 4 bytes, for exact comparisons.
  case float32

  /// 1 byte, in units of a scale for each position of a head: half the memory of ``float16``.
  case integer8

  var elementByteCount: Int {
    switch self {
    case .float16: 2
    case .float32: 4
    case .integer8: 1
    }
  }
}

/// Keys and values of one key-value head, for up to `capacity` positions.
///
/// Memory grows with the positions that are written, and does not shrink.
@safe
final class HeadCache: Sendable {
  let capacity: Int
  private let dimension: Int
  private let precision: CachePrecision
  private let keys: AlignedMemory
  private let values: AlignedMemory
  private let scales: AlignedMemory?  // (2, positions): of keys, of values

  init(capacity: Int, dimension: Int, precision: CachePrecision) {
    // Attention reads whole groups of 16 positions.
    let rounded = (capacity + 15) / 16 * 16
    self.capacity = rounded
    self.dimension = dimension
    self.precision = precision
    let byteCount = rounded * dimension * precision.elementByteCount
    keys = AlignedMemory(byteCount: byteCount)
    values = AlignedMemory(byteCount: byteCount)
    scales = precision == .integer8 ? AlignedMemory(byteCount: 2 * rounded * 4) : nil
  }

  @unsafe private var view: ck_head_cache {
    let keyScales = unsafe scales?.base.assumingMemoryBound(to: Float.self)
    return unsafe ck_head_cache(
      keys: keys.base, values: values.base, key_scales: keyScales,
      value_scales: keyScales.map { unsafe $0 + capacity },
      dim: dimension, form: form)
  }

  private var form: Int32 {
    switch precision {
    case .float32: Int32(ck_cache_float32)
    case .float16: Int32(ck_cache_float16)
    case .integer8: Int32(ck_cache_integer8)
    }
  }

  /// Stores the key and value of one position, taken from a row of each from column `column` on.
  func store(position: Int, keys: FloatRows, values: FloatRows, row: Int, column: Int) {
    precondition(position >= 0 && position < capacity, "position \(position) of \(capacity)")
    unsafe ck_cache_store(view, position, keys.pointer(row, column), values.pointer(row, column))
  }

  /// One query: a row of the query matrix, the head's first column, and the positions it may see.
  struct Query {
    var row: Int
    var column: Int
    var visible: Range<Int>

    /// The column of the biases that belongs to position 0; only where there are biases.
    var biasColumn = 0
  }

  /// What is added to scores before the softmax: one row of a table, which each query reads from a column of
  /// its own on.
  struct Biases {
    var table: FloatRows
    var row: Int
  }

  /// output = softmax(scale · q · Kᵀ + bias) · V for each query; results go to the same place in `output`.
  ///
  /// Row `thread` of `scores` is this thread's memory, ``scoreCount(capacity:)`` floats.
  func attend(
    _ queries: [Query], of queryRows: FloatRows, scale: Float, biases: Biases? = nil, into output: FloatRows,
    scores: FloatRows, thread: Int
  ) {
    let starts = queries.map { Int32($0.visible.lowerBound) },
      limits = queries.map { Int32($0.visible.upperBound) }
    var sources: [UnsafePointer<Float>?] = unsafe [], targets: [UnsafeMutablePointer<Float>?] = unsafe []
    unsafe sources.reserveCapacity(queries.count)
    unsafe targets.reserveCapacity(queries.count)
    for query in queries {
      unsafe sources.append(UnsafePointer(queryRows.pointer(query.row, query.column)))
      unsafe targets.append(output.pointer(query.row, query.column))
    }
    guard let biases else {
      unsafe ck_attention(
        view, sources, targets, queries.count, starts, limits, nil, scale, scores.pointer(thread))
      return
    }
    var added: [UnsafePointer<Float>?] = unsafe []
    for query in queries {
      precondition(
        query.biasColumn + query.visible.upperBound <= biases.table.columns,
        "biases from \(query.biasColumn) on for \(query.visible) of \(biases.table.columns)")
      unsafe added.append(UnsafePointer(biases.table.pointer(biases.row, query.biasColumn)))
    }
    unsafe ck_attention(
      view, sources, targets, queries.count, starts, limits, added, scale, scores.pointer(thread))
  }

  /// Floats of scratch for attention over `capacity` positions: 8 queries at a time.
  static func scoreCount(capacity: Int) -> Int { 8 * ((capacity + 15) / 16 * 16) }
}
