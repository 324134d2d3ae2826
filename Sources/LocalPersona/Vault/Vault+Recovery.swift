// Vault+Recovery.swift: what a writer does first with what an interrupted change left behind.
//
// Bytes after those that the head counts on were never acknowledged. If they are whole frames up to the
// last of the change that would have been next, only the replacing of the head was missing, and it is
// made up for. Anything else is cut off. Segments that the head does not list are removed: either they
// were replaced, or they never counted; only the journal of a change that is completed counts with it.

internal import Crypto

extension Vault {
  /// Reads the vault again after a change that failed, and takes back what that left behind.
  func reload() throws(VaultError) {
    // What was seen must stay: a renamed head or header may not be durable yet.
    try folder.storing { files throws(FileError) in try files.synchronizeFolder(path) }
    try followHeader()
    let reader = VaultReader(folder: folder, header: header)
    state = try reader.readState(keys: keys) { _, _ throws(VaultError) in }
    try recover(completing: false, acceptRollback: false)
    isStale = false
    remember()
  }

  /// Completes or takes back what was begun, so that the files are exactly those that the head lists.
  ///
  /// Where `completing` is true, whole changes that lack their last step are completed; those of this
  /// process are not, because it said that they failed. `acceptRollback` tells whether what is of a
  /// later state than the head may be completed or removed.
  func recover(completing: Bool, acceptRollback: Bool) throws(VaultError) {
    for index in state.head.streams.indices where !state.head.streams[index].segments.isEmpty {
      try recoverTail(ofStream: index, completing: completing, acceptRollback: acceptRollback)
    }
    try removeLeftovers(acceptRollback: acceptRollback)
    // The key slots were changed, and what makes that irrevocable was not reached.
    if state.head.headerRevision < header.revision { try demandHeader() }
  }

  private func recoverTail(
    ofStream index: Int, completing: Bool, acceptRollback: Bool
  ) throws(VaultError) {
    let stream = state.head.streams[index]
    guard let segment = stream.segments.last else { return }
    let segmentPath = folder.path(of: segment.fileName)
    let status = try folder.storing { files throws(FileError) in try files.status(of: segmentPath) }
    guard let status, status.byteCount > segment.byteCount else { return }
    var end = segment.byteCount
    if completing, let tail = try wholeTail(of: segment, stream) {
      guard tail.commit == state.head.commit + 1 || acceptRollback else {
        throw .rollbackSuspected(path: path, newer(tail.commit))
      }
      try complete(stream: index, tail)
      end = tail.segment.byteCount
    }
    guard status.byteCount > end else { return }
    try folder.storing { files throws(FileError) in
      let file = try files.openForWriting(segmentPath)
      try file.truncate(to: end)
      try file.synchronize()
      try file.close()
    }
    if completing {
      notices.append(.tornTailRemoved(file: segment.fileName, byteCount: status.byteCount - end))
    }
  }

  /// Whole changes after the counted end of a segment.
  private struct Tail {
    /// The segment with them.
    var segment: SegmentReference

    /// The number of the last of them.
    var commit: UInt64
  }

  /// The whole changes after the counted end of a segment that are later than the head, or nil.
  ///
  /// More than one means that the head was replaced by an older one.
  private func wholeTail(of segment: SegmentReference, _ stream: VaultStream) throws(VaultError) -> Tail? {
    let reader = VaultReader(folder: folder, header: header)
    let read = try reader.readFrames(segment, of: stream, keys: keys, withTail: true) {
      _ throws(VaultDamage.Problem) in
    }
    var chain = read.chain
    var offset = segment.byteCount
    var tail: Tail?
    while let frame = try? chain.open(read.file, at: offset, end: read.file.count, keys: keys),
      frame.commit > tail?.commit ?? state.head.commit
    {
      offset = frame.end
      guard frame.isLast else { continue }
      var longer = segment
      (longer.frameCount, longer.length, longer.lastTag) = (chain.number, UInt64(offset), chain.tag)
      tail = Tail(segment: longer, commit: frame.commit)
    }
    return tail
  }

