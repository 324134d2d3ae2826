// RestorePlan.swift: what a backup would add to a vault.
//
// Entries are told apart by their ids alone: what a vault has under an id stays as it is, so restoring
// undoes no edit, and what it has not comes back, even where another entry says the same.

/// What restoring a backup would do.
struct RestorePlan: Equatable {
  /// The entries that the vault does not have, in the order of the backup.
  private(set) var entries: [Entry] = []

  /// How many entries the vault has just so.
  private(set) var sameCount = 0

  /// How many entries the vault has with another content, which stays.
  private(set) var differentCount = 0

  /// Plans to take `saved` into a vault that has `existing`.
  init(_ saved: [Entry], existing: [Entry]) {
    let known = Dictionary(existing.map { ($0.id, $0) }) { first, _ in first }
    for entry in saved {
      switch known[entry.id] {
      case nil: entries.append(entry)
      case entry?: sameCount += 1
      default: differentCount += 1
      }
    }
  }
}
