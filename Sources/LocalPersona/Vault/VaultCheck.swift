// VaultCheck.swift: looking at every file of a vault and naming all that is wrong, where opening stops at
// the first. Changes nothing.
//
// A quick check looks at the beginning, the length and the last tag of each segment. A full one opens
// every frame, and where some are damaged searches for the next whole ones: see VaultScan.swift.

public import Crypto

extension Vault {
  /// Checks a vault and says what is damaged and what is still readable.
  ///
  /// Where `full` is true every frame is decrypted, and what is readable is counted.
  ///
  /// - Throws: Where nothing can be said: ``VaultError/noVault(path:)``,
  ///   ``VaultError/wrongPassphrase(path:)``, ``VaultError/wiped(path:)``,
  ///   ``VaultError/newerFormat(path:version:)``, ``VaultError/storage(_:)``.
  public static func check(
    at path: String, passphrase: borrowing SecretBytes, full: Bool, files: any FileStore, state: String?
  ) throws(VaultError) -> CheckReport {
    let folder = VaultFolder(path: path, files: files)
    try folder.requireFolder()
    var check = VaultCheck(folder: folder, isFull: full)
    try check.countFiles()
    do {
      let header = try VaultReader.readHeader(folder)
      let keys = try header.unlock(passphrase: passphrase, path: path)
      try check.run(
        header, keys, memory: state.map { RollbackMemory(state: $0, vaultID: header.vaultID, files: files) })
    } catch .damaged(_, let damage) {
      check.add(damage)
    }
    return check.report
  }

  /// What anybody can read of a vault without its key.
  ///
  /// - Throws: ``VaultError/noVault(path:)``, ``VaultError/damaged(path:_:)``,
  ///   ``VaultError/wiped(path:)``, ``VaultError/newerFormat(path:version:)``.
  public static func header(at path: String, files: any FileStore) throws(VaultError) -> VaultHeaderInfo {
    let folder = VaultFolder(path: path, files: files)
    try folder.requireFolder()
    return try VaultReader.readHeader(folder).info
  }
}

/// A check in progress.
struct VaultCheck {
  private let folder: VaultFolder
  private(set) var report: CheckReport

  init(folder: VaultFolder, isFull: Bool) {
    self.folder = folder
    report = CheckReport(isFull: isFull)
    report.notices = folder.privacyNotices()
  }

  mutating func add(_ damage: VaultDamage) {
    report.damages.append(damage)
  }

  mutating func countFiles() throws(VaultError) {
    var unknownCount = 0
    for name in try names() {
      guard VaultFolder.role(of: name) != .foreign else {
        unknownCount += 1
        continue
      }
      report.fileCount += 1
      report.byteCount += try byteCount(of: name) ?? 0
    }
    if unknownCount > 0 { report.notices.append(.unknownFiles(count: unknownCount)) }
  }

  mutating func run(
    _ header: VaultHeader, _ keys: borrowing VaultKeys, memory: RollbackMemory?
  ) throws(VaultError) {
    let reader = VaultReader(folder: folder, header: header)
    let recollection = memory?.recall(epoch: header.epoch, keys: keys)
    var attempts = 0
    while true {
      var attempt = self
      do {
        let (head, tag) = try reader.readHead(keys: keys)
        var judge = RollbackJudge(
          path: folder.path, header: header, recollection: recollection, accepts: false)
        do { try judge.judge(head, tag) } catch .rollbackSuspected(_, let found) {
          attempt.report.rollback = found
        }
        attempt.report.notices += judge.notices
        try attempt.checkStreams(head, reader, keys)
        attempts += 1
        // A writer may have replaced what was looked at; then what is missing is no damage.
        if !attempt.report.damages.isEmpty, attempts < 5, let again = try? reader.readHead(keys: keys),
          again.tag != tag
        {
          continue
        }
      } catch .rollbackSuspected(_, let found) {
        attempt.report.rollback = found
      } catch .damaged(_, let damage) {
        attempt.report.damages.append(damage)
        if attempt.report.isFull { try attempt.countWithoutHead(reader, keys) }
      }
      self = attempt
      return
    }
  }

  private mutating func checkStreams(
    _ head: VaultHead, _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) throws(VaultError) {
    report.expectedEntryCount = head.streams[0].segments.reduce(0) { $0 + Int($1.frameCount) }
    if report.isFull { report.readableEntryCount = 0 }
    for stream in head.streams {
      for segment in stream.segments {
        if report.isFull {
          try checkFrames(segment, of: stream, reader, keys)
        } else {
          try checkEnds(segment, of: stream, reader, keys)
        }
      }
      if let last = stream.segments.last, let actual = try byteCount(of: last.fileName),
        actual > last.byteCount
      {
        report.notices.append(
          .unfinishedWrite(file: last.fileName, byteCount: actual - last.byteCount))
      }
    }
    let listed = Set(head.segments.map(\.fileName))
    let leftoverCount = try names().count { SegmentName(fileName: $0) != nil && !listed.contains($0) }
    if leftoverCount > 0 { report.notices.append(.leftovers(count: leftoverCount)) }
  }

