// ModelConfigurationFile.swift: type-checked reading of a small JSON file of settings beside a model.

/// A JSON file whose top is an object.
struct ModelConfigurationFile {
  /// Real ones take 1 KiB.
  static let maximumByteCount = 1 << 20

  let path: String
  private let members: [String: StrictJSON]

  /// Reads and parses `path`.
  init(path: String) throws(ModelFileError) {
    let mapped = try MappedFile(path: path)
    guard mapped.byteCount <= Self.maximumByteCount else {
      throw .tooLarge(file: path, byteCount: mapped.byteCount, limit: Self.maximumByteCount)
    }
    let bytes = mapped.copy(0..<mapped.byteCount)
    let value: StrictJSON
    do throws(StrictJSON.Failure) {
      value = try StrictJSON.parse(bytes)
    } catch {
      throw .malformed(FilePlace(file: path, offset: error.offset, field: "JSON"), error.defect)
    }
    guard case .object(let members) = value else {
      throw .malformed(
        FilePlace(file: path, offset: 0, field: "JSON"), .wrongJSONKind(expected: "object"))
    }
    self.path = path
    self.members = members
  }

  /// The text of `key`.
  func string(_ key: String) throws(ModelFileError) -> String {
    guard let value = members[key] else { throw .missingKey(file: path, key: key) }
    guard case .string(let text) = value else { throw wrong(key, "string") }
    return text
  }

  /// The truth value of `key`, or nil without the key or with null.
  func boolIfPresent(_ key: String) throws(ModelFileError) -> Bool? {
    switch members[key] {
    case nil, .null: return nil
    case .bool(let flag): return flag
    default: throw wrong(key, "truth value")
    }
  }

  /// The whole number of `key`.
  func integer(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int {
    guard let value = try integerIfPresent(key, in: range) else {
      throw .missingKey(file: path, key: key)
    }
    return value
  }

  /// The whole number of `key`, or nil without the key.
  func integerIfPresent(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int? {
    guard let value = members[key] else { return nil }
    guard case .integer(let number) = value else { throw wrong(key, "whole number") }
    guard range.contains(Int(number)) else {
      throw .badValue(
        file: path, key: key, value: "\(number)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
    return Int(number)
  }

  /// The number of `key`, or nil without the key.
  func floatIfPresent(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Float? {
    let number: Double
    switch members[key] {
    case nil: return nil
    case .number(let value): number = value
    case .integer(let value): number = Double(value)
    default: throw wrong(key, "number")
    }
    guard range.contains(number) else {
      throw .badValue(
        file: path, key: key, value: "\(number)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
    return Float(number)
  }

  /// Throws where the text of `key` is another than these.
  func require(_ key: String, oneOf known: [String], default fallback: String) throws(ModelFileError) {
    let value = members[key] == nil ? fallback : try string(key)
    guard known.contains(value) else {
      throw .unsupportedFeature(file: path, feature: "\(key) \(value.prefix(32))")
    }
  }

  private func wrong(_ key: String, _ expected: String) -> ModelFileError {
    .malformed(FilePlace(file: path, offset: 0, field: key), .wrongJSONKind(expected: expected))
  }
}
