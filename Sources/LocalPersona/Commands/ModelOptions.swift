// ModelOptions.swift: the options of the commands that write or measure with a language model.

extension Option {
  /// `--model`, of the commands that take the usual language model without it.
  static let languageModel = Option(
    name: "model", short: "m", value: .text("NAME"),
    help: "use this language model of 'persona model list'", candidates: .models)

  /// `--seed`, of the commands that measure; `drawn` names what is the same again with the same number.
  static func seed(drawing drawn: String) -> Option {
    Option(
      name: "seed", value: .integer("N", 0...Int(UInt32.max)), help: "draw \(drawn) by N; 1 otherwise")
  }
}
