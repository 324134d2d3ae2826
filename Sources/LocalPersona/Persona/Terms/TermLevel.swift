// TermLevel.swift: what follows each context, and how often: one level of a trie of counted tokens.
//
// Eight bytes for each distinct n-gram and four for each context; the children of a context lie side by
// side, sorted, so that a lookup is a binary search and a walk touches memory in order.

internal import Inference

/// The counts of n-grams of one length.
///
/// The n-grams of one token have a single context. A context of the next level is the index of an n-gram of
/// this one.
struct TermLevel: Equatable, Sendable {
  /// Where the children of each context begin; one more at the end. (contexts + 1)
  private(set) var starts: [UInt32] = [0]

  /// The last token of each n-gram, by context, ascending within one. (n-grams)
  private(set) var tokens: [TokenID] = []

  /// How often it came. (n-grams)
  private(set) var counts: [UInt32] = []

  /// How many contexts there are, those without children included.
  var contextCount: Int { starts.count - 1 }

  /// Makes room.
  mutating func reserve(contexts: Int, children: Int) {
    starts.reserveCapacity(contexts + 1)
    tokens.reserveCapacity(children)
    counts.reserveCapacity(children)
  }

  /// Appends a child to the open context; its token is larger than that of the child before.
  mutating func append(_ token: TokenID, count: UInt32) {
    tokens.append(token)
    counts.append(count)
  }

  /// Ends the open context, so that the next one is open.
  mutating func endContext() { starts.append(UInt32(tokens.count)) }

  /// The indices of the n-grams of `context`.
  func children(of context: Int) -> Range<Int> { Int(starts[context])..<Int(starts[context + 1]) }

  /// The index of the n-gram of `context` that ends in `token`; nil where it never came.
  func index(of token: TokenID, in context: Int) -> Int? {
    let range = children(of: context)
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && tokens[low] == token ? low : nil
  }

  /// How often the n-grams of `range` came together.
  func total(_ range: Range<Int>) -> Int {
    var sum = 0
    for index in range { sum += Int(counts[index]) }
    return sum
  }
}
