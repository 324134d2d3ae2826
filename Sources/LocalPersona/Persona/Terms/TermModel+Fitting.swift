// TermModel+Fitting.swift: how much a person's counts should weigh, found on text that was held out.
//
// The terms of somebody else make predictions worse, and so do a person's own where the weight is wrong: the
// concentrations are worth what they gain on the person's own unseen text, and nothing is used that gains
// nothing there.

internal import Inference

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A text that was not counted, and what the language model thinks of it.
struct HeldOutText: Sendable {
  /// Its tokens, in order.
  var tokens: [TokenID]

  /// The language model's probability of each of its last `base.count` tokens; those before are context only.
  var base: [Float]
}

extension TermModel {
  /// What a smaller gain is not worth, in nats a token.
  static let leastGain = 0.001

  /// Counts texts, and chooses the smoothing that predicts others best.
  ///
  /// Gain is measured on texts that the smoothing was not chosen on: each half of `heldOut` with what is best
  /// for the other half, every second text taken together. The model that is returned has what is best for
  /// all. With a single text there is no other half, and the gain is the one on the text itself.
  ///
  /// - Parameters:
  ///   - sequences: The texts to count.
  ///   - heldOut: Texts of the same person that are not among them. A token whose probability is not above 0
  ///     and at most 1 is passed over.
  /// - Returns: The model, and by how much it lowers the loss, in nats a token; nil where that is less than
  ///   ``leastGain``.
  static func fitted(
    sequences: [[TokenID]], heldOut: [HeldOutText]
  ) -> (model: TermModel, gain: Double)? {
    var model = TermModel(sequences: sequences)
    let texts = heldOut.map(model.targets).filter { !$0.isEmpty }
    let all = texts.flatMap(\.self)
    guard !all.isEmpty else { return nil }
    model.smoothing = model.bestSmoothing(for: all)
    guard model.smoothing != .off else { return nil }
    var gain = model.gain(model.smoothing, on: all)
    if texts.count > 1 {
      let halves = (0...1).map { half in texts.indices.filter { $0 % 2 == half }.flatMap { texts[$0] } }
      gain = 0
      for half in 0...1 {
        gain += model.gain(model.bestSmoothing(for: halves[1 - half]), on: halves[half])
      }
    }
    gain /= Double(all.count)
    return gain >= leastGain ? (model, gain) : nil
  }

  /// What the loss of one held-out token depends on.
  private struct Target {
    let base: Double
    let counts: (token: Double, pair: Double, triple: Double)

    /// How many tokens followed its last token, and its last two.
    let following: (one: Int, two: Int)
  }

  private func targets(of text: HeldOutText) -> [Target] {
    let first = max(0, text.tokens.count - text.base.count)
    return zip(text.tokens[first...], text.base.suffix(text.tokens.count - first)).enumerated().compactMap {
      (offset, target) in
      guard target.1 > 0, target.1 <= 1 else { return nil }
      let context = text.tokens[..<(first + offset)]
      let counts = counts(of: target.0, after: context)
      let place = place(after: context)
      return Target(
        base: Double(target.1),
        counts: (Double(counts.token), Double(counts.pair), Double(counts.triple)),
        following: (pairs.total(place.pairs), triples.total(place.triples)))
    }
  }

  /// By how much `smoothing` lowers the loss of `targets` together, in nats.
  private func gain(_ smoothing: TermSmoothing, on targets: [Target]) -> Double {
    guard smoothing != .off else { return 0 }
    let share = TermSmoothing.shareBelow(smoothing.tokens, count: count)
    var sum = 0.0
    for target in targets {
      var ratio = share * (1 + target.counts.token / (smoothing.tokens * target.base))
      let pairShare = TermSmoothing.shareBelow(smoothing.pairs, count: target.following.one)
      ratio = pairShare * (ratio + target.counts.pair / (smoothing.pairs * target.base))
      let tripleShare = TermSmoothing.shareBelow(smoothing.triples, count: target.following.two)
      ratio = tripleShare * (ratio + target.counts.triple / (smoothing.triples * target.base))
      sum += log(ratio)
    }
    return sum
  }

  /// What concentrations are tried: four to a decade from 1 to 10⁹, and infinity.
  private static let grid: [Double] = (0...36).map { pow(10, Double($0) / 4) } + [.infinity]

  /// Rounds of the search; it ends before where a round changes nothing.
  private static let roundLimit = 8

  /// The best smoothing for `targets`: one concentration after the other, from two starts, since a level that
  /// is off hides what the one above it is good for.
  private func bestSmoothing(for targets: [Target]) -> TermSmoothing {
    var best = TermSmoothing.off
    var bestGain = 0.0
    for start in [TermSmoothing.usual, .off] {
      var current = start
      var currentGain = gain(start, on: targets)
      for _ in 0..<Self.roundLimit {
        let before = current
        for level in 0..<3 {
          for value in Self.grid {
            let candidate = current.replacing(level: level, with: value)
            let candidateGain = gain(candidate, on: targets)
            if candidateGain > currentGain { (current, currentGain) = (candidate, candidateGain) }
          }
        }
        if current == before { break }
      }
      if currentGain > bestGain { (best, bestGain) = (current, currentGain) }
    }
    return best
  }
}

extension TermSmoothing {
  /// The same with another concentration of level 0, 1 or 2.
  fileprivate func replacing(level: Int, with value: Double) -> TermSmoothing {
    TermSmoothing(
      tokens: level == 0 ? value : tokens, pairs: level == 1 ? value : pairs,
      triples: level == 2 ? value : triples)
  }
}
