// persona-bench: times the engine on one model file, for the scripts beside it.
//
// usage: persona-bench decode|prefill MODEL.gguf TOKENS THREADS [ROUNDS]
//        persona-bench train MODEL.gguf TOKENS THREADS [ROUNDS [LENGTH]]
//        persona-bench encode FOLDER|MODEL.gguf TOKENS THREADS [ROUNDS [TEXTS]]
//        persona-bench open MODEL.gguf TOKENS THREADS
//        persona-bench pack MODEL.gguf - THREADS
//        persona-bench tokenize MODEL.gguf TEXT-FILE THREADS [ROUNDS]
//        persona-bench perplexity MODEL.gguf TEXT-FILE THREADS [LENGTH]
//        persona-bench limits - - THREADS
// `pack` writes MODEL.gguf.packed, which the modes that open a language model use from then on. Prints one
// line of JSON: tokens a second of each round and what it ran on; of `open` seconds; of `tokenize` the
// milliseconds that it takes to open the tokenizer, and millions of bytes a second; of `limits` what the
// machine can read (GB/s) and multiply (billions of 8-bit operations a second).

import Foundation
import Inference

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

func list(_ numbers: [Double], digits: Int = 3) -> String {
  "[" + numbers.map { String(format: "%.\(digits)f", $0) }.joined(separator: ", ") + "]"
}

let arguments = CommandLine.arguments
guard arguments.count >= 5, let threads = Int(arguments[4]), threads > 0 else {
  fail("usage: persona-bench MODE MODEL TOKENS|TEXT THREADS [ROUNDS [LENGTH|TEXTS]]; the source says more")
}
let (mode, path, amount) = (arguments[1], arguments[2], arguments[3])
let first = arguments.count > 5 ? Int(arguments[5]) : nil
let second = arguments.count > 6 ? Int(arguments[6]) : nil

/// The third argument, where it is a number of tokens.
func tokenCount() -> Int {
  guard let count = Int(amount), count > 2 else { fail("\(amount) is no number of tokens") }
  return count
}

/// The members of the line of JSON that say what was found.
func measure() throws -> String {
  let repeats = first ?? 5
  switch mode {
  case "decode":
    let speeds = try DecoderRuns(path, threads: threads).decode(tokenCount(), repeats: repeats)
    return "\"tokens\": \(amount), \"tokens_per_second\": \(list(speeds))"
  case "prefill":
    let runs = try DecoderRuns(path, threads: threads)
    let speeds = try runs.prefill(tokenCount(), repeats: repeats)
    return "\"tokens\": \(amount), \"operations_per_token\": \(runs.operationsPerToken), "
      + "\"tokens_per_second\": \(list(speeds))"
  case "train":
    let runs = try DecoderRuns(path, threads: threads)
    let speeds = try runs.train(tokenCount(), repeats: repeats, length: second ?? 107)
    return "\"tokens\": \(amount), \"tokens_per_second\": \(list(speeds))"
  case "encode":
    let texts = second ?? 1
    let speeds = try encoding(path, tokenCount(), texts: texts, threads: threads, repeats: repeats)
    return "\"tokens\": \(amount), \"texts\": \(texts), \"tokens_per_second\": \(list(speeds))"
  case "open":
    let time = try DecoderRuns.opening(path, tokenCount(), threads: threads)
    return "\"tokens\": \(amount), \"seconds\": \(list([time]))"
  case "pack":
    let found = try packing(path, threads: threads)
    return "\"bytes\": \(found.bytes), \"seconds\": \(list([found.seconds]))"
  case "tokenize":
    let found = try tokenizing(path, amount, repeats: repeats)
    return "\"bytes\": \(found.bytes), \"tokens\": \(found.tokens), "
      + "\"opening_ms\": \(list(found.opening, digits: 1)), "
      + "\"megabytes_per_second\": \(list(found.speed, digits: 1))"
  case "perplexity":
    let found = try Perplexity(path, textPath: amount, length: first ?? 512, threads: threads)
    return "\"chunks\": \(found.chunkCount), \"scored\": \(found.scoredCount), "
      + "\"nats_per_token\": \(String(format: "%.6f", found.meanLoss)), "
      + "\"perplexity\": \(String(format: "%.4f", exp(found.meanLoss)))"
  case "limits":
    let limits = MachineLimits(threads: threads)
    return "\"read_gb_per_second\": \(String(format: "%.1f", limits.readBytes / 1e9)), "
      + "\"integer_gops\": \(String(format: "%.0f", limits.integerOperations / 1e9))"
  default: fail("unknown mode \(mode)")
  }
}

do {
  let found = try measure(), kernels = InstructionSet.current.rawValue
  print("{\"mode\": \"\(mode)\", \"threads\": \(threads), \"kernels\": \"\(kernels)\", \(found)}")
} catch { fail("\(error)") }
