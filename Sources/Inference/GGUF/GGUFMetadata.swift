// GGUFMetadata.swift: type-checked reading of what a GGUF file says about itself.
//
// Every getter checks the type; numbers are checked against a range by the caller's word. Arrays are read
// from the mapping on demand.

/// The keys and values of one GGUF file.
public struct GGUFMetadata: Sendable {
  /// The mapped file, which arrays are read from.
  let mapped: MappedFile

  /// All values, by key.
  let values: [String: GGUFValue]

  /// The path of the file, for errors.
  public var file: String { mapped.path }

  /// All keys, sorted.
  public var keys: [String] { values.keys.sorted() }

  /// Whether the file has `key`.
  public func contains(_ key: String) -> Bool { values[key] != nil }

  /// The text of `key`.
  ///
  /// - Throws: ``ModelFileError/missingKey(file:key:)``,
  ///   ``ModelFileError/wrongKeyType(file:key:expected:actual:)``; so do all getters.
  public func string(_ key: String) throws(ModelFileError) -> String {
    try needed(key, stringIfPresent(key))
  }

  /// The text of `key`, or nil without the key.
  public func stringIfPresent(_ key: String) throws(ModelFileError) -> String? {
    guard let value = values[key] else { return nil }
    guard case .string(let text) = value else { throw wrongType(key, "string", value) }
    return text
  }

  /// The truth value of `key`, or nil without the key.
  public func boolIfPresent(_ key: String) throws(ModelFileError) -> Bool? {
    guard let value = values[key] else { return nil }
    guard case .bool(let flag) = value else { throw wrongType(key, "bool", value) }
    return flag
  }

  /// The whole number of `key`, stored in any integer type.
  ///
  /// - Throws: Also ``ModelFileError/badValue(file:key:value:allowed:)`` outside `range`.
  public func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    try needed(key, integerIfPresent(key, in: range))
  }

  /// The whole number of `key`, or nil without the key.
  public func integerIfPresent(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int? {
    guard let value = values[key] else { return nil }
    let number: Int?
    switch value {
    case .unsigned(let raw, _): number = Int(exactly: raw)
    case .signed(let raw, _): number = Int(raw)
    default: throw wrongType(key, "integer", value)
    }
    guard let number, range.contains(number) else {
      let text = if case .unsigned(let raw, _) = value { "\(raw)" } else { "\(number ?? 0)" }
      throw .badValue(
        file: file, key: key, value: text, allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The finite number of `key`, stored as a float.
  ///
  /// - Throws: Also ``ModelFileError/badValue(file:key:value:allowed:)`` outside `range`.
  public func float(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Float {
    try needed(key, floatIfPresent(key, in: range))
  }

  /// The finite number of `key`, or nil without the key.
  public func floatIfPresent(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Float? {
    guard let value = values[key] else { return nil }
    guard case .float(let number, _) = value else { throw wrongType(key, "float", value) }
    guard number.isFinite, range.contains(number) else {
      throw .badValue(
        file: file, key: key, value: "\(number)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
    return Float(number)
  }

  /// The strings of `key` in one buffer.
  public func texts(_ key: String) throws(ModelFileError) -> PackedTexts {
    let (count, range) = try array(key, .string)
    return GGUFArrays.texts(in: mapped.bytes, range: range, count: count)
  }

  /// The strings of `key`; for short lists.
  public func strings(_ key: String) throws(ModelFileError) -> [String] {
    let packed = try texts(key)
    return (0..<packed.count).map(packed.string)
  }

  /// The 32-bit floats of `key`, which may be any bit pattern.
  public func floats(_ key: String) throws(ModelFileError) -> [Float] {
    let (count, range) = try array(key, .float32)
    return GGUFArrays.numbers(UInt32.self, in: mapped.bytes, range: range, count: count)
      .map { Float(bitPattern: $0) }
  }

  /// The 32-bit integers of `key`, stored signed or unsigned.
  public func integers(_ key: String) throws(ModelFileError) -> [Int32] {
    if case .array(.uint32, let count, let range) = values[key] {
      return GGUFArrays.numbers(Int32.self, in: mapped.bytes, range: range, count: count)
    }
    let (count, range) = try array(key, .int32)
    return GGUFArrays.numbers(Int32.self, in: mapped.bytes, range: range, count: count)
  }

  /// The bytes of `key`, stored signed or unsigned, or nil without the key.
  public func bytesIfPresent(_ key: String) throws(ModelFileError) -> [UInt8]? {
    guard let value = values[key] else { return nil }
    switch value {
    case .array(.uint8, _, let range), .array(.int8, _, let range): return mapped.copy(range)
    default: throw wrongType(key, "array of uint8", value)
    }
  }

  /// How many elements the array of `key` has, or nil without the key.
  public func arrayCountIfPresent(_ key: String) throws(ModelFileError) -> Int? {
    guard let value = values[key] else { return nil }
    guard case .array(_, let count, _) = value else { throw wrongType(key, "array", value) }
    return count
  }

  private func array(_ key: String, _ element: GGUFType) throws(ModelFileError) -> (Int, Range<Int>) {
    guard let value = values[key] else { throw .missingKey(file: file, key: key) }
    guard case .array(element, let count, let range) = value else {
      throw wrongType(key, "array of \(element.name)", value)
    }
    return (count, range)
  }

  private func needed<T>(_ key: String, _ value: T?) throws(ModelFileError) -> T {
    guard let value else { throw .missingKey(file: file, key: key) }
    return value
  }

  private func wrongType(_ key: String, _ expected: String, _ value: GGUFValue) -> ModelFileError {
    .wrongKeyType(file: file, key: key, expected: expected, actual: value.typeName)
  }
}
