// TextScan.swift: the scores of one query without an index: every word of every document is passed once, on all
// cores, and only those of the query are counted.
//
// An index of a hundred thousand entries takes a second to build, and a search of the command line asks it one
// thing. What comes out is what `TextIndex.scores(for:)` gives, to the last bit.

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
    let found = scan(entries, for: stems, beginningWith: FirstLetters(of: query))
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
    _ entries: [Entry], for stems: [UInt64], beginningWith letters: FirstLetters
  ) -> [Findings] {
    let taskCount = (entries.count + taskSize - 1) / taskSize
    let found = Mutex([Findings](repeating: Findings(), count: taskCount))
    DispatchQueue.concurrentPerform(iterations: taskCount) { task in
      let range = task * taskSize..<min((task + 1) * taskSize, entries.count)
      let findings = scan(entries, range, for: stems, beginningWith: letters)
      found.withLock { $0[task] = findings }
    }
    return found.withLock { $0 }
  }

  /// Hits of one document come in the order of `stems`, so that sums are those of the index.
  private static func scan(
    _ entries: [Entry], _ range: Range<Int>, for stems: [UInt64], beginningWith letters: FirstLetters
  ) -> Findings {
    var findings = Findings()
    findings.lengths.reserveCapacity(range.count)
    var counts = [Int32](repeating: 0, count: stems.count)
    func count(_ word: Word, times weight: Int32) {
      for term in stems.indices where stems[term] == word.stem { counts[term] += weight }
    }
    for document in range {
      var length: Int32 = 0
      for field in TextIndex.fields(of: entries[document]) {
        let utf8 = field.text.utf8
        var scanner = WordScanner(utf8.span)
        while true {
          let passed = scanner.skipPlainWords(beginningWith: letters) { count($0, times: field.weight) }
          length += field.weight * Int32(passed)
          guard let word = scanner.next() else { break }
          length += field.weight
          count(word, times: field.weight)
        }
      }
      findings.lengths.append(Float(length))
      for term in stems.indices where counts[term] > 0 {
        findings.hits.append(Hit(document: document, term: term, count: counts[term]))
        counts[term] = 0
      }
    }
    return findings
  }
}
