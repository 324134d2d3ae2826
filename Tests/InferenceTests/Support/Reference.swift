// Reference.swift: what an independent implementation computed, as its JSON file says.

import Foundation
import Inference

/// The vectors of one decoder.
struct Reference: Decodable {
  struct Position: Decodable {
    var argmax: Int
    var nll_next: Double?
    var logits: [Double]
  }

  struct Case: Decodable {
    var text: String
    var tokens: [TokenID]
    var plain: [Position]
    var after_soft_prompt: [Position]
    var greedy: [TokenID]
  }

  var logit_stride: Int
  var cases: [Case]

  init(contentsOf url: URL) throws {
    self = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
  }

  /// The three rows that stand in front of the tokens in `after_soft_prompt`.
  static func softPrompt(embeddingLength: Int) -> [InputRow] {
    (0..<3).map { i in
      .embedding(
        (0..<embeddingLength).map { j in Float(0.05 * sin(0.37 * Double(j) + 1.3 * Double(i) + 0.1)) })
    }
  }
}

/// How a decoder's numbers differ from a reference's, over all cases, plain and after a soft prompt.
struct ReferenceDifference {
  /// Differences are shares of the standard deviation of each position's logits.
  var worst = 0.0
  var rms = 0.0
  var winnersEqual = 0
  var positions = 0
  /// Mean negative log-likelihood of the texts' own next tokens, in nats.
  var likelihood = (actual: 0.0, expected: 0.0)

  init(of decoder: Decoder, from reference: Reference) throws {
    var squares = 0.0, samples = 0, likelihoods = 0
    for item in reference.cases {
      for soft in [false, true] {
        let prefix = soft ? Reference.softPrompt(embeddingLength: decoder.embeddingLength) : []
        let state = decoder.makeState(capacity: item.tokens.count + prefix.count)
        let logits = try decoder.evaluate(
          prefix + item.tokens.map { .token($0) }, state: state, logits: .all
        ).dropFirst(prefix.count)
        for (index, (expected, actual)) in zip(soft ? item.after_soft_prompt : item.plain, logits)
          .enumerated()
        {
          let spread = Self.deviation(expected.logits)
          for (sample, value) in expected.logits.enumerated() {
            let error = abs(Double(actual[sample * reference.logit_stride]) - value) / spread
            worst = max(worst, error.isNaN ? .infinity : error)
            squares += error * error
            samples += 1
          }
          positions += 1
          if Self.argmax(actual) == expected.argmax { winnersEqual += 1 }
          if let next = expected.nll_next, index + 1 < item.tokens.count {
            likelihood.actual += Self.negativeLogLikelihood(actual, of: item.tokens[index + 1])
            likelihood.expected += next
            likelihoods += 1
          }
        }
      }
    }
    rms = (squares / Double(samples)).squareRoot()
    likelihood = (likelihood.actual / Double(likelihoods), likelihood.expected / Double(likelihoods))
  }

  static func argmax(_ values: [Float]) -> Int {
    values.indices.max { (values[$0], -$0) < (values[$1], -$1) }!
  }

  static func negativeLogLikelihood(_ logits: [Float], of token: TokenID) -> Double {
    let top = Double(logits.max()!)
    let sum = logits.reduce(0.0) { $0 + exp(Double($1) - top) }
    return top + log(sum) - Double(logits[Int(token)])
  }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}

extension Decoder {
  /// A decoder whose activations stay in floats, or are rounded as in everyday use.
  static func open(_ path: String, exact: Bool, threads: Int = 2) throws -> Decoder {
    let pool = ThreadPool(threadCount: threads)
    let options =
      exact
      ? DecoderOptions(threads: pool, activations: .float32, cache: .float32) : DecoderOptions(threads: pool)
    return try Decoder(file: GGUFFile(path: path), options: options)
  }

  /// The tokens that follow `tokens` when the likeliest is taken each time.
  func greedy(after tokens: [TokenID], count: Int) throws -> [TokenID] {
    let state = makeState(capacity: tokens.count + count)
    var logits = try evaluate(tokens.map { .token($0) }, state: state)[0]
    var out: [TokenID] = []
    for _ in 0..<count {
      out.append(TokenID(ReferenceDifference.argmax(logits)))
      logits = try evaluate([.token(out[out.count - 1])], state: state)[0]
    }
    return out
  }
}
