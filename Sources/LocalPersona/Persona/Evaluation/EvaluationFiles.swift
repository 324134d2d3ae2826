// EvaluationFiles.swift: the files that an evaluation is asked for: begun before it, so that a path that
// cannot be written is not found out an hour later, and written after it.

/// Files of an evaluation.
struct EvaluationFiles {
  private let invocation: Invocation
  private let saved: ExportedFile?
  private let markdown: ExportedFile?
  private let pictures: ExportedFolder?

  /// The options that name them, and `--json`.
  static let options: [Option] = [
    Option(name: "markdown", value: .path("FILE"), help: "write the tables to the new FILE"),
    Option(
      name: "save", value: .path("FILE"),
      help: "write the loss of every text with every strategy to the new FILE, as JSON"),
    Option(name: "svg", value: .path("FOLDER"), help: "draw the differences into the new FOLDER"),
    .json,
  ]

  /// Begins those that are asked for.
  ///
  /// - Parameters:
  ///   - invocation: Names them.
  ///   - kept: What will lie beside them; nil for nothing.
  /// - Throws: ``EvaluationError/sameFile(_:)``, ``ExportError``.
  init(_ invocation: Invocation, beside kept: String? = nil) throws {
    self.invocation = invocation
    let paths = ["save", "markdown", "svg"].map { invocation.text($0) } + [kept]
    var taken: Set<String> = []
    for path in paths.compactMap(\.self) where !taken.insert(ExportPath(path).path).inserted {
      throw EvaluationError.sameFile(path)
    }
    saved = try invocation.text("save").map { try ExportedFile(path: $0, files: invocation.files) }
    markdown = try invocation.text("markdown").map { try ExportedFile(path: $0, files: invocation.files) }
    pictures = try invocation.text("svg").map { try ExportedFolder(path: $0, files: invocation.files) }
  }

  /// Writes them, and shows `record`.
  ///
  /// - Parameters:
  ///   - record: What was measured.
  ///   - kept: Where it is kept for the next run. Then an evaluation that was interrupted is shown and not
  ///     written, or the same command would find its files taken; nil where nothing is kept.
  /// - Throws: What ended the evaluation, what could not be written, ``ConsoleError``; what one file fails by
  ///   costs nothing of the rest.
  func finish(_ record: EvaluationRecord, goingOnFrom kept: String? = nil) throws {
    if let kept, record.isPartial, record.failure == nil {
      try show(record)
      invocation.console.note(NumberLogMessages.willGoOn(path: kept))
      throw ConsoleError.interrupted
    }
    // Files before the screen, whose reader may have gone.
    let failures = [
      write("save") { try Self.fill(saved, with: record.json.text + "\n") },
      write("markdown") { try Self.fill(markdown, with: record.markdown) },
      write("svg") { try draw(record) },
    ].compactMap(\.self)
    try show(record)
    if let failure = record.failure ?? failures.first { throw failure }
    if record.isPartial { throw ConsoleError.interrupted }
  }

  /// Writes what an option asks for; returns why it could not be written.
  private func write(_ option: String, _ body: () throws -> Void) -> (any Error)? {
    guard let path = invocation.text(option) else { return nil }
    do {
      try body()
      invocation.console.note(EvaluationMessages.saved(path))
      return nil
    } catch {
      return error
    }
  }

  private static func fill(_ file: ExportedFile?, with text: String) throws {
    try file?.write(Array(text.utf8))
    try file?.finish()
  }

  private func draw(_ record: EvaluationRecord) throws {
    for (name, page) in record.pictures { try pictures?.add(name, Array(page.text.utf8)) }
    try pictures?.finish()
  }

  private func show(_ record: EvaluationRecord) throws {
    let console = invocation.console
    if record.isPartial { console.warn(EvaluationMessages.partial(record)) }
    if invocation.flag("json") { return try console.printJSON(record.summary) }
    for line in record.lines(for: console) { try console.print(line) }
  }
}
