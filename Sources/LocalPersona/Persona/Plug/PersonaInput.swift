// PersonaInput.swift: what a plug reads: the vectors of what a person wrote, and of the brief.

/// One person's history, and what is to be written now.
///
/// The vectors are the encoder's own, neither centred nor normalised: the plug does both.
struct PersonaInput: Sendable {
  /// h_i of each history item, oldest first; shape (inputDimension) each.
  ///
  /// None at all stands for the mean author.
  var items: [[Float]]

  /// Years from each item to now; empty where recency does not count.
  var ages: [Float]

  /// e(brief), shape (inputDimension).
  ///
  /// Without it attention weights all items alike.
  var query: [Float]?

  /// Puts an input together.
  init(items: [[Float]], ages: [Float] = [], query: [Float]? = nil) {
    self.items = items
    self.ages = ages
    self.query = query
  }
}
