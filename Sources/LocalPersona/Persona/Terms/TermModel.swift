// TermModel.swift: a person's own terms: how often each token, pair and triple of tokens came.
//
// With c for counts, N for all tokens, p for the language model's probability of token w:
//   p₁(w)     = (c(w) + μ₁·p(w)) / (N + μ₁)
//   p₂(w|v)   = (c(v,w) + μ₂·p₁(w)) / (c(v) + μ₂)
//   p₃(w|u,v) = (c(u,v,w) + μ₃·p₂(w|v)) / (c(u,v) + μ₃)
// the hierarchical Dirichlet smoothing of MacKay and Peto (1995), with a neural model as its base. The count
// of a context is that of what followed it, so a last token of a text, which nothing follows, takes no share,
// and each level sums to 1. No gradient is needed, and p₃ is a distribution over the whole vocabulary.
//
// It raises what the person writes often; that a draft does not copy is the work of CopyIndex, whatever the
// probabilities.

internal import Inference

/// How often a person used which tokens, and how much that weighs.
struct TermModel: Equatable, Sendable {
  /// Single tokens: one context.
  let tokens: TermLevel

  /// Pairs; contexts are the indices of `tokens`.
  let pairs: TermLevel

  /// Triples; contexts are the indices of `pairs`.
  let triples: TermLevel

  /// N: how many tokens were counted.
  let count: Int

  /// How much the counts weigh.
  var smoothing: TermSmoothing

  /// Joins counts that belong together.
  init(tokens: TermLevel, pairs: TermLevel, triples: TermLevel, smoothing: TermSmoothing) {
    self.tokens = tokens
    self.pairs = pairs
    self.triples = triples
    self.smoothing = smoothing
    count = tokens.total(tokens.tokens.indices)
  }

  /// Counts the tokens of texts.
  ///
  /// - Parameters:
  ///   - sequences: The tokens of each text. No pair or triple spans two of them.
  ///   - smoothing: How much the counts weigh.
  /// - Precondition: No token is negative; there are at most 2²¹ distinct ones, more than any vocabulary has.
  init(sequences: [[TokenID]], smoothing: TermSmoothing = .usual) {
    let tokens = Self.countTokens(sequences)
    precondition(
      tokens.tokens.count <= 1 << Self.rankBits && (tokens.tokens.first ?? 0) >= 0,
      "\(tokens.tokens.count) distinct tokens from \(tokens.tokens.first ?? 0) on")
    var pairKeys: [UInt64] = []
    var tripleKeys: [UInt64] = []
    let length = sequences.reduce(0) { $0 + $1.count }
    pairKeys.reserveCapacity(length)
    tripleKeys.reserveCapacity(length)
    let mask: UInt64 = 1 << (3 * Self.rankBits) - 1
    for sequence in sequences {
      var key: UInt64 = 0  // The ranks of the last three tokens.
      for (place, token) in sequence.enumerated() {
        // Ranks take fewer bits than tokens, so that a triple is one number and sorting is quick.
        key = (key << Self.rankBits | UInt64(tokens.index(of: token, in: 0) ?? 0)) & mask
        if place >= 1 { pairKeys.append(key & (1 << (2 * Self.rankBits) - 1)) }
        if place >= 2 { tripleKeys.append(key) }
      }
    }
    let (pairs, contexts) = Self.countKeys(pairKeys, contexts: tokens.tokens.indices.map(UInt64.init), tokens)
    let (triples, _) = Self.countKeys(tripleKeys, contexts: contexts, tokens)
    self.init(tokens: tokens, pairs: pairs, triples: triples, smoothing: smoothing)
  }

  private static let rankBits: UInt64 = 21

  private static func countTokens(_ sequences: [[TokenID]]) -> TermLevel {
    var all = sequences.flatMap(\.self)
    all.sort()
    var level = TermLevel()
    var start = 0
    for end in all.indices where end + 1 == all.count || all[end + 1] != all[end] {
      level.append(all[end], count: UInt32(clamping: end + 1 - start))
      start = end + 1
    }
    level.endContext()
    return level
  }

