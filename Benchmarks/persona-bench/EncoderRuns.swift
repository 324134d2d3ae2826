// EncoderRuns.swift: texts to vectors, one long text or many short ones.

import Inference

/// Tokens a second of encoding `texts` texts of `count` tokens each, with a folder's or a GGUF file's
/// encoder.
func encoding(_ path: String, _ count: Int, texts: Int, threads: Int, repeats: Int) throws -> [Double] {
  let pool = ThreadPool(threadCount: threads)
  let encoder =
    try path.hasSuffix(".gguf")
    ? TextEncoder(file: GGUFFile(path: path), threads: pool) : TextEncoder(folder: path, threads: pool)
  guard count <= encoder.maximumTokenCount else {
    fail("\(path) cuts texts at \(encoder.maximumTokenCount) tokens")
  }
  // "a" is one token; the encoder adds two.
  let text = [String](repeating: "a", count: count - 2).joined(separator: " ")
  let batch = [String](repeating: text, count: texts)
  _ = try encoder.encode(batch)
  return try rounds(repeats, units: count * texts) { _ = try encoder.encode(batch) }
}
