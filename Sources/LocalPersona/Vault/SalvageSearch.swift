// SalvageSearch.swift: which entries of a damaged vault can still be read, and which of them count.
//
// Where the list of segments (the head) opens, only what it lists counts, so that nothing that was removed
// comes back. Where it does not open, or is older than the vault, every segment counts that says it has
// entries; of two frames with the same entry the one in the segment of the later commit is taken.

internal import Crypto

/// What of a vault's entries can still be read.
struct SalvageFindings {
  /// The entries, in the order in which they were added.
  var entries: [Entry] = []

  /// Entries that the head lists and that cannot be read; nil where there is no head to tell.
  var lostEntryCount: Int?

  /// Files that the medium does not give as a whole.
  var unreadable: [FileError] = []
}

/// A search for the entries of a damaged vault.
struct SalvageSearch {
  let folder: VaultFolder
  let header: VaultHeader

  /// What is remembered outside the vault; nil where nothing is.
  let recollection: RollbackMemory.Recollection?

  /// How often the search starts again because a writer changed the vault meanwhile.
  private static let maximumAttemptCount = 5

  /// Generations beyond those known that a segment with a damaged beginning is tried with.
  private static let maximumGeneration: UInt64 = 256

  private var scan: VaultScan { VaultScan(folder: folder, header: header) }

  /// Searches; `progress` is told how many files of how many were looked through.
  ///
  /// - Throws: ``VaultError/storage(_:)`` where the folder cannot be listed.
  func run(
    keys: borrowing VaultKeys, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(VaultError) -> SalvageFindings {
    var attempts = 0
    while true {
      let before = readHead(keys: keys)
      let files = try scan.segmentFiles(listed: before?.head.segments.map(\.name) ?? [], keys: keys)
      let findings = find(by: before?.head, in: files, keys: keys, progress)
      attempts += 1
      guard attempts < Self.maximumAttemptCount, readHead(keys: keys)?.tag != before?.tag else {
        return findings
      }
    }
  }

  private func find(
    by head: VaultHead?, in files: [VaultScan.SegmentFile], keys: borrowing VaultKeys,
    _ progress: (Int, Int) -> Void
  ) -> SalvageFindings {
    if let head, !isOlder(head, than: files),
      let findings = findListed(by: head, in: files, keys: keys, progress)
    {
      return findings
    }
    return findAll(in: files, keys: keys, progress)
  }

  /// The head, if it opens.
  private func readHead(keys: borrowing VaultKeys) -> (head: VaultHead, tag: [UInt8])? {
    let file = VaultHead.fileName(epoch: header.epoch)
    guard let bytes = try? folder.read(file, maximumByteCount: VaultHead.maximumByteCount),
      let head = try? VaultHead.open(bytes, header: header, keys: keys)
    else { return nil }
    return (head, VaultHead.tag(of: bytes))
  }

  /// Whether something shows that the vault went on after this head.
  ///
  /// A segment of the next commit alone does not: an interrupted change leaves such ones. It does where a
  /// segment that the head lists is gone, because none is removed before the next head is in force.
  private func isOlder(_ head: VaultHead, than files: [VaultScan.SegmentFile]) -> Bool {
    if case .state(let seen) = recollection, seen.commit > head.commit { return true }
    let listed = Set(head.segments.map(\.name))
    let newest = files.filter { !listed.contains($0.name) }.compactMap { $0.header?.commit }.max() ?? 0
    guard newest > head.commit else { return false }
    let found = Set(files.map(\.name))
    return newest > head.commit + 1 || !head.streams[0].segments.allSatisfy { found.contains($0.name) }
  }

  // MARK: With a head

  /// The entries of the segments that the head lists; nil where a frame shows that the head is older.
  private func findListed(
    by head: VaultHead, in files: [VaultScan.SegmentFile], keys: borrowing VaultKeys,
    _ progress: (Int, Int) -> Void
  ) -> SalvageFindings? {
    var collection = EntryCollection()
    var findings = SalvageFindings(lostEntryCount: 0)
    let filesByName = Dictionary(grouping: files, by: \.name)
    let segments = head.streams[0].segments
    for (index, segment) in segments.enumerated() {
      let rank = EntryCollection.Rank(order: UInt64(index))
      // The same segment may be there twice, each copy with other damage.
      var frames: [UInt64: OpenedFrame] = [:]
      for file in filesByName[segment.name] ?? [] {
        let bytes = read(file.file, &findings)
        for frame in scan.frames(
          in: bytes, of: segment.name, generation: segment.generation, keys: keys)
        {
          frames[frame.number] = frames[frame.number] ?? frame
        }
      }
      let inOrder = frames.values.sorted { $0.number < $1.number }
      let counted = inOrder.prefix { $0.number < segment.frameCount }
      let tail = inOrder.dropFirst(counted.count)
      guard !tail.contains(where: { $0.commit > head.commit + 1 }) else { return nil }
      let savedCount = collection.add(counted, rank)
      findings.lostEntryCount? += max(0, Int(segment.frameCount) - savedCount)
      if index == segments.count - 1 { _ = collection.add(wholeChange(tail, after: segment, head), rank) }
      progress(index + 1, segments.count)
    }
    findings.entries = collection.entries
    return findings
  }

  /// What follows the frames that count, if it is a change that only lacked its last step, the new head.
  private func wholeChange(
    _ tail: ArraySlice<OpenedFrame>, after segment: SegmentReference, _ head: VaultHead
  ) -> ArraySlice<OpenedFrame> {
    var expected = segment.frameCount
    var wholeCount = 0
    for frame in tail {
      guard frame.number == expected, frame.commit == head.commit + 1 else { break }
      expected += 1
      if frame.isLast { wholeCount = Int(expected - segment.frameCount) }
    }
    return tail.prefix(wholeCount)
  }

  // MARK: Without one

  /// The entries of all segments that say that they have entries, or that cannot say what they have.
  private func findAll(
    in files: [VaultScan.SegmentFile], keys: borrowing VaultKeys, _ progress: (Int, Int) -> Void
  ) -> SalvageFindings {
    var collection = EntryCollection()
    var findings = SalvageFindings()
    let generations = likelyGenerations(files)
    var places: [SegmentPlace] = []
    var unplaced: [[OpenedFrame]] = []
    for (index, file) in files.enumerated() {
      defer { progress(index + 1, files.count) }
      if let known = file.header, known.kind != VaultStream.entriesKind { continue }
      let bytes = read(file.file, &findings)
      var generation = file.header?.generation
      if generation == nil {
        generation = scan.generation(of: bytes, file.name, among: generations, keys: keys)
      }
      guard let generation else { continue }
      let frames = scan.frames(in: bytes, of: file.name, generation: generation, keys: keys)
      if let known = file.header {
        let place = SegmentPlace(known, frames)
        places.append(place)
        _ = collection.add(frames[...], place.rank)
      } else {
        unplaced.append(frames)
      }
    }
    for frames in unplaced {
      let place = SegmentPlace(frames, among: places)
      places.append(place)
      _ = collection.add(frames[...], place.rank)
    }
    findings.entries = collection.entries
    return findings
  }

  /// The generations that other segments are of first, then the rest up to the next one.
  private func likelyGenerations(_ files: [VaultScan.SegmentFile]) -> [UInt64] {
    let known = Set(files.compactMap { $0.header?.generation })
    let next = min(known.max() ?? .max, Self.maximumGeneration - 1) + 1
    return known.sorted(by: >) + (1...next).filter { !known.contains($0) }
  }

  private func read(_ file: String, _ findings: inout SalvageFindings) -> [UInt8] {
    // What follows the bytes that count may be a change without its last step.
    let (bytes, failure) = scan.read(file, maximumByteCount: 2 * Int(Segment.maximumByteCount))
    if let failure { findings.unreadable.append(failure) }
    return bytes
  }
}

/// Where a segment belongs when no head says it.
///
/// The commits of its frames come first. They rise along the stream, and are known even where the beginning
/// of the segment is damaged; only the segments of one large import have the same.
private struct SegmentPlace {
  var rank: EntryCollection.Rank
  private var commits: ClosedRange<UInt64>

