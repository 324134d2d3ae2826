// GGUFOracle.swift: a model file, and what the program does with one: a header that is read is one that a model can
// be made of and run, or it is refused; nothing traps, and nothing is read past the end.
//
// An input is a file as it is, or what happens to the fields of a small model that is right: see ModelScript.

@testable import Inference

enum GGUFOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let file = ModelScript(bytes).file
    return try ScratchBytes.withFile(file, named: ".gguf", run)
  }

  private static func run(_ path: String) throws(OracleFailure) -> Verdict {
    guard let file = try? GGUFFile(path: path) else { return .refused }
    for tensor in file.tensors.values {
      try require(
        tensor.byteRange.upperBound <= file.mapped.byteCount && tensor.elementCount > 0,
        "a tensor lies within its file")
    }
    _ = ChatTemplate.recognise(file.metadata)
    guard let tokenizer = try? makeTokenizer(file.metadata) else { return .refused }
    let tokens = tokenizer.encode("the abc\nA é<|im_start|>", addSpecial: true, parseSpecial: true)
    try require(
      tokens.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularyCount }, "token ids are those of the vocabulary"
    )
    for token in tokens { _ = tokenizer.bytes(of: token) }
    let options = DecoderOptions(threads: ThreadPool(threadCount: 1))
    guard let decoder = try? Decoder(file: file, options: options) else { return .refused }
    let state = decoder.makeState(capacity: 2)
    let rows = tokens.prefix(state.capacity).map(InputRow.token)
    let logits = try require(try? decoder.evaluate(rows, state: state), "a model that is taken can be run")
    try require(
      logits.last?.count == decoder.configuration.vocabularyCount || rows.isEmpty, "there is a logit a token")
    return .accepted
  }
}

/// An input as a model file.
///
/// The first byte: 0 for a file as it is; otherwise which tokenizer the model has, then changes of seven bytes
/// each: the field (2), what happens to it (1), and a number of four bytes, or one at the edges of what readers
/// compute with.
private struct ModelScript {
  let file: [UInt8]

  private static let edges: [UInt64] = [
    0, 1, 2, 3, 7, 8, 31, 32, 33, 64, 255, 4096, 65_535, 65_536, 1 << 24, (1 << 31) - 1, 1 << 31,
    (1 << 32) - 1,
    1 << 32, 1 << 61, 1 << 62, (1 << 63) - 1, 1 << 63, .max - 31, .max, 0xAAAA_AAAA_AAAA_AAAB,
  ]

  init(_ bytes: [UInt8]) {
    guard let kind = bytes.first, kind != 0 else {
      file = Array(bytes.dropFirst())
      return
    }
    var builder = GGUFBuilder.llama(tokenizer: ["llama", "gpt2", "bert"][Int(kind) % 3])
    var file = builder.bytes()
    let fields = builder.fields
    for start in stride(from: 1, through: bytes.count - 7, by: 7) {
      let change = bytes[start..<start + 7], numbers = Array(change)
      let field = fields[(Int(numbers[0]) | Int(numbers[1]) << 8) % fields.count]
      let range = min(field.lowerBound, file.count)..<min(field.upperBound, file.count)
      let number = numbers[3...].enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * $1.offset) }
      Self.change(&file, range, kind: numbers[2], number)
    }
    self.file = file
  }

  private static func change(_ file: inout [UInt8], _ range: Range<Int>, kind: UInt8, _ number: UInt64) {
    switch kind % 6 {
    case 0: overwrite(&file, range, with: number)
    case 1: overwrite(&file, range, with: edges[Int(number % UInt64(edges.count))])
    case 2:
      guard !range.isEmpty else { return }
      file[range.lowerBound + Int(number % UInt64(range.count))] ^=
        UInt8(truncatingIfNeeded: number >> 24) | 1
    case 3: file.removeSubrange(range)
    case 4: file.insert(contentsOf: Array(file[range]), at: range.upperBound)
    default: file.removeLast(min(file.count, Int(number % 65_536)))
    }
  }

  private static func overwrite(_ file: inout [UInt8], _ range: Range<Int>, with number: UInt64) {
    for (offset, place) in range.prefix(8).enumerated() {
      file[place] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(offset)))
    }
  }
}
