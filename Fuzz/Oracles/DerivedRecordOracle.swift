// DerivedRecordOracle.swift: a piece of derived data. Its stream is known by the hash of its own first
// bytes and by a number of frames, so both are made to fit.

import Crypto

@testable import LocalPersona

enum DerivedRecordOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    var reader = ByteReader(bytes)
    guard let nameByteCount = try? reader.read(UInt8.self),
      (try? reader.readBytes(Int(nameByteCount))) != nil,
      let hashByteCount = try? reader.read(UInt8.self), (try? reader.readBytes(Int(hashByteCount))) != nil
    else { return try refused(bytes, by: VaultStream(kind: VaultStream.derivedKind, key: VaultStream.noKey)) }
    let key = SHA256.hash(of: Array(bytes[..<reader.offset]))
    _ = try? reader.read(UInt32.self)
    var stream = VaultStream(kind: VaultStream.derivedKind, key: key)
    stream.segments = [
      SegmentReference(
        name: FuzzKeys.segment, generation: 1, order: 0,
        frameCount: UInt64((try? reader.read(UInt32.self)) ?? 0), length: Segment.maximumByteCount,
        lastTag: [UInt8](repeating: 0, count: FrameChain.tagByteCount))
    ]
    guard let record = try? DerivedRecord.decode(bytes, 0..<bytes.count, of: stream) else { return .refused }
    try require(record.encode() == bytes, "derived data is written as it was read")
    stream.key[0] ^= 1
    _ = try refused(bytes, by: stream)
    return .accepted
  }

  private static func refused(
    _ bytes: [UInt8], by stream: VaultStream
  ) throws(OracleFailure) -> Verdict {
    let record = try? DerivedRecord.decode(bytes, 0..<bytes.count, of: stream)
    try require(record == nil, "derived data of another stream is refused")
    return .refused
  }
}
