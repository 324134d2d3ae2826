// LayerHistoryEncoder.swift: a history as the language model itself sees it, half way through.

private import Crypto
internal import Inference

/// The mean of a middle layer's residual stream over the first tokens of a text.
struct LayerHistoryEncoder: HistoryEncoder {
  /// Tokens of a text that are read.
  static let maximumTokenCount = 128

  /// Texts in one pass.
  static let batchCount = 8

  let name = HistoryEncoderName.modelLayer
  let dimension: Int
  let fingerprint: [UInt8]
  private let tokens: (String) -> [TokenID]
  private let means: ([[TokenID]]) throws -> [[Float]]

  /// Reads the layer in the middle of `decoder`.
  ///
  /// - Parameters:
  ///   - decoder: The language model.
  ///   - fingerprint: Its SHA-256, as its record has it.
  init(_ decoder: Decoder, fingerprint: [UInt8]) {
    let layer = decoder.configuration.blockCount / 2
    let training = DecoderTraining(decoder)
    let tokenizer = decoder.tokenizer
    self.init(
      dimension: decoder.embeddingLength,
      fingerprint: SHA256.hash(of: fingerprint + Array("layer \(layer)".utf8)),
      tokens: { tokenizer.encode($0, addSpecial: true, parseSpecial: false) },
      means: { try training.meanHidden($0, layer: layer) })
  }

  /// Reads texts by `tokens` and sequences, none of them empty, by `means`.
  init(
    dimension: Int, fingerprint: [UInt8], tokens: @escaping (String) -> [TokenID],
    means: @escaping ([[TokenID]]) throws -> [[Float]]
  ) {
    self.dimension = dimension
    self.fingerprint = fingerprint
    self.tokens = tokens
    self.means = means
  }

  /// One vector for each text; zeros for one without tokens.
  func vectors(of texts: [String]) throws -> [[Float]] {
    let sequences = texts.map { Array(tokens($0).prefix(Self.maximumTokenCount)) }
    let full = sequences.indices.filter { !sequences[$0].isEmpty }
    var vectors = [[Float]](repeating: [Float](repeating: 0, count: dimension), count: texts.count)
    for start in stride(from: 0, to: full.count, by: Self.batchCount) {
      let batch = full[start..<min(start + Self.batchCount, full.count)]
      for (index, mean) in zip(batch, try means(batch.map { sequences[$0] })) { vectors[index] = mean }
    }
    return vectors
  }
}
