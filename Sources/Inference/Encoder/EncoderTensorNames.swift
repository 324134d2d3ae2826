// EncoderTensorNames.swift: how the tensors of a BERT encoder are called in each kind of file.
//
// Names are stems: `.weight` and `.bias` follow. Embeddings have no bias.

/// The names of an encoder's tensors.
struct EncoderTensorNames: Sendable {
  /// The names within one layer.
  struct Layer: Sendable {
    var query: String
    var key: String
    var value: String
    var attentionOutput: String
    var attentionNorm: String
    var up: String
    var down: String
    var outputNorm: String
  }

  var words: String
  var positions: String
  var types: String
  var embeddingNorm: String

  /// What stands before the number of a layer, and the names after it.
  private var layerPrefix: String
  private var layerNames: Layer

  func layer(_ index: Int) -> Layer {
    let at = "\(layerPrefix)\(index).", names = layerNames
    return Layer(
      query: at + names.query, key: at + names.key, value: at + names.value,
      attentionOutput: at + names.attentionOutput, attentionNorm: at + names.attentionNorm, up: at + names.up,
      down: at + names.down, outputNorm: at + names.outputNorm)
  }

  /// Those of Hugging Face's files; `prefix` is `bert.` in those of whole task models.
  static func huggingFace(prefix: String) -> EncoderTensorNames {
    EncoderTensorNames(
      words: prefix + "embeddings.word_embeddings", positions: prefix + "embeddings.position_embeddings",
      types: prefix + "embeddings.token_type_embeddings", embeddingNorm: prefix + "embeddings.LayerNorm",
      layerPrefix: prefix + "encoder.layer.",
      layerNames: Layer(
        query: "attention.self.query", key: "attention.self.key", value: "attention.self.value",
        attentionOutput: "attention.output.dense", attentionNorm: "attention.output.LayerNorm",
        up: "intermediate.dense", down: "output.dense", outputNorm: "output.LayerNorm"))
  }

  /// Those of a safetensors file with these tensors.
  static func huggingFace(_ tensors: [String: TensorInfo]) -> EncoderTensorNames {
    huggingFace(prefix: tensors["bert.embeddings.word_embeddings.weight"] == nil ? "" : "bert.")
  }

  /// Those of GGUF files.
  static let gguf = EncoderTensorNames(
    words: "token_embd", positions: "position_embd", types: "token_types", embeddingNorm: "token_embd_norm",
    layerPrefix: "blk.",
    layerNames: Layer(
      query: "attn_q", key: "attn_k", value: "attn_v", attentionOutput: "attn_output",
      attentionNorm: "attn_output_norm", up: "ffn_up", down: "ffn_down", outputNorm: "layer_output_norm"))
}
