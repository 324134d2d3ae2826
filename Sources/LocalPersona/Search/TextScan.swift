// TextScan.swift: the scores of one query without an index: every word of every document is passed once, on
// all cores, and only those of the query are counted.
//
// An index of a hundred thousand entries takes a second to build, and a search of the command line asks it
// one thing. What comes out is what `TextIndex.scores(for:)` gives, to the last bit.

private import Dispatch
private import Synchronization

/// Answers one query by reading everything.
enum TextScan {
  /// Documents that one task reads.
  private static let taskSize = 2048

  /// What one task found.
  private struct Findings {
    var lengths: [Float] = []
    var hits: [Hit] = []
  }

  /// How often a document has a word of the query.
  private struct Hit {
    var document: Int
    var term: Int
    var count: Int32
  }

  /// How well each of `entries` answers `query`: 0 ..< 1, in their order.
  static func scores(for query: String, in entries: [Entry]) -> [Float] {
    var stems: [UInt64] = []
    for word in WordScanner.words(of: query) where !stems.contains(word.stem) { stems.append(word.stem) }
    let found = scan(entries, for: stems, beginningWith: WordBeginnings(of: query))
    let lengths = found.flatMap(\.lengths)
    let relevance = WordRelevance(lengths: lengths)
    var having = [Int](repeating: 0, count: stems.count)
    for hit in found.lazy.flatMap(\.hits) { having[hit.term] += 1 }
    let rarities = having.map(relevance.rarity)
    let total = rarities.reduce(0, +)
    var scores = [Float](repeating: 0, count: entries.count)
    guard total > 0 else { return scores }
    for hit in found.lazy.flatMap(\.hits) {
      scores[hit.document] +=
        rarities[hit.term] * relevance.share(count: hit.count, length: lengths[hit.document])
    }
    for document in scores.indices { scores[document] /= total }
    return scores
  }

  private static func scan(
    _ entries: [Entry], for stems: [UInt64], beginningWith beginnings: WordBeginnings
  ) -> [Findings] {
    let taskCount = (entries.count + taskSize - 1) / taskSize
    let found = Mutex([Findings](repeating: Findings(), count: taskCount))
    DispatchQueue.concurrentPerform(iterations: taskCount) { task in
      let range = task * taskSize..<min((task + 1) * taskSize, entries.count)
      var reading = Reading(stems: stems, beginnings: beginnings)
      for document in range { reading.read(entries[document], number: document) }
      found.withLock { $0[task] = reading.findings }
    }
    return found.withLock { $0 }
  }

  /// What one task reads.
  private struct Reading {
    let stems: [UInt64]
    let beginnings: WordBeginnings
    private(set) var findings = Findings()
    private var length: Int32 = 0
    private var counts: [Int32]

    init(stems: [UInt64], beginnings: WordBeginnings) {
      (self.stems, self.beginnings) = (stems, beginnings)
      counts = [Int32](repeating: 0, count: stems.count)
      findings.lengths.reserveCapacity(taskSize)
    }

    /// Hits of one document come in the order of `stems`, so that sums are those of the index.
    mutating func read(_ entry: Entry, number document: Int) {
      length = 0
      TextIndex.eachField(of: entry) { read($0, weight: $1) }
      findings.lengths.append(Float(length))
      for term in stems.indices where counts[term] > 0 {
        findings.hits.append(Hit(document: document, term: term, count: counts[term]))
        counts[term] = 0
      }
    }

    private mutating func read(_ field: String, weight: Int32) {
      let utf8 = field.utf8
      var scanner = WordScanner(utf8.span)
      while true {
        let passed = scanner.skipPlainWords(beginningWith: beginnings) { count($0, weight: weight) }
        length += weight * Int32(passed)
        guard let word = scanner.next() else { return }
        length += weight
        count(word, weight: weight)
      }
    }

    private mutating func count(_ word: Word, weight: Int32) {
      for term in stems.indices where stems[term] == word.stem { counts[term] += weight }
    }
  }
}
