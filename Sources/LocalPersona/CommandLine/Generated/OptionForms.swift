// OptionForms.swift: how options and commands are written out, in help and in the manual.

extension Option {
  /// `-k, --kind KIND`.
  var forms: String {
    let value = self.value.map { " \($0.placeholder)" } ?? ""
    return (short.map { "-\($0), " } ?? "") + "--\(name)\(value)"
  }

  /// The explanation with the limits of the value.
  var explanation: String {
    var text = help
    switch value {
    case .integer(let name, let range) where range.upperBound < Int(Int32.max):
      text += "; \(name) from \(range.lowerBound) to \(range.upperBound)"
    case .number(let name, let range):
      text += "; \(name) from \(range.lowerBound.plain) to \(range.upperBound.plain)"
    default: break
    }
    return isRepeatable ? text + "; may be given several times" : text
  }
}

extension Double {
  /// The number without `.0` where it is whole.
  var plain: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Positional {
  /// `TEXT`, `[TEXT]` or `[TEXT…]`.
  var form: String {
    switch arity {
    case .one: shownName
    case .optional: "[\(shownName)]"
    case .many: "[\(shownName)…]"
    }
  }

  /// The explanation with the choices, where there are any.
  var explanation: String {
    guard case .choice(let words) = kind, words.count > 1 else { return help }
    return "\(help): \(words.joined(separator: ", "))"
  }
}

extension Array<Command> {
  /// `persona add [options] [TEXT]`.
  var usage: String {
    guard let command = last else { return "" }
    let rest = command.subcommands.isEmpty ? command.positionals.map(\.form) : ["COMMAND"]
    return ([typed, "[options]"] + rest).joined(separator: " ")
  }

  /// This command and all below it that can be run, each with the path to it, in order.
  var leaves: [[Command]] {
    guard let command = last else { return [] }
    guard !command.subcommands.isEmpty else { return [self] }
    return command.subcommands.flatMap { (self + [$0]).leaves }
  }

  /// This command and all below it, groups too, each with the path to it, in order.
  var all: [[Command]] {
    guard let command = last else { return [] }
    return [self] + command.subcommands.flatMap { (self + [$0]).all }
  }
}
