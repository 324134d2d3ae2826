// TextIndex.swift: full-text search over a history, in memory only: BM25 over word stems.
//
// Built anew from decrypted entries each time: 10,000 of them take some tens of milliseconds, and an
// index that is never written cannot leak. Documents are numbered by their place in the list.

/// An inverted index of the words of a list of documents.
///
/// Scores are BM25 (Robertson & Zaragoza 2009) divided by the greatest value that the query could reach, so
/// they lie in 0 ..< 1 and tell which share of what the query asks a document holds.
public struct TextIndex {
  private struct Posting {
    var document: Int32
    var count: Int32
  }

  private let terms: TermTable
  private let postings: [Posting]  // by term; within one term by document
  private let starts: [Int32]  // of each term in `postings`, and the end
  private let lengths: [Float]
  private let relevance: WordRelevance

  /// How many documents there are.
  public var documentCount: Int { lengths.count }

  /// Indexes the text of `entries`, and what else helps to find one: title (counted twice), recipient, tags.
  public init(_ entries: [Entry]) {
    var builder = Builder()
    for entry in entries { builder.append(entry) }
    terms = builder.terms
    lengths = builder.lengths
    relevance = WordRelevance(lengths: lengths)
    (postings, starts) = builder.sortedByTerm()
  }

  /// What of an entry can be found, and how many times its words count.
  static func eachField(of entry: Entry, _ visit: (_ text: String, _ weight: Int32) -> Void) {
    visit(entry.text, 1)
    if let title = entry.title { visit(title, 2) }
    if let recipient = entry.recipient { visit(recipient, 1) }
    if !entry.tags.isEmpty { visit(entry.tags.joined(separator: " "), 1) }
  }

  /// How well each document answers `query`: 0 ..< 1, in the documents' order.
  public func scores(for query: String) -> [Float] {
    var scores = [Float](repeating: 0, count: documentCount)
    var total: Float = 0
    var asked: Set<UInt64> = []
    for word in WordScanner.words(of: query) where asked.insert(word.stem).inserted {
      let rarity = rarity(ofStem: word.stem)
      total += rarity
      guard let term = terms.number(of: word.stem) else { continue }
      for index in Int(starts[term])..<Int(starts[term + 1]) {
        let document = Int(postings[index].document)
        scores[document] +=
          rarity * relevance.share(count: postings[index].count, length: lengths[document])
      }
    }
    guard total > 0 else { return scores }
    for document in scores.indices { scores[document] /= total }
    return scores
  }

  /// The inverse document frequency of a stem: large where few documents have it, never negative.
  func rarity(ofStem stem: UInt64) -> Float {
    relevance.rarity(having: terms.number(of: stem).map { Int(starts[$0 + 1] - starts[$0]) } ?? 0)
  }
}

extension TextIndex {
  /// Collects the words of one document after the other.
  private struct Builder {
    var terms = TermTable()
    var lengths: [Float] = []
    private var termOfPosting: [Int32] = []
    private var posting: [Posting] = []
    private var newestPosting: [Int32] = []  // by term: its posting in the newest document that has it

    mutating func append(_ entry: Entry) {
      let document = Int32(lengths.count)
      let first = Int32(posting.count)
      var length: Int32 = 0
      TextIndex.eachField(of: entry) { text, weight in
        let utf8 = text.utf8
        var scanner = WordScanner(utf8.span)
        while let word = scanner.next() {
          length += weight
          count(word.stem, times: weight, in: document, startingAt: first)
        }
      }
      lengths.append(Float(length))
    }

    private mutating func count(
      _ stem: UInt64, times weight: Int32, in document: Int32, startingAt first: Int32
    ) {
      let term = terms.insert(stem)
      if term == newestPosting.count { newestPosting.append(-1) }
      let newest = newestPosting[term]
      if newest >= first {
        posting[Int(newest)].count += weight
      } else {
        newestPosting[term] = Int32(posting.count)
        termOfPosting.append(Int32(term))
        posting.append(Posting(document: document, count: weight))
      }
    }

    /// The postings ordered by term (a counting sort, so documents stay in order), and each term's start.
    func sortedByTerm() -> (postings: [Posting], starts: [Int32]) {
      var starts = [Int32](repeating: 0, count: terms.count + 1)
      for term in termOfPosting { starts[Int(term) + 1] += 1 }
      for term in 0..<terms.count { starts[term + 1] += starts[term] }
      var next = starts
      var sorted = [Posting](repeating: Posting(document: 0, count: 0), count: posting.count)
      for (index, term) in termOfPosting.enumerated() {
        sorted[Int(next[Int(term)])] = posting[index]
        next[Int(term)] += 1
      }
      return (sorted, starts)
    }
  }
}
