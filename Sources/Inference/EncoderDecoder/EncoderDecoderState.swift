// EncoderDecoderState.swift: what an encoder-decoder remembers: of its input, and of the sequence it writes.

/// An input as the decoder attends to it: keys and values of each row of the encoder, for each of its blocks.
///
/// It never changes, so that many states can share one.
public final class EncodedInput: Sendable {
  /// How many rows the input had.
  public let count: Int

  /// Of each block of the decoder, the keys and values of each head.
  let heads: [[HeadCache]]

  init(count: Int, heads: [[HeadCache]]) {
    self.count = count
    self.heads = heads
  }
}

/// The state of one sequence of the decoder.
///
/// Not to be used from two threads at once.
public final class EncoderDecoderState {
  /// What the decoder attends to.
  public let input: EncodedInput

  /// How many positions there is room for.
  public let capacity: Int

  /// How many positions have been evaluated.
  public internal(set) var count = 0

  /// Of each block, the cache of each head.
  let heads: [[HeadCache]]

  /// All biases of the decoder, each (H, capacity), of the distances −(capacity − 1) … 0.
  let biases: [FloatRows]

  let workspace: EncoderDecoderWorkspace

  init(
    input: EncodedInput, capacity: Int, heads: [[HeadCache]], biases: [FloatRows],
    workspace: EncoderDecoderWorkspace
  ) {
    self.input = input
    self.capacity = capacity
    self.heads = heads
    self.biases = biases
    self.workspace = workspace
  }

  /// Forgets every position from `position` on, so that another continuation can follow.
  ///
  /// - Precondition: 0 ≤ `position` ≤ ``count``.
  public func truncate(to position: Int) {
    precondition(position >= 0 && position <= count, "position \(position) of \(count)")
    count = position
  }
}
