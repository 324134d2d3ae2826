// TokenizerFileOracle.swift: tokenizer.json and the small files beside it, which a folder from anywhere may
// have: what is taken becomes metadata that comes back as it was written, and a tokenizer with as many
// tokens.
//
// An input is the files in the order of `names`, with a zero byte between them; one that is empty is missing.

@testable import Inference

enum TokenizerFileOracle {
  private static let names = [
    "tokenizer.json", "config.json", "tokenizer_config.json", "special_tokens_map.json",
    "generation_config.json", "chat_template.jinja",
  ]

  /// How many tokens there may be: a model has a row of its embedding for each, which costs more than an
  /// input has.
  private static let maximumRowCount = 1024

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let parts = bytes.split(separator: 0, maxSplits: names.count - 1, omittingEmptySubsequences: false)
    var contents: [(name: String, bytes: [UInt8])] = []
    for (name, part) in zip(names, parts) where !part.isEmpty {
      contents.append((name: name, bytes: Array(part)))
    }
    let converted = ScratchBytes.withFolder(contents) { folder in keys(ofFolder: folder) }
    guard let converted else { return .refused }
    let header = GGUFWriter(keys: converted.keys, tensors: []).header
    try ScratchBytes.withFile(header, named: ".gguf") { (path: String) throws(OracleFailure) -> Void in
      let file = try require(try? GGUFFile(path: path), "a file that was written can be opened")
      for (name, value) in converted.keys {
        try require(isValue(value, of: name, in: file.metadata), "metadata comes back as it was written")
      }
      _ = ChatTemplate.recognise(file.metadata)
      try checkTokenizer(file, rowCount: converted.rowCount)
    }
    return .accepted
  }

  /// The keys that a folder's tokenizer becomes, and the rows of the model's embedding; nil for what is
  /// refused.
  private static func keys(
    ofFolder folder: String
  ) -> (keys: [(name: String, value: GGUFWriter.Value)], rowCount: Int)? {
    guard let config = try? ModelConfigurationFile(path: folder + "/config.json"),
      let rowCount = try? config.integer("vocab_size", in: 1...maximumRowCount),
      let tokenizer = try? TokenizerFile(path: folder + "/tokenizer.json"),
      let settings = try? TokenizerSettings(folder: folder, config: config, tokenizer: tokenizer),
      let keys = try? tokenizer.keys(settings: settings, rowCount: rowCount)
    else { return nil }
    return (keys: keys, rowCount: rowCount)
  }

  private static func isValue(
    _ value: GGUFWriter.Value, of key: String, in metadata: GGUFMetadata
  ) -> Bool {
    switch value {
    case .uint32(let number): (try? metadata.integer(key, in: 0...Int(UInt32.max))) == Int(number)
    case .float32(let number): (try? metadata.float(key, in: -1e30...1e30)) == number
    case .bool(let flag): (try? metadata.boolIfPresent(key)) == flag
    case .string(let text): (try? metadata.string(key)) == text
    case .texts(let texts): (try? metadata.texts(key)) == texts
    case .int32s(let numbers): (try? metadata.integers(key)) == numbers
    case .float32s(let numbers): (try? metadata.floats(key)) == numbers
    }
  }

  private static func checkTokenizer(_ file: GGUFFile, rowCount: Int) throws(OracleFailure) {
    let tokenizer = try require(try? makeTokenizer(file.metadata), "a tokenizer that was written can be made")
    try require(tokenizer.vocabularyCount == rowCount, "there are as many tokens as rows of the embedding")
    for parsesSpecial in [false, true] {
      let tokens = tokenizer.encode(
        "the abc\nA é 12<|im_start|>", addSpecial: true, parseSpecial: parsesSpecial)
      try require(
        tokens.allSatisfy { $0 >= 0 && $0 < rowCount }, "token ids are those of the vocabulary")
    }
    for token in 0..<rowCount { _ = tokenizer.bytes(of: TokenID(token)) }
  }
}
