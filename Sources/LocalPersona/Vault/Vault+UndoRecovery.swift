// Vault+UndoRecovery.swift: the journal of a change that is completed although it was interrupted.
//
// Frames at the end of a segment may be whole where only the new head is missing; then the next writer makes
// up for it. An addition that is part of a step writes its journal first, as a segment of its own, and
// synchronises it before the entries. So it is there, and comes into force with them: both, or neither.

internal import Crypto

extension Vault {
  /// Lists in `head` the newest journal that one of the changes `commits` wrote, if any did.
  func adoptUndoJournal(of commits: ClosedRange<UInt64>, into head: inout VaultHead) throws(VaultError) {
    guard let segment = try newestUndoJournal(of: commits, besides: head) else { return }
    // It was read, but perhaps only from the memory of the system.
    try folder.storing { files throws(FileError) in
      let file = try files.openForWriting(folder.path(of: segment.fileName))
      try file.synchronize()
      try file.close()
      try files.synchronizeFolder(path)
    }
    var stream = VaultStream.undoJournal
    stream.segments = [segment]
    head.replaceUndoJournal(with: stream)
  }

  private func newestUndoJournal(
    of commits: ClosedRange<UInt64>, besides head: VaultHead
  ) throws(VaultError) -> SegmentReference? {
    let files = try folder.storing { files throws(FileError) in try files.list(path) }
    let listed = Set(head.segments.map(\.name))
    var newest: (commit: UInt64, segment: SegmentReference)?
    for file in files {
      guard let name = SegmentName(fileName: file), !listed.contains(name) else { continue }
      let bytes = try folder.read(file, maximumByteCount: Int(Segment.maximumByteCount))
      guard let opened = SegmentHeader.open(bytes, name: name, vaultID: header.vaultID, keys: keys),
        opened.kind == VaultStream.derivedKind, opened.key == UndoJournal.streamKey,
        opened.epoch == header.epoch, commits.contains(opened.commit), opened.commit > newest?.commit ?? 0,
        let segment = reference(to: bytes, name, opened)
      else { continue }
      newest = (opened.commit, segment)
    }
    return newest?.segment
  }

  /// What a head says of a segment that is whole; nil where it is not.
  private func reference(
    to file: [UInt8], _ name: SegmentName, _ opened: SegmentHeader
  ) -> SegmentReference? {
    let tag = Array(file[..<Segment.headerByteCount].suffix(FrameChain.tagByteCount))
    var chain = FrameChain(
      vaultID: header.vaultID, segment: name, generation: opened.generation, tag: tag)
    var offset = Segment.headerByteCount
    while offset < file.count {
      guard let frame = try? chain.open(file, at: offset, end: file.count, keys: keys) else { return nil }
      offset = frame.end
    }
    guard chain.number > 0 else { return nil }
    return SegmentReference(
      name: name, generation: opened.generation, order: opened.order, frameCount: chain.number,
      length: UInt64(file.count), lastTag: chain.tag)
  }
}
