// SalvageMessages.swift: what a person is told when a damaged vault is brought into a new one.

/// Why a salvage could not do anything.
enum SalvageError: Error, Equatable {
  /// The header is damaged, so nothing can be decrypted.
  case headerDamaged(path: String, VaultDamage)

  /// Not one entry could be read.
  case nothingReadable(path: String, first: VaultDamage?)

  /// The folder for the new vault has files in it, or is in the folder of the damaged vault.
  case targetNotEmpty(path: String)

  /// What is at the place of the new vault is no folder.
  case targetNotAFolder(path: String)
}

extension SalvageError: Explained {
  /// What stands in the way, and what remains to be done.
  var explanation: Explanation {
    switch self {
    case .headerDamaged(let path, let damage):
      Explanation(
        what: "nothing can be salvaged from the vault at \(path): \(damage.sentence)",
        next:
          "the keys are in that one file and nowhere else: put it back from a backup; an old one will do, "
          + "unless 'persona passwd --rekey' changed the data key since",
        exitCode: .vaultDamaged)
    case .nothingReadable(let path, let first):
      Explanation(
        what: "no entry of the vault at \(path) can be read"
          + (first.map { ": \($0.sentence)" } ?? ", if there was any"),
        next: "no new vault was made; restore a backup", exitCode: .vaultDamaged)
    case .targetNotEmpty(let path):
      Explanation(
        what: "the folder \(path) is not empty",
        next: "give --salvage a folder that is empty or does not exist, outside the damaged vault; what a "
          + "salvage that was cut off left behind can be removed", exitCode: .failure)
    case .targetNotAFolder(let path):
      Explanation(
        what: "\(path) is not a folder",
        next: "give --salvage a folder that is empty or does not exist", exitCode: .failure)
    }
  }
}

/// The sentences of a salvage.
enum SalvageMessages {
  static let offer = "'persona check --salvage FOLDER' brings them into a new vault"

  static func saved(_ report: SalvageReport, to target: String) -> String {
    "\(entries(report.savedEntryCount)) in the new vault \(target), with the same passphrase"
  }

  static func lost(_ report: SalvageReport) -> String? {
    switch report.lostEntryCount {
    case nil: "unknown: the list of files is damaged, missing or older than the vault"
    case 0: nil
    case let count?: "\(entries(count)), of which nothing can be read"
    }
  }

  /// What else is to be known of what was saved.
  static func remarks(_ report: SalvageReport) -> [String] {
    guard !report.usesHead else { return [] }
    return [
      "entries of all files that could be read were taken: look for some that you removed or changed "
        + "shortly before the damage"
    ]
  }

  static func unreadable(_ error: FileError) -> String { error.explanation.what }

  /// What to do with the new vault, a line for each step.
  static func nextSteps(from path: String, to target: String) -> [String] {
    [
      "persona --vault \(target) list   shows what is there",
      "then keep the damaged folder \(path) under another name, and give the new one its place",
      "vectors are computed again when they are needed, and what was learned by 'persona learn'; kept drafts, pinned "
        + "habits and what 'persona undo' needs are not brought over",
    ]
  }

  private static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count.grouped) entries" }
}
