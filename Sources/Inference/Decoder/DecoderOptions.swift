// DecoderOptions.swift: how a decoder computes, and what it is fed.

/// How a decoder computes.
public struct DecoderOptions: Sendable {
  /// The threads it works on.
  public var threads: ThreadPool

  /// How activations enter products with quantised weights.
  public var activations: ActivationPrecision

  /// How keys and values are kept.
  public var cache: CachePrecision

  /// Weights of the model that is opened that were packed before; what they lack is packed in memory.
  public var packedWeights: PackedWeightsFile?

  /// Fast on `threads`; with `.float32` for both precisions, as exact as floats are.
  public init(
    threads: ThreadPool, activations: ActivationPrecision = .integer8, cache: CachePrecision = .float16,
    packedWeights: PackedWeightsFile? = nil
  ) {
    self.threads = threads
    self.activations = activations
    self.cache = cache
    self.packedWeights = packedWeights
  }
}

extension DecoderOptions {
  /// Checks that the packed weights are those of the file as it was opened.
  ///
  /// - Throws: ``DecoderError/fileChanged(_:)``.
  func verifyPackedWeights() throws(DecoderError) {
    guard let packed = packedWeights?.mapped else { return }
    guard packed.isUnchanged else { throw .fileChanged(packed.path) }
  }
}

/// One position of a decoder's input.
public enum InputRow: Sendable, Equatable {
  /// A token, which becomes its row of the embedding matrix.
  case token(TokenID)

  /// An embedding row as it is (a soft prompt), `embeddingLength` elements.
  case embedding([Float])

  /// Throws where a model of these sizes has no such row.
  func check(embeddingLength: Int, vocabularyCount: Int) throws(DecoderError) {
    switch self {
    case .token(let token):
      guard token >= 0, Int(token) < vocabularyCount else {
        throw .tokenOutOfRange(token, vocabularyCount: vocabularyCount)
      }
    case .embedding(let values):
      guard values.count == embeddingLength else {
        throw .embeddingLength(expected: embeddingLength, actual: values.count)
      }
    }
  }
}

/// For which positions of an input logits are computed.
public enum LogitsWanted: Sendable {
  /// None: the input only fills the cache.
  case none

  /// The last position.
  case last

  /// Every position.
  case all
}

/// Why an input could not be evaluated.
public enum DecoderError: Error, Equatable {
  /// The sequence would be longer than the state has room for.
  case contextFull(capacity: Int, needed: Int)

  /// A token id outside the vocabulary.
  case tokenOutOfRange(TokenID, vocabularyCount: Int)

  /// An embedding row of another length than the model's.
  case embeddingLength(expected: Int, actual: Int)

  /// The file with the weights was cut or rewritten after it was opened; what was computed is worth nothing.
  case fileChanged(String)
}
