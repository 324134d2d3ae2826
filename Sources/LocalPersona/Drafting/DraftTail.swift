// DraftTail.swift: the part of a draft that is written but not shown yet.
//
// At least the last eight words are held back, so that a copied run is still here, whole, when its eighth
// word gives it away: generation goes back to where the run began and takes another way, and nobody ever
// sees the copy. At the speed of a small model that delays the stream by about a tenth of a second.

internal import Inference

/// The tokens since the last one that was shown.
struct DraftTail {
  /// One token, and what another choice in its place needs.
  struct Step {
    let token: TokenID
    let bytes: [UInt8]

    /// What it was drawn from: one number a token of the vocabulary.
    let logits: [Float]

    /// What was drawn in its place before, and led to a copy.
    let excluded: Set<TokenID>
  }

  /// A complete word: its hash, and the step that its first byte belongs to.
  private struct TailWord {
    let hash: UInt64
    let step: Int
  }

  /// The tokens, in order.
  private(set) var steps: [Step] = []

  /// Their text.
  private(set) var bytes: [UInt8] = []

  private var words: [TailWord] = []

  /// How many words are complete.
  ///
  /// The last word is, once something follows that cannot belong to it.
  var wordCount: Int { words.count }

  /// Appends a token.
  mutating func append(_ step: Step) {
    steps.append(step)
    bytes += step.bytes
    findWords(isFinished: false)
  }

  /// Takes the last word as complete, since nothing follows.
  mutating func finish() { findWords(isFinished: true) }

  /// The run of words that ends with complete word `word`: its hash, and the step in which it begins.
  ///
  /// Nil where the tail has too few words before it.
  func run(endingAt word: Int) -> (hash: UInt64, firstStep: Int)? {
    let first = word - CopyIndex.runLength + 1
    guard first >= 0 else { return nil }
    return (CopyIndex.hash(ofRun: words[first...word].lazy.map(\.hash)), words[first].step)
  }

  /// Drops `step` and all that follow it.
  mutating func cut(from step: Int) {
    steps.removeSubrange(step...)
    bytes = steps.flatMap(\.bytes)
    findWords(isFinished: false)
  }

  /// Takes out the steps before the last `kept` complete words.
  ///
  /// - Returns: Their text, and how many complete words it has.
  mutating func release(keeping kept: Int) -> (bytes: [UInt8], wordCount: Int) {
    guard words.count > kept else { return ([], 0) }
    let count = words[words.count - kept].step
    let released = Array(steps[..<count].flatMap(\.bytes))
    let wordsBefore = words.count
    steps.removeFirst(count)
    bytes.removeFirst(released.count)
    findWords(isFinished: false)
    return (released, wordsBefore - words.count)
  }

  private mutating func findWords(isFinished: Bool) {
    let found = WordScanner.words(of: bytes.span)
    words.removeAll(keepingCapacity: true)
    var step = 0
    var stepEnd = steps.first?.bytes.count ?? 0
    for (index, word) in found.enumerated() {
      let isOpen = index == found.count - 1 && !isClosed(word)
      if isOpen && !isFinished { break }
      while stepEnd <= word.range.lowerBound {
        step += 1
        stepEnd += steps[step].bytes.count
      }
      words.append(TailWord(hash: word.exact, step: step))
    }
  }

  /// Whether no further byte can change `word`: an ASCII symbol other than an apostrophe follows it.
  private func isClosed(_ word: Word) -> Bool {
    bytes[word.range.upperBound...].contains { $0 < 0x80 && $0 != 0x27 }
  }
}
