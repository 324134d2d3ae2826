// Configuration+Effect.swift: what the configuration does: it fills in options that were not typed and
// variables that are not set, and nothing that was or is.

extension Configuration {
  /// The line with the options that the file sets and nobody typed.
  func applied(to line: ParsedLine) -> ParsedLine {
    var line = line
    let words = line.path.dropFirst().map(\.name).joined(separator: " ")
    for setting in Setting.all {
      guard let value = values[setting.name]?.text else { continue }
      switch setting.effect {
      case .flag(let name, let word):
        if value == word { line.flags.insert(name) }
      case .flagUnless(let name, let opposite, let word, let commands):
        guard value == word, commands.contains(words), !line.flags.contains(opposite) else { continue }
        line.flags.insert(name)
      case .option(let name, let commands):
        guard commands?.contains(words) ?? true, line.values[name] == nil else { continue }
        line.values[name] = [value]
      case .variable, .dayFormat: break
      }
    }
    return line
  }

  /// The environment with the variables that the file stands for and that are not set.
  func applied(to environment: [String: String]) -> [String: String] {
    var environment = environment
    for setting in Setting.all {
      guard case .variable(let name) = setting.effect, let value = values[setting.name]?.text,
        setting.variable(in: environment) == nil
      else { continue }
      environment[name] = value
    }
    return environment
  }

  /// How days are shown.
  var dayFormat: DayFormat { values["date-format"].flatMap { DayFormat(rawValue: $0.text) } ?? .iso }
}

extension Setting {
  /// The variable that says what this setting would, and its value; nil where none is set.
  func variable(in environment: [String: String]) -> (name: String, value: String)? {
    for name in variables {
      if let value = environment[name], !value.trimmingSpaces().isEmpty { return (name, value) }
    }
    return nil
  }

  /// The value that was typed for this setting, if it was.
  func typed(in line: ParsedLine) -> String? {
    switch effect {
    case .flag(let name, let word), .flagUnless(let name, _, let word, _):
      line.flags.contains(name) ? word : nil
    case .option(let name, _): line.values[name]?.last
    case .variable("PERSONA_VAULT"): line.values["vault"]?.last
    case .variable, .dayFormat: nil
    }
  }
}

/// Where the value of a setting comes from; the first of these that has one counts.
enum SettingSource: Equatable, Sendable {
  case commandLine(option: String)
  case environment(variable: String)
  case file(line: Int)
  case builtIn
}

extension Configuration {
  /// The value of a setting and where it comes from.
  func resolve(
    _ setting: Setting, line: ParsedLine, environment: [String: String]
  ) -> (value: String, source: SettingSource) {
    if let value = setting.typed(in: line) {
      return (value, .commandLine(option: setting.optionName ?? "--\(setting.name)"))
    }
    if let variable = setting.variable(in: environment) {
      // NO_COLOR says what it says by being there.
      if case .flag(_, let word) = setting.effect { return (word, .environment(variable: variable.name)) }
      return (variable.value, .environment(variable: variable.name))
    }
    if let value = values[setting.name] { return (value.text, .file(line: value.line)) }
    return (setting.builtIn, .builtIn)
  }
}
