// AuthorVectors.swift: the encoder's vectors of all passages, computed once and kept in memory.
//
// The encoder is frozen, so a passage has the same vector at every step.

/// The vectors of authors' passages.
struct AuthorVectors: Sendable {
  /// Passages that are encoded at once: an author may have thousands, and what is computed is kept between
  /// these.
  static let batchCount = 64

  /// By author and passage, dimension numbers each.
  let rows: [[[Float]]]

  /// Encodes the passages of `authors`.
  ///
  /// - Parameters:
  ///   - authors: Whose.
  ///   - encoder: The frozen encoder.
  ///   - didEncode: Told the number of passages done; may throw to stop.
  /// - Throws: What the encoder and `didEncode` throw.
  init(
    _ authors: [CorpusAuthor], encoder: any HistoryEncoder, didEncode: (Int) throws -> Void = { _ in }
  ) throws {
    var rows: [[[Float]]] = []
    var count = 0
    for author in authors {
      let texts = author.passages.map(\.text)
      var vectors: [[Float]] = []
      for start in stride(from: 0, to: texts.count, by: Self.batchCount) {
        let batch = texts[start..<min(start + Self.batchCount, texts.count)]
        vectors += try encoder.vectors(of: Array(batch))
        count += batch.count
        try didEncode(count)
      }
      rows.append(vectors)
    }
    self.rows = rows
  }

  /// The mean vector of each author: the population.
  var means: [[Float]] {
    rows.map { items in
      var sums = [Double](repeating: 0, count: items.first?.count ?? 0)
      for item in items {
        for index in sums.indices { sums[index] += Double(item[index]) }
      }
      return sums.map { Float($0 / Double(max(1, items.count))) }
    }
  }
}

extension PersonaInput {
  /// What a plug reads of an author.
  ///
  /// - Parameters:
  ///   - author: Whose passages.
  ///   - history: Their numbers, the oldest first.
  ///   - rows: Their vectors.
  ///   - query: The brief's vector, where the plug looks at it.
  ///   - countsAges: Whether the plug minds how old a passage is; without a year for each it cannot.
  init(
    _ author: CorpusAuthor, history: [Int], rows: [[Float]], query: [Float]?, countsAges: Bool
  ) {
    let years = countsAges ? history.compactMap { author.passages[$0].year } : []
    let newest = years.max() ?? 0
    self.init(
      items: rows,
      ages: years.count == history.count ? years.map { Float(newest - $0) } : [], query: query)
  }
}
