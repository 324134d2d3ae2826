// Vault+Rewrite.swift: writing the segments of some entries anew, without or with other content. Neighbours
// that fit into one segment then become one: see SegmentJoiner.swift.

internal import Crypto

extension Vault {
  /// Writes the segments that contain entries of `ids` anew, and those with vectors of them without
  /// these vectors; all in one change, which begins a new generation.
  ///
  /// `content` says what an entry of `ids` becomes; nil removes it. Where only tags change, which no vector
  /// knows of, the vectors may be kept. `journal` is written in the place of the one that is there.
  func rewrite(
    _ ids: Set<EntryID>, keepingVectors: Bool = false, journal: UndoJournal? = nil,
    to content: (EntryID) -> Entry?
  ) throws(VaultError) {
    let old = entries
    var joinedCount = 0
    try change(rewriting: true) { head, writer throws(VaultError) in
      let reader = VaultReader(folder: folder, header: header)
      var allowance: Int?
      for index in head.streams.indices {
        let stream = head.streams[index]
        var joiner = SegmentJoiner(stream, reader, writer, allowance: allowance)
        switch stream.kind {
        case VaultStream.entriesKind:
          try rewriteEntries(stream, ids: ids, old: old, to: content, reader, &joiner)
        case VaultStream.vectorsKind where !keepingVectors:
          try rewriteVectors(stream, without: ids, reader, &joiner)
        default:
          continue  // Derived data, or of a later version: its maker knows what depends on an entry.
        }
        let rewritten = try joiner.finish(keys: keys)
        head.streams[index].segments = rewritten.segments
        joinedCount += rewritten.joinedCount
        allowance = joiner.allowance
      }
      // A stream of derived data without content need not be listed.
      head.streams.removeAll { $0.kind == VaultStream.vectorsKind && $0.segments.isEmpty }
      if let journal { try put(journal, into: &head, writer) }
    } then: { state in
      state.entries = old.compactMap { ids.contains($0.id) ? content($0.id) : $0 }
      state.ids = Set(state.entries.map(\.id))
    }
    if joinedCount > 0 { notice(.segmentsJoined(count: joinedCount)) }
  }

  private func rewriteEntries(
    _ stream: VaultStream, ids: Set<EntryID>, old: [Entry], to content: (EntryID) -> Entry?,
    _ reader: VaultReader, _ joiner: inout SegmentJoiner
  ) throws(VaultError) {
    var position = 0
    for (number, segment) in stream.segments.enumerated() {
      let held = old[position..<position + Int(segment.frameCount)]
      position = held.endIndex
      guard held.contains(where: { ids.contains($0.id) }) else {
        try joiner.keep(number, keys: keys)
        continue
      }
      var frames: [Frame] = []
      var index = held.startIndex
      let read = try reader.readFrames(segment, of: stream, keys: keys) {
        opened throws(VaultDamage.Problem) in
        let id = held[index].id
        index += 1
        guard ids.contains(id) else { return frames.append(opened.frame) }
        guard let entry = content(id) else { return }
        frames.append(Frame(isLast: opened.isLast, commit: opened.commit, payload: EntryRecord.encode(entry)))
      }
      try joiner.replace(number, by: frames, file: read.file, keys: keys)
    }
  }

  private func rewriteVectors(
    _ stream: VaultStream, without ids: Set<EntryID>, _ reader: VaultReader, _ joiner: inout SegmentJoiner
  ) throws(VaultError) {
    for (number, segment) in stream.segments.enumerated() {
      var isConcerned = false
      try reader.readFrames(segment, of: stream, keys: keys) { opened throws(VaultDamage.Problem) in
        let held = try record(of: opened, withValues: false).ids
        isConcerned = isConcerned || held.contains(where: ids.contains)
      }
      guard isConcerned else {
        try joiner.keep(number, keys: keys)
        continue
      }
      var frames: [Frame] = []
      let read = try reader.readFrames(segment, of: stream, keys: keys) {
        opened throws(VaultDamage.Problem) in
        let rest = try record(of: opened, withValues: true).removing(ids)
        guard !rest.ids.isEmpty else { return }
        frames.append(Frame(isLast: opened.isLast, commit: opened.commit, payload: rest.encode()))
      }
      try joiner.replace(number, by: frames, file: read.file, keys: keys)
    }
  }

  private func record(
    of opened: OpenedFrame, withValues: Bool
  ) throws(VaultDamage.Problem) -> VectorRecord {
    do {
      return try VectorRecord.decode(opened.plaintext, opened.payload, withValues: withValues)
    } catch {
      throw .malformedRecord(frame: opened.number, offset: error.offset)
    }
  }
}
