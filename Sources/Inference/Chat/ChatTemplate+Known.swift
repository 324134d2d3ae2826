// ChatTemplate+Known.swift: recognising the templates that are built in, and their fixed text.
//
// A template's text is compared by hash where one exact text is meant, by its marks where many files
// carry the same layout in different words. It is never interpreted.

extension ChatTemplate {
  static let start = "<|im_start|>"
  static let end = "<|im_end|>"

  /// What the template says as system where the caller says nothing.
  var defaultSystem: String? {
    switch self {
    case .smolLM2: "You are a helpful AI assistant named SmolLM, trained by Hugging Face"
    case .chatML: nil
    }
  }

  /// `role⏎text` between the start and end tokens.
  func turn(_ role: String, _ text: String) -> [PromptPart] {
    [.control(Self.start), .text(role + "\n" + text), .control(Self.end), .text("\n")]
  }

  /// The FNV-1a hash of SmolLM2's template, as in SmolLM2-135M-Instruct.
  private static let smolLM2Hash: UInt64 = 0x45EC_583D_4D25_BC3A

  static func recognise(templateText text: String) -> ChatTemplate? {
    if hash(text) == smolLM2Hash { return .smolLM2 }
    let isChatML = text.contains("'<|im_start|>' + message['role']") && text.contains("<|im_end|>")
    guard isChatML else { return nil }
    return text.contains("named SmolLM") ? .smolLM2 : .chatML
  }

  /// Whether the vocabulary has the tokens that stand between turns.
  static func hasTokens(_ metadata: GGUFMetadata) -> Bool {
    guard let texts = try? metadata.texts("tokenizer.ggml.tokens") else { return false }
    return [start, end].allSatisfy { name in
      let name = Array(name.utf8)
      return (0..<texts.count).contains {
        texts.range($0).count == name.count && texts[$0].elementsEqual(name)
      }
    }
  }

  /// FNV-1a, 64 bits: a fingerprint, no protection.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
