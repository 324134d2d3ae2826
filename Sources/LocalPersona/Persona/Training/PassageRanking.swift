// PassageRanking.swift: orders the passages of one author by how well they serve as examples for a brief: by
// words, by meaning, by both or by age, those of its kind first, as `write` does.

/// Ranks passages, which are entries whose ids are their numbers.
struct PassageRanking {
  private let entries: [Entry]
  private let search: HistorySearch
  private let meaning: (any HistoryEncoder)?

  /// Prepares to rank `entries`, which `search` finds by words.
  init(_ entries: [Entry], search: HistorySearch, meaning: (any HistoryEncoder)?) {
    self.entries = entries
    self.search = search
    self.meaning = meaning
  }

  /// The order of a history's passages for a brief.
  ///
  /// - Parameters:
  ///   - entry: The passage that is asked for; never among them.
  ///   - content: What the brief says of it.
  ///   - history: Numbers of passages, oldest first.
  ///   - ranking: What is best.
  /// - Returns: Numbers of passages, the best first.
  /// - Throws: What the search and the encoder throw.
  /// - Precondition: There is an encoder where meaning counts.
  func closest(
    to entry: Entry, content: String, among history: [Int], by ranking: ExampleRanking
  ) throws -> [Int] {
    let allowed = Set(history).subtracting([Int(entry.id.value)])
    let query = [entry.recipient, content].compactMap(\.self).joined(separator: " ")
    let all: [Int]
    switch ranking {
    case .recency: all = history.reversed()
    case .words: all = try numbers(search, for: query, mode: .text)
    case .meaning: all = try numbers(try searchByMeaning(allowed), for: query, mode: .meaning)
    case .both: all = try numbers(try searchByMeaning(allowed), for: query, mode: .both)
    }
    let usable = all.filter(allowed.contains)
    let isAlike = { [entries] (other: Int) in entries[other].kind == entry.kind }
    return usable.filter(isAlike) + usable.filter { !isAlike($0) }
  }

  private func numbers(_ search: HistorySearch, for query: String, mode: SearchMode) throws -> [Int] {
    try search.matches(for: query, mode: mode, limit: entries.count, includingUnrelated: true)
      .map { Int($0.entry.id.value) }
  }

  /// A search over the vectors of some passages: a corpus has more than are ever asked for.
  private func searchByMeaning(_ allowed: Set<Int>) throws -> HistorySearch {
    guard let meaning else { preconditionFailure("passages ranked by meaning without an encoder") }
    let asked = allowed.sorted().map { entries[$0] }
    guard !asked.isEmpty else { return search }
    // What an encoder of entries reads, too.
    let texts = asked.map { entry in entry.title.map { $0 + "\n" + entry.text } ?? entry.text }
    let table = VectorTable(
      fingerprint: meaning.fingerprint, dimension: meaning.dimension, ids: asked.map(\.id),
      values: try meaning.vectors(of: texts).flatMap(\.self))
    return HistorySearch(entries, vectors: table, encoder: QueryEncoder(meaning))
  }
}

/// An encoder of a history as what a search asks for the vector of a query.
private final class QueryEncoder: PassageEncoder {
  let fingerprint: [UInt8]
  private let encoder: any HistoryEncoder

  init(_ encoder: any HistoryEncoder) {
    self.encoder = encoder
    fingerprint = encoder.fingerprint
  }

  func encode(_ texts: [String]) throws -> [[Float]] { try encoder.vectors(of: texts) }
}
