// PromptLayout.swift: how a prompt is laid out: as the model's file asks, or as the user says.

public import Inference

/// A layout of prompts.
public enum PromptLayout: Sendable, Equatable {
  /// As the file of the model asks; where it asks for something unknown, as for a model that continues texts.
  case automatic

  /// As for a model that only continues texts.
  case plain

  /// As a conversation of this kind.
  case conversation(ChatTemplate)

  /// The names that a user can give.
  static let names = ["auto", "plain"] + ChatTemplate.all.map(\.name)

  /// The layout with one of ``names``, or nil.
  init?(named name: String) {
    switch name {
    case "auto": self = .automatic
    case "plain": self = .plain
    default:
      guard let template = ChatTemplate.named(name) else { return nil }
      self = .conversation(template)
    }
  }

  /// The template to use where the model's file asks for `own`.
  func template(own: ChatTemplate?) -> ChatTemplate? {
    switch self {
    case .automatic: own
    case .plain: nil
    case .conversation(let template): template
    }
  }
}
