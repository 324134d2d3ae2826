// CopyIndex.swift: notices when a run of eight words of a draft is in the history.
//
// Words are compared in their folded form (see WordScanner): case, accents and punctuation do not hide a
// copy. A run that three entries or more share is how this person writes, a greeting or a signature, and
// no copy of any of them.

/// The runs of words of a history.
///
/// A filter that a history of a megabyte fills in some milliseconds answers for nearly every run that it is
/// not there; only the rest is looked for in the texts themselves.
public final class CopyIndex {
  /// How many words in a row count as a copy.
  public static let runLength = 8

  /// In how many entries a run is a habit.
  static let habitEntryCount = 3

  private let entries: [Entry]
  private lazy var filter = RunFilter(entries)

  /// The runs of `entries`.
  ///
  /// They are looked at when a draft has its first eight words.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// The entry that a run with this hash is copied from; nil where it is in none, or is a habit.
  func source(ofRun hash: UInt64) -> EntryID? {
    guard filter.mayHave(hash) else { return nil }
    var having: [EntryID] = []
    for entry in entries {
      var runs = WordRuns()
      var isThere = false
      runs.scan(entry.text) { isThere = isThere || $0 == hash }
      if isThere { having.append(entry.id) }
      if having.count == Self.habitEntryCount { return nil }
    }
    return having.first
  }

  /// The hashes of all runs of words of `text`.
  static func runs(of text: String) -> Set<UInt64> {
    var found: Set<UInt64> = []
    var runs = WordRuns()
    runs.scan(text) { found.insert($0) }
    return found
  }

  /// The hash of a run of words, given theirs.
  static func hash(ofRun words: some Sequence<UInt64>) -> UInt64 {
    words.reduce(0) { $0 &* WordRuns.multiplier &+ $1 }
  }
}

/// The hashes of all runs of a text, each made from the one before.
private struct WordRuns {
  /// An odd number with well spread bits: the place of every word in a run counts.
  static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// What a word weighs in the hash when it leaves the run: the multiplier to the power `runLength`.
  private static let leavingFactor = (0..<CopyIndex.runLength).reduce(1 as UInt64) { power, _ in
    power &* multiplier
  }

  private var window = [UInt64](repeating: 0, count: CopyIndex.runLength)

  /// Calls `visit` with the hash of each run of `text`.
  mutating func scan(_ text: String, _ visit: (UInt64) -> Void) {
    let leavingFactor = Self.leavingFactor
    for slot in window.indices { window[slot] = 0 }
    var hash: UInt64 = 0
    var count = 0
    let utf8 = text.utf8
    var scanner = WordScanner(utf8.span)
    while let word = scanner.next() {
      let slot = count % CopyIndex.runLength
      hash = hash &* Self.multiplier &+ word.exact &- window[slot] &* leavingFactor
      window[slot] = word.exact
      count += 1
      if count >= CopyIndex.runLength { visit(hash) }
    }
  }
}

/// A Bloom filter over the runs of a history: two bits of one word for each run.
private struct RunFilter {
  private var words: [UInt64]
  private let mask: UInt64

  init(_ entries: [Entry]) {
    // A word of English with its space has six bytes. Sixteen bits for each let one run of some hundred
    // that are not there pass for one that is.
    let runCount = entries.reduce(0) { $0 + $1.text.utf8.count } / 6
    var wordCount = 64
    while wordCount * 64 < runCount * 16 { wordCount *= 2 }
    words = Array(repeating: 0, count: wordCount)
    mask = UInt64(wordCount - 1)
    var runs = WordRuns()
    for entry in entries { runs.scan(entry.text) { insert($0) } }
  }

  func mayHave(_ run: UInt64) -> Bool {
    let (word, bits) = place(of: run)
    return words[word] & bits == bits
  }

  private mutating func insert(_ run: UInt64) {
    let (word, bits) = place(of: run)
    words[word] |= bits
  }

  private func place(of run: UInt64) -> (word: Int, bits: UInt64) {
    // The high bits of a product with an odd number depend on all bits of the run.
    let mixed = run &* 0xd6e8_feb8_6659_fd93
    return (Int(mixed >> 32 & mask), 1 << (mixed >> 26 & 63) | 1 << (mixed >> 20 & 63))
  }
}
