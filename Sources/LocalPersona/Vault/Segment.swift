// Segment.swift: a file of frames. It begins with a sealed header that says which vault, stream and
// generation it belongs to, so that its frames can be read even where the list of segments is lost.

internal import Crypto

/// Limits of segments.
enum Segment {
  /// When a segment reaches this length, the next frame goes to a new one.
  ///
  /// Small enough that taking one entry out rewrites little, large enough that a long history has few
  /// files.
  static let targetByteCount = 4 << 20

  /// No segment is longer: the target, and one frame of the largest size beyond it.
  static let maximumByteCount = UInt64(8 << 20)

  static let headerByteCount = SegmentHeader.plaintextByteCount + AuthenticatedBox.overheadByteCount
}

/// The random number that a segment is named by.
struct SegmentName: Hashable, CustomStringConvertible {
  static let byteCount = 16

  let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The number in a file name: 32 lower-case hexadecimal digits.
  init?(fileName: String) {
    let digits = Array(fileName.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    for index in 0..<Self.byteCount {
      guard let high = Self.value(of: digits[2 * index]), let low = Self.value(of: digits[2 * index + 1])
      else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  static func random() -> SegmentName { SegmentName(bytes: RandomBytes.make(byteCount)) }

  var description: String { hexadecimal(bytes) }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// Two lower-case digits for each byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// The beginning of a segment.
struct SegmentHeader: Equatable {
  static let plaintextByteCount = 64

  var kind: UInt16

  /// The place of this segment among those of the same addition, from 0; after a rewriting that of what it
  /// replaced, and rising where that was divided.
  var part: UInt16 = 0

  var epoch: UInt32
  var key: [UInt8]
  var generation: UInt64

  /// Rises from segment to segment of a stream: see ``SegmentOrder``.
  ///
  /// Equal only where there was no room for another number, as between the segments of one addition in vaults
  /// of the first versions: ``part`` tells those apart.
  var order: UInt64

  /// The change that wrote it.
  var commit: UInt64

  func seal(name: SegmentName, vaultID: [UInt8], keys: borrowing VaultKeys) -> [UInt8] {
    var writer = ByteWriter(reserving: Self.plaintextByteCount)
    writer.write(kind)
    writer.write(part)
    writer.write(epoch)
    writer.write(key)
    writer.write(generation)
    writer.write(order)
    writer.write(commit)
    return AuthenticatedBox.seal(
      writer.bytes.rawBytes, key: keys.frames, context: Self.context(name, vaultID).rawBytes)
  }

  /// Opens the beginning of `bytes`; nil where it is not authentic.
  static func open(
    _ bytes: [UInt8], name: SegmentName, vaultID: [UInt8], keys: borrowing VaultKeys
  ) -> SegmentHeader? {
    guard bytes.count >= Segment.headerByteCount else { return nil }
    let box = bytes.rawBytes.extracting(first: Segment.headerByteCount)
    guard
      let plaintext = try? AuthenticatedBox.openInPlain(
        box, key: keys.frames, context: context(name, vaultID).rawBytes)
    else { return nil }
    return try? SegmentHeader(decoding: plaintext)
  }

  private init(decoding plaintext: [UInt8]) throws(FormatError) {
    var reader = ByteReader(plaintext)
    kind = try reader.read()
    part = try reader.read()
    epoch = try reader.read()
    key = Array(try reader.readBytes(VaultStream.keyByteCount))
    generation = try reader.read()
    order = try reader.read()
    commit = try reader.read()
  }

  init(
    kind: UInt16, part: UInt16, epoch: UInt32, key: [UInt8], generation: UInt64, order: UInt64, commit: UInt64
  ) {
    (self.kind, self.part, self.epoch, self.key) = (kind, part, epoch, key)
    (self.generation, self.order, self.commit) = (generation, order, commit)
  }

  private static func context(_ name: SegmentName, _ vaultID: [UInt8]) -> [UInt8] {
    Array("persona segm 1\0\0".utf8) + vaultID + name.bytes
  }
}
