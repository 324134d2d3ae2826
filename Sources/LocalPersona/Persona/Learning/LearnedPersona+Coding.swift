// LearnedPersona+Coding.swift: the bytes of a learned persona.
//
// Little-endian: "PLRN", version, winner, rows, terms, table, fingerprints, counts, date. Whatever is not
// exactly so is refused: lengths beyond the end, numbers that are not finite, unknown kinds, bytes left over.

internal import Inference

extension LearnedPersona {
  private static let magic = Array("PLRN".utf8)
  private static let version: UInt32 = 1
  private static let maximumResultCount: UInt32 = 256
  private static let maximumSoftCount: UInt32 = 1024

  /// The record as bytes.
  func encode() -> [UInt8] {
    var writer = ByteWriter(reserving: 4096 + 4 * softRows.count)
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.write(winner)
    writer.write(rowsOrigin.rawValue)
    writer.write(UInt32(softCount))
    writer.writeCounted(softRows)
    writer.writeCounted(terms?.encode() ?? [])
    writer.write(UInt32(results.count))
    for result in results {
      writer.write(result.strategy)
      for number in [result.loss, result.difference, result.low, result.high] {
        writer.write(number.bitPattern)
      }
    }
    for fingerprint in [modelFingerprint, encoderFingerprint, plugFingerprint] {
      writer.writeCounted(fingerprint)
    }
    writer.write(newestID.value)
    for count in [entryCount, heldOutCount, stepCount] { writer.write(UInt32(count)) }
    writer.write(date.secondsSince1970)
    return writer.bytes
  }

  /// Reads a record.
  ///
  /// - Throws: `FormatError`, and what the terms throw.
  init(decoding bytes: [UInt8]) throws {
    var reader = ByteReader(bytes)
    guard try Array(reader.readBytes(4)) == Self.magic else { throw FormatError(offset: 0) }
    try reader.expect(Self.version)
    winner = try reader.readStrategy()
    rowsOrigin = try reader.readRows()
    softCount = Int(try reader.readCount(upTo: Self.maximumSoftCount))
    softRows = try reader.readCountedFloats()
    guard softRows.isEmpty || (softCount > 0 && softRows.count.isMultiple(of: softCount)) else {
      throw FormatError(offset: reader.offset)
    }
    let termBytes = try reader.readCountedBytes()
    terms = termBytes.isEmpty ? nil : try TermModel(decoding: termBytes)
    results = []
    for _ in 0..<(try reader.readCount(upTo: Self.maximumResultCount)) {
      results.append(try reader.readResult())
    }
    modelFingerprint = try reader.readFingerprint()
    encoderFingerprint = try reader.readFingerprint()
    plugFingerprint = try reader.readFingerprint()
    guard let id = EntryID(value: try reader.read()) else { throw FormatError(offset: reader.offset) }
    newestID = id
    entryCount = Int(try reader.read(UInt32.self))
    heldOutCount = Int(try reader.read(UInt32.self))
    stepCount = Int(try reader.read(UInt32.self))
    date = Timestamp(try reader.readSigned())
    guard reader.remaining == 0 else { throw FormatError(offset: reader.offset) }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ strategy: LearnedStrategy) {
    write(strategy.rows.rawValue)
    write(UInt8(clamping: strategy.exampleCount))
    write(UInt8(strategy.usesTerms ? 1 : 0))
  }

  /// Bytes behind their count.
  mutating func writeCounted(_ bytes: [UInt8]) {
    write(UInt32(bytes.count))
    write(bytes)
  }

  /// Numbers behind their count.
  mutating func writeCounted(_ numbers: [Float]) {
    write(UInt32(numbers.count))
    write(numbers)
  }
}

extension ByteReader {
  fileprivate mutating func readRows() throws(FormatError) -> LearnedStrategy.Rows {
    let start = offset
    guard let rows = LearnedStrategy.Rows(rawValue: try read()) else { throw FormatError(offset: start) }
    return rows
  }

  fileprivate mutating func readStrategy() throws(FormatError) -> LearnedStrategy {
    let rows = try readRows()
    let exampleCount = Int(try read(UInt8.self))
    let start = offset
    let terms = try read(UInt8.self)
    guard terms <= 1 else { throw FormatError(offset: start) }
    return LearnedStrategy(rows: rows, exampleCount: exampleCount, usesTerms: terms == 1)
  }

  fileprivate mutating func readResult() throws(FormatError) -> LearnedResult {
    LearnedResult(
      strategy: try readStrategy(), loss: try readFinite(), difference: try readFinite(),
      low: try readFinite(), high: try readFinite())
  }

  fileprivate mutating func readFingerprint() throws(FormatError) -> [UInt8] {
    let start = offset
    let bytes = try readCountedBytes()
    guard bytes.isEmpty || bytes.count == 32 else { throw FormatError(offset: start) }
    return bytes
  }

  private mutating func readFinite() throws(FormatError) -> Double {
    let start = offset
    let number = Double(bitPattern: try read())
    guard number.isFinite else { throw FormatError(offset: start) }
    return number
  }

  /// A count of at most `limit`.
  mutating func readCount(upTo limit: UInt32) throws(FormatError) -> UInt32 {
    let start = offset
    let count = try read(UInt32.self)
    guard count <= limit else { throw FormatError(offset: start) }
    return count
  }

  /// Bytes behind their count, which never exceeds what is left.
  mutating func readCountedBytes() throws(FormatError) -> [UInt8] {
    Array(try readBytes(Int(try read(UInt32.self))))
  }

  /// Finite numbers behind their count.
  mutating func readCountedFloats() throws(FormatError) -> [Float] {
    let start = offset
    let numbers = try readFloats(Int(try read(UInt32.self)))
    guard numbers.allSatisfy(\.isFinite) else { throw FormatError(offset: start) }
    return numbers
  }
}
