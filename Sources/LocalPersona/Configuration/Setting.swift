// Setting.swift: what the configuration file can set, each declared once: the file that `persona config init`
// writes, `persona config show`, help and the manual page are made from this table.
//
// A setting stands for an option or a variable that there is anyway, and does no more than these. What guards
// the user is none: there is no setting for the confinement, for passphrases, for --accept-rollback, --yes or
// --plaintext.

/// Something that a user sets once.
struct Setting: Sendable {
  /// What it stands for.
  enum Effect: Sendable, Equatable {
    /// The environment variable of this name, where none of ``Setting/variables`` is set.
    case variable(String)

    /// The flag of this name, which every command has, where the value is the one given.
    case flag(String, when: String)

    /// The flag of this name in these commands, where the value is this and the opposite was not typed.
    case flagUnless(String, opposite: String, when: String, commands: [String])

    /// The option of this name in these commands, or in every one where they are nil.
    case option(String, commands: [String]?)

    /// How days are shown.
    case dayFormat
  }

  /// Its name in the file.
  let name: String

  /// What its value must look like.
  let value: ValueKind

  /// What it does, in one line: lower case, no full stop.
  let help: String

  /// What holds where nobody sets it.
  let builtIn: String

  /// The environment variables that say the same; the first that is set counts.
  var variables: [String] = []

  /// What is wrong with a value that looks as ``value`` says; nil where nothing is.
  var problem: @Sendable (String) -> ValueProblem? = { _ in nil }

  /// What it stands for.
  let effect: Effect

  /// All of them, in the order of the file.
  static let all: [Setting] = [
    Setting(
      name: "vault", value: .path("PATH"), help: "the folder of the vault",
      builtIn: "~/.local/share/persona/vault", variables: ["PERSONA_VAULT"],
      effect: .variable("PERSONA_VAULT")),
    Setting(
      name: "models", value: .path("PATH"), help: "the folder of the models",
      builtIn: "~/.local/share/persona/models", variables: ["PERSONA_MODELS"],
      effect: .variable("PERSONA_MODELS")),
    Setting(
      name: "model", value: .text("NAME"), help: "the language model of 'persona write' and 'persona learn'",
      builtIn: "the default one", effect: .option("model", commands: ["write", "learn"])),
    Setting(
      name: "strategy", value: .choice(StrategyName.allCases.map(\.rawValue)),
      help: "how 'persona write' uses your history", builtIn: "auto",
      effect: .option("strategy", commands: ["write"])),
    Setting(
      name: "keep-drafts", value: .choice(["off", "on"]),
      help: "keep every draft of 'persona write' in the vault, encrypted, for 'persona drafts'",
      builtIn: "off", effect: .flagUnless("keep", opposite: "no-keep", when: "on", commands: ["write"])),
    Setting(
      name: "threads", value: .integer("N", 1...ProcessorCount.maximum), help: "how many threads compute",
      builtIn: "one for each processor core", effect: .option("threads", commands: nil)),
    Setting(
      name: "kdf", value: .choice(["interactive", "moderate", "sensitive"]),
      help: "how hard guessing the passphrase of a new vault is", builtIn: "moderate",
      effect: .option("kdf", commands: ["init"])),
    Setting(
      name: "kind", value: .text("KIND"), help: "what 'persona add' takes a text for", builtIn: "note",
      problem: { EntryKind($0) == nil ? .notKind : nil }, effect: .option("kind", commands: ["add"])),
    Setting(
      name: "editor", value: .text("PROGRAM"), help: "the editor for texts, with arguments",
      builtIn: "editor, nano or vi", variables: ["VISUAL", "EDITOR"], effect: .variable("EDITOR")),
    Setting(
      name: "pager", value: .text("PROGRAM"),
      help: "the program that shows long output on a terminal, with arguments; it sees what it shows",
      builtIn: "none", variables: PagerProgram.variables, effect: .variable("PERSONA_PAGER")),
    Setting(
      name: "colour", value: .choice(["auto", "never"]), help: "whether a terminal gets colours",
      builtIn: "auto", variables: ["NO_COLOR"], effect: .flag("no-color", when: "never")),
    Setting(
      name: "plain", value: .choice(["off", "on"]),
      help: "print for a screen reader: one line for each fact, no columns, no colours, no bars",
      builtIn: "off", effect: .flag("plain", when: "on")),
    Setting(
      name: "date-format", value: .choice(DayFormat.allCases.map(\.rawValue)),
      help: "how list and search show days: 2026-11-24, or 24 Nov 2026", builtIn: "iso", effect: .dayFormat),
  ]

  /// The option that overrules it, as it is typed; nil where there is none.
  var optionName: String? {
    switch effect {
    case .option(let name, _), .flag(let name, _), .flagUnless(let name, _, _, _): "--\(name)"
    case .variable("PERSONA_VAULT"): "--vault"
    case .variable, .dayFormat: nil
    }
  }

  /// The option that says the opposite, as it is typed; nil where there is none.
  private var oppositeName: String? {
    if case .flagUnless(_, let opposite, _, _) = effect { "--\(opposite)" } else { nil }
  }

  /// The explanation with what is otherwise, and with what overrules it.
  var explanation: String {
    let overrulers = [optionName, oppositeName].compactMap(\.self) + variables
    return "\(help); \(builtIn) otherwise"
      + (overrulers.isEmpty ? "" : "; overruled by \(overrulers.joined(separator: ", "))")
  }
}
