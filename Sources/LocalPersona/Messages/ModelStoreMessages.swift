// ModelStoreMessages.swift: what a person is told about the models of this machine.

internal import Inference

extension ModelStoreError: Explained {
  /// What is wrong, and what to do.
  public var explanation: Explanation { Explanation(what: what, next: next, exitCode: exitCode) }

  private var what: String {
    switch self {
    case .invalidName(let name): "'\(name)' cannot be the name of a model"
    case .nameTaken(let name): "another model has the name '\(name)'"
    case .notFound(let name, _): "there is no model named '\(name)'"
    case .noneInstalled(let role): "no \(role.words) is installed"
    case .ambiguous(let role, let names): "several models could be the \(role.words): \(Self.list(names))"
    case .wrongRole(let name, let wanted, let actual):
      "'\(name)' is a \(actual.words), not a \(wanted.words)"
    case .changed(let name, let file): "the model '\(name)' was changed since it was added: \(file)"
    case .fileMissing(let name, let file): "a file of the model '\(name)' is gone: \(file)"
    case .damagedRecord(let name): "the note about the model '\(name)' is damaged"
    case .incompleteFolder(let path, let missing): "the folder \(path) lacks \(Self.list(missing))"
    case .notQuantizable(let path):
      "\(path) is used as it is; --quantize is for the folder of a language model"
    case .linkedFolder(let path): "the folder \(path) has to be converted, so that --link cannot be used"
    case .rejected(let path, let cause): "\(path) cannot be used: \(cause.explanation.what)"
    case .unreadable(let path, let code): "cannot read \(path): \(CallError(code: code).words)"
    }
  }

  private var next: String? {
    switch self {
    case .invalidName: "a name has 1 to 64 of a-z, 0-9, '.', '_' and '-', and begins with a letter or a digit"
    case .nameTaken(let name): "choose another one with --name, or remove it first: persona model rm \(name)"
    case .notFound(_, let known):
      known.isEmpty ? "no model is installed; see 'persona model add'" : "there are \(Self.list(known))"
    case .noneInstalled(let role):
      "run scripts/setup, or add one: persona model add \(role == .decoder ? "FILE.gguf" : "FOLDER")"
    case .ambiguous, .wrongRole: "'persona model list' shows what there is"
    case .changed(let name, _), .fileMissing(let name, _), .damagedRecord(let name):
      "if you trust what is there now, remove the model and add it again: persona model rm \(name)"
    case .incompleteFolder:
      "a text encoder is a folder with config.json, model.safetensors and vocab.txt; a language model is one with "
        + "config.json, tokenizer.json and safetensors"
    case .notQuantizable: "leave --quantize out, or give the folder that the file was made from"
    case .linkedFolder: "leave --link out; the folder can be removed afterwards"
    case .rejected(_, let cause): cause.explanation.next
    case .unreadable(_, let code): CallError(code: code).advice
    }
  }

  private var exitCode: ExitCode {
    switch self {
    case .invalidName, .nameTaken, .ambiguous, .wrongRole, .notQuantizable, .linkedFolder: .invalidInput
    case .notFound, .noneInstalled, .unreadable: .notFound
    case .changed, .fileMissing, .damagedRecord, .incompleteFolder, .rejected: .modelRejected
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension ModelRole {
  /// What people call it.
  var words: String {
    switch self {
    case .decoder: "language model"
    case .encoder: "text encoder"
    }
  }
}

extension ModelRecord {
  /// What the model is, in one line.
  public var description: String {
    var parts = [title.isEmpty ? architecture : "\(title) (\(architecture))"]
    parts.append("\(Self.count(parameterCount)) parameters")
    parts.append(weightTypes.prefix(3).joined(separator: "/"))
    parts.append("up to \(contextLength.grouped) tokens")
    if role == .decoder { parts.append(hasChatTemplate ? "follows instructions" : "continues text") }
    return parts.joined(separator: ", ")
  }

  /// A large number in words: `134.5 million`.
  private static func count(_ value: Int) -> String {
    let (unit, name) = value < 1_000_000_000 ? (1_000_000, "million") : (1_000_000_000, "billion")
    let tenths = (value * 10 + unit / 2) / unit
    return "\(tenths / 10).\(tenths % 10) \(name)"
  }
}

/// What the model commands say.
enum ModelMessages {
  static let none = "no models are installed"
  static let advice = "run scripts/setup, or add one: persona model add FILE.gguf"

  static func added(_ record: ModelRecord) -> String { "added '\(record.name)': \(record.description)" }

  /// What became of the weights of a folder that was converted; nil where they are as they were.
  static func rounding(_ conversion: ConversionReport) -> String? {
    guard let worst = conversion.worst else { return nil }
    return "relative error of the weights \(conversion.error.relative.rounded(to: 3)) "
      + "(worst \(worst.name) \(worst.error.relative.rounded(to: 3)))"
  }

  /// Which tensors did not get the type asked for; nil where all did.
  static func fallbacks(_ conversion: ConversionReport) -> String? {
    let names = conversion.fallbacks.map { "\($0.name) (\($0.type.name))" }
    guard let first = names.first else { return nil }
    let others = names.count == 1 ? "" : " and \(names.count - 1) more"
    return "kept larger, because their rows are no whole blocks: \(first)\(others); --json lists all"
  }

  static let unknownTemplate =
    "its file lays conversations out in a way that is not built in here, so it is given a heading to continue; "
    + "'persona write --template NAME' names a way"

  static func wasThere(_ record: ModelRecord) -> String {
    "'\(record.name)' is there already, and unchanged: \(record.description)"
  }

  static func removed(_ record: ModelRecord) -> String {
    record.isLinked
      ? "removed '\(record.name)'; its files stay where they are: \(record.path)" : "removed '\(record.name)'"
  }

  static func removeDamaged(_ name: String) -> String { "remove the damaged model '\(name)'?" }

  static func removedDamaged(_ name: String) -> String { "removed '\(name)'" }

  static func question(_ record: ModelRecord) -> String {
    record.isLinked
      ? "forget the model '\(record.name)' (its files stay where they are)?"
      : "remove the model '\(record.name)' and its \((record.byteCount + (record.packed?.byteCount ?? 0)).grouped) bytes?"
  }
}
