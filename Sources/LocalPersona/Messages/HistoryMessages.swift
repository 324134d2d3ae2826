// HistoryMessages.swift: what a person is told by the commands that keep a history.

private import Crypto

/// What is wrong with what a command about the history was asked to do.
enum HistoryCommandError: Error, Equatable {
  /// `import` without a path.
  case nothingToImport

  /// `show` without an id.
  case nothingToShow

  /// `rm` without an id.
  case nothingToRemove

  /// `--confirm` names another vault.
  case otherName(expected: String)

  /// Another command changed the entry, or removed it, while it was in the editor.
  case changedMeanwhile(EntryID)

  /// `check` found damage, which was listed.
  case damageFound(path: String, count: Int, first: VaultDamage)
}

extension HistoryCommandError: Explained {
  var explanation: Explanation {
    switch self {
    case .nothingToImport:
      Explanation(
        what: "nothing to import is named", next: "name files or folders; '-' is standard input",
        exitCode: .usage)
    case .nothingToShow:
      Explanation(what: "no entry to show is named", next: "'persona list' shows the ids", exitCode: .usage)
    case .nothingToRemove:
      Explanation(
        what: "no entry to remove is named",
        next: "'persona list' shows the ids; options such as --tag choose entries, too", exitCode: .usage)
    case .otherName(let expected):
      Explanation(
        what: "this vault is called '\(expected)', not what --confirm says",
        next: "nothing was destroyed; check --vault and --confirm", exitCode: .usage)
    case .changedMeanwhile(let id):
      Explanation(
        what: "another command changed or removed \(id) while you were editing it, so it is left as it is",
        next: "'persona show \(id)' shows it; edit it again", exitCode: .failure)
    case .damageFound(let path, let count, let first):
      Explanation(
        what: "the vault at \(path) is damaged: \(first.sentence)"
          + (count > 1 ? ", and \(count - 1) more" : ""),
        next: first.advice, exitCode: .vaultDamaged)
    }
  }
}

/// The sentences of the commands that keep a history.
enum HistoryMessages {
  // MARK: init

  static let firstSteps =
    "keep the passphrase where you will find it: nobody can open the vault without it\n"
    + "next: persona import FOLDER, or persona add"

  static func created(_ name: String, path: String) -> String { "made the vault '\(name)' in \(path)" }

  // MARK: add and import

  static let vectorsInterrupted =
    "interrupted while computing vectors; the entries are kept, the rest is computed when it is needed"

  static func vectorsNotMade(_ what: String) -> String {
    "no vectors for search by meaning: \(what); the entries are kept"
  }

  static func imported(_ plan: ImportPlan, isDryRun: Bool) -> String {
    var parts = ["\(isDryRun ? "would import" : "imported") \(entries(plan.entries.count))"]
    if !plan.skipped.isEmpty { parts.append("left out \(plan.skipped.count.grouped)") }
    if !plan.problems.isEmpty { parts.append("rejected \(plan.problems.count.grouped)") }
    return parts.joined(separator: ", ")
  }

  static func skipped(_ site: String, _ reason: String) -> String { "left out: \(site): \(reason)" }

  static func ignored(fields: [String]) -> String {
    "fields without a meaning here: \(fields.prefix(10).joined(separator: ", "))"
      + (fields.count > 10 ? " and \(fields.count - 10) more" : "")
  }

  static func andMore(_ count: Int) -> String { "and \(count.grouped) more; --json lists all" }

  // MARK: list, edit and rm

  static func nothingListed(isFiltered: Bool) -> String {
    isFiltered
      ? "no entry is like that; fewer options find more"
      : "the vault is empty; fill it with 'persona add' or 'persona import'"
  }

  static func changed(_ id: EntryID) -> String { "changed \(id)" }

  static func nothingChanged(_ id: EntryID) -> String { "\(id) is as it was" }

  static func removeQuestion(_ count: Int) -> String {
    count == 1 ? "Remove this entry for good?" : "Remove these \(count.grouped) entries for good?"
  }

  static func wouldRemove(_ count: Int) -> String { "would remove \(entries(count)); nothing was changed" }

  static func removed(_ count: Int) -> String { "removed \(entries(count))" }

  // MARK: export

  static func exported(_ count: Int, to path: String) -> String {
    "exported \(entries(count)) to \(path), which is not encrypted"
  }

  // MARK: wipe

  static let keptKey = "the key that 'persona unlock' keeps in this login session, if any"

  static let outOfReachHeading = "cannot reach, and so does not destroy:"

