// PlugActivations.swift: what a plug's forward pass leaves for the way back.

/// The soft rows of one input, and the numbers that their gradient needs.
struct PlugActivations: Sendable {
  /// Shape (softCount, E), in the scale of the LLM's embeddings.
  var softRows: [Float]

  /// w_i of each history item, in the input's order; they add up to 1.
  ///
  /// Empty in `instructionOnly` and for an empty history.
  var weights: [Float] = []

  /// The prepared items, shape (n, d).
  var items: [Float] = []

  /// How the weights came about, where a query took part.
  var attention: AttentionPass?

  /// How I came about, where a projector makes it.
  var instruction: ProjectorPass?

  /// How P or δ came about.
  var persona: ProjectorPass?
}
