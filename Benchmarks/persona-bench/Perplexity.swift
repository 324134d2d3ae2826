// Perplexity.swift: how well a model foretells a text, by the rules of llama.cpp's llama-perplexity.
//
// The text's tokens are cut into chunks; the first token of each is the one that begins texts, where the
// model has one; of each chunk the second half is scored, so that every token scored has half a chunk before
// it.

import Foundation
import Inference

/// What `perplexity` found.
struct Perplexity {
  let chunkCount: Int
  let scoredCount: Int

  /// Mean negative log-likelihood of the scored tokens, in nats.
  let meanLoss: Double

  /// Reads `textPath` and scores whole chunks of `length` tokens.
  init(_ path: String, textPath: String, length: Int, threads: Int) throws {
    let options = DecoderOptions(threads: ThreadPool(threadCount: threads))
    let decoder = try Decoder(file: GGUFFile(path: path), options: options)
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: textPath)), as: UTF8.self)
    let all = decoder.tokenizer.encode(text, addSpecial: true, parseSpecial: false)
    // What begins a text: what an empty one consists of.
    let opening = decoder.tokenizer.encode("", addSpecial: true, parseSpecial: false).first
    let state = decoder.makeState(capacity: length), half = length / 2
    var loss = 0.0, count = 0
    chunkCount = all.count / length
    for number in 0..<chunkCount {
      var chunk = Array(all[number * length..<(number + 1) * length])
      if let opening { chunk[0] = opening }
      let rows = chunk.map(InputRow.token)
      state.truncate(to: 0)
      _ = try decoder.evaluate(Array(rows[..<half]), state: state, logits: .none)
      let logits = try decoder.evaluate(Array(rows[half...]), state: state, logits: .all)
      for position in half..<length - 1 {
        loss += Perplexity.loss(logits[position - half], of: Int(chunk[position + 1]))
        count += 1
      }
      FileHandle.standardError.write(Data("\rchunk \(number + 1) of \(chunkCount)".utf8))
    }
    FileHandle.standardError.write(Data("\n".utf8))
    scoredCount = count
    meanLoss = loss / Double(max(count, 1))
  }

  /// −log softmax(logits)[token].
  private static func loss(_ logits: [Float], of token: Int) -> Double {
    let top = logits.max() ?? 0
    let sum = logits.reduce(0.0) { $0 + Double(exp($1 - top)) }
    return log(sum) - Double(logits[token] - top)
  }
}
