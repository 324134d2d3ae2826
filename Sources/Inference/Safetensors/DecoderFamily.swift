// DecoderFamily.swift: how each family of decoders lies in a Hugging Face folder, and how in a GGUF file.
//
// A table: to add a family is to add its entry here, and its arithmetic in DecoderArchitecture. Names, shapes
// and changes are those of llama.cpp's converter, so that its programs read the files too.

/// A size of a decoder that shapes of tensors are made of.
enum DecoderExtent: Sendable {
  /// The width of the residual stream.
  case embedding

  /// All query heads; all key, or value, heads; queries, keys and values one after the other.
  case queries, keys, queriesKeysValues

  /// The width within the feed-forward network; gate and up one after the other.
  case feedForward, gateAndUp

  /// One head.
  case head

  /// The tokens.
  case vocabulary
}

/// One tensor of a family: its two names, its shape, and what happens on the way.
struct TensorRule: Sendable {
  /// A change that depends on the numbers of the model.
  enum Change: Sendable {
    case none, interleaveQueries, interleaveKeys, addOne
  }

  /// The name in the folder; `#` stands for the number of a block.
  var source: String

  /// The name in GGUF, likewise.
  var name: String

  /// The elements of a vector, the outputs of a matrix.
  var rows: DecoderExtent

  /// The inputs of a matrix; nil for a vector.
  var columns: DecoderExtent?

  var change = Change.none
}

/// A family of decoders.
struct DecoderFamily: Sendable {
  /// Which positions are seen, where that is not all earlier ones.
  enum Window: Sendable {
    /// The folder names no window.
    case none

    /// `sliding_window` holds for all blocks; the context is cut to it, where windows make no difference.
    case everyBlock

    /// The same, if `use_sliding_window` says so.
    case everyBlockIfUsed

    /// It is written down, and not applied: some files are wrong about it.
    case ignored

    /// It holds in 5 of 6 blocks.
    case fiveOfSix
  }

  /// The entry of `architectures` in config.json.
  var className: String

  /// `general.architecture` in GGUF.
  var architecture: String

  /// The value that `activationKey` of config.json has to have.
  var activation = "silu"
  var activationKey = "hidden_act"

  /// Whether the output matrix is the token embedding, where config.json does not say.
  var tiesOutput = false

  /// The base of the rotary angles, where config.json does not say.
  var ropeBase: Float = 10_000

  var window = Window.none

  /// Whether a part of each head may stay as it is while the rest is rotated.
  var rotatesPartially = false

  /// Whether its files may have factors of the rotary frequencies for short and for long texts.
  var hasLongFactors = false

  /// The tensors of each block.
  var block: [TensorRule]

  /// Those outside the blocks; the output matrix only where it is no other's.
  var outer: [TensorRule] = DecoderFamily.outer(addingOne: false)

  /// All families that can be converted.
  static let all = [
    DecoderFamily(
      className: "LlamaForCausalLM", architecture: "llama",
      block: separate(interleaving: true) + norms),
    DecoderFamily(
      className: "MistralForCausalLM", architecture: "llama", window: .everyBlock,
      block: separate(interleaving: true) + norms),
    DecoderFamily(
      className: "Qwen2ForCausalLM", architecture: "qwen2", window: .everyBlockIfUsed,
      block: separate() + biases + norms),
    DecoderFamily(
      className: "Qwen3ForCausalLM", architecture: "qwen3", window: .everyBlockIfUsed,
      block: separate() + headNorms() + norms),
    DecoderFamily(
      className: "Phi3ForCausalLM", architecture: "phi3", window: .ignored, rotatesPartially: true,
      hasLongFactors: true, block: joined + norms),
    DecoderFamily(
      className: "Gemma3ForCausalLM", architecture: "gemma3", activation: "gelu_pytorch_tanh",
      activationKey: "hidden_activation", tiesOutput: true, ropeBase: 1_000_000, window: .fiveOfSix,
      block: separate() + headNorms(.addOne) + fourNorms, outer: outer(addingOne: true)),
  ]