  /// Counts the n-grams of `keys`, each a context's key and the rank of a token below it.
  ///
  /// - Returns: The level, and the key of each of its n-grams.
  private static func countKeys(
    _ keys: [UInt64], contexts: [UInt64], _ names: TermLevel
  ) -> (level: TermLevel, distinct: [UInt64]) {
    let sorted = keys.sorted()
    var level = TermLevel()
    level.reserve(contexts: contexts.count, children: 0)
    var distinct: [UInt64] = []
    var place = 0
    for context in contexts {
      while place < sorted.count, sorted[place] >> rankBits == context {
        let start = place
        while place < sorted.count, sorted[place] == sorted[start] { place += 1 }
        let rank = Int(sorted[start] & (1 << rankBits - 1))
        level.append(names.tokens[rank], count: UInt32(clamping: place - start))
        distinct.append(sorted[start])
      }
      level.endContext()
    }
    return (level, distinct)
  }
}

// Probabilities.
extension TermModel {
  /// What a context makes of the counts: p₃ = share · (p + Σ weight · count).
  struct Place {
    /// The part of p₃ that is the language model's.
    var share: Double

    /// What one count of a token, a pair or a triple adds, as a share of `share`.
    var tokenWeight: Double
    var pairWeight = 0.0
    var tripleWeight = 0.0

    /// The pairs and triples that begin with the context.
    var pairs = 0..<0
    var triples = 0..<0
  }

  /// The place after `context`, of which the last two tokens count.
  func place(after context: ArraySlice<TokenID>) -> Place {
    var place = Place(
      share: TermSmoothing.shareBelow(smoothing.tokens, count: count), tokenWeight: 1 / smoothing.tokens)
    guard let last = context.last, let token = tokens.index(of: last, in: 0) else { return place }
    place.pairs = pairs.children(of: token)
    place.pairWeight = 1 / (smoothing.pairs * place.share)
    place.share *= TermSmoothing.shareBelow(smoothing.pairs, count: pairs.total(place.pairs))
    guard let before = context.dropLast().last, let first = tokens.index(of: before, in: 0),
      let pair = pairs.index(of: last, in: first)
    else { return place }
    place.triples = triples.children(of: pair)
    place.tripleWeight = 1 / (smoothing.triples * place.share)
    place.share *= TermSmoothing.shareBelow(smoothing.triples, count: triples.total(place.triples))
    return place
  }

  /// p₃ of a token.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - context: What comes before it in the same text.
  ///   - base: The language model's probability of it there.
  /// - Returns: The probability.
  func probability(of token: TokenID, after context: ArraySlice<TokenID>, base: Float) -> Float {
    let place = place(after: context)
    let counts = counts(of: token, after: context)
    let own =
      place.tokenWeight * Double(counts.token) + place.pairWeight * Double(counts.pair)
      + place.tripleWeight * Double(counts.triple)
    return Float(place.share * (Double(base) + own))
  }

  /// How often `token` came, after the last token of `context`, and after its last two.
  func counts(of token: TokenID, after context: ArraySlice<TokenID>) -> (token: Int, pair: Int, triple: Int) {
    guard let own = tokens.index(of: token, in: 0) else { return (0, 0, 0) }
    let count = Int(tokens.counts[own])
    guard let last = context.last, let middle = tokens.index(of: last, in: 0),
      let pair = pairs.index(of: token, in: middle)
    else { return (count, 0, 0) }
    let pairCount = Int(pairs.counts[pair])
    guard let before = context.dropLast().last, let first = tokens.index(of: before, in: 0),
      let start = pairs.index(of: last, in: first), let triple = triples.index(of: token, in: start)
    else { return (count, pairCount, 0) }
    return (count, pairCount, Int(triples.counts[triple]))
  }
}
