// TokenizerSettings.swift: which tokens have a role, and what a conversation looks like: from the small files
// beside tokenizer.json, in the order in which they are believed.

/// What a folder says about its tokenizer beside the tokens.
struct TokenizerSettings {
  private static let maximumTemplateByteCount = 1 << 20

  private let tokenizer: TokenizerFile

  /// tokenizer_config.json and special_tokens_map.json, which name tokens by their text.
  private let named: [ModelConfigurationFile]

  /// config.json and generation_config.json, which number them.
  private let numbered: [ModelConfigurationFile]

  /// The text of the template that conversations are laid out by; never interpreted here.
  let chatTemplate: String?

  /// Reads what is there in `folder`.
  init(
    folder: String, config: ModelConfigurationFile, tokenizer: TokenizerFile
  ) throws(ModelFileError) {
    var named: [ModelConfigurationFile] = []
    for name in ["tokenizer_config.json", "special_tokens_map.json"] {
      if let file = try ModelConfigurationFile.ifPresent(path: folder + "/" + name) { named.append(file) }
    }
    var numbered = [config]
    if let file = try ModelConfigurationFile.ifPresent(path: folder + "/generation_config.json") {
      numbered.append(file)
    }
    self.tokenizer = tokenizer
    self.named = named
    self.numbered = numbered
    var template = named.first.flatMap(Self.template)
    if template == nil { template = try Self.templateFile(folder + "/chat_template.jinja") }
    chatTemplate = template
  }

  /// The id of `role`, as in `bos`, among `count` tokens; nil for none.
  func id(_ role: String, count: Int) -> Int? {
    for file in named {
      guard let text = Self.tokenText(file.value(role + "_token")) else { continue }
      if let id = tokenizer.id(of: text), id < count { return id }
    }
    for file in numbered {
      guard let id = Self.firstNumber(file.value(role + "_token_id")), id < count else { continue }
      return id
    }
    return nil
  }

  /// Whether the token of `role`, `bos` or `eos`, stands around each text.
  func adds(_ role: String) -> Bool {
    for file in named {
      if case .bool(let flag) = file.value("add_\(role)_token") { return flag }
    }
    guard let single = Self.singleTemplate(tokenizer.parts["post_processor"]), single.count > 1 else {
      return false
    }
    let place = role == "bos" ? single.first : single.last
    guard case .object(let element) = place, case .object(let token) = element["SpecialToken"],
      case .string(let text) = token["id"], let id = tokenizer.id(of: text)
    else { return false }
    return id == self.id(role, count: TokenizerFile.maximumTokenCount)
  }

  /// A token's text, which is given as it is or within an object.
  private static func tokenText(_ value: StrictJSON?) -> String? {
    switch value {
    case .string(let text): text
    case .object(let fields):
      if case .string(let text) = fields["content"] { text } else { nil }
    default: nil
    }
  }

  private static func firstNumber(_ value: StrictJSON?) -> Int? {
    switch value {
    case .integer(let number): number >= 0 ? Int(number) : nil
    case .array(let numbers): firstNumber(numbers.first)
    default: nil
    }
  }

  /// What stands around a single text, in the step that adds special tokens.
  private static func singleTemplate(_ step: StrictJSON?) -> [StrictJSON]? {
    guard case .object(let fields) = step else { return nil }
    if fields["type"] == .string("TemplateProcessing"), case .array(let single) = fields["single"] {
      return single
    }
    guard case .array(let steps) = fields["processors"] else { return nil }
    return steps.lazy.compactMap { singleTemplate($0) }.first
  }

  /// The template in tokenizer_config.json: a text, or the one called `default` among several.
  private static func template(_ file: ModelConfigurationFile) -> String? {
    switch file.value("chat_template") {
    case .string(let text): return text
    case .array(let several):
      for case .object(let fields) in several where fields["name"] == .string("default") {
        if case .string(let text) = fields["template"] { return text }
      }
      return nil
    default: return nil
    }
  }

  private static func templateFile(_ path: String) throws(ModelFileError) -> String? {
    let mapped: MappedFile
    do throws(ModelFileError) {
      mapped = try MappedFile(path: path)
    } catch {
      if case .unreadable(_, MappedFile.missingCode) = error { return nil }
      throw error
    }
    guard mapped.byteCount <= maximumTemplateByteCount else {
      throw .tooLarge(file: path, byteCount: mapped.byteCount, limit: maximumTemplateByteCount)
    }
    guard let text = String(validating: mapped.copy(0..<mapped.byteCount), as: UTF8.self) else {
      throw .malformed(FilePlace(file: path, offset: 0, field: "template"), .invalidUTF8)
    }
    return text
  }
}
