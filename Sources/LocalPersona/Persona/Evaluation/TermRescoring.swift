// TermRescoring.swift: losses with a person's terms, from the losses without: p = e^−loss is all that is
// needed.

internal import Inference

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// How much terms weigh in an evaluation.
enum TermWeights: Equatable, Sendable {
  /// Terms are not measured.
  case off

  /// For each author what the newest part of the history prefers.
  case fitted

  /// The same for all.
  case fixed(TermSmoothing)
}

/// Mixes terms into losses that were computed.
enum TermRescoring {
  /// The losses of a text under p₃.
  ///
  /// - Parameters:
  ///   - losses: −log p of each token, in nats.
  ///   - tokens: The tokens, as many.
  ///   - model: The person's terms.
  /// - Returns: −log p₃ of each token, in nats.
  static func losses(_ losses: [Float], of tokens: ArraySlice<TokenID>, model: TermModel) -> [Float] {
    zip(tokens.indices, losses).map { place, loss in
      let context = tokens[max(tokens.startIndex, place - 2)..<place]
      // A probability that is no float any more would be no loss.
      let base = max(exp(-loss), .leastNormalMagnitude)
      let mixed = model.probability(of: tokens[place], after: context, base: base)
      return -log(max(mixed, .leastNormalMagnitude))
    }
  }

  /// What a held-out text is worth to a fit.
  static func heldOut(_ tokens: [TokenID], losses: [Float]) -> HeldOutText {
    HeldOutText(tokens: tokens, base: losses.map { exp(-$0) })
  }

  /// How many of the newest passages of a history are held out to fit on: a fifth, at least two.
  ///
  /// None where the history is too small to be parted.
  static func heldOutCount(of historyCount: Int) -> Int { historyCount < 6 ? 0 : max(2, historyCount / 5) }
}
