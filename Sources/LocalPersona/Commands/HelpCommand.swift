// HelpCommand.swift: `persona help`: a command, a group, or one of the tables.

/// `persona help [COMMAND…]`.
let helpCommand: Command = Command(
  name: "help",
  summary: "explain a command, examples first",
  discussion: "Without a command it lists all of them. It also explains: "
    + HelpTopic.allCases.map(\.rawValue).joined(separator: ", ") + ".",
  positionals: [.commandName],
  examples: [
    Example(command: "persona help add", explanation: "explains how texts are added"),
    Example(command: "persona help exit-codes", explanation: "lists what exit codes mean"),
  ],
  run: { invocation in
    let words = invocation.positionals("command")
    let console = invocation.console
    if words.count == 1, let topic = HelpTopic(rawValue: words[0]) {
      return try console.write(topic.text(columnCount: console.columnCount))
    }
    try console.write(HelpPage(path: try commandPath(words)).text(for: console))
  }
)

/// The commands that `words` lead to from the root.
private func commandPath(_ words: [String]) throws(UsageError) -> [Command] {
  var path = [commandTree]
  for word in words {
    let command = path[path.count - 1]
    let choices = command.subcommands
    guard let next = choices.first(where: { $0.name == word }) else {
      // `voice edit` looks like a command of a group; the page of `voice` explains it.
      if command.positionals.contains(where: { $0.kind.isChoice(of: word) }) { continue }
      let topics = path.count == 1 ? HelpTopic.allCases.map(\.rawValue) : []
      let suggestion = NearMiss.suggestion(for: word, among: choices.map(\.name) + topics)
      throw .unknownCommand(word, command: path.typed, suggestion: suggestion)
    }
    path.append(next)
  }
  return path
}
