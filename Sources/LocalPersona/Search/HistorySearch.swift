// HistorySearch.swift: finds the entries of a history that answer a query, by words and by meaning.
//
// Both scores are absolute (0: nothing in common, 1: everything), so they can be added: the result does
// not depend on what else was found. Everything happens over decrypted entries in memory.

/// Which evidence a search goes by.
public enum SearchMode: String, Sendable, CaseIterable {
  /// Words only: BM25.
  case text

  /// Meaning only: the encoder's vectors.
  case meaning

  /// Both, half and half; words only where there are no vectors.
  case both
}

/// An entry that answers a query.
public struct SearchMatch: Equatable, Sendable {
  /// The entry.
  public let entry: Entry

  /// How well it answers, 0 to 1; the order of results.
  public let score: Float

  /// The share of the query's words, weighted by rarity, that it holds; 0 ..< 1.
  public let wordScore: Float

  /// The cosine of its vector with the query's, negative ones as 0; nil where there are no vectors.
  public let meaningScore: Float?
}

extension SearchMatch {
  /// Below this cosine two texts have, by MiniLM, no more in common than any two texts.
  private static let leastMeaning: Float = 0.2

  /// What words and meaning say together; `meaning` is nil where there are no vectors.
  fileprivate static func score(words: Float, meaning: Float?, mode: SearchMode) -> Float {
    let meant = max(0, meaning ?? 0)
    let evidence = meant >= leastMeaning ? meant : 0
    return switch mode {
    case .text: words
    case .meaning: evidence
    case .both: meaning == nil ? words : (words + (words > 0 ? meant : evidence)) / 2
    }
  }

  fileprivate init(entry: Entry, words: Float, meaning: Float?, mode: SearchMode) {
    self.init(
      entry: entry, score: Self.score(words: words, meaning: meaning, mode: mode), wordScore: words,
      meaningScore: meaning.map { max(0, $0) })
  }
}

/// A history that is ready to be searched.
public final class HistorySearch {
  /// The entries, in the order they were given.
  public let entries: [Entry]

  /// The words of the entries; made when it is first asked for, since a single search does without.
  private(set) lazy var index: TextIndex = {
    hasIndex = true
    return TextIndex(entries)
  }()

  private var hasIndex = false

  private let encoder: (any PassageEncoder)?

  /// What says how close each entry is to the vector of a query, in their order; nil without vectors.
  private let closeness: ((_ query: [Float]) throws -> [Float])?

  /// What the newest of equally good entries gains over the oldest.
  ///
  /// Two entries that the evidence parts by more are never swapped.
  static let recencyBonus: Float = 0.01

  /// Prepares a search over `entries`.
  ///
  /// - Parameters:
  ///   - entries: The history.
  ///   - vectors: A vector for each entry, rows in any order, made by `encoder`; nil without an encoder.
  ///     Entries without a row count as having no meaning in common with anything.
  ///   - encoder: What encodes queries.
  public init(_ entries: [Entry], vectors: VectorTable? = nil, encoder: (any PassageEncoder)? = nil) {
    self.entries = entries
    self.encoder = encoder
    closeness = encoder == nil ? nil : vectors.map { table in { table.similarities(to: $0, of: entries) } }
  }

  /// Prepares a search whose vectors stay where they are.
  ///
  /// - Parameters:
  ///   - entries: The history.
  ///   - encoder: What encodes queries.
  ///   - scoring: Gives the cosines of the vectors of the entries with that of a query; asked for each query
  ///     anew.
  init(
    _ entries: [Entry], encoder: any PassageEncoder,
    scoring: @escaping (_ query: [Float]) throws -> EntryScores
  ) {
    self.entries = entries
    self.encoder = encoder
    closeness = { try scoring($0).scores(of: entries) }
  }

  /// Whether search by meaning is possible.
  public var knowsMeaning: Bool { closeness != nil }

  /// The entries that have anything to do with `query`, best first, at most `limit` of them.
  ///
  /// - Parameters:
  ///   - query: Words to look for.
  ///   - mode: Whether words count, or meaning, or both.
  ///   - limit: The most entries.
  ///   - kinds: Only entries of these kinds; all where empty.
  ///   - admits: Only entries for which this is true.
  ///   - includingUnrelated: Whether entries without any evidence may fill up to `limit`, newest first.
  /// - Returns: The entries with how well each answers.
  /// - Throws: What the encoder throws.
  public func matches(
    for query: String, mode: SearchMode = .both, limit: Int, kinds: Set<EntryKind> = [],
    admitting admits: (Entry) -> Bool = { _ in true }, includingUnrelated: Bool = false
  ) throws -> [SearchMatch] {
    let words = mode == .meaning ? nil : wordScores(for: query)
    let meanings = mode == .text ? nil : try meaningScores(for: query)
    let bonus = recencyBonuses()
    func match(_ position: Int) -> SearchMatch {
      SearchMatch(
        entry: entries[position], words: words?[position] ?? 0, meaning: meanings?[position], mode: mode)
    }
    // Numbers are ranked, not entries, and only the best are kept: a frequent word is in most of them.
    var best = BestRanked(limit: limit)
    for position in entries.indices {
      let score = SearchMatch.score(words: words?[position] ?? 0, meaning: meanings?[position], mode: mode)
      guard score > 0 || includingUnrelated, kinds.isEmpty || kinds.contains(entries[position].kind),
        admits(entries[position])
      else { continue }
      best.add(RankedEntry(rank: score + bonus[position], id: entries[position].id, position: position))
    }
    return best.sorted.map { match($0.position) }
  }

  private func wordScores(for query: String) -> [Float] {
    hasIndex ? index.scores(for: query) : TextScan.scores(for: query, in: entries)
  }

  private func meaningScores(for query: String) throws -> [Float]? {
    guard let closeness, let vector = try encoder?.encode([query]).first else { return nil }
    return try closeness(vector)
  }

  /// From 0 for the oldest entry to `recencyBonus` for the newest.
  ///
  /// Relative to the history and not to the clock, so that the same history always gives the same order.
  private func recencyBonuses() -> [Float] {
    let times = entries.map { $0.written }
    guard let oldest = times.min(), let newest = times.max(), oldest < newest else {
      return entries.map { _ in 0 }
    }
    let span = Float(newest.secondsSince1970 - oldest.secondsSince1970)
    return times.map {
      Self.recencyBonus * Float($0.secondsSince1970 - oldest.secondsSince1970) / span
    }
  }
}
