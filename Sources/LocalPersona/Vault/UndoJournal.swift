// UndoJournal.swift: the last steps that changed the vault, as `persona undo` needs them.
//
// Kept like derived data, under a name of its own, but written in the change that it tells of, so that a
// crash leaves both or neither: see Vault+Undo.swift. It has no text and no id of an entry that was removed:
// entries that a step brought are found by the number of the change that brought them, which is sealed in
// their frames. Tags that `tag` changed are in it; they go when their entry is removed or edited.

/// The steps, the oldest first.
struct UndoJournal: Equatable, Sendable {
  /// How many steps are remembered.
  static let maximumLineCount = 50

  /// How large it may become: one segment, with room to spare.
  static let maximumByteCount = 3 << 20

  static let key = DerivedKey(name: "undo-journal", fingerprint: [])

  /// The key of its stream.
  static let streamKey = key.streamKey

  /// Other tags of one entry.
  struct Retagging: Equatable, Sendable {
    var id: EntryID
    var before: [String]
    var after: [String]
  }

  /// A step.
  struct Line: Equatable, Sendable {
    var step: UndoStep

    /// How many entries it was about.
    var entryCount = 0

    /// The changes that brought its entries, rising, where it brings any.
    var commits: [ClosedRange<UInt64>] = []

    /// Where it is `tag`.
    var retaggings: [Retagging] = []

    /// The entries that were changed, where it is `edit`.
    var editedIDs: [EntryID] = []
  }

  private(set) var lines: [Line]

  init(lines: [Line] = []) {
    self.lines = lines
  }

  /// Notes that the change `commit` brings entries.
  mutating func note(additionOf count: Int, commit: UInt64, by step: UndoStep) {
    let index = position(of: step)
    lines[index].entryCount += count
    if let last = lines[index].commits.last, last.upperBound + 1 == commit {
      lines[index].commits[lines[index].commits.count - 1] = last.lowerBound...commit
    } else {
      lines[index].commits.append(commit...commit)
    }
    bound()
  }

  /// Notes that entries get other tags.
  mutating func note(_ retaggings: [Retagging], by step: UndoStep) {
    let index = position(of: step)
    var places: [EntryID: Int] = [:]
    for (place, known) in lines[index].retaggings.enumerated() { places[known.id] = place }
    for retagging in retaggings {
      if let place = places[retagging.id] {
        lines[index].retaggings[place].after = retagging.after
      } else {
        lines[index].retaggings.append(retagging)
      }
    }
    lines[index].entryCount = lines[index].retaggings.count
    bound()
  }

  /// Notes that entries are removed, and forgets all about them.
  mutating func noteRemoval(of ids: Set<EntryID>) {
    forget(ids)
    let index = positionOfLast(.remove)
    lines[index].entryCount += ids.count
    bound()
  }

  /// Notes that entries are changed, and forgets the tags that they had.
  mutating func noteEdit(of ids: Set<EntryID>) {
    forgetTags(of: ids)
    let index = positionOfLast(.edit)
    let known = Set(lines[index].editedIDs)
    lines[index].editedIDs += ids.subtracting(known).sorted()
    lines[index].entryCount = lines[index].editedIDs.count
    bound()
  }

  /// Takes a step out, if it is there.
  mutating func remove(_ step: UndoStep) {
    lines.removeAll { $0.step.identity == step.identity }
  }

  /// Takes out all that tells of these entries.
  mutating func forget(_ ids: Set<EntryID>) {
    forgetTags(of: ids)
    for index in lines.indices { lines[index].editedIDs.removeAll(where: ids.contains) }
  }

  private mutating func forgetTags(of ids: Set<EntryID>) {
    for index in lines.indices { lines[index].retaggings.removeAll { ids.contains($0.id) } }
  }

  /// Where the line of a step is: a new one at the end, if there is none.
  private mutating func position(of step: UndoStep) -> Int {
    if let index = lines.lastIndex(where: { $0.step.identity == step.identity }) { return index }
    lines.append(Line(step: step))
    return lines.count - 1
  }

  /// Where the last line is: that of before, if it is of this action, so that many edits leave one line.
  private mutating func positionOfLast(_ action: UndoAction) -> Int {
    let step = UndoStep(action)
    if lines.last?.step.action == action {
      lines[lines.count - 1].step = step
    } else {
      lines.append(Line(step: step))
    }
    return lines.count - 1
  }

  /// Drops the oldest steps as long as there are too many, or they are too large.
  private mutating func bound() {
    lines.removeFirst(max(0, lines.count - Self.maximumLineCount))
    var byteCount = encode().count
    while byteCount > Self.maximumByteCount, !lines.isEmpty {
      lines.removeFirst()
      byteCount = encode().count
    }
  }
}
