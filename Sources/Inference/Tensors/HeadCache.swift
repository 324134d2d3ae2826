// HeadCache.swift: the keys and values of one head, in the order in which attention reads them.
//
// Keys: (positions / 16, dimension, 16), so that a vector holds 16 positions of one dimension.
// Values: (positions, dimension). Elements are half precision, or floats where exactness is asked for.

private import CKernels

/// How the elements of a key-value cache are stored.
public enum CachePrecision: Sendable {
  /// IEEE half precision: 2 bytes.
  case float16

  /// 4 bytes, for exact comparisons.
  case float32
}

/// Keys and values of one key-value head, for up to `capacity` positions.
@safe
final class HeadCache: Sendable {
  let capacity: Int
  private let dimension: Int
  private let precision: CachePrecision
  private let keys: AlignedMemory
  private let values: AlignedMemory

  init(capacity: Int, dimension: Int, precision: CachePrecision) {
    // Attention reads whole groups of 16 positions.
    let rounded = (capacity + 15) / 16 * 16
    let elementBytes = precision == .float16 ? 2 : 4
    self.capacity = rounded
    self.dimension = dimension
    self.precision = precision
    keys = AlignedMemory(byteCount: rounded * dimension * elementBytes)
    values = AlignedMemory(byteCount: rounded * dimension * elementBytes)
  }

  @unsafe private var view: ck_head_cache {
    unsafe ck_head_cache(
      keys: keys.base, values: values.base, dim: dimension, half: precision == .float16 ? 1 : 0)
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

  /// What is added to scores before the softmax: one row of a table, which each query reads from a column of its
  /// own on.
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
