// ChatTemplate.swift: how a conversation is laid out for a model that was trained on conversations.
//
// Templates within model files are programs, so they are never run: the ones known here are recognised and
// built in. A person's text always stays text; only this file decides where control tokens stand.

/// A piece of a prompt.
public enum PromptPart: Sendable, Equatable {
  /// A control token of the vocabulary, by name.
  case control(String)

  /// Text, in which names of control tokens mean nothing.
  case text(String)
}

/// A built-in layout of system and user turns.
public enum ChatTemplate: Sendable, Equatable {
  /// ChatML with SmolLM2's own system turn where none is given.
  case smolLM2

  /// ChatML: `<|im_start|>role⏎text<|im_end|>⏎`, no default system turn.
  case chatML

  /// The template of a file that is known here, or nil: for a base model, for templates not known, and where
  /// the vocabulary lacks a token that the template needs.
  public static func recognise(_ metadata: GGUFMetadata) -> ChatTemplate? {
    guard let text = try? metadata.stringIfPresent("tokenizer.chat_template"),
      let template = recognise(templateText: text), hasTokens(metadata)
    else { return nil }
    return template
  }

  /// One user turn, ready for the assistant's answer.
  ///
  /// - Parameters:
  ///   - system: The system turn; nil for the template's own default.
  ///   - user: What the user says.
  /// - Returns: Parts to encode in order: controls by name, texts without parsing.
  public func render(system: String?, user: String) -> [PromptPart] {
    render(system: system, exchanges: [], user: user)
  }
}
