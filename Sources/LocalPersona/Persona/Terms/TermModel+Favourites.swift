// TermModel+Favourites.swift: the terms that a person uses far more often than expected: what `--why` names.

internal import Inference

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A term that a person favours.
struct TermFavourite: Equatable, Sendable {
  /// One to three tokens.
  let tokens: [TokenID]

  /// How often it came.
  let count: Int

  /// How many times as often as expected that is; above 1.
  let ratio: Double

  /// The strength of the evidence: Dunning's log-likelihood ratio (1993) without the term of the other
  /// tokens, count · ln ratio.
  var evidence: Double { Double(count) * log(ratio) }
}

extension TermModel {
  /// The terms that are most over-used, those with most evidence first.
  ///
  /// A phrase is compared with the base where that has a probability, and else with what the person's own
  /// shorter terms let expect: a pair with how often its second token comes at all, a triple with how often
  /// its last token follows the one in the middle. A single token without a base is left out.
  ///
  /// - Parameters:
  ///   - base: How probable a token is for others after the tokens before it (none to two); nil where
  ///     unknown.
  ///   - leastCount: How often a term must have come.
  ///   - limit: How many terms at most.
  /// - Returns: The terms; ties in the order of their tokens.
  func favourites(
    comparedWith base: (_ token: TokenID, _ before: [TokenID]) -> Float? = { _, _ in nil },
    leastCount: Int = 3, limit: Int = 20
  ) -> [TermFavourite] {
    var found: [TermFavourite] = []
    func consider(_ terms: [TokenID], count: UInt32, of total: Int, ownExpectation: () -> Double?) {
      let count = Int(count)
      guard count >= leastCount, let last = terms.last else { return }
      guard let expected = base(last, terms.dropLast()).map(Double.init) ?? ownExpectation() else { return }
      let ratio = Double(count) / (Double(total) * expected)
      if ratio > 1, ratio.isFinite { found.append(TermFavourite(tokens: terms, count: count, ratio: ratio)) }
    }
    for first in tokens.tokens.indices where tokens.counts[first] >= leastCount {
      let token = tokens.tokens[first]
      consider([token], count: tokens.counts[first], of: count) { nil }
      let seconds = pairs.children(of: first)
      let secondTotal = pairs.total(seconds)
      for second in seconds where pairs.counts[second] >= leastCount {
        let next = pairs.tokens[second]
        guard let middle = tokens.index(of: next, in: 0) else { continue }
        consider([token, next], count: pairs.counts[second], of: secondTotal) {
          Double(tokens.counts[middle]) / Double(count)
        }
        let thirds = triples.children(of: second)
        let thirdTotal = triples.total(thirds)
        for third in thirds where triples.counts[third] >= leastCount {
          let last = triples.tokens[third]
          consider([token, next, last], count: triples.counts[third], of: thirdTotal) {
            pairs.index(of: last, in: middle).map {
              Double(pairs.counts[$0]) / Double(pairs.total(pairs.children(of: middle)))
            }
          }
        }
      }
    }
    found.sort {
      $0.evidence != $1.evidence ? $0.evidence > $1.evidence : $0.tokens.lexicographicallyPrecedes($1.tokens)
    }
    return Array(found.prefix(limit))
  }
}
