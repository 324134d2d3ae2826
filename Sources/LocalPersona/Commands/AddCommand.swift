// AddCommand.swift: `persona add`: keeps one text.

/// `persona add [TEXT]`.
let addCommand: Command = Command(
  name: "add",
  summary: "keep a text as part of your history",
  discussion: """
    The text is the argument, a file, standard input, or what you write in the editor ($VISUAL or $EDITOR); \
    at most 1 MiB. Once the id is printed, the text is safe on disk, encrypted.

    A text typed as an argument may stay in the history of your shell; the other ways leave nothing. With an \
    argument, standard input is left alone, as it may be that of the loop of a script; where something waits \
    there, that is said.
    """,
  positionals: [
    Positional(name: "text", help: "the text; '-' is standard input", arity: .optional, kind: .text("TEXT"))
  ],
  options: [.file, .entryKind, .entryTitle, .entryRecipient, .entryTag, .entryDate, .json],
  examples: [
    Example(command: "persona add --kind note", explanation: "opens the editor and keeps what you write"),
    Example(
      command: "persona add --kind mail --to Ann --date 2025-03-08 < sent.txt",
      explanation: "keeps a mail that you sent"),
  ],
  run: { invocation in
    let kind = try invocation.kinds("kind").last
    let argument = invocation.positional("text")
    // Others can write while somebody types in the editor.
    let vault = try invocation.openVault(invocation.opensEditor(argument: argument) ? .read : .write)
    defer { vault.close() }
    let text = try invocation.bodyText(argument: argument)
    let entry = try Entry(
      written: invocation.date("date") ?? .now, kind: kind ?? .note, title: invocation.text("title"),
      recipient: invocation.text("to"), tags: invocation.texts("tag"), text: text)
    try vault.writing {
      try vault.append([entry], as: UndoStep(.add))
      invocation.drafts.eraseAll()
      if invocation.flag("json") {
        try invocation.console.printJSON(.object(EntrySchema.metadata(of: entry)))
      } else {
        try invocation.console.print(entry.id.description)
      }
      try invocation.console.flush()
      try invocation.refreshVectors(of: vault, changed: [entry])
    }
    invocation.learnAgainIfAllowed(vault)
  }
)
