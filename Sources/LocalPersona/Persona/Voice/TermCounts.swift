// TermCounts.swift: how often words and phrases of two and three words occur, and in how many texts.
//
// A term is known by the hash of its folded words. What it looks like is read where it first occurred, so
// that nothing but numbers is kept of a text.

/// Counts of terms.
struct TermCounts {
  /// The most words of a phrase.
  static let longestPhrase = 3

  /// Where a term occurred first: a text by its number, and bytes of it.
  struct Place {
    let text: Int32
    let start: Int32
    let end: Int32
  }

  /// What is known of a term.
  struct Count {
    /// How often.
    fileprivate(set) var count: Int32 = 0

    /// In how many texts.
    fileprivate(set) var textCount: Int32 = 0

    fileprivate var lastText: Int32 = -1

    /// Where it occurred first.
    let place: Place
  }

  /// How a word is written within sentences.
  private struct Capitals {
    var count: Int32 = 0
    var capitalCount: Int32 = 0
  }

  private struct RunWord {
    let hash: UInt64
    let start: Int
  }

  /// By the hash of the term's words.
  private(set) var counts: [UInt64: Count] = [:]

  private var capitals: [UInt64: Capitals] = [:]
  private var run: [RunWord] = []
  private var text: Int32 = 0

  /// How often the term with this key occurs.
  func count(of key: UInt64) -> Int { Int(counts[key]?.count ?? 0) }

  /// Whether a word is written with a capital in at least half of the places where no sentence asks for one.
  ///
  /// False where it only begins sentences.
  func isCapitalised(_ word: UInt64) -> Bool {
    guard let capitals = capitals[word], capitals.capitalCount > 0 else { return false }
    return capitals.capitalCount * 2 >= capitals.count
  }

  /// Begins the text with this number.
  mutating func beginText(_ number: Int) {
    text = Int32(clamping: number)
    run.removeAll(keepingCapacity: true)
  }

  /// Counts a word, and the phrases that end with it.
  ///
  /// - Parameters:
  ///   - word: The next of the text.
  ///   - joins: Whether a phrase goes on from the word before.
  ///   - isCapital: Whether it has a capital; nil at the beginning of a sentence.
  mutating func add(_ word: Word, joins: Bool, isCapital: Bool?) {
    if let isCapital {
      capitals[word.exact, default: Capitals()].count += 1
      if isCapital { capitals[word.exact, default: Capitals()].capitalCount += 1 }
    }
    if !joins { run.removeAll(keepingCapacity: true) }
    if run.count == Self.longestPhrase { run.removeFirst() }
    run.append(RunWord(hash: word.exact, start: word.range.lowerBound))
    for first in run.indices {
      let key = Self.key(of: run[first...].lazy.map(\.hash))
      note(key, from: run[first].start, to: word.range.upperBound)
    }
  }

  private mutating func note(_ key: UInt64, from start: Int, to end: Int) {
    let place = Place(text: text, start: Int32(clamping: start), end: Int32(clamping: end))
    var count = counts[key] ?? Count(place: place)
    count.count += 1
    if count.lastText != text {
      count.lastText = text
      count.textCount += 1
    }
    counts[key] = count
  }

  /// The key of a term with these words.
  static func key(of words: some Sequence<UInt64>) -> UInt64 { CopyIndex.hash(ofRun: words) }

  /// The key of a term as it is written; that of no words where it has none.
  static func key(of text: String) -> UInt64 { key(of: WordScanner.words(of: text).map(\.exact)) }
}

extension [UInt64] {
  /// Whether the words `run` follow one another in it; no words do so nowhere.
  func contains(run: [UInt64]) -> Bool {
    guard !run.isEmpty, run.count <= count else { return false }
    return (0...count - run.count).contains { self[$0..<$0 + run.count].elementsEqual(run) }
  }
}
