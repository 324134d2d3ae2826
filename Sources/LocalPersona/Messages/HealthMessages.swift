// HealthMessages.swift: what a person is told after a check-up.

extension HealthError: Explained {
  /// How many checks failed; which ones was printed above.
  var explanation: Explanation {
    switch self {
    case .failed(let count, let exitCode):
      Explanation(
        what: count == 1 ? "a check failed" : "\(count) checks failed",
        next: exitCode == .sandboxUnavailable
          ? "do not use persona here until they pass: what it promises does not hold on this machine"
          : "see the lines marked FAILED",
        exitCode: exitCode)
    }
  }
}

/// What is said where something is not installed.
enum HealthMessages {
  static let noModel = "none installed; 'persona model add' adds one"

  static let noVault = "no vault yet; 'persona init' makes one"

  static let onlyOwner = "only you may enter the folder"

  static let headerIsWhole = "the header is whole"

  static let editorInMemory = "texts in the editor stay in memory"

  static let noTerminal = "not a terminal"

  static func onDisk(_ folder: String) -> String { "\(folder) is on a disk" }

  /// After the instruction set that is used.
  static func otherSets(_ names: [String]) -> String {
    names.isEmpty ? "" : "; this machine can run \(names.joined(separator: ", ")) as well"
  }

  static func unchanged(_ record: ModelRecord) -> String {
    "\(record.architecture), \(record.byteCount.grouped) bytes, unchanged since it was added"
  }

  static func name(of role: ModelRole) -> String {
    switch role {
    case .decoder: "language model"
    case .encoder: "text encoder"
    }
  }
}
