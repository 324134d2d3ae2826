// ArchitectureKeys.swift: reading the numbers that a GGUF file keeps under its architecture's name.

/// The keys of one architecture, without its name in front.
struct ArchitectureKeys {
  let metadata: GGUFMetadata
  let prefix: String

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    try metadata.integer("\(prefix).\(key)", in: range)
  }

  func integerIfPresent(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int? {
    try metadata.integerIfPresent("\(prefix).\(key)", in: range)
  }

  func float(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Float {
    try metadata.float("\(prefix).\(key)", in: range)
  }

  func floatIfPresent(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Float? {
    try metadata.floatIfPresent("\(prefix).\(key)", in: range)
  }

  func stringIfPresent(_ key: String) throws(ModelFileError) -> String? {
    try metadata.stringIfPresent("\(prefix).\(key)")
  }

  func badValue(_ key: String, _ value: String, allowed: String) -> ModelFileError {
    .badValue(file: metadata.file, key: "\(prefix).\(key)", value: value, allowed: allowed)
  }

  /// The width of one head of `headCount`, for keys and values alike.
  func headDimension(embeddingLength: Int, headCount: Int) throws(ModelFileError) -> Int {
    let key = try integerIfPresent("attention.key_length", in: 2...4096)
    let value = try integerIfPresent("attention.value_length", in: 2...4096)
    if let key {
      guard value == nil || value == key else {
        throw .unsupportedFeature(
          file: metadata.file, feature: "value heads of another width than key heads")
      }
      return key
    }
    let (quotient, remainder) = embeddingLength.quotientAndRemainder(dividingBy: headCount)
    guard remainder == 0, (2...4096).contains(quotient), value == nil || value == quotient else {
      throw badValue(
        "attention.head_count", "\(headCount)",
        allowed: "a divisor of the embedding length \(embeddingLength)")
    }
    return quotient
  }

  /// How many tokens the file's vocabulary has; what the file says beside has to agree.
  func vocabularyCount() throws(ModelFileError) -> Int {
    let key = "tokenizer.ggml.tokens"
    guard let count = try metadata.arrayCountIfPresent(key) else {
      throw .missingKey(file: metadata.file, key: key)
    }
    let stated = try integerIfPresent("vocab_size", in: 1...GGUFLimits.arrayElementCount)
    guard count > 0, stated == nil || stated == count else {
      throw badValue("vocab_size", "\(stated ?? 0)", allowed: "\(count)")
    }
    return count
  }
}
