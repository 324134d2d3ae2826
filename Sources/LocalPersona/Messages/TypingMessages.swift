// TypingMessages.swift: what many commands ask for and wait for at the terminal, and what they say of it
// meanwhile.

/// The words before a passphrase that is typed.
enum PassphrasePrompt {
  static func vault(_ path: String) -> String { "Passphrase for \(path): " }

  /// Of a file that came from elsewhere; nil for standard input.
  static func file(_ path: String?) -> String { "Passphrase of \(path ?? "standard input"): " }

  static let again = "The same again: "
}

/// What is said where a text is typed, or could have been.
enum TypingMessages {
  static let typeText = "type the text; Ctrl-D at the beginning of a line ends it"

  /// What is read, such as `jsonl`.
  static func typeFile(_ content: String) -> String {
    "reading \(content) from the terminal; Ctrl-D at the beginning of a line ends it, Ctrl-C leaves it"
  }

  static let shellHistory =
    "note: your shell may keep this text in its history; standard input or the editor leave none"

  static let inputNotRead =
    "note: the argument is the text, so standard input was not read; '-' in its place reads it"

  /// What `restore` reads.
  static let backup = "a backup"

  /// What is asked before something that cannot be undone.
  static func typeToGoOn(_ name: String, after question: String) -> String {
    "\(question)\nType \(name) to go on: "
  }
}

/// What a progress line says is done.
enum ProgressMessages {
  static let adding = "adding, bytes"
  static let checking = "checking"
  static let lookingThrough = "looking through files"
  static let mail = "bytes of mail"
  static let packing = "packing, bytes"
  static let reading = "reading"
  static let wiping = "wiping"
}
