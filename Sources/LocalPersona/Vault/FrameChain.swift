// FrameChain.swift: sealing and opening the frames of a segment, one after the other.
//
// A frame is authenticated together with its place: vault, segment, generation, number, and the tag of
// the frame before it. So a frame that was moved, repeated, left out or brought from elsewhere does not
// open. Its length, number and predecessor stand before it under a mask that only the key lifts, so
// that nobody else can find, count or measure the frames.

internal import Crypto

/// What a frame carries.
struct Frame: Equatable {
  /// Whether this is the last frame of its change in this stream.
  var isLast: Bool

  /// The change that added the content; survives rewriting.
  var commit: UInt64

  /// The record of an entry, or a piece of derived data.
  var payload: [UInt8]

  static let headerByteCount = 16

  /// The largest payload.
  static let maximumPayloadByteCount = LengthBuckets.maximum - headerByteCount

  private static let lastFlag: UInt16 = 1

  init(isLast: Bool, commit: UInt64, payload: [UInt8]) {
    (self.isLast, self.commit, self.payload) = (isLast, commit, payload)
  }

  private var paddedByteCount: Int { LengthBuckets.padded(Self.headerByteCount + payload.count) }

  /// How much of a file it takes.
  var sealedByteCount: Int { FrameChain.overheadByteCount + paddedByteCount }

  /// The padded plaintext.
  func encode() -> [UInt8] {
    let byteCount = paddedByteCount
    var writer = ByteWriter(reserving: byteCount)
    writer.write(isLast ? Self.lastFlag : 0)
    writer.write(UInt16(0))
    writer.write(UInt32(payload.count))
    writer.write(commit)
    writer.write(payload)
    writer.pad(to: byteCount)
    return writer.bytes
  }

  /// Reads the header of a padded plaintext; the payload is where `payload` says.
  static func decodeHeader(
    _ plaintext: [UInt8]
  ) throws(FormatError) -> (isLast: Bool, commit: UInt64, payload: Range<Int>) {
    var reader = ByteReader(plaintext)
    let flags = try reader.read(UInt16.self)
    guard flags & ~lastFlag == 0 else { throw FormatError(offset: 0) }
    try reader.expect(UInt16(0))
    let payloadByteCount = Int(try reader.read(UInt32.self))
    let commit = try reader.read(UInt64.self)
    guard payloadByteCount <= reader.remaining else { throw FormatError(offset: 4) }
    return (flags & lastFlag != 0, commit, headerByteCount..<headerByteCount + payloadByteCount)
  }
}

/// A frame that was opened, in its padded plaintext.
struct OpenedFrame {
  var plaintext: [UInt8]
  var payload: Range<Int>
  var isLast: Bool
  var commit: UInt64

  /// The frame's number in its segment.
  var number: UInt64

  /// Where the next frame begins.
  var end: Int

  /// A copy that can be sealed again.
  var frame: Frame { Frame(isLast: isLast, commit: commit, payload: Array(plaintext[payload])) }
}

/// The place of the next frame of a segment.
struct FrameChain {
  static let tagByteCount = 16

  /// Length, a zero, the number, and the tag of the frame before: masked.
  static let maskedByteCount = 32

  static let nonceByteCount = 24

  static let overheadByteCount = maskedByteCount + AuthenticatedBox.overheadByteCount
  static let minimumFrameByteCount = overheadByteCount + LengthBuckets.minimum

  /// What the next frame is authenticated with: purpose, vault, segment, generation, number, tag.
  private var context: [UInt8]

  /// What the mask of a frame comes from: the segment, then the frame's nonce.
  private var maskInput: [UInt8]

  /// The number of the next frame.
  private(set) var number: UInt64

  /// The tag of the frame before, or of the segment's header.
  private(set) var tag: [UInt8]

  private static let numberOffset = 56

  /// Starts after the header of a segment, or after `number` frames of which the last has `tag`.
  init(vaultID: [UInt8], segment: SegmentName, generation: UInt64, number: UInt64 = 0, tag: [UInt8]) {
    var writer = ByteWriter(reserving: 80)
    writer.write("persona fram 1\0\0".utf8)
    writer.write(vaultID)
    writer.write(segment.bytes)
    writer.write(generation)
    context = writer.bytes
    maskInput = segment.bytes + [UInt8](repeating: 0, count: Self.nonceByteCount)
    self.number = number
    self.tag = tag
    writeContext(number: number, tag: tag)
  }

  /// Seals the next frame.
  mutating func seal(_ frame: Frame, keys: borrowing VaultKeys) -> [UInt8] {
    let box = AuthenticatedBox.seal(frame.encode().rawBytes, key: keys.frames, context: context.rawBytes)
    var header = ByteWriter(reserving: Self.maskedByteCount)
    header.write(UInt32(box.count))
    header.write(UInt32(0))
    header.write(number)
    header.write(tag)
    var sealed = masked(header.bytes, nonce: box[..<Self.nonceByteCount], keys: keys)
    sealed.append(contentsOf: box)
    advance(to: number + 1, tag: Array(box.suffix(Self.tagByteCount)))
    return sealed
  }

