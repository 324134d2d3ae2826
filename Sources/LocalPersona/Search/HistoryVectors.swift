// HistoryVectors.swift: keeps one vector for each entry, in the vault, by the model that made it.
//
// Vectors are derived data: what is missing is computed, what belongs to another model or to an entry
// that is gone is dropped. Work is stored in pieces, so Ctrl-C costs one piece at most.

private import Inference

/// The vectors of a history, and how they are brought up to date.
public enum HistoryVectors {
  /// Entries encoded between two looks for Ctrl-C.
  static let batchCount = 16

  /// Entries encoded between two writes to the vault.
  static let storedPieceCount = 512

  /// Computes and stores what is missing after entries were added or changed.
  ///
  /// Where no encoder is installed it does nothing. What that means for search is said after many entries,
  /// not after each single one.
  ///
  /// - Parameters:
  ///   - vault: Open for writing.
  ///   - changed: The entries in question, or nil for all. With a few of them the stored vectors are not
  ///     read, which in a large vault takes longer than making these: a vector that is missing elsewhere is
  ///     made by the next command that searches.
  ///   - invocation: Names the model store, the threads and the console.
  /// - Throws: What the encoder, the vault or Ctrl-C throws. Whole pieces done before are stored.
  public static func refresh(_ vault: Vault, changed: [Entry]? = nil, for invocation: Invocation) throws {
    let threadCount = invocation.threads
    let encoder = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    guard let encoder else {
      if changed == nil { invocation.console.note(SearchMessages.noEncoder) }
      return
    }
    try refresh(vault, changed: changed, with: encoder, console: invocation.console)
  }

  static func refresh(
    _ vault: Vault, changed: [Entry]?, with encoder: any PassageEncoder, console: Console
  ) throws {
    let hasTable = vault.hasVectors(model: encoder.fingerprint)
    let missing: [Entry]
    if let changed, hasTable {
      missing = changed
    } else {
      missing = vault.entries.lacking(try vault.vectors(model: encoder.fingerprint)?.ids)
    }
    let pieces = VectorPieces(vault: vault, entries: missing, extendsTable: hasTable, console: console)
    try pieces.compute(with: encoder, storing: true) { _ in }
  }

  /// The vectors that the vault has of its entries by this encoder; nil where there are none.
  static func stored(in vault: Vault, by encoder: any PassageEncoder) throws -> VectorTable? {
    let ids = vault.entries.map(\.id)
    guard let table = try vault.vectors(model: encoder.fingerprint) else { return nil }
    return table.ids == ids ? table : table.keeping(Set(ids))
  }

  /// A vector for every entry of `vault`; missing ones are computed, with progress.
  ///
  /// - Parameters:
  ///   - vault: Where the entries are.
  ///   - known: What ``stored(in:by:)`` gave.
  ///   - encoder: What computes the vectors.
  ///   - storing: Whether computed vectors are written to the vault, which must then be open for writing.
  ///   - console: Where progress is shown, and which tells of Ctrl-C.
  /// - Returns: The table, rows in no particular order; nil for a vault without entries.
  /// - Throws: What the encoder, the vault or Ctrl-C throws. Whole pieces done before are stored.
  static func complete(
    _ vault: Vault, known: VectorTable?, with encoder: any PassageEncoder, storing: Bool, console: Console
  ) throws -> VectorTable? {
    var table = known
    let pieces = VectorPieces(
      vault: vault, entries: vault.entries.lacking(known?.ids), extendsTable: known != nil, console: console)
    try pieces.compute(with: encoder, storing: storing) { new in table = table?.appending(new) ?? new }
    return table
  }
}

extension [Entry] {
  /// Those that are not among `ids`.
  fileprivate func lacking(_ ids: [EntryID]?) -> [Entry] {
    let known = Set(ids ?? [])
    return filter { !known.contains($0.id) }
  }
}

/// Entries that get a vector, piece by piece.
private struct VectorPieces {
  let vault: Vault
  let entries: [Entry]

  /// Whether the vault has vectors of this model already.
  let extendsTable: Bool
  let console: Console

  /// Encodes, stores where asked to, and hands over piece after piece, with progress.
  func compute(
    with encoder: any PassageEncoder, storing: Bool, _ take: (VectorTable) -> Void
  ) throws {
    guard !entries.isEmpty else { return }
    let progress = console.progress(SearchMessages.encoding, total: entries.count)
    for start in stride(from: 0, to: entries.count, by: HistoryVectors.storedPieceCount) {
      let end = min(start + HistoryVectors.storedPieceCount, entries.count)
      let new = try encode(entries[start..<end], with: encoder, progress: progress)
      if storing {
        if start == 0 && !extendsTable { try vault.store(new) } else { try vault.append(vectors: new) }
      }
      take(new)
    }
    progress.finish()
  }

  private func encode(
    _ piece: ArraySlice<Entry>, with encoder: any PassageEncoder, progress: Progress
  ) throws -> VectorTable {
    var values: [Float] = []
    for start in stride(from: piece.startIndex, to: piece.endIndex, by: HistoryVectors.batchCount) {
      try console.checkInterrupt()
      let end = min(start + HistoryVectors.batchCount, piece.endIndex)
      for vector in try EntryPassages.vectors(of: piece[start..<end], with: encoder) {
        values.append(contentsOf: vector)
      }
      progress.advance(to: end)
    }
    return VectorTable(
      fingerprint: encoder.fingerprint, dimension: values.count / piece.count, ids: piece.map(\.id),
      values: values)
  }
}
