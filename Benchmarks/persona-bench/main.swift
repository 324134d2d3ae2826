// persona-bench: times the engine on one model file, for Benchmarks/compare.
//
// usage: persona-bench decode|prefill MODEL.gguf TOKENS THREADS [ROUNDS]
//        persona-bench train MODEL.gguf TOKENS THREADS [ROUNDS [LENGTH]]
//        persona-bench encode FOLDER TOKENS THREADS [ROUNDS]
//        persona-bench open MODEL.gguf TOKENS THREADS
//        persona-bench tokenize MODEL.gguf TEXT-FILE THREADS [ROUNDS]
// Prints one line of JSON: tokens a second of each round and what it ran on; of `tokenize` the milliseconds that it
// takes to open the tokenizer, and millions of bytes a second.

import Foundation
import Inference

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let duration = ContinuousClock.now - start
  return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

/// Tokens that no kernel can treat specially: the same ones in every run.
func tokens(_ count: Int, vocabulary: Int) -> [InputRow] {
  var random = SplitMix64(seed: 7)
  return (0..<count).map { _ in .token(TokenID(random.next() % UInt64(vocabulary))) }
}

func rounds(_ count: Int, tokens: Int, _ body: () throws -> Void) rethrows -> [Double] {
  var speeds: [Double] = []
  for _ in 0..<count { speeds.append(Double(tokens) / (try seconds(body))) }
  return speeds
}

/// Steps of training: 8 soft rows in front, the loss on the last 64 tokens of each sequence (half of a short one).
func train(_ decoder: Decoder, _ count: Int, _ repeats: Int, length: Int) throws -> [Double] {
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
  return try rounds(repeats, tokens: count) { _ = try training.gradients(batch) }
}

func measure(_ mode: String, _ path: String, _ count: Int, _ threads: Int, _ repeats: Int) throws -> [Double]
{
  let pool = ThreadPool(threadCount: threads)
  if mode == "encode" {
    let encoder = try TextEncoder(folder: path, threads: pool)
    // "a" is one token; the encoder adds two.
    let text = [String](repeating: "a", count: count - 2).joined(separator: " ")
    _ = try encoder.encode([text])
    return try rounds(repeats, tokens: count) { _ = try encoder.encode([text]) }
  }
  let decoder = try Decoder(file: GGUFFile(path: path), options: DecoderOptions(threads: pool))
  if mode == "train" {
    return try train(decoder, count, repeats, length: arguments.count > 6 ? Int(arguments[6]) ?? 107 : 107)
  }
  let state = decoder.makeState(capacity: count + 16)
  let input = tokens(count, vocabulary: decoder.configuration.vocabularyCount)
  if mode == "prefill" {
    _ = try decoder.evaluate(input, state: state)
    return try rounds(repeats, tokens: count) {
      state.truncate(to: 0)
      _ = try decoder.evaluate(input, state: state)
    }
  }
  _ = try decoder.evaluate([input[0]], state: state)
  return try rounds(repeats, tokens: count) {
    state.truncate(to: 1)
    for row in input { _ = try decoder.evaluate([row], state: state) }
  }
}

func opening(_ path: String, _ count: Int, _ threads: Int) throws -> [Double] {
  let time = try seconds {
    let pool = ThreadPool(threadCount: threads)
    let decoder = try Decoder(file: GGUFFile(path: path), options: DecoderOptions(threads: pool))
    let state = decoder.makeState(capacity: 512)
    _ = try decoder.evaluate(tokens(count, vocabulary: decoder.configuration.vocabularyCount), state: state)
  }
  return [time]
}

/// How long it takes to make a tokenizer, and how fast it is.
func tokenizing(_ path: String, _ textPath: String, _ repeats: Int) throws -> String {
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
  let lists = [openings, speeds].map { $0.map { String(format: "%.1f", $0) }.joined(separator: ", ") }
  return "{\"mode\": \"tokenize\", \"bytes\": \(bytes.count), \"tokens\": \(count), "
    + "\"opening_ms\": [\(lists[0])], \"megabytes_per_second\": [\(lists[1])]}"
}

let arguments = CommandLine.arguments
if arguments.count >= 5, arguments[1] == "tokenize" {
  do {
    print(
      try tokenizing(arguments[2], arguments[3], arguments.count > 5 ? Int(arguments[5]) ?? 5 : 5))
    exit(0)
  } catch { fail("\(error)") }
}
guard arguments.count >= 5, let count = Int(arguments[3]), let threads = Int(arguments[4]), count > 2,
  threads > 0
else {
  fail("usage: persona-bench decode|prefill|encode|open|train|tokenize MODEL TOKENS|TEXT THREADS [ROUNDS]")
}
let mode = arguments[1], path = arguments[2]
guard ["decode", "prefill", "encode", "open", "train"].contains(mode) else { fail("unknown mode \(mode)") }
do {
  let results =
    mode == "open"
    ? try opening(path, count, threads)
    : try measure(mode, path, count, threads, arguments.count > 5 ? Int(arguments[5]) ?? 5 : 5)
  let list = results.map { String(format: "%.3f", $0) }.joined(separator: ", ")
  let unit = mode == "open" ? "seconds" : "tokens_per_second"
  print(
    "{\"mode\": \"\(mode)\", \"tokens\": \(count), \"threads\": \(threads), "
      + "\"kernels\": \"\(InstructionSet.current.rawValue)\", \"\(unit)\": [\(list)]}")
} catch { fail("\(error)") }