  /// Looks at the header, the length and the last tag of a segment.
  private mutating func checkEnds(
    _ segment: SegmentReference, of stream: VaultStream, _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) throws(VaultError) {
    let file = segment.fileName
    guard let actual = try byteCount(of: file) else {
      return report.damages.append(VaultDamage(file, .missing))
    }
    guard actual >= segment.byteCount else {
      return report.damages.append(
        VaultDamage(file, .truncated(expected: segment.byteCount, actual: actual)))
    }
    let path = folder.path(of: file)
    let (start, end) = try folder.storing { files throws(FileError) in
      (
        try files.read(path, from: 0, maximumByteCount: Segment.headerByteCount),
        try files.read(
          path, from: segment.byteCount - FrameChain.tagByteCount, maximumByteCount: FrameChain.tagByteCount)
      )
    }
    if SegmentHeader.open(start, name: segment.name, vaultID: reader.header.vaultID, keys: keys) == nil {
      report.damages.append(VaultDamage(file, .notAuthentic))
    } else if end != segment.lastTag {
      report.damages.append(VaultDamage(file, .replacedFrames))
    }
  }

  /// Opens all frames of a segment; where one is damaged, finds what else is whole.
  private mutating func checkFrames(
    _ segment: SegmentReference, of stream: VaultStream, _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) throws(VaultError) {
    var wholeCount = 0
    do {
      try reader.readFrames(segment, of: stream, keys: keys) { frame throws(VaultDamage.Problem) in
        try Self.decode(frame, of: stream)
        wholeCount += 1
      }
    } catch .damaged(_, let damage) {
      report.damages.append(damage)
      wholeCount = 0
      for frame in try frames(of: segment, reader, keys) where (try? Self.decode(frame, of: stream)) != nil {
        wholeCount += 1
      }
    }
    if stream.kind == VaultStream.entriesKind {
      report.readableEntryCount = (report.readableEntryCount ?? 0) + wholeCount
    } else {
      report.lostVectorFrameCount += max(0, Int(segment.frameCount) - wholeCount)
    }
  }

  /// The whole frames of a segment, among the bytes that count.
  private func frames(
    of segment: SegmentReference, _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) throws(VaultError) -> [OpenedFrame] {
    let path = folder.path(of: segment.fileName)
    let status = try folder.storing { files throws(FileError) in try files.status(of: path) }
    guard status?.kind == .file else { return [] }
    let file = try folder.read(segment.fileName, maximumByteCount: segment.byteCount)
    return VaultScan(folder: folder, header: reader.header).frames(
      in: file, of: segment.name, generation: segment.generation, keys: keys)
  }

  /// Counts the entries of all segments that say that they hold entries, and names those with a gap.
  ///
  /// What is missing at an end cannot be told from a write that was not finished.
  private mutating func countWithoutHead(
    _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) throws(VaultError) {
    let scan = VaultScan(folder: folder, header: reader.header)
    var ids: Set<EntryID> = []
    for segment in try scan.segmentFiles(listed: [], keys: keys) {
      guard let opened = segment.header, opened.kind == VaultStream.entriesKind else { continue }
      let file = try folder.read(segment.file, maximumByteCount: Int(Segment.maximumByteCount))
      let frames = scan.frames(in: file, of: segment.name, generation: opened.generation, keys: keys)
      if let gap = VaultScan.firstGap(in: frames) {
        add(VaultDamage(segment.file, .changedFrame(number: gap.number, offset: gap.offset)))
      }
      for frame in frames {
        if let entry = try? EntryRecord.decode(frame.plaintext, frame.payload) { ids.insert(entry.id) }
      }
    }
    report.readableEntryCount = ids.count
  }

  /// Reads the record of a frame, of the kinds that this version knows.
  private static func decode(_ frame: OpenedFrame, of stream: VaultStream) throws(VaultDamage.Problem) {
    do {
      switch stream.kind {
      case VaultStream.entriesKind: _ = try EntryRecord.decode(frame.plaintext, frame.payload)
      case VaultStream.vectorsKind: _ = try VectorRecord.decode(frame.plaintext, frame.payload)
      case VaultStream.derivedKind:
        _ = try DerivedRecord.decode(frame.plaintext, frame.payload, of: stream)
      default: break
      }
    } catch {
      throw .malformedRecord(frame: frame.number, offset: error.offset)
    }
  }

  private func names() throws(VaultError) -> [String] {
    try folder.storing { files throws(FileError) in try files.list(folder.path) }
  }

  /// The size of a file; nil where there is no such file.
  private func byteCount(of file: String) throws(VaultError) -> Int? {
    try folder.storing { files throws(FileError) in try files.status(of: folder.path(of: file))?.byteCount }
  }
}
