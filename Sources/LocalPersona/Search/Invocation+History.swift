// Invocation+History.swift: opening a history to read in it: entries, words and vectors.
//
// A command that only reads leaves the vault to other writers. Only where entries have no vectors yet,
// as after an encoder was installed, it becomes the writer for a moment, to store what it computes.

private import Inference

extension Invocation {
  /// Opens the vault's history, with what search by meaning needs.
  ///
  /// - Parameters:
  ///   - encoder: The installed encoder; nil where there is none, or no need for one.
  ///   - read: Takes what else it needs out of the open vault.
  /// - Returns: The history, ready to search.
  /// - Throws: What opening a vault throws; Ctrl-C.
  func openHistory(
    encoder: (any PassageEncoder)?, reading read: (Vault) throws -> Void = { _ in }
  ) throws -> HistorySearch {
    let vault = try openVault(.read)
    try read(vault)
    guard let encoder else { return HistorySearch(vault.entries) }
    let known = try HistoryVectors.stored(in: vault, by: encoder)
    guard known?.ids.count ?? 0 < vault.entries.count else {
      return HistorySearch(vault.entries, vectors: known, encoder: encoder)
    }
    do {
      // By the key that is at hand: to derive it again would take as long as the first time.
      guard
        let writer = try Vault.open(
          at: vaultPath, dataKey: vault.keys.data, access: .write, files: files, state: paths.state)
      else { return try completeHistory(of: vault, encoder: encoder, storing: false) }
      defer { writer.close() }
      return try completeHistory(of: writer, encoder: encoder, storing: true)
    } catch let error as VaultError {
      // Somebody else writes, or the disk is full: no reason not to search.
      console.warn(SearchMessages.vectorsNotStored(error.explanation))
      return try completeHistory(of: vault, encoder: encoder, storing: false)
    }
  }

  private func completeHistory(
    of vault: Vault, encoder: any PassageEncoder, storing: Bool
  ) throws -> HistorySearch {
    let known = try HistoryVectors.stored(in: vault, by: encoder)
    let vectors = try HistoryVectors.complete(
      vault, known: known, with: encoder, storing: storing, console: console)
    return HistorySearch(vault.entries, vectors: vectors, encoder: encoder)
  }

  /// The value of the option `name` as kinds of entries.
  func kinds(_ name: String) throws(SearchError) -> [EntryKind] {
    var kinds: [EntryKind] = []
    for word in texts(name) {
      guard let kind = EntryKind(word) else { throw .invalidKind(word) }
      kinds.append(kind)
    }
    return kinds
  }
}
