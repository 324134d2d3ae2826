// PackedWeightsFormat.swift: what the writer and the reader of packed weights share (docs/formats.md).

/// Which model file packed weights were made from.
public struct PackedSource: Sendable, Equatable {
  /// The length of a fingerprint.
  public static let fingerprintByteCount = 32

  /// What tells the file from others: the SHA-256 of its bytes.
  public let fingerprint: [UInt8]

  /// The size of the file.
  public let byteCount: Int

  /// Joins the two.
  ///
  /// - Precondition: The fingerprint has ``fingerprintByteCount`` bytes.
  public init(fingerprint: [UInt8], byteCount: Int) {
    precondition(
      fingerprint.count == Self.fingerprintByteCount, "a fingerprint of \(fingerprint.count) bytes")
    self.fingerprint = fingerprint
    self.byteCount = byteCount
  }
}

/// Numbers of the format.
enum PackedWeightsFormat {
  /// `ppanels` and the end-of-file character of old systems, so that nobody takes it for text.
  static let magic: UInt64 = 0x1A73_6C65_6E61_7070

  static let version: UInt32 = 1

  /// Kernels load whole lines of the cache.
  static let alignment = 64

  /// Magic, two versions, fingerprint, four numbers of 64 bits.
  static let fixedByteCount = 8 + 4 + 4 + PackedSource.fingerprintByteCount + 4 * 8

  /// A tensor in the header, without its name: length of the name, type, four numbers of 64 bits.
  static let recordByteCount = 8 + 4 + 4 * 8

  static let checksumByteCount = 8

  /// A name of the model file, and the range of rows of a matrix that is joined with others.
  static let nameByteCount = 255

  /// 65,536 tensors with names of usual length.
  static let headerByteCount = 8 << 20

  static func padded(_ byteCount: Int) -> Int { (byteCount + alignment - 1) / alignment * alignment }
}

/// FNV-1a of 64 bits: seals the header against damage.
///
/// Each step is a bijection of the sum and of the byte, so that no change of one byte goes unseen. It is no
/// signature: what a header says is checked all the same.
struct HeaderChecksum {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// The checksum of the first `count` of `bytes`.
  static func of(_ bytes: RawSpan, count: Int) -> UInt64 {
    var checksum = HeaderChecksum()
    for index in 0..<count { checksum.add(bytes.littleEndian(UInt8.self, at: index)) }
    return checksum.value
  }

  /// The checksum of `bytes`.
  static func of(_ bytes: [UInt8]) -> UInt64 {
    var checksum = HeaderChecksum()
    for byte in bytes { checksum.add(byte) }
    return checksum.value
  }
}
