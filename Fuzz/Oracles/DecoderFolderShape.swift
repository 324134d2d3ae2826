// DecoderFolderShape.swift: the sizes of tiny decoders, in elements, and what config.json says of them.

@testable import Inference

/// The sizes of a decoder.
struct DecoderFolderShape {
  var width: Int
  var headCount: Int
  var keyHeadCount: Int
  var headWidth: Int
  var innerWidth: Int
  var vocabularyCount = 8

  /// Rows that are whole blocks of 32, whole blocks of 256, and neither.
  static let all = [
    DecoderFolderShape(width: 32, headCount: 2, keyHeadCount: 1, headWidth: 16, innerWidth: 32),
    DecoderFolderShape(width: 32, headCount: 2, keyHeadCount: 2, headWidth: 16, innerWidth: 256),
    DecoderFolderShape(width: 8, headCount: 1, keyHeadCount: 1, headWidth: 2, innerWidth: 33),
    DecoderFolderShape(width: 64, headCount: 4, keyHeadCount: 2, headWidth: 10, innerWidth: 32),
  ]

  /// How many elements an extent has.
  func count(_ extent: DecoderExtent) -> Int {
    let queries = headCount * headWidth, keys = keyHeadCount * headWidth
    return switch extent {
    case .embedding: width
    case .queries: queries
    case .keys: keys
    case .queriesKeysValues: queries + 2 * keys
    case .feedForward: innerWidth
    case .gateAndUp: 2 * innerWidth
    case .head: headWidth
    case .vocabulary: vocabularyCount
    }
  }

  /// The members of config.json, null where a model has none.
  func configuration(of family: DecoderFamily) -> [(String, String)] {
    [
      ("architectures", "[\"\(family.className)\"]"), ("hidden_size", "\(width)"),
      ("num_hidden_layers", "1"), ("intermediate_size", "\(innerWidth)"),
      ("num_attention_heads", "\(headCount)"), ("num_key_value_heads", "\(keyHeadCount)"),
      ("head_dim", "\(headWidth)"), ("vocab_size", "\(vocabularyCount)"), ("rms_norm_eps", "1e-6"),
      ("max_position_embeddings", "64"), (family.activationKey, "\"\(family.activation)\""),
      ("tie_word_embeddings", "true"), ("sliding_window", "8"), ("rope_theta", "10000"),
      ("rope_scaling", "null"), ("rope_parameters", "null"), ("original_max_position_embeddings", "32"),
      ("partial_rotary_factor", "null"), ("rope_local_base_freq", "null"), ("use_sliding_window", "null"),
      ("attention_bias", "null"), ("quantization_config", "null"), ("layer_types", "null"),
      ("bos_token_id", "6"), ("eos_token_id", "7"),
    ]
  }
}
