// VaultHead.swift: the file `head.<epoch>`: the sealed list of the segments that make up the vault now.
//
// It is replaced as a whole by a rename: that is the moment at which a change has happened. It counts
// the changes, so an older list is recognised by whoever remembers a newer one.

internal import Crypto

/// The state of a vault, but for the content of its segments.
struct VaultHead: Equatable {
  /// The plaintext is a multiple of this, so that its size says little about the number of segments.
  static let paddingByteCount = 1024
  static let maximumByteCount = 16 << 20

  /// Counts all changes, from 1, the creation.
  var commit: UInt64 = 1

  /// Counts the changes that rewrote something, from 1.
  var generation: UInt64 = 1

  /// The header must have at least this revision.
  var headerRevision: UInt64 = 1

  /// When the last change was made.
  var time: Timestamp

  /// The entries first, then derived data.
  var streams: [VaultStream] = [VaultStream(kind: VaultStream.entriesKind, key: VaultStream.noKey)]

  /// The head of a vault that was just made.
  init(time: Timestamp) { self.time = time }

  var moment: VaultMoment { VaultMoment(commit: commit, time: time) }

  static func fileName(epoch: UInt32) -> String { "head.\(epoch)" }

  var segments: [SegmentReference] { streams.flatMap(\.segments) }

  /// The file, for the vault and epoch of `header`.
  func seal(header: VaultHeader, keys: borrowing VaultKeys) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(commit)
    writer.write(generation)
    writer.write(headerRevision)
    writer.write(time.secondsSince1970)
    writer.write(UInt32(streams.count))
    for stream in streams {
      writer.write(stream.kind)
      writer.write(stream.key)
      writer.write(UInt32(stream.segments.count))
      for segment in stream.segments { segment.write(to: &writer) }
    }
    writer.pad(
      to: (writer.bytes.count + Self.paddingByteCount - 1) / Self.paddingByteCount * Self.paddingByteCount)
    return AuthenticatedBox.seal(
      writer.bytes.rawBytes, key: keys.head, context: Self.context(header).rawBytes)
  }

  /// Opens a file.
  static func open(
    _ bytes: [UInt8], header: VaultHeader, keys: borrowing VaultKeys
  ) throws(VaultDamage.Problem) -> VaultHead {
    let plaintext: [UInt8]
    do {
      plaintext = try AuthenticatedBox.openInPlain(
        bytes.rawBytes, key: keys.head, context: context(header).rawBytes)
    } catch {
      throw .notAuthentic
    }
    do {
      return try VaultHead(decoding: plaintext)
    } catch {
      throw .malformedHead
    }
  }

  private init(decoding plaintext: [UInt8]) throws(FormatError) {
    var reader = ByteReader(plaintext)
    commit = try reader.read()
    generation = try reader.read()
    headerRevision = try reader.read()
    time = Timestamp(try reader.readSigned())
    // A further change must not overflow a counter.
    let largest = UInt64(1) << 62
    guard (1...largest).contains(commit), (1...largest).contains(generation) else {
      throw FormatError(offset: 0)
    }
    let streamCount = Int(try reader.read(UInt32.self))
    streams = []
    for index in 0..<streamCount {
      let stream = try VaultStream(from: &reader)
      let isEntries = stream.kind == VaultStream.entriesKind
      guard isEntries == (index == 0) else { throw FormatError(offset: reader.offset) }
      streams.append(stream)
    }
    guard let entries = streams.first, entries.key == VaultStream.noKey,
      Set(segments.map(\.name)).count == segments.count
    else { throw FormatError(offset: reader.offset) }
  }

  private static func context(_ header: VaultHeader) -> [UInt8] {
    var writer = ByteWriter(reserving: 36)
    writer.write("persona head 1\0\0".utf8)
    writer.write(header.vaultID)
    writer.write(header.epoch)
    return writer.bytes
  }

  /// The last 16 bytes of the file tell it from every other.
  static func tag(of bytes: [UInt8]) -> [UInt8] { Array(bytes.suffix(FrameChain.tagByteCount)) }
}

/// Frames of one purpose, in one or more segments.
struct VaultStream: Equatable {
  static let entriesKind: UInt16 = 1
  static let vectorsKind: UInt16 = 2
  static let derivedKind: UInt16 = 3
  static let keyByteCount = 32

  /// The key of the stream of entries.
  static let noKey = [UInt8](repeating: 0, count: keyByteCount)

  var kind: UInt16

  /// Tells the streams of one kind apart: the fingerprint of the model that made the vectors, or the hash
  /// of what names other derived data.
  var key: [UInt8]

  var segments: [SegmentReference] = []

  init(kind: UInt16, key: [UInt8]) {
    (self.kind, self.key) = (kind, key)
  }

  init(from reader: inout ByteReader) throws(FormatError) {
    kind = try reader.read()
    key = Array(try reader.readBytes(Self.keyByteCount))
    let segmentCount = Int(try reader.read(UInt32.self))
    guard segmentCount <= reader.remaining / SegmentReference.byteCount else {
      throw FormatError(offset: reader.offset)
    }
    for _ in 0..<segmentCount {
      segments.append(try SegmentReference(from: &reader))
    }
  }
}

/// What the head knows of one segment.
struct SegmentReference: Equatable {
  static let byteCount = 64

  /// The number that names the file.
  var name: SegmentName

  /// The generation that wrote it.
  var generation: UInt64

  /// Its place among the segments of its stream; see ``SegmentHeader/order``.
  var order: UInt64

  /// The number of frames that count.
  var frameCount: UInt64

  /// The number of bytes that count; what follows is an unfinished write.
  var length: UInt64

  /// The last 16 bytes of those that count.
  var lastTag: [UInt8]

  init(
    name: SegmentName, generation: UInt64, order: UInt64, frameCount: UInt64, length: UInt64, lastTag: [UInt8]
  ) {
    (self.name, self.generation, self.order) = (name, generation, order)
    (self.frameCount, self.length, self.lastTag) = (frameCount, length, lastTag)
  }

  init(from reader: inout ByteReader) throws(FormatError) {
    let start = reader.offset
    name = SegmentName(bytes: Array(try reader.readBytes(SegmentName.byteCount)))
    generation = try reader.read()
    order = try reader.read()
    frameCount = try reader.read()
    length = try reader.read()
    lastTag = Array(try reader.readBytes(FrameChain.tagByteCount))
    let shortest = UInt64(FrameChain.minimumFrameByteCount)
    guard length <= Segment.maximumByteCount, length >= Segment.headerByteCount,
      order <= SegmentOrder.maximum,
      frameCount > 0, frameCount <= (length - UInt64(Segment.headerByteCount)) / shortest
    else { throw FormatError(offset: start) }
  }

  func write(to writer: inout ByteWriter) {
    writer.write(name.bytes)
    writer.write(generation)
    writer.write(order)
    writer.write(frameCount)
    writer.write(length)
    writer.write(lastTag)
  }

  /// The length, which fits after the checks of reading.
  var byteCount: Int { Int(length) }

  var fileName: String { name.description }
}
