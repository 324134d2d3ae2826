// WriteBrief.swift: what `persona write` is to write: the brief, and the text that it starts from.

/// Options of `persona write` that do not go together.
enum WriteUsageError: Error, Equatable {
  /// Only one of the two can be given.
  case conflict(String, String)

  /// Standard input is to be the text of an option and the brief, or of two options.
  case inputTwice(String)

  /// `--edit` without a terminal to open an editor on.
  case noTerminal(becauseOfNoInput: Bool)
}

extension Option {
  static let replyTo = Option(
    name: "reply-to", value: .path("FILE"),
    help:
      "answer the message in FILE, of which header, quotations and signature are left out; '-' is standard "
      + "input")
  static let continued = Option(
    name: "continue", value: .path("FILE"),
    help: "go on where the text in FILE stops, and print only what follows it; '-' is standard input")
  static let rewritten = Option(
    name: "rewrite", value: .path("FILE"),
    help: "say in your voice what the text in FILE says, about as long; '-' is standard input")

  /// The options of `persona write` that give a text to start from.
  fileprivate static let givenTexts: [Option] = [.replyTo, .continued, .rewritten]
}

extension Invocation {
  /// Refuses more than one text to start from, and standard input for two things.
  func checkGivenTexts() throws(WriteUsageError) {
    let named = Option.givenTexts.map(\.name).filter { text($0) != nil }
    guard let first = named.first else { return }
    if named.count > 1 { throw .conflict("--" + first, "--" + named[1]) }
    let isBriefInput = positional("brief") == "-" || text("file") == "-"
    if text(first) == "-", isBriefInput { throw .inputTwice("--" + first) }
  }

  /// The text that `write` starts from; nil where the brief is all.
  ///
  /// - Throws: What reading it throws.
  private func givenText() throws -> GivenText? {
    for (option, use) in zip(Option.givenTexts, [GivenText.Use.answered, .continued, .rewritten]) {
      if let path = text(option.name) { return GivenText(try text(at: path), use: use) }
    }
    return nil
  }

  /// The brief, with the text to start from, where there is one.
  ///
  /// Without such a text there must be a brief: the editor opens where none comes from elsewhere.
  ///
  /// - Parameters:
  ///   - kind: What it is to be, where that was said.
  ///   - length: How long, where that was said; otherwise as long as what is rewritten, or medium.
  /// - Returns: The brief.
  /// - Throws: ``DraftingError``, and what reading texts throws.
  func writeBrief(kind: EntryKind?, length: DraftLength?) throws -> Brief {
    let argument = positional("brief")
    guard let given = try givenText() else {
      return try Brief(
        bodyText(argument: argument), kind: kind, recipient: text("to"), length: length ?? .medium)
    }
    let isInputTaken = Option.givenTexts.contains { text($0.name) == "-" }
    let words = try optionalText(argument: argument, readsInput: !isInputTaken) ?? ""
    return try Brief(
      words, kind: kind, recipient: text("to"),
      length: length ?? (given.use == .rewritten ? DraftLength(of: given.text) : .medium), given: given)
  }
}