  /// The one with this class name, or nil.
  static func named(_ className: String) -> DecoderFamily? { all.first { $0.className == className } }

  /// The output matrix, where it is not the embedding.
  static let output = TensorRule(
    source: "lm_head.weight", name: "output.weight", rows: .vocabulary, columns: .embedding)

  /// Tensors that folders may have and that nothing is made of: they follow from config.json.
  static func isDerived(_ name: String) -> Bool { name.hasSuffix(".rotary_emb.inv_freq") }

  private static func outer(addingOne: Bool) -> [TensorRule] {
    [
      TensorRule(
        source: "model.embed_tokens.weight", name: "token_embd.weight", rows: .vocabulary, columns: .embedding
      ),
      TensorRule(
        source: "model.norm.weight", name: "output_norm.weight", rows: .embedding,
        change: addingOne ? .addOne : .none),
    ]
  }

  private static func matrix(
    _ source: String, _ name: String, _ rows: DecoderExtent, _ columns: DecoderExtent,
    _ change: TensorRule.Change = .none
  ) -> TensorRule {
    TensorRule(
      source: "model.layers.#.\(source).weight", name: "blk.#.\(name).weight", rows: rows, columns: columns,
      change: change)
  }

  private static func norm(
    _ source: String, _ name: String, _ rows: DecoderExtent = .embedding, _ change: TensorRule.Change = .none
  ) -> TensorRule {
    TensorRule(
      source: "model.layers.#.\(source).weight", name: "blk.#.\(name).weight", rows: rows, change: change)
  }

  private static let outputs = [
    matrix("self_attn.o_proj", "attn_output", .embedding, .queries),
    matrix("mlp.down_proj", "ffn_down", .embedding, .feedForward),
  ]

  /// A matrix each for queries, keys, values, gate and up.
  private static func separate(interleaving: Bool = false) -> [TensorRule] {
    [
      matrix("self_attn.q_proj", "attn_q", .queries, .embedding, interleaving ? .interleaveQueries : .none),
      matrix("self_attn.k_proj", "attn_k", .keys, .embedding, interleaving ? .interleaveKeys : .none),
      matrix("self_attn.v_proj", "attn_v", .keys, .embedding),
      matrix("mlp.gate_proj", "ffn_gate", .feedForward, .embedding),
      matrix("mlp.up_proj", "ffn_up", .feedForward, .embedding),
    ] + outputs
  }

  /// One matrix for queries, keys and values, one for gate and up.
  private static let joined =
    [
      matrix("self_attn.qkv_proj", "attn_qkv", .queriesKeysValues, .embedding),
      matrix("mlp.gate_up_proj", "ffn_up", .gateAndUp, .embedding),
    ] + outputs

  private static let biases = [("q", DecoderExtent.queries), ("k", .keys), ("v", .keys)].map { part, rows in
    TensorRule(
      source: "model.layers.#.self_attn.\(part)_proj.bias", name: "blk.#.attn_\(part).bias", rows: rows)
  }

  private static func headNorms(_ change: TensorRule.Change = .none) -> [TensorRule] {
    [
      norm("self_attn.q_norm", "attn_q_norm", .head, change),
      norm("self_attn.k_norm", "attn_k_norm", .head, change),
    ]
  }

  private static let norms = [
    norm("input_layernorm", "attn_norm"), norm("post_attention_layernorm", "ffn_norm"),
  ]

  private static let fourNorms = [
    norm("input_layernorm", "attn_norm", .embedding, .addOne),
    norm("post_attention_layernorm", "post_attention_norm", .embedding, .addOne),
    norm("pre_feedforward_layernorm", "ffn_norm", .embedding, .addOne),
    norm("post_feedforward_layernorm", "post_ffw_norm", .embedding, .addOne),
  ]
}
