// Vault+Change.swift: adding, changing and removing entries. Each call is one change: it is durable when
// the call returns, and where the call throws before the last step the vault is as it was before.
//
// Adding lengthens a segment. Changing and removing write the segments concerned anew, so that the old text
// is in no file of the vault afterwards; segments without such entries stay, unless they are short enough to
// be joined with a neighbour.

internal import Crypto

extension Vault {
  /// Adds entries after those that are there: all of them or, where this throws, none.
  ///
  /// - Throws: ``VaultError/duplicateID(_:)``, ``VaultError/storage(_:)``.
  public func append(_ new: [Entry]) throws(VaultError) {
    try append(new, by: nil)
  }

  /// Adds entries and, where there is a step that they are part of, notes it in the same change.
  func append(_ new: [Entry], by step: UndoStep?) throws(VaultError) {
    try prepareChange()
    guard !new.isEmpty else { return }
    var ids: Set<EntryID> = []
    for entry in new where state.ids.contains(entry.id) || !ids.insert(entry.id).inserted {
      throw .duplicateID(entry.id)
    }
    let journal = step != nil ? try undoJournalToWrite() : nil
    try change { head, writer throws(VaultError) in
      if let step, var journal {
        // Before the entries: where their frames are whole, so is the journal; see Vault+UndoRecovery.swift.
        journal.note(additionOf: new.count, commit: head.commit, by: step)
        try put(journal, into: &head, writer)
      }
      let frames = writer.frames(new.map(EntryRecord.encode))
      head.streams[0] = try writer.extend(head.streams[0], with: frames, keys: keys)
    } then: { state in
      state.entries += new
      state.ids.formUnion(ids)
    }
  }

  /// Gives entries that are there another content; ids and order stay.
  ///
  /// Their vectors are dropped.
  ///
  /// - Throws: ``VaultError/noSuchEntry(_:)``, ``VaultError/duplicateID(_:)``,
  ///   ``VaultError/storage(_:)``.
  public func replace(_ changed: [Entry]) throws(VaultError) {
    try prepareChange()
    guard !changed.isEmpty else { return }
    var contents: [EntryID: Entry] = [:]
    for entry in changed where contents.updateValue(entry, forKey: entry.id) != nil {
      throw .duplicateID(entry.id)
    }
    let ids = Set(contents.keys)
    try requireEntries(ids)
    let journal = try undoJournal { $0.noteEdit(of: ids) }
    try rewrite(ids, journal: journal) { contents[$0] }
  }

  /// Removes entries and their vectors.
  ///
  /// - Throws: ``VaultError/noSuchEntry(_:)``, ``VaultError/storage(_:)``.
  public func remove(_ ids: Set<EntryID>) throws(VaultError) {
    try prepareChange()
    guard !ids.isEmpty else { return }
    try requireEntries(ids)
    let journal = try undoJournal { $0.noteRemoval(of: ids) }
    try rewrite(ids, journal: journal) { _ in nil }
  }

  func requireEntries(_ ids: Set<EntryID>) throws(VaultError) {
    let missing = ids.subtracting(state.ids)
    if let first = missing.min() { throw .noSuchEntry(first.description) }
  }

  /// Checks that a change may begin, and reads the vault again if the last one failed.
  func prepareChange() throws(VaultError) {
    guard isOpen, lock != nil else { throw .notOpenForWriting(path: path) }
    if isStale { try reload() }
  }

  /// Makes one change: lets `body` write segments and edit the head, and puts that head in force.
  ///
  /// Where something that is there is written anew, `rewriting` is true and a new generation begins.
  /// `update` changes what is in memory accordingly.
  func change(
    rewriting: Bool = false, _ body: (inout VaultHead, SegmentWriter) throws(VaultError) -> Void,
    then update: (inout VaultState) -> Void = { _ in }
  ) throws(VaultError) {
    var head = state.head
    head.commit += 1
    head.generation += rewriting ? 1 : 0
    head.time = .now
    let before = Set(head.segments.map(\.name))
    isStale = true
    do {
      let writer = SegmentWriter(
        folder: folder, header: header, head: head, targetByteCount: segmentByteCount)
      try body(&head, writer)
      try putInForce(head)
    } catch {
      // What was begun is taken back now; where that fails as well, before the next change.
      try? reload()
      throw error
    }
    isStale = false
    update(&state)
    remember()
    removeSegments(before.subtracting(head.segments.map(\.name)))
  }

  /// Replaces the head, which is the moment at which a change happens.
  func putInForce(_ head: VaultHead) throws(VaultError) {
    let file = VaultHead.fileName(epoch: header.epoch)
    let sealed = head.seal(header: header, keys: keys)
    try folder.replace(file, temporary: "\(file).new", with: sealed)
    state.head = head
    state.headTag = VaultHead.tag(of: sealed)
  }

  /// Removes segments that no head lists any more, as many as can be removed.
  ///
  /// The change has happened by then, so that this fails is no reason for it to fail, but it is told: what
  /// the change was to take away may still be there. The next writer removes it.
  private func removeSegments(_ names: Set<SegmentName>) {
    guard !names.isEmpty else { return }
    var failure: FileError?
    for name in names.sorted(by: { $0.description < $1.description }) {
      let file = folder.path(of: name.description)
      do throws(FileError) {
        if try folder.files.status(of: file) != nil { try folder.files.removeFile(file) }
      } catch {
        failure = failure ?? error
      }
    }
    do throws(FileError) {
      try folder.files.synchronizeFolder(path)
    } catch {
      failure = failure ?? error
    }
    if let failure { notice(.replacedFilesLeft(failure)) }
  }

  /// What is remembered of this vault outside it.
  var memorable: RollbackMemory.State {
    RollbackMemory.State(
      headerRevision: header.revision, generation: state.head.generation, commit: state.head.commit,
      time: state.head.time, headTag: state.headTag)
  }

  /// Remembers a state that another process made, once that is durable: what power takes away later must
  /// not be missed.
  func rememberWhatWasFound() {
    guard memory != nil else { return }
    do {
      try folder.files.synchronizeFolder(path)
      remember()
    } catch {
      notice(.memoryNotKept(error))
    }
  }

  /// Remembers the state of the vault, which must be durable.
  ///
  /// That this fails is no reason for a change to fail: it is noticed.
  func remember() {
    guard let memory else { return }
    do {
      try memory.remember(memorable, epoch: header.epoch, keys: keys)
    } catch {
      if !notices.contains(.memoryNotKept(error)) { notice(.memoryNotKept(error)) }
    }
  }
}
