// DecoderArchitecture.swift: what tells one family of decoders from another; all else is the same for all.
//
// Every family is pre-norm attention with rotary positions, then a gated feed-forward network, each added to
// the residual stream. To add a family is to add its description here; what it has beyond these needs a trait
// of its own, and a place in DecoderBlock.

/// The function in the gate of the feed-forward network.
enum GateActivation: Sendable {
  /// x · σ(x), also called swish.
  case silu

  /// GELU in its tanh form.
  case geluTanh
}

/// A family of decoders.
struct DecoderArchitecture: Sendable {
  /// `general.architecture` of its files, and the prefix of its keys.
  let name: String

  /// Whether rotary pair i is (2i, 2i + 1) of a head; otherwise it is (i, i + pairs).
  var rotatesNeighbours = false

  var activation = GateActivation.silu

  /// Whether queries, keys and values have biases.
  var hasBiases = false

  /// Whether queries, keys and values come from one matrix, and gate and up from another, one below the
  /// other.
  var joinsMatrices = false

  /// Whether each head of queries and keys is normalised before it is rotated.
  var hasHeadNorms = false

  /// Whether what attention and the feed-forward network add to the residual stream is normalised first.
  var hasPostNorms = false

  /// Whether rows of the token embedding are multiplied by √E; rows given from outside never are.
  var scalesEmbedding = false

  /// The base of the rotary angles, where the file leaves it unsaid.
  var ropeBase: Float = 10_000

  /// Where not all blocks see the whole sequence: what the file leaves unsaid.
  var sliding: SlidingBlocks?

  /// Of every `period` blocks all but the last see a window only, and rotate by a base of their own.
  struct SlidingBlocks: Sendable {
    var period: Int
    var ropeBase: Float
  }

  /// All that are known.
  static let all = [
    // Llama 2 and 3, SmolLM2, Mistral
    DecoderArchitecture(name: "llama", rotatesNeighbours: true),
    DecoderArchitecture(name: "qwen2", hasBiases: true),
    DecoderArchitecture(name: "qwen3", hasHeadNorms: true),
    // Its files name a window that llama.cpp does not apply, because some are wrong about it: neither do we.
    DecoderArchitecture(name: "phi3", joinsMatrices: true),
    DecoderArchitecture(
      name: "gemma3", activation: .geluTanh, hasHeadNorms: true, hasPostNorms: true, scalesEmbedding: true,
      ropeBase: 1_000_000, sliding: SlidingBlocks(period: 6, ropeBase: 10_000)),
  ]

  /// The one with this name, or nil.
  static func named(_ name: String) -> DecoderArchitecture? { all.first { $0.name == name } }
}
