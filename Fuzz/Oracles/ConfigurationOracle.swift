// ConfigurationOracle.swift: a configuration file: every value that is taken is one that its setting takes,
// and what was read, written as such a file, is read again.

@testable import LocalPersona

enum ConfigurationOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let configuration: Configuration
    do throws(ConfigurationError) {
      configuration = try Configuration(bytes, path: "config", home: "/home")
    } catch {
      try require(!error.explanation.what.isEmpty, "what is wrong is said")
      return .refused
    }
    var text = ""
    for setting in Setting.all {
      guard let value = configuration.values[setting.name] else { continue }
      try require(setting.value.problem(with: value.text) == nil, "a value is one that its setting takes")
      try require(value.text.trimmingSpaces() == value.text, "no space is left around a value")
      if case .path = setting.value { try require(value.text.hasPrefix("/"), "a path is a whole one") }
      // A tab, as no accent at the beginning of a value can join it.
      text += "\(setting.name) =\t\(value.text)\n"
    }
    let names = Set(Setting.all.map(\.name))
    try require(configuration.values.keys.allSatisfy(names.contains), "only settings are set")
    let again: Configuration
    do throws(ConfigurationError) {
      again = try Configuration(Array(text.utf8), path: "config", home: "/elsewhere")
    } catch {
      throw OracleFailure(description: "what was read is read again")
    }
    try require(
      again.values.mapValues(\.text) == configuration.values.mapValues(\.text), "what was read stays as it is"
    )
    return .accepted
  }
}
