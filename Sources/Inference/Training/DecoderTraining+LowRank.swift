// DecoderTraining+LowRank.swift: losses and gradients of a frozen decoder whose queries and values have
// low-rank terms.

extension DecoderTraining {
  /// The sizes of an adapter of this decoder.
  ///
  /// - Precondition: The rank is at least 1.
  public func lowRankShape(rank: Int) -> LowRankShape { LowRankShape(decoder.configuration, rank: rank) }

  /// The negative log-likelihood of each predicted token with `adapter` in every block, in nats, by sequence.
  ///
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  /// - Precondition: The adapter has the sizes of the decoder.
  public func losses(
    _ batch: [TrainingSequence], adapter: LowRankAdapter
  ) throws(DecoderError) -> [[Float]] {
    try losses(batch, lowRank: factors(of: adapter))
  }

  /// The same, and the gradient of the mean loss over the whole batch with respect to each sequence's soft
  /// rows and to the numbers of the adapter.
  ///
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  /// - Precondition: The adapter has the sizes of the decoder.
  public func gradients(
    _ batch: [TrainingSequence], adapter: LowRankAdapter
  ) throws(DecoderError) -> TrainingGradients {
    try gradients(batch, lowRank: factors(of: adapter))
  }

  private func factors(of adapter: LowRankAdapter) -> LowRankFactors {
    precondition(adapter.shape == lowRankShape(rank: adapter.shape.rank), "an adapter of another model")
    return LowRankFactors(adapter)
  }
}
