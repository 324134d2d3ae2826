// ManualCommand.swift: `persona manual`: the manual page, as source for man(1).

/// `persona manual`.
let manualCommand: Command = Command(
  name: "manual",
  summary: "print the manual page, for man",
  examples: [
    Example(command: "persona manual | man -l -", explanation: "shows the manual"),
    Example(
      command: "persona manual > ~/.local/share/man/man1/persona.1",
      explanation: "installs it for 'man persona'"),
  ],
  run: { invocation in try invocation.console.write(ManualPage(root: commandTree).text) }
)
