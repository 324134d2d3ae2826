// GGUFBuilder+T5.swift: the smallest encoder-decoder, all weights 0.

@testable import Inference

extension GGUFBuilder {
  /// A model of architecture `t5`: 1 block a side, width 32, 2 heads of 16, 8 buckets, 6 tokens.
  static func t5(isGated: Bool = false, feedForwardLength: Int = 64) -> GGUFBuilder {
    var builder = GGUFBuilder()
    builder.keys = [
      ("general.architecture", .string("t5")), ("t5.block_count", .u32(1)), ("t5.context_length", .u32(64)),
      ("t5.embedding_length", .u32(32)), ("t5.feed_forward_length", .u32(UInt32(feedForwardLength))),
      ("t5.attention.head_count", .u32(2)), ("t5.attention.key_length", .u32(16)),
      ("t5.attention.value_length", .u32(16)), ("t5.attention.relative_buckets_count", .u32(8)),
      ("t5.attention.layer_norm_rms_epsilon", .f32(1e-6)), ("t5.decoder_start_token_id", .u32(0)),
      ("tokenizer.ggml.model", .string("t5")),
      ("tokenizer.ggml.tokens", .strings(["<pad>", "</s>", "<unk>", "▁", "a", "b"])),
      ("tokenizer.ggml.scores", .f32s([0, 0, 0, -1, -2, -3])),
      ("tokenizer.ggml.token_type", .i32s([3, 3, 2, 1, 1, 1])),
    ]
    builder.addFloats("token_embd.weight", [32, 6])
    for side in ["enc", "dec"] {
      builder.addFloats(side + ".output_norm.weight", [32])
      let prefix = side + ".blk.0."
      for attention in side == "enc" ? ["attn"] : ["attn", "cross_attn"] {
        builder.addFloats(prefix + attention + "_norm.weight", [32])
        for part in ["q", "k", "v", "o"] {
          builder.addFloats(prefix + attention + "_\(part).weight", [32, 32])
        }
      }
      builder.addFloats(prefix + "attn_rel_b.weight", [2, 8])
      builder.addFloats(prefix + "ffn_norm.weight", [32])
      builder.addFloats(prefix + "ffn_up.weight", [32, feedForwardLength])
      builder.addFloats(prefix + "ffn_down.weight", [feedForwardLength, 32])
      if isGated { builder.addFloats(prefix + "ffn_gate.weight", [32, feedForwardLength]) }
    }
    return builder
  }

  /// Adds a tensor of zeros.
  mutating func addFloats(_ name: String, _ dimensions: [Int]) {
    let count = dimensions.reduce(1, *)
    tensors.append(
      Tensor(
        name: name, dimensions: dimensions.map { UInt64($0) }, data: [UInt8](repeating: 0, count: 4 * count)))
  }
}