  /// In docs/privacy.md too, with the reasons.
  static let outOfReach = [
    "exports, unfinished ones too, pictures, and whatever else was written out of the vault",
    "drafts that a failed add or edit kept; those that are found are named below",
    "keys that 'persona unlock' keeps in other login sessions, until their time is up",
    "backups, snapshots and synchronised copies of the folder",
    "models, plugs and the configuration, which are no part of the vault",
    "older copies of blocks that an SSD or a copy-on-write file system keeps; what protects them is your passphrase",
    "swap and hibernation images, which may have pages of programs that ran",
  ]

  /// A draft is plain text, but may be another vault's, or open in an editor: its owner decides.
  static func keptDraft(in folder: String) -> String {
    "\(folder), a draft in plain text; when you have what you need of it: rm -r \(folder)"
  }

  static let nothingWiped = "nothing was changed"

  static func wipeHeading(_ name: String, path: String) -> String { "wiping the vault '\(name)' in \(path):" }

  static func wipeQuestion(_ name: String) -> String {
    "Everything in the vault '\(name)' will be gone for good."
  }

  static func wiped(_ name: String) -> String { "the vault '\(name)' is destroyed" }

  static func treatment(_ treatment: WipeItem.Treatment) -> String {
    switch treatment {
    case .overwritten: "overwrites and removes"
    case .removed: "removes               "
    case .kept: "keeps, not the vault's"
    }
  }

  static func treatmentCode(_ treatment: WipeItem.Treatment) -> String {
    switch treatment {
    case .overwritten: "overwritten"
    case .removed: "removed"
    case .kept: "kept"
    }
  }

  static func byteCount(of item: WipeItem) -> String {
    item.byteCount > 0 ? " (\(item.byteCount.grouped) bytes)" : ""
  }

  // MARK: check

  static func sound(_ report: CheckReport, path: String) -> String {
    let size = size(fileCount: report.fileCount, byteCount: report.byteCount)
    let counted = report.readableEntryCount.map { ", \(entries($0)) read" } ?? ""
    return "\(path): \(size)\(counted)" + (report.isFull ? "" : "; --full reads everything")
  }

  static func stillReadable(_ report: CheckReport) -> String {
    guard let readable = report.readableEntryCount else {
      return "'persona check --full' counts what is still readable"
    }
    let expected = report.expectedEntryCount.map { " of \($0.grouped)" } ?? ""
    let lost = report.lostVectorFrameCount
    let pieces = lost == 1 ? "1 piece of other data is lost" : "\(lost.grouped) pieces of other data are lost"
    let besides =
      lost > 0
      ? "; beside them \(pieces): vectors and what was learned can be computed again, kept drafts, pinned habits "
        + "and what 'persona undo' needs cannot" : ""
    return "still readable: \(readable.grouped)\(expected) entries\(besides)"
  }

  // MARK: status

  static let noWriter = "nobody is writing"
  static let unknownWriter = "cannot be told here"
  static let notCounted = "not counted without the key; 'persona unlock' keeps it for a while"

  static func vault(_ header: VaultHeaderInfo, path: String) -> String {
    "'\(header.name)' in \(path), format \(header.formatVersion)"
  }

  static func size(fileCount: Int, byteCount: Int) -> String {
    "\(fileCount.grouped) files, \(byteCount.grouped) bytes"
  }

  static func slot(_ slot: KeySlotInfo) -> String {
    let kind =
      switch slot.kind {
      case .passphrase: "passphrase"
      case .recovery: "recovery words"
      case .unknown(let code): "something of a later version (\(code))"
      }
    guard let cost = slot.cost else { return kind }
    return "\(kind) (Argon2id, \(cost.memoryKiB >> 10) MiB, \(cost.operations) passes)"
  }

  static func slotCode(_ kind: KeySlotInfo.Kind) -> String {
    switch kind {
    case .passphrase: "passphrase"
    case .recovery: "recovery"
    case .unknown: "unknown"
    }
  }

  static func writer(_ holder: LockHolder?) -> String {
    holder.map { "process \($0.process) on \($0.host)" } ?? "another process"
  }

  static func entries(_ facts: EntryFacts) -> String {
    guard let first = facts.first, let last = facts.last else { return "none" }
    let kinds = facts.kinds.prefix(8).map { "\($0.count.grouped) \($0.kind)" }.joined(separator: ", ")
    return "\(facts.count.grouped), written \(first.day) to \(last.day): \(kinds)"
  }

  static func noModels(_ folder: String) -> String { "none in \(folder); add one with 'persona model add'" }

  static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count.grouped) entries" }
}
