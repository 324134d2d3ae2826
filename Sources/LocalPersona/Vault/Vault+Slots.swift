// Vault+Slots.swift: changing who can open a vault: key slots are added, replaced and removed.
//
// The data key stays as it is. So an older copy of the header, with a secret that was taken away, still opens
// what the vault holds, and whoever had the data key keeps it: Vault+Rekey.swift is against that.
//
// First the header is replaced, then the head by one that demands it, then the old header's slots are
// overwritten: see VaultFolder+Keys.swift. If that is cut off after the first step, the new slots are in
// force, and the next writer makes up for the others.

public import Crypto

extension Vault {
  /// The largest number of key slots.
  public static let maximumSlotCount = VaultHeader.maximumSlotCount

  /// The largest label of a key slot, in bytes of UTF-8.
  public static let maximumSlotLabelByteCount = KeySlot.maximumLabelByteCount

  /// The ways to open this vault.
  public var slots: [KeySlotInfo] { header.slots.map(\.info) }

  /// Whether a key slot may be called so: at most ``maximumSlotLabelByteCount`` bytes on one line, also none.
  public static func isSlotLabel(_ label: String) -> Bool { KeySlot.isLabel(label) }

  /// Replaces a key slot by one of the same kind and label for another secret; the old secret opens the vault
  /// no more.
  ///
  /// - Parameters:
  ///   - slot: The id of the slot, or at least ``minimumPrefixCharacterCount`` digits of it. Nil is the slot
  ///     whose passphrase opened this vault or, where something else did, the only one of a passphrase.
  ///   - secret: The new passphrase; its strength is the caller's concern.
  ///   - cost: What each guess costs from now on.
  /// - Returns: The new slot, which has an id of its own.
  /// - Throws: ``VaultError/slotNotChosen``, ``VaultError/noSuchSlot(_:)``,
  ///   ``VaultError/ambiguousSlot(_:matchCount:)``, ``VaultError/slotPrefixTooShort(_:)``,
  ///   ``VaultError/emptyPassphrase``, ``VaultError/notRecoveryWords``, ``VaultError/passwordHash(_:)``,
  ///   ``VaultError/storage(_:)``.
  @discardableResult
  public func changePassphrase(
    of slot: String? = nil, to secret: borrowing SecretBytes, cost: PasswordHashCost
  ) throws(VaultError) -> KeySlotInfo {
    try prepareChange()
    let position = if let slot { try self.slot(matching: slot) } else { try passphraseSlot() }
    let old = header.slots[position]
    let new = try makeSlot(kind: old.kind, secret: secret, label: old.label, cost: cost)
    let isOpenedSlot = old.info.id == openedSlot
    var slots = header.slots
    slots[position] = new
    try replaceSlots(with: slots)
    if isOpenedSlot { openedSlotID = new.info.id }
    return new.info
  }

  /// Adds a key slot: `secret` opens the vault from now on, beside what opened it before.
  ///
  /// - Parameters:
  ///   - kind: What `secret` is.
  ///   - secret: A passphrase or recovery words.
  ///   - label: What its owner calls it; see ``isSlotLabel(_:)``. Not secret.
  ///   - cost: What each guess costs.
  /// - Returns: The new slot.
  /// - Throws: ``VaultError/tooManySlots``, ``VaultError/invalidSlotLabel``, ``VaultError/emptyPassphrase``,
  ///   ``VaultError/notRecoveryWords``, ``VaultError/passwordHash(_:)``, ``VaultError/storage(_:)``.
  @discardableResult
  public func addSlot(
    kind: KeySlotSecret, secret: borrowing SecretBytes, label: String = "", cost: PasswordHashCost
  ) throws(VaultError) -> KeySlotInfo {
    try prepareChange()
    guard header.slots.count < Self.maximumSlotCount else { throw .tooManySlots }
    guard Self.isSlotLabel(label) else { throw .invalidSlotLabel }
    let kind = kind == .passphrase ? KeySlot.passphraseKind : KeySlot.recoveryKind
    let new = try makeSlot(kind: kind, secret: secret, label: label, cost: cost)
    try replaceSlots(with: header.slots + [new])
    return new.info
  }

  /// Removes a key slot: its secret opens the vault no more.
  ///
  /// - Parameter id: The id of the slot, or at least ``minimumPrefixCharacterCount`` digits of it.
  /// - Returns: The slot that was removed.
  /// - Throws: ``VaultError/lastPassphraseSlot``, ``VaultError/noSuchSlot(_:)``,
  ///   ``VaultError/ambiguousSlot(_:matchCount:)``, ``VaultError/slotPrefixTooShort(_:)``,
  ///   ``VaultError/storage(_:)``.
  @discardableResult
  public func removeSlot(_ id: String) throws(VaultError) -> KeySlotInfo {
    try prepareChange()
    var slots = header.slots
    let old = slots.remove(at: try slot(matching: id))
    guard slots.contains(where: \.isPassphrase) else { throw .lastPassphraseSlot }
    try replaceSlots(with: slots)
    return old.info
  }

