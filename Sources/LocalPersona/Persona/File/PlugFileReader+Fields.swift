// PlugFileReader+Fields.swift: single fields of a plug file; each says its name and place where it is
// refused.

extension PlugFileReader {
  mutating func integer<Number: FixedWidthInteger & UnsignedInteger>(
    _ field: String
  ) throws(PlugFileError) -> Number {
    let start = offset
    do { return try reader.read() } catch { throw .overrun(field: field, offset: start) }
  }

  mutating func bytes(_ field: String, count: Int) throws(PlugFileError) -> [UInt8] {
    let start = offset
    do { return Array(try reader.readBytes(count)) } catch { throw .overrun(field: field, offset: start) }
  }

  /// A number of four bytes within limits.
  mutating func count(_ field: String, _ limits: ClosedRange<Int>) throws(PlugFileError) -> Int {
    let start = offset
    let value = Int(try integer(field) as UInt32)
    guard limits.contains(value) else {
      throw .badValue(
        field: field, offset: start, value: "\(value)",
        allowed: "\(limits.lowerBound) to \(limits.upperBound)")
    }
    return value
  }

  mutating func flag(_ field: String) throws(PlugFileError) -> Bool {
    let start = offset
    let value: UInt8 = try integer(field)
    guard value <= 1 else {
      throw .badValue(field: field, offset: start, value: "\(value)", allowed: "0 or 1")
    }
    return value == 1
  }

  /// A case by its raw value.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ field: String
  ) throws(PlugFileError) -> Choice where Choice.RawValue == UInt8 {
    let start = offset
    let value: UInt8 = try integer(field)
    guard let choice = Choice(rawValue: value) else {
      let known = Choice.allCases.map { "\($0.rawValue)" }.joined(separator: ", ")
      throw .badValue(field: field, offset: start, value: "\(value)", allowed: "one of \(known)")
    }
    return choice
  }

  /// A number in single precision, above 0 or, where `orZero` is true, not below it.
  mutating func number(
    _ field: String, atMost upper: Float, orZero: Bool = false
  ) throws(PlugFileError) -> Float {
    let start = offset
    let value = try singles(field, count: 1)[0]
    guard value > 0 || (orZero && value == 0), value <= upper else {
      throw .badValue(
        field: field, offset: start, value: "\(value)",
        allowed: "\(orZero ? "from" : "above") 0, at most \(upper)")
    }
    return value
  }

  /// A text with its length; more than one line only where `ofLines` is true.
  mutating func text(
    _ field: String, maximum: Int, ofLines: Bool = false
  ) throws(PlugFileError) -> String {
    let start = offset
    let byteCount = Int(try integer(field) as UInt16)
    guard byteCount <= maximum else {
      throw .badValue(
        field: field, offset: start, value: "\(byteCount) bytes", allowed: "at most \(maximum) bytes")
    }
    let bytes = try bytes(field, count: byteCount)
    // Controls could move the cursor of a terminal, and make a card say something else than it does.
    guard let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: {
        $0.properties.generalCategory == .control && !(ofLines && $0 == "\n")
      })
    else { throw .notText(field: field, offset: start) }
    return text
  }

  /// Numbers in single precision, all of them finite.
  mutating func singles(_ field: String, count: Int) throws(PlugFileError) -> [Float] {
    let start = offset
    let numbers: [Float]
    do { numbers = try reader.readFloats(count) } catch { throw .overrun(field: field, offset: start) }
    return try finite(numbers, field, start)
  }

  /// Numbers in half precision, all of them finite.
  mutating func halves(_ field: String, count: Int) throws(PlugFileError) -> [Float] {
    let start = offset
    let bytes = try bytes(field, count: 2 * count)
    var numbers: [Float] = []
    numbers.reserveCapacity(count)
    for index in 0..<count {
      let bits = UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
      numbers.append(HalfPrecision.float(bits: bits))
    }
    return try finite(numbers, field, start)
  }

  private func finite(
    _ numbers: [Float], _ field: String, _ offset: Int
  ) throws(PlugFileError) -> [Float] {
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(field: field, offset: offset, index: index)
    }
    return numbers
  }
}
