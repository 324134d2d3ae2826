// AttentionGradient.swift: the backward pass of causal attention of one sequence and key-value head.
//
// Softmax is computed anew from queries and keys: to keep it would take T² numbers a head.

private import CKernels

/// The rows of one sequence, and the columns of one key-value head.
struct AttentionGradient {
  let range: Range<Int>
  let head: Int
  let queryHeads: Int  // that share the head
  let dimension: Int
  let scale: Float

  /// Floats of memory that a thread needs.
  static func scratchCount(longest: Int, dimension: Int) -> Int {
    ck_attention_backward_scratch(longest, dimension)
  }

  /// From the gradient of the head's output to those of its queries, keys and values.
  func run(
    queries: FloatRows, keys: FloatRows, values: FloatRows, output: FloatRows, queryGradient: FloatRows,
    keyGradient: FloatRows, valueGradient: FloatRows, scratch: FloatRows, thread: Int
  ) {
    let first = range.lowerBound, column = head * dimension, queryColumn = column * queryHeads
    var gradient = unsafe ck_attention_gradient(
      queries: queries.pointer(first, queryColumn), keys: keys.pointer(first, column),
      values: values.pointer(first, column), d_outputs: output.pointer(first, queryColumn),
      d_queries: queryGradient.pointer(first, queryColumn), d_keys: keyGradient.pointer(first, column),
      d_values: valueGradient.pointer(first, column), query_stride: queries.columns,
      value_stride: keys.columns, n: range.count, dim: dimension, heads: queryHeads, scale: scale)
    unsafe ck_attention_backward(&gradient, scratch.pointer(thread))
  }
}
