// RollbackJudge.swift: decides whether a vault that was found can follow the one that is remembered.

/// Compares a vault with what is remembered of it.
struct RollbackJudge {
  let path: String
  let header: VaultHeader

  /// Nil where nothing is to be remembered.
  let recollection: RollbackMemory.Recollection?

  /// Whether what does not follow is taken anyway.
  let accepts: Bool

  private(set) var notices: [VaultNotice] = []

  init(path: String, header: VaultHeader, recollection: RollbackMemory.Recollection?, accepts: Bool) {
    (self.path, self.header, self.recollection, self.accepts) = (path, header, recollection, accepts)
  }

  /// Says whether the vault with this head may be used.
  ///
  /// - Throws: ``VaultError/rollbackSuspected(path:_:)`` unless that is accepted.
  mutating func judge(_ head: VaultHead, _ tag: [UInt8]) throws(VaultError) {
    notices = recollection == .unreadable ? [.memoryUnreadable] : []
    guard let rollback = rollback(head, tag) else { return }
    guard accepts else { throw .rollbackSuspected(path: path, rollback) }
    notices = [.rollbackAccepted(rollback)]
  }

  private func rollback(_ head: VaultHead, _ tag: [UInt8]) -> Rollback? {
    switch recollection {
    case nil, .nothing, .unreadable, .earlierKey:
      return nil
    case .laterKey:
      return Rollback(kind: .older, remembered: nil, found: head.moment)
    case .state(let seen):
      guard let kind = kind(seen, head, tag) else { return nil }
      return Rollback(kind: kind, remembered: seen.moment, found: head.moment)
    }
  }

  private func kind(_ seen: RollbackMemory.State, _ head: VaultHead, _ tag: [UInt8]) -> Rollback.Kind? {
    if head.commit < seen.commit || head.generation < seen.generation { return .older }
    if header.revision < seen.headerRevision { return .olderKeySlots }
    return head.commit == seen.commit && tag != seen.headTag ? .diverged : nil
  }
}
