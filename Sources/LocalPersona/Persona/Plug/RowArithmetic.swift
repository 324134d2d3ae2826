// RowArithmetic.swift: the one inner loop of the plug's products: a multiple of a row is added to a row.
//
// All matrices lie so that a product is a sum of contiguous rows. The loop then has no reduction, and the
// compiler makes vector instructions of it without leave to reorder floating-point sums.

/// Adds `factor` times `source` to the numbers of `target` from `offset` on.
/// - Precondition: They fit.
@inline(never)
func addScaled(
  _ factor: Float, _ source: Span<Float>, to target: inout MutableSpan<Float>, at offset: Int = 0
) {
  precondition(
    offset >= 0 && offset + source.count <= target.count,
    "\(source.count) numbers at \(offset) of \(target.count)")
  for index in 0..<source.count { target[offset + index] += factor * source[index] }
}

extension Span<Float> {
  /// The L2 norm.
  var norm: Float { dotProduct(self, self).squareRoot() }

  /// Row `index` of a matrix with `width` columns that is stored row by row.
  @_lifetime(copy self)
  func row(_ index: Int, width: Int) -> Span<Float> { extracting(index * width..<(index + 1) * width) }
}
