// VectorTable+Similarity.swift: search by meaning: the cosine of each row with a query's vector.
//
// Rows and query are L2-normalised, so the cosine is a plain dot product. 10,000 rows of 384 numbers are
// read once, in some milliseconds: no approximate index is worth its trouble at this size.

extension VectorTable {
  /// The cosine of every row with `query`, in the order of `ids`.
  ///
  /// - Parameter query: L2-normalised, shape (dimension).
  /// - Returns: One cosine a row.
  /// - Precondition: `query` has the table's dimension.
  func similarities(to query: [Float]) -> [Float] {
    precondition(query.count == dimension, "query has \(query.count) numbers, the table \(dimension)")
    let all = values.span
    return ids.indices.map { row in
      dotProduct(all.extracting(row * dimension..<(row + 1) * dimension), query.span)
    }
  }

  /// The same for each of `entries`, in their order; 0 for an entry without a row.
  func similarities(to query: [Float], of entries: [Entry]) -> [Float] {
    EntryScores.scores(of: entries, among: ids, similarities(to: query))
  }
}

/// The sum of the products of two spans of one length.
func dotProduct(_ left: Span<Float>, _ right: Span<Float>) -> Float {
  // Eight independent sums: one alone would wait for each addition before it starts the next.
  var sums = SIMD8<Float>.zero
  var index = 0
  while index + 8 <= left.count {
    var a = SIMD8<Float>.zero
    var b = SIMD8<Float>.zero
    for lane in 0..<8 {
      a[lane] = left[index + lane]
      b[lane] = right[index + lane]
    }
    sums += a * b
    index += 8
  }
  var total = sums.sum()
  while index < left.count {
    total += left[index] * right[index]
    index += 1
  }
  return total
}
