// ChatTemplate.swift: how a conversation is laid out for a model that was trained on conversations.
//
// Templates within model files are programs, so they are never run: the ones known here are recognised and
// built in, as data. A person's text always stays text; only this folder decides where control tokens stand.

/// A piece of a prompt.
public enum PromptPart: Sendable, Equatable {
  /// A control token of the vocabulary, by name.
  case control(String)

  /// Text, in which names of control tokens mean nothing.
  case text(String)
}

/// A built-in layout of system, user and assistant turns.
public struct ChatTemplate: Sendable, Equatable {
  /// What stands around the text of a turn.
  struct Turn: Sendable, Equatable {
    var opening: [PromptPart]
    var closing: [PromptPart]
  }

  /// What it is called by.
  public let name: String

  let user: Turn
  let assistant: Turn
  let system: SystemPlace

  /// Where a system text stands.
  enum SystemPlace: Sendable, Equatable {
    /// In a turn of its own.
    case turn(Turn)

    /// At the beginning of the first user turn, between these texts.
    case inUserTurn(before: String, after: String)
  }

  /// What the template says as system where the caller says nothing.
  var defaultSystem: String?

  /// What it says in front of every system text, and alone where there is none.
  var systemPreamble = ""

  /// What opens the turn that is to be written, where that is not what opens those that were.
  var answerOpening: [PromptPart]?

  /// One user turn, ready for the assistant's answer.
  ///
  /// - Parameters:
  ///   - system: The system turn; nil for the template's own default.
  ///   - user: What the user says.
  /// - Returns: Parts to encode in order: controls by name, texts without parsing.
  public func render(system: String?, user: String) -> [PromptPart] {
    render(system: system, exchanges: [], user: user)
  }

  /// Earlier exchanges and one more user turn, ready for the assistant's answer.
  ///
  /// - Parameters:
  ///   - system: The system turn; nil for the template's own default, empty for none.
  ///   - exchanges: What was asked and answered before, the oldest first.
  ///   - user: What the user says now.
  /// - Returns: Parts to encode in order: controls by name, texts without parsing.
  public func render(
    system: String?, exchanges: [(user: String, assistant: String)], user: String
  ) -> [PromptPart] {
    var parts: [PromptPart] = []
    var lead = ""  // what stands before the text of the first user turn
    if let text = systemText(system) {
      switch self.system {
      case .turn(let turn): parts += turn.around(text)
      case .inUserTurn(let before, let after): lead = before + text + after
      }
    }
    for exchange in exchanges {
      parts += self.user.around(lead + exchange.user) + assistant.around(exchange.assistant)
      lead = ""
    }
    parts += self.user.around(lead + user) + (answerOpening ?? assistant.opening)
    return Self.joined(parts)
  }

  /// What is said as system where the caller says `given`, or nil where nothing is.
  private func systemText(_ given: String?) -> String? {
    guard given != "" else { return nil }
    let said = given ?? defaultSystem
    return said == nil && systemPreamble.isEmpty ? nil : systemPreamble + (said ?? "")
  }

  /// The tokens that the layout needs.
  var controls: Set<String> {
    var parts = user.opening + user.closing + assistant.opening + assistant.closing + (answerOpening ?? [])
    if case .turn(let turn) = system { parts += turn.opening + turn.closing }
    return Set(
      parts.compactMap { part in
        if case .control(let name) = part { return name }
        return nil
      })
  }

  /// Texts that touch become one: where they are cut matters to a tokenizer.
  private static func joined(_ parts: [PromptPart]) -> [PromptPart] {
    parts.reduce(into: []) { joined, part in
      if case .text(let text) = part, case .text(let before)? = joined.last {
        joined[joined.count - 1] = .text(before + text)
      } else if part != .text("") {
        joined.append(part)
      }
    }
  }
}

extension ChatTemplate.Turn {
  /// The parts of a turn that says `text`.
  func around(_ text: String) -> [PromptPart] { opening + [.text(text)] + closing }
}