  init(_ header: SegmentHeader, _ frames: [OpenedFrame]) {
    rank = EntryCollection.Rank(
      segmentCommit: header.commit, order: header.order, part: UInt64(header.part), countsCommits: true)
    commits = Self.commits(of: frames)
  }

  /// Of a segment whose beginning is damaged: the first that is missing among those of the same commit.
  init(_ frames: [OpenedFrame], among others: [SegmentPlace]) {
    commits = Self.commits(of: frames)
    rank = EntryCollection.Rank(segmentCommit: commits.upperBound, order: 0, countsCommits: true)
    let first = commits.lowerBound
    let peers = others.filter { $0.commits.contains(first) }
    let parts = Set(peers.map(\.rank.part))
    while parts.contains(rank.part) { rank.part += 1 }
    // Behind those before it or, where it is the first, before all.
    let orders = peers.filter { $0.rank.part < rank.part }.map(\.rank.order)
    rank.order = orders.max() ?? peers.map(\.rank.order).min() ?? 0
  }

  private static func commits(of frames: [OpenedFrame]) -> ClosedRange<UInt64> {
    let commits = frames.map(\.commit)
    return (commits.min() ?? 0)...(commits.max() ?? 0)
  }
}

/// Entries that were found, each once, with what says where it belongs.
private struct EntryCollection {
  /// The place of a segment.
  struct Rank {
    /// The commit that wrote it: of two with the same entry, the one of the later counts.
    var segmentCommit: UInt64 = 0

    /// Its place among the segments.
    var order: UInt64

    /// Its place among those with the same order.
    var part: UInt64 = 0

    /// Whether the commits of frames come before their places.
    var countsCommits = false
  }

  private struct Found {
    var entry: Entry
    var segmentCommit: UInt64

    /// Sorted by these, one after the other; the last only makes that the same each time.
    var place: [UInt64]
  }

  private var found: [EntryID: Found] = [:]

  /// Takes the entries of frames of one segment.
  ///
  /// - Returns: How many of the frames have entries.
  mutating func add(_ frames: ArraySlice<OpenedFrame>, _ rank: Rank) -> Int {
    var count = 0
    for frame in frames {
      guard let entry = try? EntryRecord.decode(frame.plaintext, frame.payload) else { continue }
      count += 1
      if let other = found[entry.id], other.segmentCommit >= rank.segmentCommit { continue }
      let commit = rank.countsCommits ? frame.commit : 0
      found[entry.id] = Found(
        entry: entry, segmentCommit: rank.segmentCommit,
        place: [commit, rank.order, rank.part, frame.number, rank.segmentCommit, entry.id.value])
    }
    return count
  }

  /// The entries in the order in which they were added.
  var entries: [Entry] {
    found.values.sorted { $0.place.lexicographicallyPrecedes($1.place) }.map(\.entry)
  }
}
