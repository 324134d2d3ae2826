// VaultReader.swift: reading what is in the folder of a vault, and verifying all of it before it is used.
//
// A reader needs no lock: segments only grow, and a change counts from the moment at which the head is
// replaced. If a file is gone because a writer replaced it meanwhile, the head is another one by then,
// and reading starts again.

internal import Crypto
private import Dispatch

/// What is needed to read the files of a vault.
struct VaultReader {
  let folder: VaultFolder
  let header: VaultHeader

  /// How often reading starts again because a writer was faster; each time it made a change.
  private static let maximumAttemptCount = 100

  /// Reads the header.
  ///
  /// - Throws: ``VaultError/noVault(path:)`` where there is no sign of a vault.
  static func readHeader(_ folder: VaultFolder) throws(VaultError) -> VaultHeader {
    let bytes: [UInt8]
    do {
      bytes = try folder.read(VaultHeader.fileName, maximumByteCount: VaultHeader.maximumByteCount + 1)
    } catch .damaged(_, VaultDamage(VaultHeader.fileName, .missing)) {
      let names = try folder.storing { files throws(FileError) in try files.list(folder.path) }
      // A creation that was cut short leaves no segments; without any there is nothing to lose.
      guard names.contains(where: { SegmentName(fileName: $0) != nil }) else {
        throw .noVault(path: folder.path)
      }
      throw folder.damaged(VaultHeader.fileName, .missing)
    }
    return try VaultHeader.decode(bytes, path: folder.path)
  }

  /// The head's file, opened.
  func readHead(keys: borrowing VaultKeys) throws(VaultError) -> (head: VaultHead, tag: [UInt8]) {
    let file = VaultHead.fileName(epoch: header.epoch)
    let bytes = try folder.read(file, maximumByteCount: VaultHead.maximumByteCount)
    let head: VaultHead
    do {
      head = try VaultHead.open(bytes, header: header, keys: keys)
    } catch {
      throw folder.damaged(file, error)
    }
    guard head.headerRevision <= header.revision else {
      throw .rollbackSuspected(
        path: folder.path, Rollback(kind: .olderKeySlots, remembered: head.moment, found: head.moment))
    }
    return (head, VaultHead.tag(of: bytes))
  }

  /// Reads a head and all entries that it lists; `approve` is asked before anything else is read.
  func readState(
    keys: borrowing VaultKeys, approving approve: (VaultHead, [UInt8]) throws(VaultError) -> Void
  ) throws(VaultError) -> VaultState {
    var attempts = 0
    while true {
      let (head, tag) = try readHead(keys: keys)
      try approve(head, tag)
      do {
        var state = VaultState(head: head, headTag: tag, entries: [], ids: [])
        try readEntries(into: &state, keys: keys)
        return state
      } catch {
        attempts += 1
        guard attempts < Self.maximumAttemptCount, case .damaged = error,
          let again = try? readHead(keys: keys), again.tag != tag
        else { throw error }
      }
    }
  }

  private func readEntries(into state: inout VaultState, keys: borrowing VaultKeys) throws(VaultError) {
    guard let stream = state.head.streams.first else { return }
    let count = stream.segments.reduce(0) { $0 + Int($1.frameCount) }
    let folder = folder
    let read = try reduce(
      stream, to: KnownEntries(reserving: min(count, 1 << 20)), keys: keys, decoding: EntryRecord.decode
    ) {
      known, segment, held throws(VaultError) in
      if let index = known.add(held) {
        throw folder.damaged(segment.fileName, .malformedRecord(frame: UInt64(index), offset: 0))
      }
    }
    (state.entries, state.ids) = (read.entries, read.ids)
  }

  /// Entries, each once.
  private struct KnownEntries {
    private(set) var entries: [Entry] = []
    private(set) var ids: Set<EntryID>

    init(reserving count: Int) {
      ids = Set(minimumCapacity: count)
      entries.reserveCapacity(count)
    }

    /// Adds entries; returns the place of the first that is there already.
    mutating func add(_ new: [Entry]) -> Int? {
      for (index, entry) in new.enumerated() where !ids.insert(entry.id).inserted { return index }
      entries += new
      return nil
    }
  }

  /// The vectors of one model; nil where there are none.
  func readVectors(
    _ fingerprint: [UInt8], head: VaultHead, keys: borrowing VaultKeys
  ) throws(VaultError) -> VectorTable? {
    guard let stream = head.vectorStream(fingerprint) else { return nil }
    let folder = folder
    let byteCount = stream.segments.reduce(0) { $0 + $1.byteCount }
    let decode = { @Sendable (plaintext: [UInt8], range: Range<Int>) throws(FormatError) in
      try VectorRecord.decode(plaintext, range)
    }
    return try reduce(stream, to: VectorCollector(reserving: byteCount), keys: keys, decoding: decode) {
      collector, segment, pieces throws(VaultError) in
      for (index, piece) in pieces.enumerated() where !collector.add(piece) {
        throw folder.damaged(segment.fileName, .malformedRecord(frame: UInt64(index), offset: 0))
      }
    }.table(fingerprint: fingerprint)
  }

