// ChatTemplate+Conversation.swift: a conversation of several turns, for prompts that show examples.

extension ChatTemplate {
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
    if let system = system ?? defaultSystem, !system.isEmpty { parts += turn("system", system) }
    for exchange in exchanges {
      parts += turn("user", exchange.user)
      parts += turn("assistant", exchange.assistant)
    }
    parts += turn("user", user)
    return parts + [.control(Self.start), .text("assistant\n")]
  }
}
