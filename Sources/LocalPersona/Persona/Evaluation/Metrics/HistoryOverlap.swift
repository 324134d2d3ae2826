// HistoryOverlap.swift: how much of a draft is copied: its words that lie in a run of eight that a history
// has too.
//
// Words and runs are those of the check against copying (CopyIndex); unlike there, what three entries share
// counts.

/// The runs of eight words of a history.
struct HistoryOverlap {
  private var runs: Set<UInt64> = []

  /// Collects the runs of `texts`.
  init(_ texts: some Sequence<String>) {
    for text in texts {
      let words = WordScanner.words(of: text).map(\.exact)
      for start in Self.starts(words) { runs.insert(Self.run(words, start)) }
    }
  }

  /// How many words `draft` has, and how many of them are copied.
  func extent(of draft: String) -> CopiedWords {
    let words = WordScanner.words(of: draft).map(\.exact)
    var copied = 0
    var counted = 0  // words before this place are counted
    for start in Self.starts(words) where runs.contains(Self.run(words, start)) {
      let end = start + CopyIndex.runLength
      copied += end - max(start, counted)
      counted = end
    }
    return CopiedWords(wordCount: words.count, copiedCount: copied)
  }

  /// Where runs begin.
  private static func starts(_ words: [UInt64]) -> Range<Int> {
    0..<max(0, words.count - CopyIndex.runLength + 1)
  }

  private static func run(_ words: [UInt64], _ start: Int) -> UInt64 {
    CopyIndex.hash(ofRun: words[start..<start + CopyIndex.runLength])
  }
}

/// How much of a draft is copied.
struct CopiedWords: Equatable, Sendable {
  /// Words of the draft.
  var wordCount: Int

  /// Those that lie in a run of eight words of the history.
  var copiedCount: Int
}

/// How varied drafts are.
enum DistinctPairs {
  /// The number called distinct-2 by Li and others (2016), different pairs of neighbouring words by all
  /// pairs.
  ///
  /// Pairs lie within one draft. 1 where no pair comes twice; nil where there is none.
  static func share(of drafts: some Sequence<String>) -> Double? {
    var seen: Set<[UInt64]> = []
    var count = 0
    for draft in drafts {
      let words = WordScanner.words(of: draft).map(\.exact)
      for (first, second) in zip(words, words.dropFirst()) {
        seen.insert([first, second])
        count += 1
      }
    }
    return count > 0 ? Double(seen.count) / Double(count) : nil
  }
}
