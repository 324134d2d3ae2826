// CompletionsCommand.swift: `persona completions`: the script with which a shell completes our words.

/// `persona completions SHELL`.
let completionsCommand: Command = Command(
  name: "completions",
  summary: "print the completion script of a shell",
  discussion: """
    The script completes commands, options, their choices, file names and the names of models and plugs; and ids, \
    tags, recipients and kept drafts while the vault is unlocked ('persona unlock'). It never asks for the \
    passphrase: without an unlocked vault there is nothing of these.

    For that the script calls this command with \(Candidates.allCases.map(\.rawValue).joined(separator: ", ")), \
    which prints them, one a line.
    """,
  positionals: [
    Positional(
      name: "shell", help: "the shell", kind: .choice(["bash", "zsh", "fish"]),
      wordsOfScripts: Candidates.allCases.map(\.rawValue))
  ],
  examples: [
    Example(
      command: "persona completions bash > ~/.local/share/bash-completion/completions/persona",
      explanation: "installs it for bash, where the package bash-completion is there"),
    Example(
      command: "persona completions zsh > ~/.zfunc/_persona",
      explanation: "installs it for zsh, where ~/.zfunc is in $fpath"),
    Example(
      command: "persona completions fish > ~/.config/fish/completions/persona.fish",
      explanation: "installs it for fish"),
  ],
  run: { invocation in
    let word = invocation.positional("shell") ?? ""
    if let candidates = Candidates(rawValue: word) {
      for text in candidates.texts(for: invocation) { try invocation.console.print(TerminalText.safe(text)) }
      return
    }
    let script =
      switch word {
      case "zsh": ZshCompletion.script(for: commandTree)
      case "fish": FishCompletion.script(for: commandTree)
      default: BashCompletion.script(for: commandTree)
      }
    try invocation.console.write(script)
  }
)

extension Candidates {
  /// What a shell may offer; empty where it cannot be told without asking, or at all.
  ///
  /// Who presses Tab wants no error and no question.
  fileprivate func texts(for invocation: Invocation) -> [String] {
    let texts: [String]
    switch self {
    case .models: texts = ((try? ModelStore(folder: invocation.paths.models).list()) ?? []).map(\.name)
    case .plugs: texts = (try? PlugStore(folder: invocation.paths.plugs).names()) ?? []
    case .ids: texts = unlocked(invocation)?.entries.map(\.id.description) ?? []
    case .tags: texts = unlocked(invocation)?.entries.flatMap(\.tags) ?? []
    case .recipients: texts = unlocked(invocation)?.entries.compactMap(\.recipient) ?? []
    case .drafts:
      let log = unlocked(invocation).flatMap { try? DraftLog.load(from: $0) }
      texts = (log?.drafts ?? []).filter { $0.verdict == .open }.map(\.id.description)
    }
    return Set(texts).sorted()
  }

  /// The vault of the user, where it needs no passphrase.
  private func unlocked(_ invocation: Invocation) -> Vault? { try? invocation.openUnlockedVault(.read) }
}
