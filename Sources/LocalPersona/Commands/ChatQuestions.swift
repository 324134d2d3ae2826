// ChatQuestions.swift: what a person is asked about imported chats: the options, and the question at the
// terminal.

extension Option {
  /// What an import of chats has to know.
  static let chats: [Option] = [
    Option(
      name: "me", value: .text("NAME"), isRepeatable: true,
      help: "your address in mail, or your name in a chat, of which only what you wrote is taken"),
    Option(
      name: "date-order", value: .choice(DateOrder.allCases.map(\.rawValue)),
      help: "how dates in a chat are written, where they do not tell it: d for day, m for month, y for year"),
  ]
}

extension Invocation {
  /// What was said about chats; the user's name is asked for where it is needed and not given.
  func chatSettings() -> ChatSettings {
    let asking = self.console
    return ChatSettings(
      me: texts("me"), dateOrder: text("date-order").flatMap(DateOrder.init(rawValue:)),
      askMe: { path, authors in try asking.askOwnNames(in: path, among: authors) })
  }
}

extension Console {
  /// Asks which of the names in the chat at `path` are the user's.
  ///
  /// - Returns: The names typed, or those whose numbers were typed.
  /// - Throws: ``ImportError/authorUnknown(path:authors:)`` where nobody can be asked, and what
  ///   ``confirm(_:)`` throws otherwise.
  fileprivate func askOwnNames(in path: String, among authors: [ChatAuthor]) throws -> [String] {
    let answer: String
    do throws(ConsoleError) {
      answer = try ask(
        ForeignMessages.whoAreYou(path, authors), question: ForeignMessages.nameQuestion(path), remedy: "--me"
      )
    } catch {
      guard case .cannotAsk = error else { throw error }
      throw ImportError.authorUnknown(path: path, authors: authors)
    }
    return answer.split(separator: ",").map { word in
      let name = ChatText.cleaned(word)
      guard let number = Int(name), authors.indices.contains(number - 1) else { return name }
      return authors[number - 1].name
    }
  }
}
