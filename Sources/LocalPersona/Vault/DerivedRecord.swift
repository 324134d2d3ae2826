// DerivedRecord.swift: a piece of opaque derived data, as one frame carries it.
//
// What it is for (a name and a fingerprint), its number among the pieces and how many there are, then the
// bytes. Each piece says all of that, so that a frame can be judged by itself.

internal import Crypto

/// What derived data is for: a part of the program, and the model or setting that it was made with.
struct DerivedKey: Hashable, Sendable {
  static let maximumNameByteCount = 64
  static let maximumFingerprintByteCount = 64

  /// What it is: `plug`, `plug-checkpoint`, `terms`, `learned`.
  var name: String

  /// What it was made with; may be empty.
  var fingerprint: [UInt8]

  /// The key of its stream, which has one length whatever the name.
  var streamKey: [UInt8] { SHA256.hash(of: encoded) }

  /// Both parts with their lengths, so that no two keys are the same bytes.
  var encoded: [UInt8] {
    precondition(
      (1...Self.maximumNameByteCount).contains(name.utf8.count)
        && fingerprint.count <= Self.maximumFingerprintByteCount, "a key of derived data is too long")
    var writer = ByteWriter()
    writer.write(UInt8(name.utf8.count))
    writer.write(name.utf8)
    writer.write(UInt8(fingerprint.count))
    writer.write(fingerprint)
    return writer.bytes
  }
}

/// The binary form of a piece of derived data.
struct DerivedRecord: Equatable {
  /// How much of the data a frame takes: with the rest of the frame still within a bucket of 256 KiB.
  static let pieceByteCount = (256 << 10) - 256

  /// The number of pieces of the largest data.
  static let maximumPieceCount = (Vault.maximumDerivedByteCount + pieceByteCount - 1) / pieceByteCount

  var key: DerivedKey

  /// Its place among the pieces, from 0.
  var number: Int

  /// The number of pieces, at least 1: data may be empty.
  var pieceCount: Int

  var bytes: ArraySlice<UInt8>

  /// `bytes` in pieces that fit into frames.
  static func pieces(of bytes: [UInt8], for key: DerivedKey) -> [DerivedRecord] {
    let pieceCount = max(1, (bytes.count + pieceByteCount - 1) / pieceByteCount)
    return (0..<pieceCount).map { number in
      let start = number * pieceByteCount
      return DerivedRecord(
        key: key, number: number, pieceCount: pieceCount,
        bytes: bytes[start..<min(start + pieceByteCount, bytes.count)])
    }
  }

  func encode() -> [UInt8] {
    var writer = ByteWriter(reserving: bytes.count + 138)
    writer.write(key.encoded)
    writer.write(UInt32(number))
    writer.write(UInt32(pieceCount))
    writer.write(bytes)
    return writer.bytes
  }

  /// Reads the piece in `range` of `bytes`, which must belong to `stream`.
  static func decode(
    _ bytes: [UInt8], _ range: Range<Int>, of stream: VaultStream
  ) throws(FormatError) -> DerivedRecord {
    var reader = ByteReader(bytes, range)
    let nameByteCount = Int(try reader.read(UInt8.self))
    guard (1...DerivedKey.maximumNameByteCount).contains(nameByteCount) else {
      throw FormatError(offset: range.lowerBound)
    }
    let name = try reader.readText(nameByteCount)
    let fingerprintByteCount = Int(try reader.read(UInt8.self))
    guard fingerprintByteCount <= DerivedKey.maximumFingerprintByteCount else {
      throw FormatError(offset: reader.offset)
    }
    let key = DerivedKey(name: name, fingerprint: Array(try reader.readBytes(fingerprintByteCount)))
    let number = Int(try reader.read(UInt32.self))
    let pieceCount = Int(try reader.read(UInt32.self))
    let frameCount = stream.segments.reduce(0) { $0 + Int($1.frameCount) }
    guard key.streamKey == stream.key, pieceCount == frameCount, pieceCount <= maximumPieceCount,
      number < pieceCount, reader.remaining <= pieceByteCount,
      reader.remaining == pieceByteCount || number == pieceCount - 1
    else { throw FormatError(offset: reader.offset) }
    let rest = try reader.readBytes(reader.remaining)
    return DerivedRecord(key: key, number: number, pieceCount: pieceCount, bytes: rest)
  }
}
