// GGUFBuilder+SmallBERT.swift: the smallest encoder, all weights 0.

@testable import Inference

extension GGUFBuilder {
  /// A model of architecture `bert`: 1 block, width 32, 2 heads of 16, 16 positions, 12 tokens.
  static func bert(feedForwardLength: Int = 64) -> GGUFBuilder {
    var builder = GGUFBuilder()
    let tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "▁the", "▁a", "he", "▁é", "▁.", "s", "▁<"]
    builder.keys = [
      ("general.architecture", .string("bert")), ("bert.block_count", .u32(1)),
      ("bert.context_length", .u32(16)), ("bert.embedding_length", .u32(32)),
      ("bert.feed_forward_length", .u32(UInt32(feedForwardLength))), ("bert.attention.head_count", .u32(2)),
      ("bert.attention.layer_norm_epsilon", .f32(1e-12)), ("bert.attention.causal", .bool(0)),
      ("bert.pooling_type", .u32(1)), ("tokenizer.ggml.token_type_count", .u32(2)),
      ("tokenizer.ggml.model", .string("bert")), ("tokenizer.ggml.tokens", .strings(tokens)),
    ]
    builder.addFloats("token_embd.weight", [32, tokens.count])
    builder.addFloats("position_embd.weight", [32, 16])
    builder.addFloats("token_types.weight", [32, 2])
    builder.addFloats("token_embd_norm.weight", [32])
    builder.addFloats("token_embd_norm.bias", [32])
    for part in ["attn_q", "attn_k", "attn_v", "attn_output"] {
      builder.addFloats("blk.0.\(part).weight", [32, 32])
      builder.addFloats("blk.0.\(part).bias", [32])
    }
    builder.addFloats("blk.0.ffn_up.weight", [32, feedForwardLength])
    builder.addFloats("blk.0.ffn_up.bias", [feedForwardLength])
    builder.addFloats("blk.0.ffn_down.weight", [feedForwardLength, 32])
    builder.addFloats("blk.0.ffn_down.bias", [32])
    for norm in ["attn_output_norm", "layer_output_norm"] {
      builder.addFloats("blk.0.\(norm).weight", [32])
      builder.addFloats("blk.0.\(norm).bias", [32])
    }
    return builder
  }
}
