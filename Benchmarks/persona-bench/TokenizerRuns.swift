// TokenizerRuns.swift: how long a tokenizer takes to make, and how fast it reads.

import Foundation
import Inference

/// Milliseconds and millions of bytes a second, of each round.
func tokenizing(_ path: String, _ textPath: String, repeats: Int) throws -> (
  bytes: Int, tokens: Int, opening: [Double], speed: [Double]
) {
  let bytes = try Data(contentsOf: URL(fileURLWithPath: textPath))
  let text = String(decoding: bytes, as: UTF8.self)
  var openings: [Double] = [], speeds: [Double] = [], count = 0
  for _ in 0..<repeats {
    var tokenizer: (any Tokenizer)?
    openings.append(try seconds { tokenizer = try makeTokenizer(GGUFFile(path: path).metadata) } * 1000)
    let time = seconds {
      count = tokenizer?.encode(text, addSpecial: false, parseSpecial: false).count ?? 0
    }
    speeds.append(Double(bytes.count) / time / 1e6)
  }
  return (bytes.count, count, openings, speeds)
}
