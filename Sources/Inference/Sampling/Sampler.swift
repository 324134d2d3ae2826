// Sampler.swift: from logits to one token.
//
// Order: repetition penalty, top-k, temperature, top-p, min-p, draw. Ties are broken by the smaller id, so
// that a seed gives the same tokens wherever the logits are the same.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Draws tokens with one sequence of random numbers.
public struct Sampler: Sendable {
  /// How tokens are drawn.
  public let settings: SamplerSettings
  private var random: SplitMix64

  private struct Candidate {
    var token: TokenID
    var logit: Float
    var probability: Double = 0

    /// The order of preference.
    static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
      a.logit != b.logit ? a.logit > b.logit : a.token < b.token
    }
  }

  /// Starts the sequence at the settings' seed.
  public init(_ settings: SamplerSettings) {
    self.settings = settings
    random = SplitMix64(seed: settings.seed)
  }

  /// Draws the next token.
  ///
  /// - Parameters:
  ///   - logits: One a token of the vocabulary. A logit that is no number is never drawn.
  ///   - recent: The tokens so far, the last one last.
  ///   - excluded: Tokens that must not be drawn, unless nothing else is left.
  /// - Returns: A token of the vocabulary.
  /// - Precondition: `logits` is not empty.
  public mutating func sample(
    _ logits: [Float], recent: [TokenID], excluding excluded: Set<TokenID> = []
  ) -> TokenID {
    precondition(!logits.isEmpty, "no logits to draw from")
    var logits = logits
    penalize(&logits, recent: recent)
    for token in excluded where logits.indices.contains(Int(token)) { logits[Int(token)] = -.infinity }
    let limit = settings.temperature <= 0 ? 1 : settings.topK > 0 ? settings.topK : logits.count
    var candidates = best(of: logits, count: limit)
    guard settings.temperature > 0, candidates.count > 1 else { return candidates.first?.token ?? 0 }
    setProbabilities(&candidates)
    return draw(from: nucleus(candidates))
  }

  private func penalize(_ logits: inout [Float], recent: [TokenID]) {
    guard settings.repetitionPenalty != 1 else { return }
    for token in Set(recent.suffix(settings.repetitionWindow)) where logits.indices.contains(Int(token)) {
      let logit = logits[Int(token)]
      logits[Int(token)] = logit > 0 ? logit / settings.repetitionPenalty : logit * settings.repetitionPenalty
    }
  }

  /// The `count` largest logits, best first.
  ///
  /// Logits far below the best are dropped: they could not be drawn.
  private func best(of logits: [Float], count: Int) -> [Candidate] {
    var largest = -Float.infinity
    for logit in logits where logit > largest { largest = logit }
    // At temperature t a token that is 40 t below the best has a probability under e⁻⁴⁰.
    let floor = largest - 40 * max(settings.temperature, 0)
    var kept: [Candidate] = []
    var threshold = floor  // the smallest logit that can still be among the best
    for (token, logit) in logits.enumerated() where logit >= threshold && logit > -.infinity {
      kept.append(Candidate(token: TokenID(token), logit: logit))
      if kept.count >= 4 * count + 64 {
        kept.sort(by: Candidate.precedes)
        kept.removeLast(kept.count - count)
        threshold = kept[count - 1].logit
      }
    }
    kept.sort(by: Candidate.precedes)
    return Array(kept.prefix(count))
  }

  private func setProbabilities(_ candidates: inout [Candidate]) {
    let best = candidates[0].logit, temperature = Double(settings.temperature)
    var sum = 0.0
    for index in candidates.indices {
      candidates[index].probability = exp(Double(candidates[index].logit - best) / temperature)
      sum += candidates[index].probability
    }
    for index in candidates.indices { candidates[index].probability /= sum }
  }

  /// What top-p and min-p leave; at least the best.
  private func nucleus(_ candidates: [Candidate]) -> ArraySlice<Candidate> {
    let least = candidates[0].probability * Double(settings.minP)
    var mass = 0.0, count = 0
    for candidate in candidates {
      if count > 0 && (mass >= Double(settings.topP) || candidate.probability < least) { break }
      mass += candidate.probability
      count += 1
    }
    return candidates[..<count]
  }

  private mutating func draw(from candidates: ArraySlice<Candidate>) -> TokenID {
    let mass = candidates.reduce(0) { $0 + $1.probability }
    var left = random.nextUnit() * mass
    for candidate in candidates {
      left -= candidate.probability
      if left < 0 { return candidate.token }
    }
    return candidates[candidates.endIndex - 1].token
  }
}
