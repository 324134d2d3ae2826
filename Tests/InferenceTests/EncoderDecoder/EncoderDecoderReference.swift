// EncoderDecoderReference.swift: what an independent implementation computed with a tiny T5, as its JSON file
// says.

import Foundation
import Inference

/// The vectors of one encoder-decoder.
struct EncoderDecoderReference: Decodable {
  /// One position of the decoder, with all its logits.
  struct Position: Decodable {
    var at: Int
    var logits: [Double]
  }

  struct Case: Decodable {
    var text: String
    var tokens: [TokenID]
    var decoder_tokens: [TokenID]
    var plain: [Position]
    var after_soft_prompt: [Position]
    var greedy: [TokenID]
  }

  var cases: [Case]

  init(_ name: String) throws {
    let file = SharedMaterial.fixtures.appending(path: name + ".json")
    self = try JSONDecoder().decode(EncoderDecoderReference.self, from: Data(contentsOf: file))
  }
}

/// How a model's logits differ from a reference's, over all cases, plain and after a soft prompt.
struct EncoderDecoderDifference {
  /// Differences are shares of the standard deviation of each position's logits.
  var worst = 0.0
  var rms = 0.0
  var winnersEqual = 0
  var positions = 0

  init(of model: EncoderDecoder, from reference: EncoderDecoderReference) throws {
    var squares = 0.0, samples = 0
    for item in reference.cases {
      for soft in [false, true] {
        let prefix = soft ? Reference.softPrompt(embeddingLength: model.embeddingLength) : []
        let input = try model.encode(prefix + item.tokens.map { .token($0) })
        let state = model.makeState(for: input, capacity: item.decoder_tokens.count)
        let logits = try model.evaluate(item.decoder_tokens.map { .token($0) }, state: state, logits: .all)
        for position in soft ? item.after_soft_prompt : item.plain {
          let actual = logits[position.at].map { Double($0) }
          let spread = Self.deviation(position.logits)
          for (value, expected) in zip(actual, position.logits) {
            let error = abs(value - expected) / spread
            worst = max(worst, error.isNaN ? .infinity : error)
            squares += error * error
            samples += 1
          }
          positions += 1
          if Self.argmax(actual) == Self.argmax(position.logits) { winnersEqual += 1 }
        }
      }
    }
    rms = (squares / Double(samples)).squareRoot()
  }

  private static func argmax(_ values: [Double]) -> Int? { values.firstIndex(of: values.max() ?? 0) }

  private static func deviation(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
  }
}

extension EncoderDecoder {
  /// A fixture as a model whose activations stay in floats, or are rounded as in everyday use.
  static func open(_ name: String, exact: Bool, threads: Int = 2) throws -> EncoderDecoder {
    let pool = ThreadPool(threadCount: threads)
    let options =
      exact
      ? DecoderOptions(threads: pool, activations: .float32, cache: .float32) : DecoderOptions(threads: pool)
    let path = SharedMaterial.fixtures.appending(path: name + ".gguf").path
    return try EncoderDecoder(file: GGUFFile(path: path), options: options)
  }

  /// The tokens that follow the decoder's first one when the likeliest is taken each time.
  func greedy(after tokens: [TokenID], count: Int) throws -> [TokenID] {
    let state = makeState(for: try encode(tokens.map { .token($0) }), capacity: count)
    var next = configuration.decoderStart
    var out: [TokenID] = []
    for _ in 0..<count {
      let logits = try evaluate([.token(next)], state: state)[0]
      next = TokenID(ReferenceDifference.argmax(logits))
      out.append(next)
    }
    return out
  }
}
