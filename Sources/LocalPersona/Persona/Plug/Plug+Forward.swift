// Plug+Forward.swift: from a history to soft rows.
//
// published: [I ; Σ w_i Proj(h_i)]. residual: I + δ(z), z = Σ w_i h_i relative to the population, and
// δ(z) = W2·(gelu(W1 z + b1) − gelu(b1)). There is no b2, since a constant belongs to I, and the second
// term makes δ(0) = 0 hold to the last bit whatever W1, b1 and W2 have become: the mean author gets I.

extension Plug {
  /// The soft rows for one person and brief, with what `backward` needs.
  ///
  /// An empty history stands for the mean author.
  /// - Precondition: Vectors have inputDimension numbers; there are no ages, or as many as items.
  func forward(_ input: PersonaInput) -> PlugActivations {
    var activations = PlugActivations(softRows: [])
    var rows = [Float](repeating: 0, count: softCount * embeddingLength)
    var output = rows.mutableSpan
    addInstruction(to: &output, &activations)
    if let projector = personaProjector { addPersona(of: input, projector, to: &output, &activations) }
    for index in rows.indices { rows[index] *= embeddingScale }
    activations.softRows = rows
    return activations
  }

  private func addInstruction(to output: inout MutableSpan<Float>, _ activations: inout PlugActivations) {
    let values = parameters.values.span
    if let range = parameters.range(of: .instruction) {
      addScaled(1, values.extracting(range), to: &output)
    } else if let projector = instructionProjector {
      activations.instruction = projector.forward(
        rows: instructionConstant, coefficients: [1], parameters: values, output: &output, at: 0)
    }
  }

  private func addPersona(
    of input: PersonaInput, _ projector: Projector, to output: inout MutableSpan<Float>,
    _ activations: inout PlugActivations
  ) {
    var items = prepared(input.items.isEmpty ? [statistics.mean] : input.items)
    if settings.form == .published { items = limited(items) }
    var weights: [Float] = [1]
    if !input.items.isEmpty {
      (weights, activations.attention) = weigh(items, of: input)
      activations.weights = weights
    }
    // The second row of the residual form is the mean author, whose output is taken off.
    let isResidual = settings.form == .residual
    activations.persona = projector.forward(
      rows: isResidual ? limited(combined(items, weights)) + zeroRow : items,
      coefficients: isResidual ? [1, -1] : weights,
      parameters: parameters.values.span, output: &output, at: personaOffset)
    activations.items = items
  }

  private var zeroRow: [Float] { [Float](repeating: 0, count: inputDimension) }

  /// Σ w_i h_i, shape (d).
  func combined(_ items: [Float], _ weights: [Float]) -> [Float] {
    var result = zeroRow
    var target = result.mutableSpan
    for (row, weight) in weights.enumerated() {
      addScaled(weight, items.span.row(row, width: inputDimension), to: &target)
    }
    return result
  }

  /// Where the persona's rows start among the soft rows' numbers.
  var personaOffset: Int { settings.form == .published ? settings.instructionCount * embeddingLength : 0 }

  /// Makes I from a constant, where the settings want that.
  var instructionProjector: Projector? {
    projector(
      .instructionInner, .instructionInnerBias, .instructionOuter, .instructionOuterBias,
      outputCount: settings.instructionCount * embeddingLength)
  }

  /// Makes P or δ; nil in `instructionOnly`.
  var personaProjector: Projector? {
    projector(
      .projectorInner, .projectorInnerBias, .projectorOuter, .projectorOuterBias,
      outputCount: settings.personaCount * embeddingLength)
  }

  private func projector(
    _ inner: PlugTensorName, _ innerBias: PlugTensorName, _ outer: PlugTensorName,
    _ outerBias: PlugTensorName, outputCount: Int
  ) -> Projector? {
    guard let innerRange = parameters.range(of: inner), let biasRange = parameters.range(of: innerBias),
      let outerRange = parameters.range(of: outer)
    else { return nil }
    return Projector(
      inputCount: inputDimension, hiddenCount: settings.hiddenCount, outputCount: outputCount,
      inner: innerRange, innerBias: biasRange, outer: outerRange, outerBias: parameters.range(of: outerBias))
  }
}
