// TokenizerKind.swift: which of GGUF's tokenizers a tokenizer.json describes.
//
// The file describes a pipeline in the terms of one library; GGUF has a name for each pipeline that is known.
// They are recognised by their parts and, where those are regular expressions, by the exact text. Anything
// else would give other tokens than the model was trained on, and is refused.

/// A tokenizer of GGUF.
enum TokenizerKind: Sendable, Equatable {
  /// Byte-level BPE (`gpt2`), with the name of what cuts texts into pieces.
  case byteLevel(preTokenizer: String)

  /// SentencePiece BPE (`llama`), and whether a text gets a space in front.
  case sentencePiece(addsSpacePrefix: Bool)

  /// What `file` describes.
  ///
  /// - Throws: ``ModelFileError/notConvertible(file:feature:)``.
  init(_ file: TokenizerFile) throws(ModelFileError) {
    func refusal(_ feature: String) -> ModelFileError { .notConvertible(file: file.path, feature: feature) }
    let type = file.modelText("type") ?? "BPE"
    guard type == "BPE", file.mergeParts.count > 0 else {
      throw refusal("a tokenizer of kind '\(type.prefix(32))'")
    }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] where !(file.modelText(key) ?? "").isEmpty
    {
      throw refusal("a tokenizer with \(key)")
    }
    let steps = Self.steps(file.parts["pre_tokenizer"], list: "pretokenizers")
    let normalizers = Self.steps(file.parts["normalizer"], list: "normalizers")
    if steps.contains(where: { $0["type"] == .string("ByteLevel") }) {
      // llama.cpp leaves texts as they are, where the file asks for NFC: almost all are in it.
      guard normalizers.isEmpty || normalizers.map({ $0["type"] }) == [.string("NFC")] else {
        throw refusal("a normaliser that is not known with byte-level BPE")
      }
      guard let name = Self.preTokenizer(steps, takesWholePieces: file.modelFlag("ignore_merges")) else {
        throw refusal("rules of cutting texts into words (pre_tokenizer) that are not known")
      }
      self = .byteLevel(preTokenizer: name)
      return
    }
    guard file.modelFlag("byte_fallback"), let prefix = Self.spacePrefix(normalizers, steps) else {
      throw refusal("a tokenizer that is neither byte-level nor SentencePiece BPE")
    }
    guard Self.leavesWhole(steps, file) else {
      throw refusal("rules of cutting texts into words (pre_tokenizer) that are not known")
    }
    self = .sentencePiece(addsSpacePrefix: prefix)
  }

  /// The parts of a step that may be a sequence of steps; none where there is no step.
  private static func steps(_ step: StrictJSON?, list: String) -> [[String: StrictJSON]] {
    guard case .object(let fields) = step else { return [] }
    guard fields["type"] == .string("Sequence"), case .array(let inner) = fields[list] else {
      return [fields]
    }
    return inner.flatMap { steps($0, list: list) }
  }

  /// Regular expressions, and the name that GGUF has for them: with merges only, and with whole pieces first.
  private static let expressions: [String: (merging: String?, whole: String?)] = {
    func words(_ numbers: String) -> String {
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"# + numbers
        + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    }
    return [
      words(#"\p{N}{1,3}"#): (merging: "dbrx", whole: "llama-bpe"),
      words(#"\p{N}"#): (merging: "qwen2", whole: nil),
    ]
  }()

  /// GGUF's name of the rules that `steps` apply, or nil.
  private static func preTokenizer(_ steps: [[String: StrictJSON]], takesWholePieces: Bool) -> String? {
    guard let level = steps.last, level["type"] == .string("ByteLevel"),
      level["add_prefix_space"] != .bool(true)
    else { return nil }
    // Without the key, as in older files, the expression of GPT-2 is applied.
    let usesOwnExpression = level["use_regex"] != .bool(false)
    switch (steps.count, usesOwnExpression) {
    case (1, true): return takesWholePieces ? nil : "gpt-2"
    case (2, true):
      let isDigits = steps[0]["type"] == .string("Digits") && steps[0]["individual_digits"] == .bool(true)
      return isDigits && !takesWholePieces ? "smollm" : nil
    case (2, false):
      guard steps[0]["type"] == .string("Split"), steps[0]["behavior"] == .string("Isolated"),
        steps[0]["invert"] != .bool(true), case .object(let pattern) = steps[0]["pattern"],
        case .string(let expression) = pattern["Regex"], let names = expressions[expression]
      else { return nil }
      return takesWholePieces ? names.whole : names.merging
    default: return nil
    }
  }

  /// Whether a text gets a space in front before spaces become ▁; nil where that is not what happens.
  private static func spacePrefix(
    _ normalizers: [[String: StrictJSON]], _ steps: [[String: StrictJSON]]
  ) -> Bool? {
    let replaces: [String: StrictJSON] = [
      "type": .string("Replace"), "pattern": .object(["String": .string(" ")]), "content": .string("▁"),
    ]
    let prepends: [String: StrictJSON] = ["type": .string("Prepend"), "prepend": .string("▁")]
    if normalizers == [prepends, replaces], steps.isEmpty { return true }
    if normalizers == [replaces], steps.isEmpty || steps.map({ $0["type"] }) == [.string("Split")] {
      return false
    }
    guard normalizers.isEmpty, steps.count == 1, steps[0]["type"] == .string("Metaspace"),
      steps[0]["replacement"] == .string("▁")
    else { return nil }
    switch steps[0]["prepend_scheme"] {
    case .string("first"), .string("always"): return true
    case .string("never"): return false
    case nil: return steps[0]["add_prefix_space"] != .bool(false)
    default: return nil
    }
  }

  /// Gemma's: it cuts at spaces, of which its normaliser has left none.
  private static let idleSplit: [String: StrictJSON] = [
    "type": .string("Split"), "pattern": .object(["String": .string(" ")]),
    "behavior": .string("MergedWithPrevious"), "invert": .bool(false),
  ]

  /// Whether `steps`, at most one, cut a text nowhere within a token, as SentencePiece does not cut at all.
  ///
  /// Metaspace cuts in front of every ▁ unless it says that it does not. That changes nothing where no token
  /// has a ▁ after its first character.
  private static func leavesWhole(_ steps: [[String: StrictJSON]], _ file: TokenizerFile) -> Bool {
    guard let step = steps.first else { return true }
    if step["type"] == .string("Split") { return step == idleSplit }
    return step["split"] == .bool(false) || !hasBlankWithin(file)
  }

  /// Whether a token of the vocabulary has a ▁ after its first character; one of several ▁ has.
  private static func hasBlankWithin(_ file: TokenizerFile) -> Bool {
    let blank: [UInt8] = [0xE2, 0x96, 0x81]
    return file.texts.contains { text in
      guard let text, text.count > blank.count else { return false }
      return (1...text.count - blank.count).contains { start in text[start...].starts(with: blank) }
    }
  }
}
