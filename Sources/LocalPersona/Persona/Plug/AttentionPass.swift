// AttentionPass.swift: what weighing a history leaves for the gradient of the query side.

/// The dot products of one brief with a history.
struct AttentionPass: Sendable {
  /// The prepared e(brief), shape (d).
  let query: [Float]

  /// x/|x| with x = W·e(brief), shape (d); zeros where x is.
  let direction: [Float]

  /// |x|.
  let length: Float

  /// |h_i| of the prepared items, shape (n).
  let itemLengths: [Float]

  /// x·h_i, both L2-normalised, shape (n).
  let cosines: [Float]

  /// The factor of the cosines.
  let temperature: Float
}
