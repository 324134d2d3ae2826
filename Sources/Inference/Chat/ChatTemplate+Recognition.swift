// ChatTemplate+Recognition.swift: which of the built-in layouts a model file asks for.
//
// A template's text is compared by hash where one exact text is meant, by its marks where many files
// carry the same layout in different words. It is never interpreted.

extension ChatTemplate {
  /// The template of a file that is known here, or nil: for a base model, for templates not known, and where
  /// the vocabulary lacks a token that the template needs.
  public static func recognise(_ metadata: GGUFMetadata) -> ChatTemplate? {
    guard let text = try? metadata.stringIfPresent("tokenizer.chat_template"),
      let texts = try? metadata.texts("tokenizer.ggml.tokens")
    else { return nil }
    let vocabulary = ControlNames(texts)
    return candidates(templateText: text).first { vocabulary.has($0.controls) }
  }

  /// The one that a template's text stands for, whatever the vocabulary has.
  static func recognise(templateText text: String) -> ChatTemplate? { candidates(templateText: text).first }

  /// The FNV-1a hash of SmolLM2's template, as in SmolLM2-135M-Instruct.
  private static let smolLM2Hash: UInt64 = 0x45EC_583D_4D25_BC3A

  /// Those that a template's text may stand for, the likeliest first.
  private static func candidates(templateText text: String) -> [ChatTemplate] {
    if hash(text) == smolLM2Hash { return [.smolLM2] }
    func has(_ marks: String...) -> Bool { marks.allSatisfy(text.contains) }
    if has("<|im_start|>", "<|im_end|>"), !has("<|im_sep|>") { return chatMLs(has: { text.contains($0) }) }
    if has("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>") {
      return [has("Cutting Knowledge Date") ? .llama3_1 : .llama3]
    }
    if has("<start_of_turn>", "<end_of_turn>") { return [.gemma] }
    if has("<|user|>", "<|assistant|>", "<|end|>") || has("'<|' + message['role'] + '|>", "<|end|>") {
      return [.phi3]
    }
    if has("[INST]", "[/INST]") { return has("<<SYS>>") ? [.llama2] : [.mistral3, .mistral] }
    return []
  }

  private static func chatMLs(has mark: (String) -> Bool) -> [ChatTemplate] {
    // The role has to come from the message; a text that only has the marks says nothing about turns.
    guard ["message['role']", "message.role", "message[\"role\"]"].contains(where: mark) else { return [] }
    if mark("named SmolLM") { return [.smolLM2] }
    if mark("enable_thinking") { return [.qwen3, .chatML] }
    if mark("You are Qwen, created by Alibaba Cloud") { return [.qwen2_5] }
    return [mark("You are a helpful assistant") ? .qwen2 : .chatML]
  }

  /// FNV-1a, 64 bits: a fingerprint, no protection.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// The tokens of a vocabulary that may be names in a layout.
private struct ControlNames {
  private let names: Set<String>

  init(_ texts: PackedTexts) {
    let marks: Set<UInt8> = [UInt8(ascii: "<"), UInt8(ascii: "[")]
    names = Set(
      (0..<texts.count).lazy.filter { id in
        (3...32).contains(texts.range(id).count) && texts[id].first.map(marks.contains) == true
      }.map { texts.string($0) })
  }

  func has(_ needed: Set<String>) -> Bool { needed.isSubset(of: names) }
}
