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
  ///   - leavesOutDrafts: Whether drafts of the tool that were kept are left out: nobody's voice is in them.
  ///   - read: Takes what else it needs out of the open vault.
  /// - Returns: The history, ready to search.
  /// - Throws: What opening a vault throws; Ctrl-C.
  func openHistory(
    encoder: (any PassageEncoder)?, leavesOutDrafts: Bool = false,
    reading read: (Vault) throws -> Void = { _ in }
  ) throws -> HistorySearch {
    let vault = try openVault(.read)
    try read(vault)
    let chosen = { (vault: Vault) in leavesOutDrafts ? vault.ownEntries : vault.entries }
    guard let encoder else { return HistorySearch(chosen(vault)) }
    let known = try HistoryVectors.stored(in: vault, by: encoder)
    guard known?.ids.count ?? 0 < vault.entries.count else {
      return HistorySearch(chosen(vault), vectors: known, encoder: encoder)
    }
    do {
      // By the key that is at hand: to derive it again would take as long as the first time.
      guard
        let writer = try Vault.open(
          at: vaultPath, dataKey: vault.keys.data, access: .write, files: files, state: paths.state)
      else {
        let vectors = try completeVectors(of: vault, encoder: encoder, storing: false)
        return HistorySearch(chosen(vault), vectors: vectors, encoder: encoder)
      }
      defer { writer.close() }
      let vectors = try completeVectors(of: writer, encoder: encoder, storing: true)
      return HistorySearch(chosen(writer), vectors: vectors, encoder: encoder)
    } catch let error as VaultError {
      // Somebody else writes, or the disk is full: no reason not to search.
      console.warn(SearchMessages.vectorsNotStored(error.explanation))
      let vectors = try completeVectors(of: vault, encoder: encoder, storing: false)
      return HistorySearch(chosen(vault), vectors: vectors, encoder: encoder)
    }
  }

  private func completeVectors(
    of vault: Vault, encoder: any PassageEncoder, storing: Bool
  ) throws -> VectorTable? {
    let known = try HistoryVectors.stored(in: vault, by: encoder)
    return try HistoryVectors.complete(
      vault, known: known, with: encoder, storing: storing, console: console)
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
