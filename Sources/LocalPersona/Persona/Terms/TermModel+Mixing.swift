// TermModel+Mixing.swift: turns a language model's logits into those of p₃, over the whole vocabulary.
//
// A token that the person never used keeps its probability up to a factor that is the same for all such
// tokens, so its logit stays and only counted tokens change: l' = Z + log(e^(l−Z) + Σ weight · count), where
// Z is the logarithm of the sum of all e^l.

internal import Inference

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

extension TermModel {
  /// Replaces logits by those of p₃, up to one constant for all.
  ///
  /// A logit that is not finite stays: who bars a token with −∞ means it. The others are then those of p₃
  /// without the barred tokens. Where no logit is finite, or one is +∞, nothing changes.
  ///
  /// - Parameters:
  ///   - logits: One a token of the vocabulary; counted tokens beyond its end are passed over.
  ///   - context: What comes before, of which the last two tokens count.
  /// - Returns: The logarithm of the share of the language model: what the constant is, but for barred
  ///   tokens.
  @discardableResult
  func mix(into logits: inout [Float], after context: ArraySlice<TokenID>) -> Float {
    guard smoothing != .off, !tokens.tokens.isEmpty else { return 0 }
    let total = LogSumExp.of(logits)
    guard total.isFinite else { return 0 }
    let place = place(after: context)
    let tokenWeight = Float(place.tokenWeight)
    let pairWeight = Float(place.pairWeight)
    let tripleWeight = Float(place.tripleWeight)
    var pair = place.pairs.lowerBound
    var triple = place.triples.lowerBound
    // Every pair's and triple's last token is a counted token, and all three lists ascend.
    for index in tokens.tokens.indices {
      let token = tokens.tokens[index]
      guard token < logits.count else { break }
      var own = tokenWeight * Float(tokens.counts[index])
      if pair < place.pairs.upperBound, pairs.tokens[pair] == token {
        own += pairWeight * Float(pairs.counts[pair])
        pair += 1
      }
      if triple < place.triples.upperBound, triples.tokens[triple] == token {
        own += tripleWeight * Float(triples.counts[triple])
        triple += 1
      }
      let logit = logits[Int(token)]
      guard own > 0, logit.isFinite else { continue }
      logits[Int(token)] = total + log(exp(logit - total) + own)
    }
    return Float(log(place.share))
  }
}