  /// The position of the slot with this id, or of the only one whose id starts so.
  private func slot(matching prefix: String) throws(VaultError) -> Int {
    guard prefix.count >= Self.minimumPrefixCharacterCount else { throw .slotPrefixTooShort(prefix) }
    let digits = prefix.lowercased()
    let matches = header.slots.indices.filter { header.slots[$0].info.id.hasPrefix(digits) }
    guard let match = matches.first else { throw .noSuchSlot(prefix) }
    guard matches.count == 1 else { throw .ambiguousSlot(prefix, matchCount: matches.count) }
    return match
  }

  /// The position of the slot whose passphrase opened the vault, or of the only one of a passphrase.
  private func passphraseSlot() throws(VaultError) -> Int {
    let all = header.slots.indices.filter { header.slots[$0].isPassphrase }
    if let opened = all.first(where: { header.slots[$0].info.id == openedSlot }) { return opened }
    guard let only = all.first, all.count == 1 else { throw .slotNotChosen }
    return only
  }

  private func makeSlot(
    kind: UInt8, secret: borrowing SecretBytes, label: String, cost: PasswordHashCost
  ) throws(VaultError) -> KeySlot {
    guard secret.count > 0 else { throw .emptyPassphrase }
    guard let hashed = KeySlot.hashedSecret(secret, kind: kind) else { throw .notRecoveryWords }
    let slot = try KeySlot.make(
      kind: kind, passphrase: hashed, cost: cost, label: label, dataKey: keys.data, vaultID: header.vaultID,
      epoch: header.epoch)
    try require(slot, opensWith: hashed, to: keys.data, epoch: header.epoch)
    return slot
  }

  /// Opens a slot that was just made: a fault of memory is noticed before the old slot is given up.
  func require(
    _ slot: KeySlot, opensWith hashed: borrowing SecretBytes, to dataKey: borrowing SecretBytes, epoch: UInt32
  ) throws(VaultError) {
    let opened = try slot.open(passphrase: hashed, vaultID: header.vaultID, epoch: epoch)
    guard let opened, opened.hasSameBytes(as: dataKey) else {
      let headerPath = folder.path(of: VaultHeader.fileName)
      throw .storage(FileError(.write, headerPath, code: SystemError.inputOutput.code))
    }
  }

  /// Puts other key slots in force: a header of the next revision, then a head that demands it.
  func replaceSlots(with slots: [KeySlot]) throws(VaultError) {
    try prepareChange()
    var next = header
    next.slots = slots
    next.revision += 1
    _ = next.encode(keys: keys)
    isStale = true
    let replaced: ReplacedHeader
    do {
      replaced = try replaceHeader(with: next)
      header = next
      try demandHeader()
    } catch {
      // What was begun is read again, or taken back, now; where that fails as well, before the next change.
      try? reload()
      throw error
    }
    isStale = false
    remember()
    destroy(replaced)
  }

  /// Replaces the header, which is the moment at which other key slots, or another data key, are in force.
  ///
  /// - Returns: The old header, for ``destroy(_:)``.
  func replaceHeader(with next: VaultHeader) throws(VaultError) -> ReplacedHeader {
    try folder.write(VaultHeader.newFileName, next.bytes)
    let replaced = try folder.keepHeader()
    try folder.rename(VaultHeader.newFileName, to: VaultHeader.fileName)
    return replaced
  }

  /// Overwrites the key slots of a header that was replaced, so that a secret that was taken away finds
  /// nothing to open.
  ///
  /// That this fails is no reason for the change to fail, which has happened: it is noticed.
  func destroy(_ replaced: ReplacedHeader) {
    do {
      try folder.destroy(replaced)
    } catch {
      guard case .storage(let reason) = error else { return }  // Nothing else is thrown above.
      noticeKeysLeft(reason, isNamed: replaced.isNamed)
    }
  }

  /// Notices that key slots which are not in force are still somewhere, and why.
  func noticeKeysLeft(_ reason: FileError, isNamed: Bool) {
    let notice = VaultNotice.keysNotOverwritten(reason, isNamed: isNamed)
    if !notices.contains(notice) { notices.append(notice) }
  }

  /// Puts a head in force with which an older header than the present one is refused.
  func demandHeader() throws(VaultError) {
    var head = state.head
    head.commit += 1
    head.headerRevision = header.revision
    head.time = .now
    try putInForce(head)
  }

  /// Takes over the header that is in force by now, where another process changed the key slots.
  ///
  /// - Throws: ``VaultError/keysChanged(path:)`` where it changed the data key as well;
  ///   ``VaultError/rollbackSuspected(path:_:)`` where the header is older.
  func followHeader() throws(VaultError) {
    let current = try VaultReader.readHeader(folder)
    guard current != header else { return }
    guard current.vaultID == header.vaultID, current.epoch == header.epoch else {
      throw .keysChanged(path: path)
    }
    try current.authenticate(keys: keys, path: path)
    guard current.revision >= header.revision else {
      let moment = state.head.moment
      throw .rollbackSuspected(path: path, Rollback(kind: .olderKeySlots, remembered: moment, found: moment))
    }
    header = current
  }
}
