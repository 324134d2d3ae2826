// GGUFOracle.swift: a model file, and what the program does with one: a header that is read is one that a
// decoder, an encoder or an encoder-decoder can be made of and run, or it is refused; nothing traps, and
// nothing is read past the end.
//
// An input is a file as it is, or what happens to the fields of a small model that is right: see ModelScript.

@testable import Inference

enum GGUFOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let file = ModelScript(bytes).file
    return try ScratchBytes.withFile(file, named: ".gguf", run)
  }

  private static let text = "the abc\nA é<|im_start|>"

  private static func run(_ path: String) throws(OracleFailure) -> Verdict {
    guard let file = try? GGUFFile(path: path) else { return .refused }
    for tensor in file.tensors.values {
      try require(
        tensor.byteRange.upperBound <= file.mapped.byteCount && tensor.elementCount > 0,
        "a tensor lies within its file")
    }
    _ = ChatTemplate.recognise(file.metadata)
    let tokens = try tokens(file.metadata)
    // Each kind of model asks for its own architecture first, so that a file is never two.
    let verdicts = [
      try runDecoder(file, tokens), try runTextEncoder(file), try runEncoderDecoder(file, tokens),
    ]
    let count = verdicts.filter { $0 == .accepted }.count
    try require(count <= 1, "a file is a model of one kind")
    return count == 1 ? .accepted : .refused
  }

  /// A text in the tokens of the file; nothing where it has no tokenizer.
  private static func tokens(_ metadata: GGUFMetadata) throws(OracleFailure) -> [TokenID] {
    guard let tokenizer = try? makeTokenizer(metadata) else { return [] }
    let tokens = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
    try require(
      tokens.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularyCount }, "token ids are those of the vocabulary"
    )
    for token in tokens { _ = tokenizer.bytes(of: token) }
    return tokens
  }

  private static func runDecoder(_ file: GGUFFile, _ tokens: [TokenID]) throws(OracleFailure) -> Verdict {
    let options = DecoderOptions(threads: ThreadPool(threadCount: 1))
    guard let decoder = try? Decoder(file: file, options: options) else { return .refused }
    let state = decoder.makeState(capacity: 2)
    let rows = tokens.prefix(state.capacity).map(InputRow.token)
    let logits = try require(try? decoder.evaluate(rows, state: state), "a model that is taken can be run")
    try require(
      logits.last?.count == decoder.configuration.vocabularyCount || rows.isEmpty, "there is a logit a token")
    return .accepted
  }

  private static func runTextEncoder(_ file: GGUFFile) throws(OracleFailure) -> Verdict {
    let threads = ThreadPool(threadCount: 1)
    guard let encoder = try? TextEncoder(file: file, threads: threads) else { return .refused }
    let vectors = try require(try? encoder.encode([text, ""]), "an encoder that is taken can be run")
    try require(
      vectors.count == 2 && vectors.allSatisfy { $0.count == encoder.dimension },
      "a text has a vector as wide as the model")
    return .accepted
  }

  private static func runEncoderDecoder(
    _ file: GGUFFile, _ tokens: [TokenID]
  ) throws(OracleFailure) -> Verdict {
    let options = DecoderOptions(threads: ThreadPool(threadCount: 1))
    guard let model = try? EncoderDecoder(file: file, options: options) else { return .refused }
    let rows = tokens.prefix(8).map(InputRow.token)
    let input = try require(try? model.encode(rows), "an encoder-decoder that is taken can read")
    let state = model.makeState(for: input, capacity: 2)
    let vocabularyCount = model.configuration.vocabularyCount
    let written = [InputRow.token(model.configuration.decoderStart), .token(TokenID(vocabularyCount - 1))]
    let logits = try require(
      try? model.evaluate(written, state: state), "an encoder-decoder that is taken can write")
    try require(logits.last?.count == vocabularyCount, "there is a logit a token")
    return .accepted
  }
}

/// An input as a model file.
///
/// The first byte: 0 for a file as it is; otherwise which small model, then changes of seven bytes each: the
/// field (2), what happens to it (1), and a number of four bytes, or one at the edges of what readers compute
/// with.
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
    let model = SmallModel.all[(Int(kind) - 1) % SmallModel.all.count]
    var file = model.file
    for start in stride(from: 1, through: bytes.count - 7, by: 7) {
      let change = bytes[start..<start + 7], numbers = Array(change)
      let field = model.fields[(Int(numbers[0]) | Int(numbers[1]) << 8) % model.fields.count]
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
