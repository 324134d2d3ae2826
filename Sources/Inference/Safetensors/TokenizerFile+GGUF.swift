// TokenizerFile+GGUF.swift: a tokenizer.json as the keys `tokenizer.*` of GGUF.

extension TokenizerFile {
  /// The keys of the tokenizer.
  ///
  /// - Parameters:
  ///   - settings: What the files beside it say.
  ///   - rowCount: The rows of the embedding: so many tokens there are.
  /// - Returns: Each key once.
  /// - Throws: ``ModelFileError/notConvertible(file:feature:)`` for tokenizers that GGUF, or this program,
  ///   has none of; ``ModelFileError/badValue(file:key:value:allowed:)`` where tokens do not fit together.
  func keys(
    settings: TokenizerSettings, rowCount: Int
  ) throws(ModelFileError) -> [(name: String, value: GGUFWriter.Value)] {
    let kind = try TokenizerKind(self)
    var table = try TokenTable(self, rowCount: rowCount)
    var keys: [(name: String, value: GGUFWriter.Value)] = []
    func add(_ key: String, _ value: GGUFWriter.Value) { keys.append(("tokenizer.ggml." + key, value)) }
    switch kind {
    case .byteLevel(let preTokenizer):
      guard let merges = TokenTable.lines(mergeParts) else {
        throw .notConvertible(file: path, feature: "merges of texts with spaces")
      }
      add("model", .string("gpt2"))
      add("pre", .string(preTokenizer))
      add("tokens", .texts(table.packed))
      add("token_type", .int32s(table.kinds.map { Int32($0.rawValue) }))
      add("merges", .texts(merges))
    case .sentencePiece(let addsSpacePrefix):
      table.markBytes(unknown: modelText("unk_token").flatMap { id(of: $0) })
      add("model", .string("llama"))
      add("pre", .string("default"))
      add("tokens", .texts(table.packed))
      add("scores", .float32s(table.scores(mergeParts)))
      add("token_type", .int32s(table.kinds.map { Int32($0.rawValue) }))
      add("add_space_prefix", .bool(addsSpacePrefix))
    }
    for (role, key) in [("bos", "bos"), ("eos", "eos"), ("unk", "unknown"), ("pad", "padding")] {
      if let id = settings.id(role, count: rowCount) { add(key + "_token_id", .uint32(UInt32(id))) }
    }
    add("add_bos_token", .bool(settings.adds("bos")))
    add("add_eos_token", .bool(settings.adds("eos")))
    if let template = settings.chatTemplate { keys.append(("tokenizer.chat_template", .string(template))) }
    return keys
  }
}
