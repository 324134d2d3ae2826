// EncoderDecoderBlock.swift: the weights of T5's blocks.
//
// Shapes are (rows, columns) = (outputs, inputs). E is the embedding length, H heads of dimension D, F the
// feed-forward length. Nothing has a bias but scores: see RelativePosition.swift.

/// Attention behind a norm, of a sequence in itself or in another.
struct AttentionLayer {
  let norm: FloatVector  // (E), of the rows that ask
  let query: WeightMatrix  // (H · D, E)
  let key: WeightMatrix  // (H · D, E)
  let value: WeightMatrix  // (H · D, E)
  let output: WeightMatrix  // (E, H · D)

  var matrices: [WeightMatrix] { [query, key, value, output] }
}

/// A feed-forward network behind a norm.
struct FeedForwardLayer {
  let norm: FloatVector  // (E)
  let gate: WeightMatrix?  // (F, E); nil where a ReLU stands instead
  let up: WeightMatrix  // (F, E)
  let down: WeightMatrix  // (E, F)

  var matrices: [WeightMatrix] { [gate, up, down].compactMap(\.self) }
}

/// A block of the encoder, and what a block of the decoder has in common with it.
struct EncoderDecoderBlock {
  let attention: AttentionLayer
  let feedForward: FeedForwardLayer

  /// Which of the side's biases are added to its scores.
  let biasIndex: Int

  var matrices: [WeightMatrix] { attention.matrices + feedForward.matrices }
}

/// A block of the decoder: between its two layers it attends to the encoder's rows.
struct CrossAttendingBlock {
  let own: EncoderDecoderBlock
  let cross: AttentionLayer

  var matrices: [WeightMatrix] { own.matrices + cross.matrices }
}

/// The blocks of T5, by the names of llama.cpp's converter; `side` is `enc` or `dec`.
extension WeightLoader {
  func encoderBlock(_ block: Int, side: String = "enc") throws(ModelFileError) -> EncoderDecoderBlock {
    let prefix = "\(side).blk.\(block)."
    return EncoderDecoderBlock(
      attention: try attentionLayer(prefix + "attn"), feedForward: try feedForwardLayer(prefix + "ffn_"),
      biasIndex: ownBiases(before: block, side: side))
  }

  func decoderBlock(_ block: Int) throws(ModelFileError) -> CrossAttendingBlock {
    CrossAttendingBlock(
      own: try encoderBlock(block, side: "dec"), cross: try attentionLayer("dec.blk.\(block).cross_attn"))
  }

  /// All biases of a side, in the order of the blocks that have some; the first block always has.
  func biases(side: String, blockCount: Int) throws(ModelFileError) -> [RelativeBiases] {
    var biases: [RelativeBiases] = []
    for block in 0..<blockCount {
      guard let tensor = tensors[Self.biasName(block, side)] else { continue }
      let weights = (0..<tensor.rows).map { WeightMatrix.dequantizedRow(of: tensor, row: $0, in: file) }
      biases.append(RelativeBiases(weights: weights))
    }
    return biases
  }

  /// The place of a block's biases among those of its side: the first ones where it has none of its own.
  private func ownBiases(before block: Int, side: String) -> Int {
    guard tensors[Self.biasName(block, side)] != nil else { return 0 }
    return (0..<block).filter { tensors[Self.biasName($0, side)] != nil }.count
  }

  private static func biasName(_ block: Int, _ side: String) -> String {
    "\(side).blk.\(block).attn_rel_b.weight"
  }

  private func attentionLayer(_ stem: String) throws(ModelFileError) -> AttentionLayer {
    AttentionLayer(
      norm: try vector(stem + "_norm.weight"), query: try matrix(stem + "_q.weight"),
      key: try matrix(stem + "_k.weight"), value: try matrix(stem + "_v.weight"),
      output: try matrix(stem + "_o.weight"))
  }

  private func feedForwardLayer(_ stem: String) throws(ModelFileError) -> FeedForwardLayer {
    FeedForwardLayer(
      norm: try vector(stem + "norm.weight"),
      gate: tensors[stem + "gate.weight"] == nil ? nil : try matrix(stem + "gate.weight"),
      up: try matrix(stem + "up.weight"), down: try matrix(stem + "down.weight"))
  }
}
