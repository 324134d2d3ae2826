// CommandLineParser.swift: reads a command line by the declarations, in the style of GNU.
//
// `--name value`, `--name=value`, `-n value`, `-nvalue`, grouped flags `-nq`; options and arguments in
// any order; `--` ends options; `-` is an argument; `-5` is a number where no option is named so.
// Names are never abbreviated: a script would break when an option is added.

/// Reads command lines.
struct CommandLineParser {
  private let words: [String]
  private var position = 0
  private var optionsEnded = false
  private var line: ParsedLine
  private var loose: [String] = []

  /// Reads `words`, which do not hold the name of the program.
  ///
  /// - Throws: ``UsageError`` for the first thing that is wrong.
  static func parse(_ words: [String], root: Command) throws(UsageError) -> ParsedLine {
    var parser = CommandLineParser(words: words, root: root)
    return try parser.parse()
  }

  private init(words: [String], root: Command) {
    self.words = words
    self.line = ParsedLine(request: .run, path: [root])
  }

  private mutating func parse() throws(UsageError) -> ParsedLine {
    while let word = next() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") || isNegativeNumber(word) {
        try takeWord(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.hasPrefix("--") {
        try takeLongOption(word)
      } else {
        try takeShortOptions(word)
      }
    }
    if line.flags.contains("help") {
      line.request = .help
    } else if line.flags.contains("version") {
      line.request = .version
    } else {
      try finish()
    }
    return line
  }

  private mutating func next() -> String? {
    guard position < words.count else { return nil }
    defer { position += 1 }
    return words[position]
  }

  // MARK: Words

  private mutating func takeWord(_ word: String) throws(UsageError) {
    let choices = line.command.subcommands
    guard !choices.isEmpty else { return loose.append(word) }
    guard let command = choices.first(where: { $0.name == word }) else {
      let names = choices.map(\.name)
      let suggestion =
        FamiliarName.suggestion(for: word, among: names) ?? NearMiss.suggestion(for: word, among: names)
      throw .unknownCommand(word, command: line.path.typed, suggestion: suggestion)
    }
    line.path.append(command)
  }

  /// Gives the words to the arguments declared, and checks that each has what it needs.
  private mutating func finish() throws(UsageError) {
    let command = line.command
    guard command.subcommands.isEmpty else {
      if line.path.count == 1 {
        line.request = .help
        return
      }
      throw .missingCommand(command: line.path.typed, choices: command.subcommands.map(\.name))
    }
    var rest = loose[...]
    for positional in command.positionals {
      let count =
        switch positional.arity {
        case .many: rest.count
        case .one, .optional: min(rest.count, 1)
        }
      guard count > 0 || positional.arity != .one else {
        throw .missingArgument(positional.name, command: line.path.typed)
      }
      for word in rest.prefix(count) where !positional.wordsOfScripts.contains(word) {
        try check(word, positional.kind, named: positional.shownName)
      }
      line.positionals[positional.name] = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    if let word = rest.first { throw .unexpectedArgument(word, command: line.path.typed) }
  }

  // MARK: Options

  private var options: [Option] { line.command.options + Option.global }

  private mutating func takeLongOption(_ word: String) throws(UsageError) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count > 1 ? String(parts[1]) : nil
    guard let option = options.first(where: { $0.name == name }) else { throw unknown("--\(name)") }
    if option.value == nil {
      guard attached == nil else { throw .flagWithValue("--\(name)", command: line.path.typed) }
      line.flags.insert(name)
    } else {
      try takeValue(of: option, attached: attached, shown: "--\(name)")
    }
  }

  private mutating func takeShortOptions(_ word: String) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.short == letter }) else { throw unknown("-\(letter)") }
      guard option.value != nil else {
        line.flags.insert(option.name)
        continue
      }
      let attached = letters.first == "=" ? letters.dropFirst() : letters
      try takeValue(of: option, attached: letters.isEmpty ? nil : String(attached), shown: "-\(letter)")
      return
    }
  }

  private mutating func takeValue(
    of option: Option, attached: String?, shown: String
  ) throws(UsageError) {
    guard let kind = option.value else { return }
    let command = line.path.typed
    let value: String
    if let attached {
      value = attached
    } else if position < words.count, !isOption(words[position]) {
      value = words[position]
      position += 1
    } else {
      let following = position < words.count ? words[position] : nil
      throw .missingValue(
        option: shown, placeholder: kind.placeholder, following: following, command: command)
    }
    try check(value, kind, named: shown)
    let earlier = line.values[option.name] ?? []
    if !option.isRepeatable, let first = earlier.first, first != value, !isGlobal(option) {
      throw .repeatedOption(shown, command: command)
    }
    // Of an option of every command the last value counts, so that an alias can be overruled.
    line.values[option.name] = option.isRepeatable ? earlier + [value] : [value]
  }

  private func isGlobal(_ option: Option) -> Bool {
    Option.global.contains { $0.name == option.name }
      && !line.command.options.contains { $0.name == option.name }
  }

  /// Whether `word` would be taken for an option of this command.
  ///
  /// Anything else that begins with a dash may be a value: a title may begin with one.
  private func isOption(_ word: String) -> Bool {
    if word == "--" { return true }
    if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      return options.contains { $0.name == name }
    }
    guard word.hasPrefix("-"), let letter = word.dropFirst().first else { return false }
    return word.count == 2 && options.contains { $0.short == letter }
  }

  private func isNegativeNumber(_ word: String) -> Bool {
    guard let second = word.dropFirst().first, word.hasPrefix("-"), second.isNumber || second == "." else {
      return false
    }
    return Double(word) != nil && !options.contains { $0.short == second }
  }

  private func check(_ value: String, _ kind: ValueKind, named name: String) throws(UsageError) {
    if let problem = kind.problem(with: value) {
      throw .invalidValue(value, of: name, problem: problem, command: line.path.typed)
    }
  }

  /// The error for an option that is not declared here: a slip, or an option of a command to come.
  private func unknown(_ shown: String) -> UsageError {
    let command = line.path.typed
    if !line.command.subcommands.isEmpty {
      for word in words[position...] where line.command.subcommands.contains(where: { $0.name == word }) {
        return .optionBeforeCommand(shown, command: "\(command) \(word)")
      }
    }
    guard shown.hasPrefix("--") else { return .unknownOption(shown, command: command, suggestion: nil) }
    let suggestion = NearMiss.suggestion(for: String(shown.dropFirst(2)), among: options.map(\.name))
    return .unknownOption(shown, command: command, suggestion: suggestion.map { "--\($0)" })
  }
}
