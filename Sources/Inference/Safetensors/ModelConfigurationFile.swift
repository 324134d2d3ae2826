// ModelConfigurationFile.swift: type-checked reading of a small JSON file of settings beside a model.

/// A JSON file whose top is an object.
struct ModelConfigurationFile {
  /// Real ones take 1 KiB; those of tokenizers with thousands of special tokens 1.2 MiB.
  static let maximumByteCount = 16 << 20

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
    self.init(path: path, members: members)
  }

  private init(path: String, members: [String: StrictJSON]) {
    self.path = path
    self.members = members
  }

  /// Reads and parses `path`, or gives nil where there is no such file.
  static func ifPresent(path: String) throws(ModelFileError) -> ModelConfigurationFile? {
    do throws(ModelFileError) {
      return try ModelConfigurationFile(path: path)
    } catch {
      if case .unreadable(_, MappedFile.missingCode) = error { return nil }
      throw error
    }
  }

  /// What `key` has, whatever it is; nil without the key or with null.
  func value(_ key: String) -> StrictJSON? {
    let value = members[key]
    return value == StrictJSON.null ? nil : value
  }

  /// The keys, sorted.
  var keys: [String] { members.keys.sorted() }

  /// The object of `key`, or nil without the key or with null; errors name its keys alone.
  func objectIfPresent(_ key: String) throws(ModelFileError) -> ModelConfigurationFile? {
    guard let value = value(key) else { return nil }
    guard case .object(let inner) = value else { throw wrong(key, "object") }
    return ModelConfigurationFile(path: path, members: inner)
  }

  /// The text of `key`, or nil without the key or with null.
  func stringIfPresent(_ key: String) throws(ModelFileError) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value else { throw wrong(key, "string") }
    return text
  }

  /// The texts of `key`, or nil without the key or with null.
  func stringsIfPresent(_ key: String) throws(ModelFileError) -> [String]? {
    guard let value = value(key) else { return nil }
    guard case .array(let elements) = value else { throw wrong(key, "array") }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw wrong(key, "array of strings") }
      texts.append(text)
    }
    return texts
  }

  /// The numbers of `key`, `count` of them.
  func floats(_ key: String, count: Int, in range: ClosedRange<Double>) throws(ModelFileError) -> [Float] {
    guard let value = value(key) else { throw .missingKey(file: path, key: key) }
    guard case .array(let elements) = value else { throw wrong(key, "array") }
    guard elements.count == count else {
      throw .badValue(
        file: path, key: key, value: "\(elements.count) numbers", allowed: "\(count) numbers")
    }
    var numbers: [Float] = []
    for element in elements { numbers.append(try number(element, key, in: range)) }
    return numbers
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

  /// The whole number of `key`, or nil without the key or with null.
  func integerIfPresent(_ key: String, in range: ClosedRange<Int>) throws(ModelFileError) -> Int? {
    guard let value = value(key) else { return nil }
    guard case .integer(let number) = value else { throw wrong(key, "whole number") }
    guard range.contains(Int(number)) else {
      throw .badValue(
        file: path, key: key, value: "\(number)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
    return Int(number)
  }

  /// The number of `key`, or nil without the key or with null.
  func floatIfPresent(_ key: String, in range: ClosedRange<Double>) throws(ModelFileError) -> Float? {
    guard let value = value(key) else { return nil }
    return try number(value, key, in: range)
  }

  private func number(
    _ value: StrictJSON, _ key: String, in range: ClosedRange<Double>
  ) throws(ModelFileError) -> Float {
    let number: Double
    switch value {
    case .number(let value): number = value
    case .integer(let value): number = Double(value)
    default: throw wrong(key, "number")
    }
    // As it is stored: where rounding leads out of the range, a reader of the result would refuse it.
    guard range.contains(Double(Float(number))) else {
      throw .badValue(
        file: path, key: key, value: "\(number)", allowed: "\(range.lowerBound) to \(range.upperBound)")
    }
    return Float(number)
  }

  /// Throws where the text of `key` is another than these.
  func require(_ key: String, oneOf known: [String], default fallback: String) throws(ModelFileError) {
    let value = try stringIfPresent(key) ?? fallback
    guard known.contains(value) else {
      throw .unsupportedFeature(file: path, feature: "\(key) \(value.prefix(32))")
    }
  }

  private func wrong(_ key: String, _ expected: String) -> ModelFileError {
    .malformed(FilePlace(file: path, offset: 0, field: key), .wrongJSONKind(expected: expected))
  }
}
