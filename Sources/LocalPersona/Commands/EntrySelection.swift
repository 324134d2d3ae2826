// EntrySelection.swift: the entries that a command changes: those that are named by their ids, or all that
// the options of EntryFilter choose; never both, as nobody would know whether that means more entries or
// fewer.

/// What is wrong with the entries that a command is to change.
enum EntrySelectionError: Error, Equatable {
  /// Ids and options that choose entries.
  case idsAndOptions

  /// The options choose none.
  case nothingChosen
}

/// The entries to change.
struct EntrySelection {
  /// What the options choose.
  let filter: EntryFilter

  private let prefixes: [String]

  /// Reads what was typed.
  ///
  /// - Parameters:
  ///   - prefixes: Ids, or beginnings of them.
  ///   - invocation: Of a command that has ``EntryFilter/options``.
  /// - Throws: ``EntrySelectionError/idsAndOptions``, what reading the options throws.
  init(_ prefixes: [String], _ invocation: Invocation) throws {
    self.prefixes = prefixes
    filter = try EntryFilter(invocation)
    if !prefixes.isEmpty, !filter.isOpen { throw EntrySelectionError.idsAndOptions }
  }

  /// Whether nothing was named.
  var isEmpty: Bool { prefixes.isEmpty && filter.isOpen }

  /// The entries that are meant, each once; names that no entry has are told.
  ///
  /// - Throws: ``EntrySelectionError/nothingChosen``; what ``Vault/entry(matching:)`` throws.
  func entries(of vault: Vault, console: Console) throws -> [Entry] {
    guard filter.isOpen else {
      filter.noteUnknownNames(among: vault.entries, on: console)
      let chosen = vault.entries.filter(filter.admits)
      if chosen.isEmpty { throw EntrySelectionError.nothingChosen }
      return chosen
    }
    var entries: [Entry] = []
    for prefix in prefixes {
      let entry = try vault.entry(matching: prefix)
      if !entries.contains(where: { $0.id == entry.id }) { entries.append(entry) }
    }
    return entries
  }
}
