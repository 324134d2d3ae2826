// Plug+Backward.swift: from the gradient of the soft rows to that of everything trained.

extension Plug {
  /// Adds d loss / d parameters to `total`.
  ///
  /// - Parameters:
  ///   - activations: What `forward` returned, with the parameters as they are now.
  ///   - gradient: d loss / d soft rows, shape (softCount, E), in the scale of the LLM's embeddings.
  ///   - total: Shaped like `parameters.values`. Gradients of a batch add up in it.
  func backward(_ activations: PlugActivations, gradient: [Float], into total: inout [Float]) {
    precondition(
      gradient.count == softCount * embeddingLength,
      "a gradient of \(gradient.count) numbers, soft rows of \(softCount * embeddingLength)")
    precondition(
      total.count == parameters.values.count,
      "a sum of \(total.count) numbers, \(parameters.values.count) parameters")
    let scaled = gradient.map { $0 * embeddingScale }
    var target = total.mutableSpan
    let instructionPart = scaled.span.extracting(0..<settings.instructionCount * embeddingLength)
    if let range = parameters.range(of: .instruction) {
      addScaled(1, instructionPart, to: &target, at: range.lowerBound)
    } else if let projector = instructionProjector, let pass = activations.instruction {
      _ = projector.backward(
        pass, gradient: instructionPart, parameters: parameters.values.span, into: &target)
    }
    guard let projector = personaProjector, let pass = activations.persona else { return }
    let personaPart = scaled.span.extracting(personaOffset..<personaOffset + projector.outputCount)
    let inner = projector.backward(
      pass, gradient: personaPart, parameters: parameters.values.span, into: &target)
    guard let attention = activations.attention else { return }
    let weightGradient =
      settings.form == .published
      ? pass.coefficientGradient(inner.mixed)
      : residualWeightGradient(pass, inner: inner.inner, activations, projector)
    addAttentionGradient(
      attention, items: activations.items, weights: activations.weights, gradient: weightGradient,
      into: &target)
  }

  /// d loss / d w of the residual form, shape (n): h_i · d loss / d z, z = Σ w_i h_i.
  private func residualWeightGradient(
    _ pass: ProjectorPass, inner: [Float], _ activations: PlugActivations, _ projector: Projector
  ) -> [Float] {
    var z = projector.rowGradient(
      inner.span.extracting(0..<settings.hiddenCount), parameters: parameters.values.span)
    // A number that was cut off at the limit does not change with the weights.
    for index in z.indices where abs(pass.rows[index]) >= Self.deviationLimit { z[index] = 0 }
    return activations.weights.indices.map { row in
      dotProduct(activations.items.span.row(row, width: inputDimension), z.span)
    }
  }
}
