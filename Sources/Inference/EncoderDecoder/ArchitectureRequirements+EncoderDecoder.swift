// ArchitectureRequirements+EncoderDecoder.swift: the tensors of T5, as llama.cpp's converter names them.

extension ArchitectureRequirements {
  /// The tensors of an encoder-decoder.
  static func encoderDecoder(_ c: EncoderDecoderConfiguration) -> [TensorRequirement] {
    var needed = [
      matrix("token_embd.weight", c.embeddingLength, c.vocabularyCount),
      matrix("output.weight", c.embeddingLength, c.vocabularyCount, optional: true),
    ]
    for (side, blockCount) in [("enc", c.encoderBlockCount), ("dec", c.decoderBlockCount)] {
      needed.append(vector(side + ".output_norm.weight", c.embeddingLength))
      for block in 0..<blockCount {
        let prefix = "\(side).blk.\(block)."
        needed += attention(prefix + "attn", c)
        // Learned once a side, and kept with its first block; UMT5 has them in every block.
        needed.append(biases(prefix + "attn", c, optional: block > 0))
        if side == "dec" {
          needed += attention(prefix + "cross_attn", c)
          // In some files; the model never used it.
          needed.append(biases(prefix + "cross_attn", c, optional: true))
        }
        needed += feedForward(prefix + "ffn_", c)
      }
    }
    return needed
  }

  private static func attention(_ stem: String, _ c: EncoderDecoderConfiguration) -> [TensorRequirement] {
    let heads = c.headCount * c.headDimension
    return [
      vector(stem + "_norm.weight", c.embeddingLength),
      matrix(stem + "_q.weight", c.embeddingLength, heads),
      matrix(stem + "_k.weight", c.embeddingLength, heads),
      matrix(stem + "_v.weight", c.embeddingLength, heads),
      matrix(stem + "_o.weight", heads, c.embeddingLength),
    ]
  }

  private static func biases(
    _ stem: String, _ c: EncoderDecoderConfiguration, optional: Bool
  ) -> TensorRequirement {
    matrix(stem + "_rel_b.weight", c.headCount, c.bucketCount, floats, optional: optional)
  }

  private static func feedForward(_ stem: String, _ c: EncoderDecoderConfiguration) -> [TensorRequirement] {
    var needed = [
      vector(stem + "norm.weight", c.embeddingLength),
      matrix(stem + "up.weight", c.embeddingLength, c.feedForwardLength),
      matrix(stem + "down.weight", c.feedForwardLength, c.embeddingLength),
    ]
    if c.isGated { needed.append(matrix(stem + "gate.weight", c.embeddingLength, c.feedForwardLength)) }
    return needed
  }
}
