// JSONValue.swift: a JSON document (RFC 8259) as a value, with the order of its members kept.
//
// Whole numbers that fit stay exact (`integer`); everything else is a `number`. See JSONParser for
// what is accepted and JSONWriter for what is written.

/// A JSON value.
public enum JSONValue: Sendable {
  /// `null`.
  case null

  /// `true` or `false`.
  case bool(Bool)

  /// A number written without fraction and exponent that fits 64 bits.
  case integer(Int64)

  /// Any other number.
  case number(Double)

  /// A string.
  case string(String)

  /// An array.
  case array([JSONValue])

  /// An object; its members in order, each name once.
  case object([(String, JSONValue)])
}

extension JSONValue {
  /// The value of the member `name`, or nil where this is no object or has no such member.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == name }?.1
  }

  /// The string, or nil where this is no string.
  public var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The whole number, or nil where this is none; `2.0` is a `number`, not an integer.
  public var integer: Int64? {
    guard case .integer(let value) = self else { return nil }
    return value
  }

  /// The number, whole or not, or nil where this is none.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The truth value, or nil where this is none.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements, or nil where this is no array.
  public var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members in order, or nil where this is no object.
  public var object: [(String, JSONValue)]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// `.string(value)`, or `.null` where `value` is nil.
  public init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }

  /// `.integer` of a count.
  public init(_ value: Int) { self = .integer(Int64(value)) }

  /// `.number`, rounded to `Float`'s shortest form so that 0.1 does not print as 0.10000000149.
  public init(_ value: Float) { self = .number(Double(value.description) ?? Double(value)) }

  /// `.array` of strings.
  public init(_ values: [String]) { self = .array(values.map(JSONValue.string)) }
}

extension JSONValue: Equatable {
  /// Compares values; the order of members counts, and strings compare by their scalars' equivalence.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left.elementsEqual(right, by: ==)
    default: false
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// The compact text; see ``text``.
  public var description: String { text }
}
