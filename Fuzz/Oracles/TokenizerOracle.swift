// TokenizerOracle.swift: texts of any bytes; a tokenizer that knows every byte gives each text back.
//
// The first byte of an input chooses the tokenizer, the others are the text.

@testable import Inference
@testable import LocalPersona

enum TokenizerOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let first = bytes.first else { return .refused }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let tokenizer = tokenizers[Int(first) % tokenizers.count]
    for parsesSpecial in [false, true] {
      let tokens = tokenizer.encode(text, addSpecial: true, parseSpecial: parsesSpecial)
      try require(
        tokens.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularyCount },
        "token ids are those of the vocabulary")
    }
    let tokens = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
    try require(!tokens.contains(where: tokenizer.isControl) || isWordPiece(first), "text is never a control")
    // SentencePiece writes a space as ▁, so that one in a text becomes a space.
    guard !isWordPiece(first), !text.unicodeScalars.contains("\u{2581}") else { return .accepted }
    try require(tokens.flatMap(tokenizer.bytes) == Array(text.utf8), "a text comes back as it was")
    return .accepted
  }

  /// WordPiece has a token for what it does not know, and forgets case and white space.
  private static func isWordPiece(_ first: UInt8) -> Bool { Int(first) % tokenizers.count == 2 }

  /// Byte-level BPE, SentencePiece BPE, WordPiece and Unigram; then byte-level BPE with every other way of
  /// cutting.
  private static let tokenizers: [any Tokenizer] = [
    byteLevel("smollm"), sentencePiece, wordPiece, unigram, byteLevel("gpt-2"), byteLevel("llama-bpe"),
    byteLevel("qwen2"), byteLevel("default"),
  ].map { builder in
    var builder = builder
    let file = builder.bytes()
    let tokenizer = ScratchBytes.withFile(file, named: ".gguf") { path in
      (try? GGUFFile(path: path)).flatMap { try? makeTokenizer($0.metadata) }
    }
    guard let tokenizer else { fatalError("the vocabulary of the fuzzer is not taken") }
    return tokenizer
  }

  private static func builder(_ model: String, tokens: [String], types: [Int32]) -> GGUFBuilder {
    var builder = GGUFBuilder()
    builder.keys = [
      ("general.architecture", .string("llama")), ("tokenizer.ggml.model", .string(model)),
      ("tokenizer.ggml.pre", .string("smollm")), ("tokenizer.ggml.tokens", .strings(tokens)),
      ("tokenizer.ggml.scores", .f32s(tokens.indices.map { -Float($0) })),
      ("tokenizer.ggml.token_type", .i32s(types)), ("tokenizer.ggml.bos_token_id", .u32(1)),
      ("tokenizer.ggml.eos_token_id", .u32(2)), ("tokenizer.ggml.unknown_token_id", .u32(0)),
      ("tokenizer.ggml.add_space_prefix", .bool(0)),
    ]
    return builder
  }

  private static func byteLevel(_ preTokenizer: String) -> GGUFBuilder {
    let letters = ByteAlphabet.scalars.map { String(Character($0)) }
    let merges = ["t h", "th e", "Ġ the", "i n", "Ġ Ġ", "ĠĠ ĠĠ", "à ¤", "e r", "Ġ a"]
    let tokens =
      ["<unk>", "<|im_start|>", "<|im_end|>"] + letters + merges.map { $0.filter { $0 != " " } }
    var builder = builder("gpt2", tokens: tokens, types: tokens.indices.map { $0 < 3 ? 3 : 1 })
    builder["tokenizer.ggml.merges"] = .strings(merges)
    builder["tokenizer.ggml.pre"] = .string(preTokenizer)
    return builder
  }

  private static var sentencePiece: GGUFBuilder { pieces("llama") }

  /// The same pieces, and nothing of a text is normalised, so that it comes back.
  private static var unigram: GGUFBuilder {
    var builder = pieces("t5")
    builder["tokenizer.ggml.remove_extra_whitespaces"] = .bool(0)
    return builder
  }

  private static func pieces(_ model: String) -> GGUFBuilder {
    let bytes = (0...255).map { "<0x" + (($0 < 16 ? "0" : "") + String($0, radix: 16)).uppercased() + ">" }
    let pieces = ["▁", "t", "h", "e", "a", "▁t", "he", "▁the", "▁▁", "é", "in", "▁a"]
    let tokens = ["<unk>", "<s>", "</s>"] + bytes + pieces
    return builder(
      model, tokens: tokens,
      types: tokens.indices.map { $0 == 0 ? 2 : $0 < 3 ? 3 : $0 < 259 ? 6 : 1 })
  }

  private static var wordPiece: GGUFBuilder {
    let tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "▁the", "▁a", "he", "▁é", "▁.", "s", "▁日"]
    return builder("bert", tokens: tokens, types: tokens.indices.map { $0 < 5 ? 3 : 1 })
  }
}
