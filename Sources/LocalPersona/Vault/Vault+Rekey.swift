// Vault+Rekey.swift: another data key, under which everything is encrypted again: for when somebody may have
// the old one, or a passphrase and an older copy of the header.
//
// The files of the next epoch are written beside those in force, read back and compared; then the header is
// replaced. That renaming is the moment of the change. What is cut off before leaves files of an epoch that
// is not in force, after it those of one that is in force no more; the next writer removes either. So it is
// resumed by doing it again. Meanwhile the vault takes twice its space.

public import Crypto

extension Vault {
  /// Encrypts everything again under a new data key, so that whoever had the old one cannot read on.
  ///
  /// A key slot can only be kept if its secret is at hand; it keeps its id, label and cost. Derived data that
  /// is damaged has to be removed first.
  ///
  /// - Parameters:
  ///   - secret: Is asked once for each slot, before anything is written: its passphrase or recovery words,
  ///     or nil to give it up. Slots of an unknown kind are given up.
  ///   - progress: Is told how many bytes of how many are encrypted again.
  /// - Returns: The slots that were given up.
  /// - Throws: ``VaultError/lastPassphraseSlot`` where no slot of a passphrase would be left;
  ///   ``VaultError/wrongPassphrase(path:)`` where a secret does not open its slot;
  ///   ``VaultError/notRecoveryWords``, ``VaultError/passwordHash(_:)``, ``VaultError/damaged(path:_:)``,
  ///   ``VaultError/storage(_:)``; what `secret` throws.
  @discardableResult
  public func rekey(
    secret: (KeySlotInfo) throws -> SecretBytes?,
    progress: (_ doneByteCount: Int, _ totalByteCount: Int) -> Void = { _, _ in }
  ) throws -> [KeySlotInfo] {
    try prepareChange()
    let dataKey = SecretBytes.random(count: VaultKeys.byteCount)
    var kept: [KeySlot] = []
    var dropped: [KeySlotInfo] = []
    for slot in header.slots {
      if slot.cost != nil, let secret = try secret(slot.info) {
        kept.append(try wrapAgain(slot, dataKey, secret))
      } else {
        dropped.append(slot.info)
      }
    }
    try encryptAgain(under: dataKey, slots: kept, progress)
    return dropped
  }

  /// The same slot for the data key of the next epoch.
  private func wrapAgain(
    _ slot: KeySlot, _ dataKey: borrowing SecretBytes, _ secret: borrowing SecretBytes
  ) throws(VaultError) -> KeySlot {
    guard secret.count > 0 else { throw .emptyPassphrase }
    guard let hashed = KeySlot.hashedSecret(secret, kind: slot.kind) else { throw .notRecoveryWords }
    let opened = try slot.open(passphrase: hashed, vaultID: header.vaultID, epoch: header.epoch)
    guard opened != nil, let cost = slot.cost, let made = slot.made else {
      throw .wrongPassphrase(path: path)
    }
    let new = try KeySlot.make(
      kind: slot.kind, passphrase: hashed, cost: cost, label: slot.label, id: slot.id, made: made,
      dataKey: dataKey, vaultID: header.vaultID, epoch: header.epoch + 1)
    try require(new, opensWith: hashed, to: dataKey, epoch: header.epoch + 1)
    return new
  }

  /// Encrypts everything again under `dataKey`, which `slots` wrap for the next epoch.
  func encryptAgain(
    under dataKey: borrowing SecretBytes, slots: [KeySlot], _ progress: (Int, Int) -> Void
  ) throws(VaultError) {
    try prepareChange()
    guard slots.contains(where: \.isPassphrase) else { throw .lastPassphraseSlot }
    let nextKeys = VaultKeys(data: SecretBytes(copying: dataKey.bytes))
    var next = header
    next.slots = slots
    next.revision += 1
    next.epoch += 1
    _ = next.encode(keys: nextKeys)
    let oldFiles = [VaultHead.fileName(epoch: header.epoch)] + state.head.segments.map(\.fileName)
    isStale = true
    let replaced: ReplacedHeader
    let written: VaultState
    do {
      written = try writeAnew(next, nextKeys, progress)
      replaced = try replaceHeader(with: next)
    } catch {
      // If only the last step failed, to make the renaming durable, the new key is in force all the same.
      if (try? VaultReader.readHeader(folder)) == next { begin(next, nextKeys) }
      try? reload()
      throw error
    }
    begin(next, nextKeys)
    state = written
    isStale = false
    remember()
    destroy(replaced)
    // The change has happened even if this fails; then the next writer removes them.
    for file in oldFiles { try folder.removeIfPresent(file) }
    try folder.storing { files throws(FileError) in try files.synchronizeFolder(path) }
  }

  /// Goes on with another header and data key.
  private func begin(_ next: VaultHeader, _ nextKeys: consuming VaultKeys) {
    header = next
    keys = nextKeys
  }

  /// Writes all segments and the head under the header `next`, and reads all of it back.
  private func writeAnew(
    _ next: VaultHeader, _ nextKeys: borrowing VaultKeys, _ progress: (Int, Int) -> Void
  ) throws(VaultError) -> VaultState {
    var head = state.head
    head.commit += 1
    head.generation += 1
    head.headerRevision = next.revision
    head.time = .now
    let reader = VaultReader(folder: folder, header: header)
    let writer = SegmentWriter(
      folder: folder, header: next, head: head, targetByteCount: segmentByteCount)
    let totalByteCount = head.segments.reduce(0) { $0 + $1.byteCount }
    var byteCount = 0
    progress(byteCount, totalByteCount)
    for (index, stream) in state.head.streams.enumerated() {
      head.streams[index].segments = []
      for segment in stream.segments {
        var frames: [Frame] = []
        try reader.readFrames(segment, of: stream, keys: keys) { opened throws(VaultDamage.Problem) in
          frames.append(opened.frame)
        }
        // Each gets a number of its own, far from the others; those of the first versions shared some.
        let order = SegmentOrder.next(after: head.streams[index].segments.last?.order)
        head.streams[index].segments += try writer.write(frames, of: stream, order: order, keys: nextKeys)
        byteCount += segment.byteCount
        progress(byteCount, totalByteCount)
      }
    }
    let file = VaultHead.fileName(epoch: next.epoch)
    try folder.replace(file, temporary: "\(file).new", with: head.seal(header: next, keys: nextKeys))
    let written = try VaultReader(folder: folder, header: next).readState(keys: nextKeys) {
      _, _ throws(VaultError) in
    }
    guard written.head == head, written.entries == entries else {
      throw .storage(FileError(.write, folder.path(of: file), code: SystemError.inputOutput.code))
    }
    return written
  }
}
