// DecoderBlock+Rows.swift: what a block does to single rows between its products with matrices. Decoding and
// training share it; what architectures differ in beside their numbers is here.

extension DecoderBlock {
  /// Biases of queries, keys and values, as the products left them.
  func addBiases(row: Int, _ w: DecoderWorkspace) {
    if let queryBias { w.queries.add(queryBias, row: row) }
    if let keyBias { w.keys.add(keyBias, row: row) }
    if let valueBias { w.values.add(valueBias, row: row) }
  }

  /// Normalises each head of queries and keys, where the architecture does, and rotates it.
  func placeHeads(
    row: Int, _ w: DecoderWorkspace, angles: RotationTable, angleRow: Int, _ c: DecoderConfiguration
  ) {
    for (rows, norm) in [(w.queries, queryNorm), (w.keys, keyNorm)] {
      if let norm { rows.rmsNormHeads(row: row, weight: norm, epsilon: c.rmsEpsilon) }
      rows.rotate(
        row: row, headDimension: c.headDimension, table: angles, angleRow: angleRow,
        interleaved: c.architecture.rotatesNeighbours)
    }
  }

  /// gate = activation(gate) ∘ up.
  func multiplyGate(row: Int, _ w: DecoderWorkspace, _ c: DecoderConfiguration) {
    switch c.architecture.activation {
    case .silu: w.gate.floats.siluMultiply(w.up, row: row)
    case .geluTanh: w.gate.floats.geluTanhMultiply(w.up, row: row)
    }
  }

  /// residual += what attention left in `w.delta`.
  func addAttention(row: Int, _ w: DecoderWorkspace, _ c: DecoderConfiguration) {
    add(row: row, w, postAttentionNorm, c)
  }

  /// residual += what the feed-forward network left in `w.delta`.
  func addFeedForward(row: Int, _ w: DecoderWorkspace, _ c: DecoderConfiguration) {
    add(row: row, w, postFeedForwardNorm, c)
  }

  private func add(row: Int, _ w: DecoderWorkspace, _ norm: FloatVector?, _ c: DecoderConfiguration) {
    if let norm { w.delta.rmsNorm(row: row, weight: norm, epsilon: c.rmsEpsilon, into: w.delta, row: row) }
    w.residual.add(w.delta, row: row)
  }
}
