// Plug+Attention.swift: w_i, how much each history item counts for this brief: equation 3, and around it.
//
// w = softmax(temperature · x·h_i − recencyDecay · age_i), in the encoder's space and both vectors
// L2-normalised, as the authors' code has it: scores lie in ±temperature, so that as published, with
// temperature 1, no item can count more than e² times another. W starts as the identity.

// The C library only, for the exponential function.
#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

extension Plug {
  /// |θ| in use at most: a temperature e^5 times the settings' weighs one item alone.
  private static let logTemperatureLimit: Float = 5

  /// Weighs items.
  ///
  /// - Parameters:
  ///   - items: Prepared, shape (n, d).
  ///   - input: Whose ages and query count.
  /// - Returns: w, shape (n), and what its gradient needs; nil where no query takes part.
  func weigh(_ items: [Float], of input: PersonaInput) -> (weights: [Float], attention: AttentionPass?) {
    let count = items.count / inputDimension
    var scores = [Float](repeating: 0, count: count)
    let attention = settings.aggregator == .attention ? input.query.map { attend(to: items, query: $0) } : nil
    if let attention { scores = attention.cosines.map { $0 * attention.temperature } }
    if settings.recencyDecay > 0, !input.ages.isEmpty {
      precondition(input.ages.count == count, "\(input.ages.count) ages of \(count) items")
      for index in 0..<count { scores[index] -= settings.recencyDecay * max(0, input.ages[index]) }
    }
    let greatest = scores.max() ?? 0
    let shares = scores.map { exp($0 - greatest) }
    let total = shares.reduce(0, +)
    return (shares.map { $0 / total }, attention)
  }

  private func attend(to items: [Float], query: [Float]) -> AttentionPass {
    let query = prepared([query])
    var x = [Float](repeating: 0, count: inputDimension)
    if let range = parameters.range(of: .query) {
      let matrix = parameters.values.span.extracting(range)
      var target = x.mutableSpan
      for input in 0..<inputDimension {
        addScaled(query[input], matrix.row(input, width: inputDimension), to: &target)
      }
    }
    let norm = x.span.norm
    let direction = norm > 0 ? x.map { $0 / norm } : x
    let rows = 0..<items.count / inputDimension
    let lengths = rows.map { items.span.row($0, width: inputDimension).norm }
    let cosines = rows.map { row in
      lengths[row] > 0
        ? dotProduct(items.span.row(row, width: inputDimension), direction.span) / lengths[row] : 0
    }
    return AttentionPass(
      query: query, direction: direction, length: norm, itemLengths: lengths, cosines: cosines,
      temperature: temperature)
  }

  /// The factor of the cosines as it is now.
  var temperature: Float {
    guard let range = parameters.range(of: .logTemperature) else { return settings.temperature }
    let theta = parameters.values[range.lowerBound]
    return settings.temperature * exp(min(max(theta, -Self.logTemperatureLimit), Self.logTemperatureLimit))
  }

  /// Adds the gradient of W and θ to `total`.
  ///
  /// - Parameters:
  ///   - attention: What `weigh` returned.
  ///   - items: Prepared, shape (n, d).
  ///   - weights: w, shape (n).
  ///   - gradient: d loss / d w, shape (n).
  ///   - total: Shaped like the parameters.
  func addAttentionGradient(
    _ attention: AttentionPass, items: [Float], weights: [Float], gradient: [Float],
    into total: inout MutableSpan<Float>
  ) {
    let mean = zip(weights, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    let scores = zip(weights, gradient).map { $0 * ($1 - mean) }
    if let range = parameters.range(of: .logTemperature),
      abs(parameters.values[range.lowerBound]) < Self.logTemperatureLimit
    {
      total[range.lowerBound] +=
        attention.temperature * zip(scores, attention.cosines).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard let range = parameters.range(of: .query), attention.length > 0 else { return }
    // Through the normalisation only what is at right angles to x comes back.
    var x = [Float](repeating: 0, count: inputDimension)
    var target = x.mutableSpan
    for (row, score) in scores.enumerated() where attention.itemLengths[row] > 0 {
      let item = items.span.row(row, width: inputDimension)
      addScaled(score * attention.temperature / attention.itemLengths[row], item, to: &target)
    }
    let along = dotProduct(x.span, attention.direction.span)
    for index in x.indices { x[index] = (x[index] - along * attention.direction[index]) / attention.length }
    for (input, value) in attention.query.enumerated() where value != 0 {
      addScaled(value, x.span, to: &total, at: range.lowerBound + input * inputDimension)
    }
  }
}
