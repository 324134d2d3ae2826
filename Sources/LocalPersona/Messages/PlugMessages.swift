// PlugMessages.swift: what a person is told about persona plugs and their files.

extension PlugFileError: Explained {
  /// What is wrong, where, and what to do.
  var explanation: Explanation { Explanation(what: what, next: next, exitCode: .modelRejected) }

  /// The sentence without a subject: what the file does or has.
  private var what: String {
    switch self {
    case .notAPlug: "it does not begin as a persona plug does"
    case .unknownVersion(let version):
      "it is of version \(version) of the plug format; version \(PlugFile.version) is understood"
    case .tooLarge(let byteCount, let maximum):
      "it has \(byteCount.grouped) bytes; a plug has at most \(maximum.grouped)"
    case .cutShort(let expected, let actual):
      "it is cut short: \(actual.grouped) bytes, of \(expected.grouped)"
    case .trailingBytes(let expected, let actual):
      "it goes on after its end: \(actual.grouped) bytes, of \(expected.grouped)"
    case .changed: "it was changed: its bytes do not match their checksum"
    case .overrun(let field, let offset):
      "the field '\(field)' at byte \(offset.grouped) reaches beyond the end"
    case .notText(let field, let offset): "the field '\(field)' at byte \(offset.grouped) is no plain text"
    case .badValue(let field, let offset, let value, let allowed):
      "the field '\(field)' at byte \(offset.grouped) is \(value); it has to be \(allowed)"
    case .notFinite(let field, let offset, let index):
      "number \((index + 1).grouped) of the field '\(field)' at byte \(offset.grouped) is not finite"
    }
  }

  private var next: String? {
    switch self {
    case .notAPlug: "a plug is a file that 'persona plug train' wrote"
    case .unknownVersion: "use the version of persona that wrote it, or a later one"
    case .tooLarge, .cutShort, .trailingBytes, .changed: "copy it again from where it came from"
    case .overrun, .notText, .badValue:
      "nothing is wrong with the copy: whoever wrote it has to write it anew"
    case .notFinite: "its training went wrong: train it anew, or use an earlier one"
    }
  }
}

extension PlugStoreError: Explained {
  /// What is wrong, and what to do.
  var explanation: Explanation { Explanation(what: what, next: next, exitCode: exitCode) }

  private var what: String {
    switch self {
    case .invalidName(let name): "'\(name)' cannot be the name of a plug"
    case .nameTaken(let name): "another plug has the name '\(name)'"
    case .notFound(let name, _): "there is no plug named '\(name)'"
    case .rejected(let path, let cause): "\(path) cannot be used as a plug: \(cause.explanation.what)"
    case .damaged(let name, let cause): "the plug '\(name)' cannot be used: \(cause.explanation.what)"
    case .otherModel(let plug, let madeFor, let asked):
      "the plug '\(plug)' was made for the language model '\(madeFor)', not for '\(asked)'"
        + (madeFor == asked ? " as it is installed here" : "")
    case .otherEncoder(let plug, let encoder):
      "the plug '\(plug)' reads another encoder, or another version of it, than '\(encoder)' is here"
    case .readsModelByBrief(let plug):
      "the plug '\(plug)' has the language model read your whole history for each draft, which takes minutes"
    case .unreadable(let path, let code): "cannot read \(path): \(CallError(code: code).words)"
    }
  }

  private var next: String? {
    switch self {
    case .invalidName: "a name has 1 to 64 of a-z, 0-9, '.', '_' and '-', and begins with a letter or a digit"
    case .nameTaken(let name):
      "choose another one with --name, or put this one in its place with --replace: 'persona plug info \(name)' "
        + "shows what is there"
    case .notFound(_, let known):
      known.isEmpty
        ? "no plug is installed; see 'persona plug add'" : "there are \(known.joined(separator: ", "))"
    case .rejected(_, let cause): cause.explanation.next
    case .damaged(let name, _):
      "remove it, and add it again from where it came from: persona plug rm \(name)"
    case .otherModel(_, let madeFor, let asked):
      (madeFor == asked ? "" : "give --model \(madeFor), or ")
        + "train a plug for this model: persona plug train"
    case .otherEncoder: "train it anew with this encoder: persona plug train"
    case .readsModelByBrief:
      "it can be judged with 'persona plug evaluate'; to use it, train it with --aggregator mean or another --encoder"
    case .unreadable(_, let code): CallError(code: code).advice
    }
  }

  private var exitCode: ExitCode {
    switch self {
    case .invalidName, .nameTaken: .invalidInput
    case .notFound, .unreadable: .notFound
    case .rejected, .damaged, .otherModel, .otherEncoder, .readsModelByBrief: .modelRejected
    }
  }
}

extension PlugSettings.Form {
  /// What people call it.
  var words: String {
    switch self {
    case .published: "published"
    case .residual: "residual"
    case .instructionOnly: "instruction only"
    }
  }
}

extension PlugSettings.Aggregator {
  /// What people call it.
  var words: String {
    switch self {
    case .mean: "mean"
    case .attention: "attention"
    }
  }
}

extension PlugSettings.InstructionSource {
  /// What people call it.
  var words: String {
    switch self {
    case .rows: "rows"
    case .projected: "projected"
    }
  }
}

extension PlugStore.Item {
  /// The plug in one line.
  var description: String {
    let plug = document.plug
    let rows = plug.softCount == 1 ? "1 row" : "\(plug.softCount) rows"
    let source = plug.settings.form == .instructionOnly ? "" : " from \(plug.settings.encoder.name)"
    return "for \(document.decoderName), \(plug.settings.form.words), \(rows)\(source), "
      + "\(byteCount.grouped) bytes"
  }

  /// Settings with their values, for people.
  var settingsText: String {
    let settings = document.plug.settings
    let readsHistory = settings.form != .instructionOnly
    var parts = [settings.form.words, "\(settings.instructionCount) instruction rows"]
    if readsHistory { parts.append("\(settings.personaCount) persona rows") }
    if readsHistory || settings.instructionSource == .projected {
      parts.append("hidden width \(settings.hiddenCount)")
    }
    parts.append(
      settings.instructionSource == .rows ? "instruction trained directly" : "instruction projected")
    return (parts + (readsHistory ? Self.history(settings) : [])).joined(separator: ", ")
  }

  /// How a history is read.
  private static func history(_ settings: PlugSettings) -> [String] {
    var parts = ["\(settings.aggregator.words) of the history"]
    if settings.aggregator == .attention {
      parts.append("temperature \(settings.temperature)" + (settings.learnsTemperature ? ", learned" : ""))
    }
    if settings.recencyDecay > 0 { parts.append("recency \(settings.recencyDecay) a year") }
    parts.append(settings.standardises ? "standardised" : settings.centres ? "centred" : "normalised")
    return parts
  }
}

/// What the plug commands say.
enum PlugMessages {
  static let none = "no plugs are installed; run scripts/setup, or add one: persona plug add FILE.plug"

  static func added(_ item: PlugStore.Item) -> String { "added '\(item.name)': \(item.description)" }

  static func wasThere(_ item: PlugStore.Item) -> String {
    "'\(item.name)' is there already, and unchanged: \(item.description)"
  }

  static func removed(_ name: String) -> String { "removed '\(name)'" }

  static func question(_ name: String) -> String { "remove the plug '\(name)'?" }

  static func damaged(_ error: PlugStoreError) -> String { error.explanation.what }

  static func notInstalled(_ name: String) -> String { "\(name) (not installed)" }
}
