// SegmentJoiner.swift: the segments of a stream of which a change writes some anew: what grew too long is
// divided, and neighbours that fit into one segment become one, so that the number of files stays small for
// ever.
//
// Afterwards any two neighbours are longer together than one segment may be, as they are where entries are
// only added. That holds unless more had to be joined than one change may: then the next ones go on.

internal import Crypto

/// Puts the segments of one stream together, from its first to its last.
struct SegmentJoiner {
  /// What one change may read and write beyond the segments that it is about: that of so many full segments.
  private static let allowanceInSegments = 4

  /// A file costs at least this part of a full segment: opening and removing it takes time as well.
  private static let leastShare = 64

  /// Frames that will stand together in the stream.
  private struct Piece {
    /// The segment that they are; nil where they have to be written.
    var segment: SegmentReference?

    /// The frames, where they have to be written.
    var frames: [Frame] = []

    /// How much room they take.
    var byteCount: Int

    /// Where they belong, if there is no room for another number: see ``SegmentHeader/order``.
    var order: UInt64
    var part: UInt16 = 0
  }

  private let stream: VaultStream
  private let reader: VaultReader
  private let writer: SegmentWriter

  /// The segments that are done.
  private var segments: [SegmentReference] = []

  /// What comes behind them and fits into one segment.
  private var group: [Piece] = []

  /// How many bytes may still be joined in this change.
  private(set) var allowance: Int

  private var emptiedCount = 0

  /// Begins with nothing done; `allowance` is what other streams left of what the change may join, nil where
  /// this is the first.
  init(_ stream: VaultStream, _ reader: VaultReader, _ writer: SegmentWriter, allowance: Int?) {
    (self.stream, self.reader, self.writer) = (stream, reader, writer)
    self.allowance = allowance ?? Self.allowanceInSegments * writer.targetByteCount
  }

  /// How many bytes of frames a segment has room for.
  private var capacity: Int { writer.targetByteCount - Segment.headerByteCount }

  /// Leaves the frames of the segment at `index` as they are, if perhaps in another file.
  mutating func keep(_ index: Int, keys: borrowing VaultKeys) throws(VaultError) {
    let segment = stream.segments[index]
    let byteCount = segment.byteCount - Segment.headerByteCount
    try add(Piece(segment: segment, byteCount: byteCount, order: segment.order), keys: keys)
  }

  /// Puts other frames in the place of the segment at `index`, whose bytes are `file`; or none.
  mutating func replace(
    _ index: Int, by frames: [Frame], file: [UInt8], keys: borrowing VaultKeys
  ) throws(VaultError) {
    guard !frames.isEmpty else {
      emptiedCount += 1
      return
    }
    let segment = stream.segments[index]
    let part = part(of: segment, file, keys: keys)
    let parts = writer.divided(frames)
    var orders: [UInt64]?
    if parts.count > 1 {
      try flush(before: segment.order, keys: keys)
      let upper = index + 1 < stream.segments.count ? stream.segments[index + 1].order : nil
      orders = SegmentOrder.between(segments.last?.order, upper, count: parts.count)
    }
    var pieces: [Piece] = []
    for (number, frames) in parts.enumerated() {
      pieces.append(
        Piece(
          frames: frames, byteCount: frames.reduce(0) { $0 + $1.sealedByteCount },
          order: orders?[number] ?? segment.order, part: part &+ UInt16(truncatingIfNeeded: number)))
    }
    for piece in pieces.dropLast() {
      segments += try writer.write(
        piece.frames, of: stream, order: piece.order, part: piece.part, keys: keys)
    }
    if let last = pieces.last { try add(last, keys: keys) }
  }

  /// Writes what is left to write.
  ///
  /// - Returns: The segments of the stream, and how many fewer they are because some were joined.
  mutating func finish(
    keys: borrowing VaultKeys
  ) throws(VaultError) -> (segments: [SegmentReference], joinedCount: Int) {
    try flush(before: nil, keys: keys)
    return (segments, max(0, stream.segments.count - emptiedCount - segments.count))
  }

  private mutating func add(_ piece: Piece, keys: borrowing VaultKeys) throws(VaultError) {
    let byteCount = group.reduce(piece.byteCount) { $0 + $1.byteCount }
    if !group.isEmpty, byteCount <= capacity, pay(for: piece) {
      group.append(piece)
    } else {
      try flush(before: piece.order, keys: keys)
      group = [piece]
    }
  }

  /// Takes what it costs to add a piece to the group from the allowance, if that is enough.
  private mutating func pay(for piece: Piece) -> Bool {
    // A segment that is alone in the group has not been paid for: it would have stayed as it is.
    var untouched = [piece]
    if group.count == 1 { untouched += group }
    let cost = untouched.reduce(0) {
      $0 + ($1.segment == nil ? 0 : max($1.byteCount, writer.targetByteCount / Self.leastShare))
    }
    guard cost <= allowance else { return false }
    allowance -= cost
    return true
  }

  /// Writes the group as one segment, unless it is one already.
  ///
  /// `upper` is the number of the segment that follows in the stream as it was; nil where none does.
  private mutating func flush(before upper: UInt64?, keys: borrowing VaultKeys) throws(VaultError) {
    guard let first = group.first else { return }
    if let segment = first.segment, group.count == 1 {
      segments.append(segment)
    } else {
      var frames: [Frame] = []
      var part = first.part
      for (number, piece) in group.enumerated() {
        guard let segment = piece.segment else {
          frames += piece.frames
          continue
        }
        let file = try reader.readFrames(segment, of: stream, keys: keys) {
          opened throws(VaultDamage.Problem) in
          frames.append(opened.frame)
        }.file
        if number == 0 { part = self.part(of: segment, file, keys: keys) }
      }
      let order = SegmentOrder.between(segments.last?.order, upper, count: 1)?.first ?? first.order
      segments += try writer.write(frames, of: stream, order: order, part: part, keys: keys)
    }
    group = []
  }

  /// The place of a segment among those of the same addition, as its beginning says.
  private func part(of segment: SegmentReference, _ file: [UInt8], keys: borrowing VaultKeys) -> UInt16 {
    let vaultID = reader.header.vaultID
    return SegmentHeader.open(file, name: segment.name, vaultID: vaultID, keys: keys)?.part ?? 0
  }
}
