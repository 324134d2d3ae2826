// CopyIndex.swift: every run of eight words of a history, to notice when a draft copies one.
//
// Words are compared in their folded form (see WordScanner): case, accents and punctuation do not hide a
// copy. A run that three entries or more share is how this person writes, a greeting or a signature, and
// no copy of any of them.

/// The runs of words of a history.
///
/// Indexed at the first question, which comes with a draft's eighth word.
public final class CopyIndex {
  /// How many words in a row count as a copy.
  public static let runLength = 8

  /// In how many entries a run is a habit.
  static let habitEntryCount = 3

  private let entries: [Entry]
  private lazy var table = RunTable(entries)

  /// The runs of `entries`.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// The entry that a run with this hash is copied from; nil where it is in none, or is a habit.
  func source(ofRun hash: UInt64) -> EntryID? { table.source(ofRun: hash).map { entries[$0].id } }

  /// The hash of a run of words, given theirs.
  static func hash(ofRun words: some Sequence<UInt64>) -> UInt64 {
    words.reduce(0) { $0 &* multiplier &+ $1 }
  }

  /// An odd number with well spread bits: the place of every word in a run counts.
  fileprivate static let multiplier: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// What a word weighs in the hash when it leaves the run: the multiplier to the power `runLength`.
  fileprivate static let leavingFactor = (0..<runLength).reduce(1 as UInt64) { power, _ in power &* multiplier
  }
}

/// Runs by hash, each with the entries that have it.
private struct RunTable {
  private var runs = TermTable()
  private var firstEntry: [Int32] = []  // by run
  private var newestEntry: [Int32] = []  // by run
  private var entryCounts: [UInt8] = []  // by run, up to habitEntryCount

  init(_ entries: [Entry]) {
    for (number, entry) in entries.enumerated() { insertRuns(of: entry.text, number: Int32(number)) }
  }

  func source(ofRun hash: UInt64) -> Int? {
    guard let run = runs.number(of: hash), entryCounts[run] < CopyIndex.habitEntryCount else { return nil }
    return Int(firstEntry[run])
  }

  private mutating func insertRuns(of text: String, number: Int32) {
    var window = [UInt64](repeating: 0, count: CopyIndex.runLength)
    var hash: UInt64 = 0
    var count = 0
    let utf8 = text.utf8
    var scanner = WordScanner(utf8.span)
    while let word = scanner.next() {
      let slot = count % CopyIndex.runLength
      hash = hash &* CopyIndex.multiplier &+ word.exact &- window[slot] &* CopyIndex.leavingFactor
      window[slot] = word.exact
      count += 1
      if count >= CopyIndex.runLength { insert(hash, number: number) }
    }
  }

  private mutating func insert(_ hash: UInt64, number: Int32) {
    let run = runs.insert(hash)
    if run == firstEntry.count {
      firstEntry.append(number)
      newestEntry.append(number)
      entryCounts.append(1)
    } else if newestEntry[run] != number {
      newestEntry[run] = number
      entryCounts[run] = min(entryCounts[run] + 1, UInt8(CopyIndex.habitEntryCount))
    }
  }
}
