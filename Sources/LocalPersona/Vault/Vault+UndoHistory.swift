// Vault+UndoHistory.swift: which steps there were, and what taking each back would do now.

internal import Crypto

extension Vault {
  /// The steps that are remembered, the newest first; where there are any, all entries are read again.
  ///
  /// - Throws: ``VaultError/damaged(path:_:)``, ``VaultError/storage(_:)``.
  public func undoHistory() throws(VaultError) -> [UndoRecord] {
    let lines = try undoJournal().lines
    guard !lines.isEmpty else { return [] }
    let brought = entriesBrought(by: lines, commits: try entryCommits())
    var tags: [EntryID: [String]] = [:]
    for entry in entries { tags[entry.id] = entry.tags }
    let drafts = Set(entries.filter(\.isOfDraft).map(\.id))
    var edited: Set<EntryID> = []
    var records: [UndoRecord] = []
    for (line, ids) in zip(lines, brought).reversed() {
      var record = UndoRecord(step: line.step, entryCount: line.entryCount)
      record.brought = ids.filter { !edited.contains($0) }
      record.edited = ids.filter(edited.contains)
      record.isOfDraft = line.step.action == .add && ids.contains(where: drafts.contains)
      for retagging in line.retaggings where tags[retagging.id] == retagging.after {
        record.tags[retagging.id] = retagging.before
        // Older steps are taken back after this one.
        tags[retagging.id] = retagging.before
      }
      edited.formUnion(line.editedIDs)
      records.append(record)
    }
    return records
  }

  /// For each line the entries that came with it and are still there.
  ///
  /// The numbers of the changes rise along the entries, and each change is part of one step.
  private func entriesBrought(by lines: [UndoJournal.Line], commits: [EntryID: UInt64]) -> [[EntryID]] {
    var brought = [[EntryID]](repeating: [], count: lines.count)
    var spans: [(commits: ClosedRange<UInt64>, line: Int)] = []
    for (number, line) in lines.enumerated() {
      for range in line.commits { spans.append((range, number)) }
    }
    spans.sort { $0.commits.lowerBound < $1.commits.lowerBound }
    var next = 0
    for entry in entries {
      guard let commit = commits[entry.id] else { continue }
      while next < spans.count, spans[next].commits.upperBound < commit { next += 1 }
      guard next < spans.count else { break }
      if spans[next].commits.contains(commit) { brought[spans[next].line].append(entry.id) }
    }
    return brought
  }

  /// The number of the change that brought each entry, as its frame says.
  private func entryCommits() throws(VaultError) -> [EntryID: UInt64] {
    try readingDerivedData { reader, head throws(VaultError) in
      try reader.readCommits(of: head.streams[0], keys: keys)
    }
  }
}

extension VaultReader {
  /// The number of the change that brought each entry.
  fileprivate func readCommits(
    of stream: VaultStream, keys: borrowing VaultKeys
  ) throws(VaultError) -> [EntryID: UInt64] {
    var commits: [EntryID: UInt64] = [:]
    for segment in stream.segments {
      try readFrames(segment, of: stream, keys: keys) { frame throws(VaultDamage.Problem) in
        do throws(FormatError) {
          let id = try EntryRecord.decode(frame.plaintext, frame.payload).id
          commits[id] = frame.commit
        } catch {
          throw .malformedRecord(frame: frame.number, offset: error.offset)
        }
      }
    }
    return commits
  }
}
