// ConfigCommand.swift: `persona config`: makes the configuration file, and tells what holds and why.

/// `persona config`.
let configCommand: Command = Command(
  name: "config",
  summary: "say once what you would type each time",
  discussion: """
    The configuration file has lines 'name = value' and comments that begin with #. The command line comes \
    before the environment, the environment before the file, and the file before what is built in. A line \
    that is wrong is an error, with its number.

    The file can set what options and variables set, and nothing that guards you: not the confinement, no \
    passphrase, no answer to a question. 'persona help configuration' lists all settings.
    """,
  examples: [
    Example(command: "persona config init", explanation: "writes a file with every setting, as comments"),
    Example(command: "persona config show", explanation: "shows each setting and where it comes from"),
  ],
  subcommands: [configInitCommand, configShowCommand, configPathCommand]
)

private let configInitCommand = Command(
  name: "init",
  summary: "write a configuration file in which everything is a comment",
  examples: [
    Example(command: "persona config init", explanation: "writes it; an older one is never replaced")
  ],
  run: { invocation in
    let file = ConfigurationFile(environment: invocation.environment)
    try file.writeDefault(invocation.files)
    try invocation.console.print(ConfigurationMessages.made(file.path))
    try invocation.console.flush()
    invocation.console.note(ConfigurationMessages.everythingIsComment)
  }
)

private let configShowCommand = Command(
  name: "show",
  summary: "show each setting, its value and where that comes from",
  options: [.json],
  examples: [
    Example(command: "persona config show", explanation: "shows what holds"),
    Example(command: "persona --plain config show", explanation: "shows what would hold with --plain"),
  ],
  run: { try ConfigShowRun($0).run() }
)

private let configPathCommand = Command(
  name: "path",
  summary: "print where the configuration file is, or would be",
  examples: [Example(command: "persona config path", explanation: "prints the path")],
  run: { invocation in try invocation.console.print(invocation.paths.configuration) }
)

private struct ConfigShowRun {
  let invocation: Invocation
  let settings: [(setting: Setting, value: String, source: SettingSource)]
  let isThere: Bool

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    isThere = DescriptorCalls.resolve(invocation.paths.configuration) != nil
    let configuration = try ConfigurationFile(environment: invocation.environment).read()
    settings = Setting.all.map { setting in
      let found = configuration.resolve(
        setting, line: invocation.line, environment: invocation.environment)
      return (setting, found.value, found.source)
    }
  }

  func run() throws {
    let console = invocation.console
    if invocation.flag("json") { return try console.printJSON(json) }
    let width = settings.map(\.setting.name.count).max() ?? 0
    for (setting, value, source) in settings {
      try console.print(console.factLine(setting.name, "\(value)  (\(source.words))", nameWidth: width))
    }
    if !isThere { console.note(ConfigurationMessages.noFile(invocation.paths.configuration)) }
  }

  private var json: JSONValue {
    .object([
      ("path", .string(invocation.paths.configuration)), ("exists", .bool(isThere)),
      (
        "settings",
        .array(
          settings.map { setting, value, source in
            .object([
              ("name", .string(setting.name)), ("value", .string(value)), ("source", .string(source.code)),
            ])
          })
      ),
    ])
  }
}