  private func complete(stream index: Int, _ tail: Tail) throws(VaultError) {
    // The bytes were read, but perhaps only from the memory of the system.
    try folder.storing { files throws(FileError) in
      let file = try files.openForWriting(folder.path(of: tail.segment.fileName))
      try file.synchronize()
      try file.close()
    }
    var head = state.head
    head.commit = tail.commit
    head.time = .now
    head.streams[index].segments[head.streams[index].segments.count - 1] = tail.segment
    try adoptUndoJournal(of: state.head.commit + 1...tail.commit, into: &head)
    try putInForce(head)
    let entryCount = state.entries.count
    let reader = VaultReader(folder: folder, header: header)
    state = try reader.readState(keys: keys) { _, _ throws(VaultError) in }
    notices.append(.unfinishedWriteCompleted(entryCount: state.entries.count - entryCount))
  }

  /// Removes the files of the vault that are not part of it, also those of a data key that is not, or no
  /// longer, in force.
  private func removeLeftovers(acceptRollback: Bool) throws(VaultError) {
    let names = try folder.storing { files throws(FileError) in try files.list(path) }
    let listed = Set(state.head.segments.map(\.fileName))
    var leftovers: [String] = []
    for name in names where !listed.contains(name) {
      switch VaultFolder.role(of: name) {
      case .header, .lock, .foreign: continue
      case .head where name == VaultHead.fileName(epoch: header.epoch): continue
      case .newHeader, .oldHeader: leftovers.insert(name, at: 0)  // Keys go first.
      case .head, .newHead: leftovers.append(name)
      case .segment(let segment):
        if !acceptRollback { try refuseLaterSegment(segment) }
        leftovers.append(name)
      }
    }
    guard !leftovers.isEmpty else { return }
    // The head that does not list them may have been seen before it is durable; the one before it may. So
    // may the header, before its predecessor is overwritten.
    try folder.storing { files throws(FileError) in try files.synchronizeFolder(path) }
    var removedCount = 0
    for name in leftovers { removedCount += try removeLeftover(name) ? 1 : 0 }
    try folder.storing { files throws(FileError) in try files.synchronizeFolder(path) }
    if removedCount > 0 { notices.append(.leftoversRemoved(count: removedCount)) }
  }

  /// Removes one file, and tells whether it is gone.
  ///
  /// Keys that cannot be overwritten now keep their name, for the next writer to try again: a bad sector must
  /// not keep anybody from writing.
  private func removeLeftover(_ name: String) throws(VaultError) -> Bool {
    do {
      try folder.removeIfPresent(name)
      return true
    } catch {
      guard VaultFolder.role(of: name).holdsKeys, case .storage(let reason) = error else { throw error }
      noticeKeysLeft(reason, isNamed: true)
      return false
    }
  }

  /// Throws where a segment that the head does not list was written by a later change than the next.
  ///
  /// An interrupted change can leave a segment of the next change. A later one means that the head was
  /// replaced by an older one, and the segment must not be thrown away.
  private func refuseLaterSegment(_ name: SegmentName) throws(VaultError) {
    let segmentPath = folder.path(of: name.description)
    let bytes = try folder.storing { files throws(FileError) in
      try files.read(segmentPath, from: 0, maximumByteCount: Segment.headerByteCount)
    }
    let opened = SegmentHeader.open(bytes, name: name, vaultID: header.vaultID, keys: keys)
    guard let opened, opened.commit > state.head.commit + 1 else { return }
    throw .rollbackSuspected(path: path, newer(opened.commit))
  }

  /// Says that something was written by a later change than the head knows.
  private func newer(_ commit: UInt64) -> Rollback {
    Rollback(
      kind: .newerSegment, remembered: VaultMoment(commit: commit, time: state.head.time),
      found: state.head.moment)
  }
}
