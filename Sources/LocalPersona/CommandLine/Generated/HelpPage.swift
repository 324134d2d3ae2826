// HelpPage.swift: what `persona help` prints: examples first, then the grammar, then every option.

/// The help of a command or a group.
struct HelpPage {
  /// The commands from the root to the one explained.
  let path: [Command]

  private var command: Command { path[path.count - 1] }

  /// The page as `console` shows it.
  func text(for console: Console) -> String { text(columnCount: console.columnCount, style: console.style) }

  /// The page for lines of `columnCount` columns.
  func text(columnCount: Int, style: Style) -> String {
    let layout = TextLayout(columnCount: columnCount)
    var lines = layout.paragraph("\(path.typed): \(command.summary)")
    for (title, body) in sections(layout) where !body.isEmpty {
      lines += ["", "\(style.bold)\(title)\(style.reset)"] + body
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func sections(_ layout: TextLayout) -> [(title: String, body: [String])] {
    [
      ("Examples", examples(layout)),
      ("Usage", layout.paragraph(path.usage, indent: 2, hanging: 4)),
      ("About", layout.paragraphs(command.discussion, indent: 2)),
      ("Commands", layout.definitions(command.subcommands.map { ($0.name, $0.summary) })),
      ("Arguments", layout.definitions(command.positionals.map { ($0.shownName, $0.explanation) })),
      ("Options", layout.definitions(command.options.map { ($0.forms, $0.explanation) })),
      ("Options of every command", layout.definitions(Option.global.map { ($0.forms, $0.explanation) })),
      ("More", more(layout)),
    ]
  }

  private func examples(_ layout: TextLayout) -> [String] {
    command.examples.flatMap { example in
      layout.commandLine(example.command, indent: 2) + layout.paragraph(example.explanation, indent: 6)
    }
  }

  private func more(_ layout: TextLayout) -> [String] {
    guard !command.subcommands.isEmpty else { return [] }
    var pairs = [("\(helpWords) COMMAND", "explains a command")]
    if path.count == 1 {
      pairs += HelpTopic.allCases.map { ("persona help \($0.rawValue)", $0.summary) }
      pairs.append(("persona manual | man -l -", "shows everything as a manual page"))
    }
    return layout.definitions(pairs.map { (term: $0.0, text: $0.1) })
  }

  private var helpWords: String {
    ([path[0].name, "help"] + path.dropFirst().map(\.name)).joined(separator: " ")
  }
}

/// What help explains beside commands.
enum HelpTopic: String, CaseIterable {
  case exitCodes = "exit-codes"
  case environment
  case configuration
  case files

  /// What it is, in one line.
  var summary: String {
    switch self {
    case .exitCodes: "lists what the exit code of a command means"
    case .environment: "lists the environment variables"
    case .configuration: "lists what the configuration file can set"
    case .files: "lists the files and folders"
    }
  }

  /// The table behind it.
  var table: [(term: String, text: String)] {
    switch self {
    case .exitCodes: ExitCode.allCases.map { (term: "\($0.rawValue)", text: $0.meaning) }
    case .environment: HelpTopic.variables
    case .configuration:
      Setting.all.map { (term: "\($0.name) = \($0.value.placeholder)", text: $0.explanation) }
    case .files: HelpTopic.places
    }
  }

  /// The page for lines of `columnCount` columns.
  func text(columnCount: Int) -> String {
    TextLayout(columnCount: columnCount).definitions(table, indent: 0).joined(separator: "\n") + "\n"
  }

  private static let variables: [(term: String, text: String)] = [
    ("PERSONA_VAULT", "the folder of the vault, where --vault is not given"),
    ("PERSONA_MODELS", "the folder of the models"),
    ("PERSONA_PAGER, PAGER", "the program that shows long output on a terminal; none where neither is set"),
    ("TZ", "the time zone in which days are counted; that of the system otherwise"),
    ("XDG_CONFIG_HOME", "holds persona/config, the configuration file; ~/.config otherwise"),
    ("XDG_DATA_HOME", "holds persona/vault and persona/models; ~/.local/share otherwise"),
    ("XDG_STATE_HOME", "holds persona, the memory of what was last seen; ~/.local/state otherwise"),
    ("XDG_RUNTIME_DIR", "holds drafts while an editor is open; /dev/shm otherwise"),
    ("VISUAL, EDITOR", "the editor for texts, with arguments; it runs without network and sockets"),
    ("NO_COLOR", "no colours, where it is not empty"),
    ("TERM", "no colours and no progress line, where it is 'dumb'"),
  ]

  private static let places: [(term: String, text: String)] = [
    ("~/.local/share/persona/vault", "the vault: encrypted, opaque file names, only yours to read"),
    ("~/.local/share/persona/models", "the models, each with the record of its hash"),
    ("~/.config/persona/config", "your settings, if you made them: 'persona config init'"),
    ("~/.local/state/persona", "what was last seen of each vault, to notice an older copy"),
    ("/dev/shm/persona-XXXXXX", "a draft while an editor is open; erased when the command has succeeded"),
  ]
}
