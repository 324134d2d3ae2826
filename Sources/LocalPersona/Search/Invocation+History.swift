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
    return try withCompleteVectors(of: vault, by: encoder) { vault, vectors in
      HistorySearch(chosen(vault), vectors: vectors, encoder: encoder)
    }
  }

  /// The same for who asks one thing: vectors stay in the vault, and are read when it is asked, each for as
  /// long as it is compared.
  func openHistoryForOneQuery(encoder: (any PassageEncoder)?) throws -> HistorySearch {
    let vault = try openVault(.read)
    guard let encoder, !vault.entries.isEmpty else { return HistorySearch(vault.entries) }
    return HistorySearch(vault.entries, encoder: encoder) { query in
      let stored = try vault.vectorScores(model: encoder.fingerprint) { vector in
        vector.count == query.count ? dotProduct(vector, query.span) : 0
      }
      if let stored, stored.cover(vault.entries) { return stored }
      return try withCompleteVectors(of: vault, by: encoder) { _, vectors in
        var scores = EntryScores()
        if let vectors { scores.add(vectors.ids, vectors.similarities(to: query)) }
        return scores
      }
    }
  }

  /// Computes the vectors that are missing, and stores them where that is possible; `use` is given a vault
  /// with what was stored, open until it returns.
  private func withCompleteVectors<Result>(
    of vault: Vault, by encoder: any PassageEncoder, _ use: (Vault, VectorTable?) throws -> Result
  ) throws -> Result {
    do {
      // By the key that is at hand: to derive it again would take as long as the first time.
      guard
        let writer = try Vault.open(
          at: vaultPath, dataKey: vault.keys.data, access: .write, files: files, state: paths.state)
      else { return try use(vault, try completeVectors(of: vault, encoder: encoder, storing: false)) }
      defer { writer.close() }
      return try use(writer, try completeVectors(of: writer, encoder: encoder, storing: true))
    } catch let error as VaultError {
      // Somebody else writes, or the disk is full: no reason not to search.
      console.warn(SearchMessages.vectorsNotStored(error.explanation))
      return try use(vault, try completeVectors(of: vault, encoder: encoder, storing: false))
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
