// Vault+Writing.swift: being the writer for a moment, in a vault that is read for minutes.
//
// Learning takes minutes and stores a few times, and a text in an editor takes as long as it takes. Were they
// the writer all the while, nobody could add a note.

extension Vault {
  /// Does something as the writer: takes the lock, reads what others wrote since, and lets them in again
  /// afterwards.
  ///
  /// ``entries`` are then those of that moment. In a vault that is open for writing it is nothing but `body`.
  ///
  /// - Throws: ``VaultError/locked(path:_:)`` where somebody else writes, what opening a vault for writing
  ///   throws, what `body` throws.
  func writing<Result>(_ body: () throws -> Result) throws -> Result {
    guard isOpen else { throw VaultError.notOpenForWriting(path: path) }
    guard lock == nil else { return try body() }
    lock = try WriterLock.acquire(folder)
    defer {
      lock?.release()
      lock = nil
    }
    try catchUp()
    return try body()
  }

  /// Lets others write from now on, before something that takes long; ``writing(_:)`` makes it the writer
  /// again.
  func letOthersWrite() {
    lock?.release()
    lock = nil
  }

  /// Reads the vault again, as if it were opened for writing now.
  private func catchUp() throws(VaultError) {
    try followHeader()
    let recollection = memory?.recall(epoch: header.epoch, keys: keys) ?? .state(memorable)
    var judge = RollbackJudge(path: path, header: header, recollection: recollection, accepts: false)
    let reader = VaultReader(folder: folder, header: header)
    state = try reader.readState(keys: keys) { head, tag throws(VaultError) in try judge.judge(head, tag) }
    // A change of this process that failed and could not be taken back is not made up for either.
    let knownCount = notices.count
    try recover(completing: !isStale, acceptRollback: false)
    for notice in notices.dropFirst(knownCount) { whenNoticing?(notice) }
    isStale = false
    if recollection != .state(memorable) { rememberWhatWasFound() }
  }
}