  /// What `score` says of the vectors of one model, which are not kept; nil where there are none.
  func readVectorScores(
    _ fingerprint: [UInt8], by score: @escaping VectorScore, head: VaultHead, keys: borrowing VaultKeys
  ) throws(VaultError) -> EntryScores? {
    guard let stream = head.vectorStream(fingerprint) else { return nil }
    let decode = { @Sendable (plaintext: [UInt8], range: Range<Int>) throws(FormatError) in
      let record = try VectorRecord.decode(plaintext, range)
      return (dimension: record.dimension, ids: record.ids, scores: record.scores(by: score))
    }
    let folder = folder
    let read = try reduce(
      stream, to: (dimension: Int?.none, scores: EntryScores()), keys: keys, decoding: decode
    ) {
      read, segment, pieces throws(VaultError) in
      for (index, piece) in pieces.enumerated() {
        guard read.dimension == nil || read.dimension == piece.dimension else {
          throw folder.damaged(segment.fileName, .malformedRecord(frame: UInt64(index), offset: 0))
        }
        read.dimension = piece.dimension
        read.scores.add(piece.ids, piece.scores)
      }
    }
    return read.dimension == nil ? nil : read.scores
  }

  /// From this many bytes on, segments are read on all cores; threads are not worth it for less.
  private static let parallelByteCount = 1 << 20

  /// What a frame carries, read from the range of its plaintext.
  private typealias FrameDecoder<Record> = @Sendable ([UInt8], Range<Int>) throws(FormatError) -> Record

  /// Adds the records of one segment to what was read before.
  private typealias SegmentStep<Record, Total> =
    @Sendable (inout Total, SegmentReference, [Record]) throws(VaultError) -> Void

  /// What was read, and why not more.
  private struct Reading<Total: Sendable>: Sendable {
    var total: Total
    var failure: VaultError?
  }

  /// Combines the records of all segments with `start`, in order; reads several segments at once.
  private func reduce<Record: Sendable, Total: Sendable>(
    _ stream: VaultStream, to start: @autoclosure () -> Total, keys: borrowing VaultKeys,
    decoding decode: FrameDecoder<Record>, _ step: SegmentStep<Record, Total>
  ) throws(VaultError) -> Total {
    let segments = stream.segments
    guard segments.count > 1, segments.reduce(0, { $0 + $1.byteCount }) >= Self.parallelByteCount else {
      var total = start()
      for segment in segments {
        try step(&total, segment, try records(in: segment, of: stream, keys: keys, decoding: decode))
      }
      return total
    }
    let reduction = OrderedReduction<Result<[Record], VaultError>, Reading<Total>>(Reading(total: start()))
    DispatchQueue.concurrentPerform(iterations: segments.count) { index in
      guard !reduction.isStopped else { return }
      let result = Result { () throws(VaultError) in
        try records(in: segments[index], of: stream, keys: keys, decoding: decode)
      }
      reduction.add(result, of: index) { reading, index, result in
        do throws(VaultError) {
          try step(&reading.total, segments[index], try result.get())
        } catch {
          reading.failure = error
        }
        return reading.failure == nil
      }
    }
    let reading = reduction.total
    if let failure = reading.failure { throw failure }
    return reading.total
  }

  private func records<Record>(
    in segment: SegmentReference, of stream: VaultStream, keys: borrowing VaultKeys,
    decoding decode: FrameDecoder<Record>
  ) throws(VaultError) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(Int(segment.frameCount))
    try readFrames(segment, of: stream, keys: keys) { frame throws(VaultDamage.Problem) in
      do throws(FormatError) {
        records.append(try decode(frame.plaintext, frame.payload))
      } catch {
        throw .malformedRecord(frame: frame.number, offset: error.offset)
      }
    }
    return records
  }

  /// Opens the frames of a segment that count, in order, and hands each to `visit`.
  ///
  /// - Returns: The whole file, and where the chain of frames stands after them.
  /// - Throws: ``VaultError/damaged(path:_:)`` at the first thing that is not as it was written.
  @discardableResult
  func readFrames(
    _ segment: SegmentReference, of stream: VaultStream, keys: borrowing VaultKeys,
    withTail: Bool = false, _ visit: (OpenedFrame) throws(VaultDamage.Problem) -> Void
  ) throws(VaultError) -> (file: [UInt8], chain: FrameChain) {
    let limit = withTail ? 2 * Int(Segment.maximumByteCount) : segment.byteCount
    let file = try folder.read(segment.fileName, maximumByteCount: limit)
    do {
      let chain = try verify(file, segment, of: stream, keys: keys, visit)
      return (file, chain)
    } catch {
      throw folder.damaged(segment.fileName, error)
    }
  }

  private func verify(
    _ file: [UInt8], _ segment: SegmentReference, of stream: VaultStream, keys: borrowing VaultKeys,
    _ visit: (OpenedFrame) throws(VaultDamage.Problem) -> Void
  ) throws(VaultDamage.Problem) -> FrameChain {
    guard file.count >= segment.byteCount else {
      throw .truncated(expected: segment.byteCount, actual: file.count)
    }
    guard
      let opened = SegmentHeader.open(file, name: segment.name, vaultID: header.vaultID, keys: keys),
      opened.kind == stream.kind, opened.key == stream.key, opened.epoch == header.epoch,
      opened.generation == segment.generation, opened.order == segment.order
    else { throw .notAuthentic }
    var chain = FrameChain(file, segment: segment, vaultID: header.vaultID)
    var offset = Segment.headerByteCount
    for _ in 0..<segment.frameCount {
      let frame = try chain.open(file, at: offset, end: segment.byteCount, keys: keys)
      try visit(frame)
      offset = frame.end
    }
    guard offset == segment.byteCount, chain.tag == segment.lastTag else { throw .replacedFrames }
    return chain
  }
}

extension FrameChain {
  /// The place of the first frame of a segment, whose header begins `file`.
  init(_ file: [UInt8], segment: SegmentReference, vaultID: [UInt8]) {
    self.init(
      vaultID: vaultID, segment: segment.name, generation: segment.generation,
      tag: Array(file[..<Segment.headerByteCount].suffix(Self.tagByteCount)))
  }
}
