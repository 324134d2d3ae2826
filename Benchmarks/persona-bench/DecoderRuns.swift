// DecoderRuns.swift: prefill, decoding, a training step, and opening a model, on random tokens.

import Inference

/// A language model, opened for measuring.
struct DecoderRuns {
  let decoder: Decoder

  init(_ path: String, threads: Int) throws {
    let file = try GGUFFile(path: path)
    let packed = try? PackedWeightsFile(path: packedPath(path), source: packedSource(file))
    let options = DecoderOptions(threads: ThreadPool(threadCount: threads), packedWeights: packed)
    decoder = try Decoder(file: file, options: options)
  }

  /// Tokens that no kernel can treat specially: the same ones in every run.
  private func tokens(_ count: Int) -> [InputRow] {
    var random = SplitMix64(seed: 7)
    return (0..<count).map { _ in
      .token(TokenID(random.next() % UInt64(decoder.configuration.vocabularyCount)))
    }
  }

  /// Multiplications and additions that a token takes in the matrices of all blocks, without attention and
  /// logits.
  var operationsPerToken: Int {
    let c = decoder.configuration, width = c.embeddingLength
    let heads = 2 * (c.headCount + c.headCountKV) * c.headDimension
    return 2 * c.blockCount * width * (heads + 3 * c.feedForwardLength)
  }

  /// `count` tokens at once, with the logits of the last.
  func prefill(_ count: Int, repeats: Int) throws -> [Double] {
    let state = decoder.makeState(capacity: count + 16), input = tokens(count)
    _ = try decoder.evaluate(input, state: state)
    return try rounds(repeats, units: count) {
      state.truncate(to: 0)
      _ = try decoder.evaluate(input, state: state)
    }
  }

  /// `count` tokens one at a time.
  func decode(_ count: Int, repeats: Int) throws -> [Double] {
    let state = decoder.makeState(capacity: count + 16), input = tokens(count)
    _ = try decoder.evaluate([input[0]], state: state)
    return try rounds(repeats, units: count) {
      state.truncate(to: 1)
      for row in input { _ = try decoder.evaluate([row], state: state) }
    }
  }

  /// Steps of training: 8 soft rows in front of each sequence of `length` rows, the loss on its last 64
  /// tokens (half of a short one).
  func train(_ count: Int, repeats: Int, length: Int) throws -> [Double] {
    let training = DecoderTraining(decoder), softCount = 8
    var random = SplitMix64(seed: 7)
    let batch = (0..<max(1, count / length)).map { _ in
      TrainingSequence(
        softRows: (0..<softCount * decoder.embeddingLength).map { _ in
          Float(random.next() % 1000) * 0.0002 - 0.1
        },
        tokens: (0..<length - softCount).map { _ in
          TokenID(random.next() % UInt64(decoder.configuration.vocabularyCount))
        }, targetStart: max((length - softCount + 1) / 2, length - softCount - 64))
    }
    _ = try training.gradients(batch)
    return try rounds(repeats, units: count) { _ = try training.gradients(batch) }
  }

  /// Seconds from nothing to the logits after `count` tokens.
  static func opening(_ path: String, _ count: Int, threads: Int) throws -> Double {
    try seconds {
      let runs = try DecoderRuns(path, threads: threads)
      let state = runs.decoder.makeState(capacity: 512)
      _ = try runs.decoder.evaluate(runs.tokens(count), state: state)
    }
  }
}
