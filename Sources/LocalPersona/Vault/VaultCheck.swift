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
    do throws(VaultError) {
      var header = try currentHeader(in: folder)
      while true {
        do throws(VaultError) {
          var attempt = check
          let keys = try header.unlock(passphrase: passphrase, path: path)
          let memory = state.map { RollbackMemory(state: $0, vaultID: header.vaultID, files: files) }
          try attempt.run(header, keys, memory: memory)
          // Under the header of before, what another process did to the keys meanwhile looks like damage.
          guard !attempt.report.isSound, let current = headerAfter(header, in: folder) else {
            return attempt.report
          }
          header = current
        } catch {
          guard let current = headerAfter(header, in: folder) else { throw error }
          header = current
        }
      }
    } catch {
      guard case .damaged(_, let damage) = error else { throw error }
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
    return try currentHeader(in: folder).info
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
      report.byteCount += status(of: name)?.byteCount ?? 0
    }
    if unknownCount > 0 { report.notices.append(.unknownFiles(count: unknownCount)) }
  }

  mutating func run(
    _ header: VaultHeader, _ keys: borrowing VaultKeys, memory: RollbackMemory?
  ) throws(VaultError) {
    let reader = VaultReader(folder: folder, header: header)
    let recollection = memory?.recall(epoch: header.epoch, keys: keys)
    let headFile = VaultHead.fileName(epoch: header.epoch)
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
      } catch .storage(let error) where error.path == folder.path(of: headFile) {
        attempt.report.damages.append(VaultDamage(headFile, error))
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
          checkEnds(segment, reader, keys)
        }
      }
      if let last = stream.segments.last, let actual = status(of: last.fileName)?.byteCount,
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
    _ segment: SegmentReference, _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) {
    let file = segment.fileName
    let path = folder.path(of: file)
    do throws(FileError) {
      guard let status = try folder.files.status(of: path) else { return add(VaultDamage(file, .missing)) }
      guard status.kind == .file else { return add(VaultDamage(file, .notAFile)) }
      guard status.byteCount >= segment.byteCount else {
        return add(
          VaultDamage(file, .truncated(expected: segment.byteCount, actual: status.byteCount)))
      }
      let start = try folder.files.read(path, from: 0, maximumByteCount: Segment.headerByteCount)
      let end = try folder.files.read(
        path, from: segment.byteCount - FrameChain.tagByteCount, maximumByteCount: FrameChain.tagByteCount)
      if SegmentHeader.open(start, name: segment.name, vaultID: reader.header.vaultID, keys: keys) == nil {
        add(VaultDamage(file, .notAuthentic))
      } else if end != segment.lastTag {
        add(VaultDamage(file, .replacedFrames))
      }
    } catch {
      add(VaultDamage(file, error))
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
    } catch {
      guard let damage = VaultDamage(error, of: segment.fileName) else { throw error }
      report.damages.append(damage)
      wholeCount = frames(of: segment, reader, keys).count { (try? Self.decode($0, of: stream)) != nil }
    }
    if stream.kind == VaultStream.entriesKind {
      report.readableEntryCount = (report.readableEntryCount ?? 0) + wholeCount
    } else {
      report.lostVectorFrameCount += max(0, Int(segment.frameCount) - wholeCount)
    }
  }

  /// The whole frames of a segment, among the bytes that count and that the medium gives.
  private func frames(
    of segment: SegmentReference, _ reader: VaultReader, _ keys: borrowing VaultKeys
  ) -> [OpenedFrame] {
    guard status(of: segment.fileName)?.kind == .file else { return [] }
    let scan = VaultScan(folder: folder, header: reader.header)
    let file = scan.read(segment.fileName, maximumByteCount: segment.byteCount).bytes
    return scan.frames(in: file, of: segment.name, generation: segment.generation, keys: keys)
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
      if let opened = segment.header, opened.kind != VaultStream.entriesKind { continue }
      let (file, failure) = scan.read(segment.file, maximumByteCount: Int(Segment.maximumByteCount))
      guard let opened = segment.header else {
        if let failure { add(VaultDamage(segment.file, failure)) }
        continue
      }
      let frames = scan.frames(in: file, of: segment.name, generation: opened.generation, keys: keys)
      if let failure {
        add(VaultDamage(segment.file, failure))
      } else if let gap = VaultScan.firstGap(in: frames) {
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

  /// What is at the place of a file; nil where nothing is, or the medium does not tell.
  private func status(of file: String) -> FileStatus? { try? folder.files.status(of: folder.path(of: file)) }
}
