// SegmentWriter.swift: writing frames, at the end of a segment or into new ones, and reading them back.
//
// Nothing that is written here counts until a head lists it. What is read back is opened and compared
// with what was meant: a fault of memory or disk is noticed before anything older is given up.

internal import Crypto

/// Writes the frames of one change.
struct SegmentWriter {
  let folder: VaultFolder
  let header: VaultHeader

  /// The head that will list what is written.
  let head: VaultHead

  /// When a segment is full.
  let targetByteCount: Int

  /// The frames of payloads that were not in the vault before.
  func frames(_ payloads: [[UInt8]]) -> [Frame] {
    payloads.indices.map {
      Frame(isLast: $0 == payloads.count - 1, commit: head.commit, payload: payloads[$0])
    }
  }

  /// Adds frames to the end of a stream: to its last segment if all fit there, else to new segments.
  func extend(
    _ stream: VaultStream, with frames: [Frame], keys: borrowing VaultKeys
  ) throws(VaultError) -> VaultStream {
    var extended = stream
    let byteCount = frames.reduce(0) { $0 + $1.sealedByteCount }
    if let last = stream.segments.last, last.byteCount + byteCount <= targetByteCount {
      extended.segments[extended.segments.count - 1] = try lengthen(last, with: frames, keys: keys)
    } else {
      let order = SegmentOrder.next(after: stream.segments.last?.order)
      extended.segments += try write(frames, of: stream, order: order, keys: keys)
    }
    return extended
  }

  /// Writes frames to new segments, as many as it takes.
  ///
  /// `order` is the number of the first of them; those of the others follow with room in between. `part` is
  /// the place of the first among the segments of the same addition.
  func write(
    _ frames: [Frame], of stream: VaultStream, order: UInt64, part: UInt16 = 0, keys: borrowing VaultKeys
  ) throws(VaultError) -> [SegmentReference] {
    var references: [SegmentReference] = []
    for frames in divided(frames) {
      let order = references.last.map { SegmentOrder.next(after: $0.order) } ?? order
      let part = part &+ UInt16(truncatingIfNeeded: references.count)
      references.append(try writeOne(frames, of: stream, order: order, part: part, keys: keys))
    }
    if !references.isEmpty {
      // The names must be durable before a head counts on them.
      try folder.storing { files throws(FileError) in try files.synchronizeFolder(folder.path) }
    }
    return references
  }

  /// The frames of each of the segments that it takes for `frames`.
  func divided(_ frames: [Frame]) -> [[Frame]] {
    var parts: [[Frame]] = []
    var byteCount = targetByteCount
    for frame in frames {
      if byteCount >= targetByteCount {
        parts.append([])
        byteCount = Segment.headerByteCount
      }
      parts[parts.count - 1].append(frame)
      byteCount += frame.sealedByteCount
    }
    return parts
  }

  /// Writes one new segment.
  private func writeOne(
    _ frames: [Frame], of stream: VaultStream, order: UInt64, part: UInt16, keys: borrowing VaultKeys
  ) throws(VaultError) -> SegmentReference {
    let name = SegmentName.random()
    let segmentHeader = SegmentHeader(
      kind: stream.kind, part: part, epoch: header.epoch, key: stream.key, generation: head.generation,
      order: order, commit: head.commit)
    var bytes = segmentHeader.seal(name: name, vaultID: header.vaultID, keys: keys)
    let tag = Array(bytes.suffix(FrameChain.tagByteCount))
    let start = FrameChain(
      vaultID: header.vaultID, segment: name, generation: head.generation, tag: tag)
    var chain = start
    for frame in frames { bytes += chain.seal(frame, keys: keys) }
    try folder.storing { files throws(FileError) in
      let file = try files.create(folder.path(of: name.description))
      try file.write(bytes.rawBytes, at: 0)
      try file.synchronize()
      try file.close()
    }
    let reference = SegmentReference(
      name: name, generation: head.generation, order: order, frameCount: chain.number,
      length: UInt64(bytes.count), lastTag: chain.tag)
    try verify(frames, in: reference, from: Segment.headerByteCount, start, keys: keys)
    return reference
  }

  private func lengthen(
    _ segment: SegmentReference, with frames: [Frame], keys: borrowing VaultKeys
  ) throws(VaultError) -> SegmentReference {
    let start = FrameChain(
      vaultID: header.vaultID, segment: segment.name, generation: segment.generation,
      number: segment.frameCount, tag: segment.lastTag)
    var chain = start
    var bytes: [UInt8] = []
    for frame in frames { bytes += chain.seal(frame, keys: keys) }
    let path = folder.path(of: segment.fileName)
    try folder.storing { files throws(FileError) in
      let file = try files.openForWriting(path)
      try file.write(bytes.rawBytes, at: segment.byteCount)
      try file.synchronize()
      try file.close()
    }
    var longer = segment
    longer.frameCount = chain.number
    longer.length += UInt64(bytes.count)
    longer.lastTag = chain.tag
    try verify(frames, in: longer, from: segment.byteCount, start, keys: keys)
    return longer
  }

  /// Reads frames back and compares them with what was meant.
  private func verify(
    _ frames: [Frame], in segment: SegmentReference, from offset: Int, _ start: FrameChain,
    keys: borrowing VaultKeys
  ) throws(VaultError) {
    let path = folder.path(of: segment.fileName)
    let copy = try folder.storing { files throws(FileError) in
      try files.read(path, from: offset, maximumByteCount: segment.byteCount - offset + 1)
    }
    var chain = start
    var position = 0
    for frame in frames {
      guard let opened = try? chain.open(copy, at: position, end: copy.count, keys: keys),
        opened.frame == frame
      else { throw .storage(FileError(.write, path, code: SystemError.inputOutput.code)) }
      position = opened.end
    }
    guard position == copy.count, chain.tag == segment.lastTag else {
      throw .storage(FileError(.write, path, code: SystemError.inputOutput.code))
    }
  }
}
