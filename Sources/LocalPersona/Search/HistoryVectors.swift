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
  /// Where no encoder is installed it does nothing, and says what that means for search.
  ///
  /// - Precondition: `vault` is open for writing.
  public static func refresh(_ vault: Vault, for invocation: Invocation) throws {
    let threadCount = invocation.threads
    let encoder = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    guard let encoder else { return invocation.console.note(SearchMessages.noEncoder) }
    let table = try vault.vectors(model: encoder.fingerprint)
    let pieces = MissingPieces(vault, known: table?.ids, storing: true, console: invocation.console)
    try pieces.compute(with: encoder) { _ in }
  }

  /// The vectors that the vault has of its entries by this encoder; nil where there are none.
  static func stored(in vault: Vault, by encoder: any PassageEncoder) throws -> VectorTable? {
    try vault.vectors(model: encoder.fingerprint)?.keeping(Set(vault.entries.map(\.id)))
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
    let pieces = MissingPieces(vault, known: known?.ids, storing: storing, console: console)
    try pieces.compute(with: encoder) { new in table = table?.appending(new) ?? new }
    return table
  }

  /// The entries without a vector, which are encoded piece by piece.
  private struct MissingPieces {
    let vault: Vault
    let missing: [Entry]
    let hasTable: Bool
    let storing: Bool
    let console: Console

    /// Finds them: `known` are the ids that have a vector, nil where the vault has no table of this model.
    init(_ vault: Vault, known: [EntryID]?, storing: Bool, console: Console) {
      let knownIDs = Set(known ?? [])
      self.vault = vault
      self.missing = vault.entries.filter { !knownIDs.contains($0.id) }
      self.hasTable = known != nil
      self.storing = storing
      self.console = console
    }

    /// Encodes, stores where asked to, and hands over piece after piece, with progress.
    func compute(with encoder: any PassageEncoder, _ take: (VectorTable) -> Void) throws {
      guard !missing.isEmpty else { return }
      let progress = console.progress(SearchMessages.encoding, total: missing.count)
      for start in stride(from: 0, to: missing.count, by: storedPieceCount) {
        let piece = missing[start..<min(start + storedPieceCount, missing.count)]
        let new = try encode(piece, with: encoder, console: console, progress: progress)
        if storing {
          if start == 0 && !hasTable { try vault.store(new) } else { try vault.append(vectors: new) }
        }
        take(new)
      }
      progress.finish()
    }
  }

  private static func encode(
    _ entries: ArraySlice<Entry>, with encoder: any PassageEncoder, console: Console, progress: Progress
  ) throws -> VectorTable {
    var values: [Float] = []
    for start in stride(from: entries.startIndex, to: entries.endIndex, by: batchCount) {
      try console.checkInterrupt()
      let end = min(start + batchCount, entries.endIndex)
      for vector in try EntryPassages.vectors(of: entries[start..<end], with: encoder) {
        values.append(contentsOf: vector)
      }
      progress.advance(to: end)
    }
    return VectorTable(
      fingerprint: encoder.fingerprint, dimension: values.count / entries.count, ids: entries.map(\.id),
      values: values)
  }
}
