// MakeTokenizer.swift: the tokenizer that a GGUF file asks for.

/// Makes the tokenizer described by `metadata`.
///
/// - Throws: ``ModelFileError/unsupportedTokenizer(model:preTokenizer:)`` for kinds not implemented here;
///   others for keys that are missing or wrong.
public func makeTokenizer(_ metadata: GGUFMetadata) throws(ModelFileError) -> any Tokenizer {
  let model = try metadata.string("tokenizer.ggml.model")
  switch model {
  case "gpt2": return try BytePairTokenizer(metadata)
  case "llama": return try SentencePieceTokenizer(metadata)
  case "t5": return try UnigramTokenizer(metadata)
  case "bert": return try WordPieceTokenizer(metadata)
  default:
    let preTokenizer = try metadata.stringIfPresent("tokenizer.ggml.pre") ?? ""
    throw .unsupportedTokenizer(model: model, preTokenizer: preTokenizer)
  }
}
