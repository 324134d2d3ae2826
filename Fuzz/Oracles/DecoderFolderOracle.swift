// DecoderFolderOracle.swift: a decoder's folder from anywhere, and the GGUF file that it becomes. What is
// taken makes a file that opens, with a model that runs: what can be refused is refused before anything is
// written.
//
// An input is what happens to the members of a small folder that is right: see FolderScript.

@testable import Inference

enum DecoderFolderOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let script = FolderScript(bytes)
    return try ScratchBytes.withFolder(script.builder.contents) {
      (folder: String) throws(OracleFailure) -> Verdict in
      let asItIs = try run(folder, nil, script)
      let rounded = try run(folder, script.quantization, script)
      return asItIs == .accepted ? asItIs : rounded
    }
  }

  private static func run(
    _ folder: String, _ quantization: Quantization?, _ script: FolderScript
  ) throws(OracleFailure) -> Verdict {
    guard let converter = try? DecoderFolder(folder, quantization: quantization) else { return .refused }
    let threads = ThreadPool(threadCount: 1)
    var file: [UInt8] = []
    do {
      _ = try converter.write(threads: threads) { file += $0 }
    } catch {
      try require(
        !script.isTame && error is ModelFileError, "only weights are refused while they are written")
      return .refused
    }
    try require(file.count == converter.byteCount, "a file is as long as it was said to be")
    return try ScratchBytes.withFile(file, named: ".gguf") {
      (path: String) throws(OracleFailure) -> Verdict in
      try run(path, threads, isTame: script.isTame)
      return .accepted
    }
  }

  private static func run(_ path: String, _ threads: ThreadPool, isTame: Bool) throws(OracleFailure) {
    let file = try require(try? GGUFFile(path: path), "a file that was written can be opened")
    let made = try? Decoder(file: file, options: DecoderOptions(threads: threads))
    let decoder = try require(made, "a model that was converted can be made")
    let vocabularyCount = decoder.configuration.vocabularyCount
    let state = decoder.makeState(capacity: 2)
    let rows = [0, vocabularyCount - 1].prefix(state.capacity).map { InputRow.token(TokenID($0)) }
    let evaluated = try? decoder.evaluate(rows, state: state)
    let logits = try require(evaluated?.last, "a model that was converted can be run")
    try require(logits.count == vocabularyCount, "there is a logit a token")
    // Large weights may add up to more than a float can be.
    try require(!isTame || logits.allSatisfy(\.isFinite), "small weights give finite logits")
  }
}

/// An input as a decoder's folder.
///
/// The first byte: which family, and whether the weights are in two files. The second: which sizes, and how
/// matrices are rounded. Then changes of seven bytes each: the member (2), what happens to it (1), and a
/// number of four bytes.
private struct FolderScript {
  private(set) var builder: DecoderFolderBuilder
  let quantization: Quantization

  /// Whether all weights are those of the builder.
  private(set) var isTame = true

  /// Values at the edges of what is allowed, of other kinds, and of objects that members may be.
  private static let edges = [
    "0", "1", "2", "33", "-1", "0.5", "0.1", "1e-12", "1e30", "9223372036854775807", "18446744073709551616",
    "true", "false", "null", "\"\"", "[]", "{}", #""F32""#, #""BF16""#, #""b.safetensors""#,
    #""../a.safetensors""#, #"{"rope_type":"llama3","factor":8}"#, #"{"type":"linear","factor":2.5}"#,
    #"{"rope_type":"longrope","short_factor":[1,1,1,1,1,1,1,1],"long_factor":[1,2,3,4,5,6,7,8]}"#,
    #"{"full_attention":{"rope_theta":500000},"sliding_attention":{"rope_theta":20000}}"#,
  ]

  init(_ bytes: [UInt8]) {
    let first = Int(bytes.first ?? 0), second = Int(bytes.dropFirst().first ?? 0)
    let families = DecoderFamily.all, shapes = DecoderFolderShape.all, roundings = Quantization.allCases
    quantization = roundings[second / shapes.count % roundings.count]
    builder = DecoderFolderBuilder(
      families[first % families.count], shapes[second % shapes.count],
      isSharded: first / families.count % 2 == 1)
    for start in stride(from: 2, through: bytes.count - 7, by: 7) {
      let numbers = bytes[start..<start + 7].map { Int($0) }
      let field = (numbers[0] | numbers[1] << 8) % builder.fields.count
      let number = numbers[3] | numbers[4] << 8 | numbers[5] << 16 | numbers[6] << 24
      change(field, kind: numbers[2], number)
    }
  }

  private mutating func change(_ field: Int, kind: Int, _ number: Int) {
    switch kind % 6 {
    case 0: builder.fields[field].value = Array("\(number)".utf8)
    case 1: builder.fields[field].value = Array(Self.edges[number % Self.edges.count].utf8)
    case 2:
      let byteCount = builder.fields[field].value.count
      guard byteCount > 0 else { return }
      builder.fields[field].value[number % byteCount] ^= UInt8(number >> 24) | 1
    case 3: builder.fields[field] = DecoderFolderBuilder.Field(before: "", value: [])
    case 4: builder.fields[field].value = builder.fields[number % builder.fields.count].value
    default:
      isTame = false
      let place = 2 * (number & 0xFFFF) % builder.weights.count
      builder.weights[place] = UInt8(number >> 16 & 0xFF)
      builder.weights[place + 1] = UInt8(number >> 24)
    }
  }
}
