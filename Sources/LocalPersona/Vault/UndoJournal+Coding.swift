// UndoJournal+Coding.swift: the bytes of the journal of undo; docs/formats.md specifies them.
//
// Little-endian: "PLUJ", version, the steps. Whatever is not exactly so is refused: lengths beyond the end,
// steps that nobody knows, changes out of order, what is no tag, bytes left over.

extension UndoJournal {
  private static let magic = Array("PLUJ".utf8)
  private static let version: UInt32 = 1

  /// The journal as bytes.
  func encode() -> [UInt8] {
    var writer = ByteWriter(reserving: 64 * (lines.count + 1))
    writer.write(Self.magic)
    writer.write(Self.version)
    writer.write(UInt32(lines.count))
    for line in lines { writer.write(line) }
    return writer.bytes
  }

  /// Reads a journal.
  init(decoding bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    guard try Array(reader.readBytes(4)) == Self.magic else { throw FormatError(offset: 0) }
    try reader.expect(Self.version)
    var lines: [Line] = []
    for _ in 0..<(try reader.readCount(upTo: UInt32(Self.maximumLineCount))) {
      lines.append(try reader.readLine())
    }
    guard reader.remaining == 0, Set(lines.map(\.step.identity)).count == lines.count else {
      throw FormatError(offset: reader.offset)
    }
    self.init(lines: lines)
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ line: UndoJournal.Line) {
    write(line.step.identity)
    write(line.step.time.secondsSince1970)
    write(line.step.action.rawValue)
    write(UInt32(clamping: line.entryCount))
    switch line.step.action {
    case .add, .import, .restore:
      write(UInt32(line.commits.count))
      for commits in line.commits {
        write(commits.lowerBound)
        write(commits.upperBound)
      }
    case .tag:
      write(UInt32(line.retaggings.count))
      for retagging in line.retaggings {
        write(retagging.id.value)
        writeTags(retagging.before)
        writeTags(retagging.after)
      }
    case .remove: break
    case .edit:
      write(UInt32(line.editedIDs.count))
      for id in line.editedIDs { write(id.value) }
    }
  }

  private mutating func writeTags(_ tags: [String]) {
    write(UInt8(tags.count))
    for tag in tags { writeCounted(Array(tag.utf8)) }
  }
}

extension ByteReader {
  /// No change has a larger number.
  private static let largestCommit = UInt64(1) << 62

  fileprivate mutating func readLine() throws(FormatError) -> UndoJournal.Line {
    let identity = Array(try readBytes(UndoStep.identityByteCount))
    let time = Timestamp(try readSigned())
    let start = offset
    guard let action = UndoAction(rawValue: try read()) else { throw FormatError(offset: start) }
    var line = UndoJournal.Line(step: UndoStep(action, time: time, identity: identity))
    line.entryCount = Int(try read(UInt32.self))
    switch action {
    case .add, .import, .restore:
      for _ in 0..<(try read(UInt32.self)) { line.commits.append(try readCommits(after: line.commits.last)) }
    case .tag:
      for _ in 0..<(try read(UInt32.self)) { line.retaggings.append(try readRetagging()) }
      try requireDistinct(line.retaggings.map(\.id))
    case .remove: break
    case .edit:
      for _ in 0..<(try read(UInt32.self)) { line.editedIDs.append(try readID()) }
      try requireDistinct(line.editedIDs)
    }
    return line
  }

  /// Changes behind those before, with at least one between: else they would be one range.
  private mutating func readCommits(
    after last: ClosedRange<UInt64>?
  ) throws(FormatError) -> ClosedRange<UInt64> {
    let start = offset
    let first = try read(UInt64.self)
    let end = try read(UInt64.self)
    guard first > 0, first <= end, end <= Self.largestCommit, last.map({ first > $0.upperBound + 1 }) ?? true
    else { throw FormatError(offset: start) }
    return first...end
  }

  private mutating func readRetagging() throws(FormatError) -> UndoJournal.Retagging {
    UndoJournal.Retagging(id: try readID(), before: try readTags(), after: try readTags())
  }

  private mutating func readTags() throws(FormatError) -> [String] {
    let start = offset
    var tags: [String] = []
    for _ in 0..<(try read(UInt8.self)) { tags.append(try readText(Int(try read(UInt32.self)))) }
    guard tags.count <= Entry.maximumTagCount, tags.allSatisfy(Entry.isTag), Set(tags).count == tags.count
    else { throw FormatError(offset: start) }
    return tags
  }

  private mutating func readID() throws(FormatError) -> EntryID {
    let start = offset
    guard let id = EntryID(value: try read()) else { throw FormatError(offset: start) }
    return id
  }

  private func requireDistinct(_ ids: [EntryID]) throws(FormatError) {
    guard Set(ids).count == ids.count else { throw FormatError(offset: offset) }
  }
}
