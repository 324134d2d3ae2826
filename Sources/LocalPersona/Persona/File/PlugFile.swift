// PlugFile.swift: the form of a plug on disk; docs/formats.md specifies every byte.
//
// Weights are kept in half precision: they are rows and matrices of size 1, and rounding them by 2⁻¹¹ is far
// below what training jitters. The population's statistics are divided by, so they stay in single precision.

private import Crypto

/// Writes and reads plug files.
enum PlugFile {
  static let version: UInt16 = 1

  /// What every plug file begins with.
  static let magic: [UInt8] = Array("persona".utf8) + [0x1C]

  /// The largest file, 64 MiB: a plug for a model ten times the size of the default one.
  static let maximumByteCount = 64 << 20

  static let maximumNameByteCount = 64
  static let maximumInputDimension = 4096
  static let maximumEmbeddingLength = 1 << 14
  static let maximumRowCount = 256
  static let maximumHiddenCount = 1 << 14
  static let maximumCardCount = 256
  static let maximumCardKeyByteCount = 64
  static let maximumCardValueByteCount = 1 << 14
  static let maximumBankCount = 4096
  static let maximumTemperature: Float = 1000
  static let maximumDecay: Float = 100

  /// The part that every version begins with: magic, version, zero, length.
  static let prefixByteCount = 16

  /// The bytes of `document`.
  ///
  /// Numbers that are not finite are written as they are, and refused by ``decode(_:)``.
  ///
  /// - Precondition: Fingerprints of 32 bytes, as many kinds as vectors in the bank, and vectors of the
  ///   plug's dimension.
  static func encode(_ document: PlugDocument) -> [UInt8] {
    let plug = document.plug
    let dimension = plug.inputDimension
    precondition(
      document.decoderFingerprint.count == 32 && document.encoderFingerprint.count == 32,
      "a fingerprint has 32 bytes")
    precondition(document.bank.count == document.bankKinds.count, "each author of the bank has a kind")
    precondition(document.bank.allSatisfy { $0.count == dimension }, "the bank is of another encoder")
    var writer = ByteWriter(reserving: 2 * plug.parameters.values.count + (1 << 16))
    writer.write(magic)
    writer.write(version)
    writer.write(UInt16(0))
    writer.write(UInt32(0))
    writer.write(settings: plug.settings)
    writer.write(UInt32(dimension))
    writer.write(UInt32(plug.embeddingLength))
    writer.write([plug.embeddingScale])
    writer.write(document.decoderFingerprint)
    writer.write(document.encoderFingerprint)
    writer.write(text: document.name)
    writer.write(text: document.decoderName)
    writer.write(UInt16(document.card.count))
    let card = document.card.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
    for (key, value) in card {
      writer.write(text: key)
      writer.write(text: value)
    }
    writer.write(plug.statistics.mean)
    writer.write(plug.statistics.deviation)
    writer.write(UInt32(plug.parameters.values.count))
    writer.write(halves: plug.parameters.values)
    writer.write(UInt32(document.bank.count))
    for kind in document.bankKinds { writer.write(text: kind) }
    for vector in document.bank { writer.write(halves: vector) }
    return seal(writer)
  }

  /// Puts in the length, and the checksum at the end.
  private static func seal(_ writer: ByteWriter) -> [UInt8] {
    var writer = writer
    var length = ByteWriter()
    length.write(UInt32(writer.bytes.count + SHA256.digestByteCount))
    writer.overwrite(at: prefixByteCount - 4, with: length.bytes)
    return writer.bytes + SHA256.hash(of: writer.bytes)
  }

  /// Reads a file that may be anything.
  ///
  /// - Throws: ``PlugFileError``, with the first thing that is wrong.
  static func decode(_ bytes: [UInt8]) throws(PlugFileError) -> PlugDocument {
    let end = try verify(bytes)
    var reader = PlugFileReader(bytes, prefixByteCount..<end)
    let document = try reader.document()
    try reader.requireEnd()
    return document
  }

  /// Checks all that can be said before a field is looked at.
  ///
  /// - Returns: Where the fields end and the checksum begins.
  private static func verify(_ bytes: [UInt8]) throws(PlugFileError) -> Int {
    guard bytes.starts(with: magic.prefix(bytes.count)), !bytes.isEmpty else { throw .notAPlug }
    guard bytes.count >= prefixByteCount else {
      throw .cutShort(expected: prefixByteCount + SHA256.digestByteCount, actual: bytes.count)
    }
    let found = UInt16(bytes[8]) | UInt16(bytes[9]) << 8
    guard found == version else { throw .unknownVersion(Int(found)) }
    let length = (12..<16).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    guard length <= maximumByteCount else { throw .tooLarge(byteCount: length, maximum: maximumByteCount) }
    guard bytes.count >= length else { throw .cutShort(expected: length, actual: bytes.count) }
    guard bytes.count == length else { throw .trailingBytes(expected: length, actual: bytes.count) }
    let end = length - SHA256.digestByteCount
    guard end >= prefixByteCount, bytes[10] == 0, bytes[11] == 0,
      SHA256.hash(of: bytes.rawBytes.extracting(0..<end)) == Array(bytes[end...])
    else { throw .changed }
    return end
  }
}

extension ByteWriter {
  /// Settings by their raw values.
  fileprivate mutating func write(settings: PlugSettings) {
    write(settings.encoder.rawValue)
    write(settings.form.rawValue)
    write(settings.aggregator.rawValue)
    write(settings.instructionSource.rawValue)
    write(UInt8(settings.learnsTemperature ? 1 : 0))
    write(UInt8(settings.standardises ? 1 : 0))
    write(UInt16(0))
    write(UInt32(settings.instructionCount))
    write(UInt32(settings.personaCount))
    write(UInt32(settings.hiddenCount))
    write([settings.temperature, settings.recencyDecay])
  }

  /// A text with its length.
  fileprivate mutating func write(text: String) {
    write(UInt16(text.utf8.count))
    write(text.utf8)
  }

  /// Each number in two bytes.
  fileprivate mutating func write(halves numbers: [Float]) {
    for number in numbers { write(HalfPrecision.bits(of: number)) }
  }
}