  /// Opens the frame that should be next, at `offset` of a file of which the bytes to `end` count.
  ///
  /// - Throws: ``VaultDamage/Problem/changedFrame(number:offset:)``,
  ///   ``VaultDamage/Problem/misplacedFrame(expected:found:offset:)``,
  ///   ``VaultDamage/Problem/malformedRecord(frame:offset:)``. The chain stays where it was.
  mutating func open(
    _ file: [UInt8], at offset: Int, end: Int, keys: borrowing VaultKeys
  ) throws(VaultDamage.Problem) -> OpenedFrame {
    guard let header = maskedHeader(file, at: offset, end: end, keys: keys) else {
      throw .changedFrame(number: number, offset: offset)
    }
    guard header.number == number, header.tag == tag else {
      // Is it whole, but not the one that belongs here?
      guard header.number != number, opensWhereItClaims(file, header: header, keys: keys) else {
        throw .changedFrame(number: number, offset: offset)
      }
      throw .misplacedFrame(expected: number, found: header.number, offset: offset)
    }
    let box = file.rawBytes.extracting(header.box)
    guard
      let plaintext = try? AuthenticatedBox.openInPlain(box, key: keys.frames, context: context.rawBytes)
    else { throw .changedFrame(number: number, offset: offset) }
    let opened = try decoded(plaintext, end: header.box.upperBound)
    advance(to: number + 1, tag: Array(file[..<header.box.upperBound].suffix(Self.tagByteCount)))
    return opened
  }

  /// Opens whatever frame of this segment begins at `offset`, and continues after it; nil where there is
  /// none.
  mutating func openAny(_ file: [UInt8], at offset: Int, keys: borrowing VaultKeys) -> OpenedFrame? {
    guard let header = maskedHeader(file, at: offset, end: file.count, keys: keys),
      header.number < 1 << 40
    else { return nil }
    var other = self
    other.advance(to: header.number, tag: header.tag)
    guard let frame = try? other.open(file, at: offset, end: file.count, keys: keys) else { return nil }
    self = other
    return frame
  }

  private func decoded(_ plaintext: [UInt8], end: Int) throws(VaultDamage.Problem) -> OpenedFrame {
    do {
      let header = try Frame.decodeHeader(plaintext)
      return OpenedFrame(
        plaintext: plaintext, payload: header.payload, isLast: header.isLast, commit: header.commit,
        number: number, end: end)
    } catch {
      throw .malformedRecord(frame: number, offset: error.offset)
    }
  }

  private struct MaskedHeader {
    var box: Range<Int>
    var number: UInt64
    var tag: [UInt8]
  }

  /// What stands before the box at `offset`; nil where that cannot be, which is all but certain for
  /// bytes that are no frame: lengths are few, and four bytes are zero.
  private mutating func maskedHeader(
    _ file: [UInt8], at offset: Int, end: Int, keys: borrowing VaultKeys
  ) -> MaskedHeader? {
    guard end <= file.count, offset >= 0, end - offset >= Self.minimumFrameByteCount else { return nil }
    let boxStart = offset + Self.maskedByteCount
    let header = masked(
      Array(file[offset..<boxStart]), nonce: file[boxStart..<boxStart + Self.nonceByteCount], keys: keys)
    var reader = ByteReader(header)
    guard let boxByteCount = try? reader.read(UInt32.self), let zero = try? reader.read(UInt32.self),
      let number = try? reader.read(UInt64.self), let tag = try? reader.readBytes(Self.tagByteCount)
    else { return nil }
    let plaintextByteCount = Int(boxByteCount) - AuthenticatedBox.overheadByteCount
    guard zero == 0, LengthBuckets.contains(plaintextByteCount), Int(boxByteCount) <= end - boxStart else {
      return nil
    }
    return MaskedHeader(box: boxStart..<boxStart + Int(boxByteCount), number: number, tag: Array(tag))
  }

  private func opensWhereItClaims(
    _ file: [UInt8], header: MaskedHeader, keys: borrowing VaultKeys
  ) -> Bool {
    var other = self
    other.writeContext(number: header.number, tag: header.tag)
    let plaintext = try? AuthenticatedBox.openInPlain(
      file.rawBytes.extracting(header.box), key: keys.frames, context: other.context.rawBytes)
    return plaintext != nil
  }

  /// The 32 bytes combined with the mask that belongs to a nonce; doing it twice gives them back.
  private mutating func masked(
    _ bytes: [UInt8], nonce: ArraySlice<UInt8>, keys: borrowing VaultKeys
  ) -> [UInt8] {
    for (index, byte) in nonce.enumerated() { maskInput[SegmentName.byteCount + index] = byte }
    var mask = KeyedHash.hash(maskInput.rawBytes, key: keys.masks, byteCount: Self.maskedByteCount)
    for index in 0..<Self.maskedByteCount { mask[index] ^= bytes[index] }
    return mask
  }

  private mutating func advance(to number: UInt64, tag: [UInt8]) {
    self.number = number
    self.tag = tag
    writeContext(number: number, tag: tag)
  }

  private mutating func writeContext(number: UInt64, tag: [UInt8]) {
    context.removeSubrange(Self.numberOffset...)
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      context.append(UInt8(truncatingIfNeeded: number >> shift))
    }
    context.append(contentsOf: tag)
  }
}
