// LaMPRetrieval.swift: items of a profile for the prompt, chosen by the search of the vault itself, or by
// age.

/// Chooses items of profiles.
struct LaMPRetrieval {
  /// Items of one prompt at most.
  let itemCount: Int

  /// What ranks by meaning; nil where none is installed.
  let encoder: (any PassageEncoder)?

  /// The items of `question` that fit `query` best, the best first.
  ///
  /// - Throws: What the encoder throws.
  func items(
    of question: LaMPQuestion, for query: String, by ranking: LaMPWay.Ranking
  ) throws -> [LaMPItem] {
    if ranking == .recency { return question.profile.suffix(itemCount).reversed() }
    let entries = question.profile.enumerated().compactMap { Self.entry($1, number: $0) }
    let vectors = ranking == .dense ? try table(of: entries) : nil
    let search = HistorySearch(entries, vectors: vectors, encoder: encoder)
    return try search.matches(
      for: query, mode: ranking == .dense ? .meaning : .text, limit: itemCount, includingUnrelated: true
    ).map { question.profile[Int($0.entry.id.value)] }
  }

  /// An item as an entry; nil for one that no entry could hold, a blank one most likely.
  ///
  /// All are of one date: age is no evidence here.
  private static func entry(_ item: LaMPItem, number: Int) -> Entry? {
    guard let id = EntryID(value: UInt64(number)) else { return nil }
    return try? Entry(id: id, written: Timestamp(0), added: Timestamp(0), text: item.searchText)
  }

  private func table(of entries: [Entry]) throws -> VectorTable? {
    guard let encoder, !entries.isEmpty else { return nil }
    var values: [Float] = []
    for start in stride(from: 0, to: entries.count, by: HistoryVectors.batchCount) {
      let batch = entries[start..<min(start + HistoryVectors.batchCount, entries.count)]
      for vector in try EntryPassages.vectors(of: batch, with: encoder) { values += vector }
    }
    return VectorTable(
      fingerprint: encoder.fingerprint, dimension: values.count / entries.count, ids: entries.map(\.id),
      values: values)
  }
}
