// Vault+Open.swift: making a vault, and opening one.

public import Crypto

extension Vault {
  /// Makes an empty vault, open for writing.
  ///
  /// The folder must be missing or empty; folders above it are made as needed. It becomes a vault with
  /// the last step, the renaming of its header, and that is durable when this returns.
  ///
  /// - Parameters:
  ///   - path: The folder of the vault.
  ///   - name: 1 to ``maximumNameByteCount`` bytes on one line. Not secret: a wipe asks for it.
  ///   - passphrase: Must not be empty; its strength is the caller's concern.
  ///   - cost: What each guess of the passphrase costs, here and for an attacker.
  ///   - files: Where files are kept.
  ///   - state: The folder for what is remembered outside the vault; nil remembers nothing, and older
  ///     copies of the vault will not be noticed.
  /// - Returns: The vault.
  /// - Throws: ``VaultError``.
  public static func create(
    at path: String, name: String, passphrase: borrowing SecretBytes, cost: PasswordHashCost,
    files: any FileStore, state: String?
  ) throws(VaultError) -> Vault {
    guard isName(name) else { throw .invalidName }
    guard passphrase.count > 0 else { throw .emptyPassphrase }
    let folder = VaultFolder(path: path, files: files)
    try prepareFolder(folder)
    let lock = try WriterLock.acquire(folder)
    do {
      try refuseVault(in: folder)
      let dataKey = SecretBytes.random(count: VaultKeys.byteCount)
      let vaultID = RandomBytes.make(VaultHeader.vaultIDByteCount)
      let slot = try KeySlot.make(
        kind: KeySlot.passphraseKind, passphrase: passphrase, cost: cost, dataKey: dataKey, vaultID: vaultID,
        epoch: 1)
      let keys = VaultKeys(data: dataKey)
      let header = VaultHeader(vaultID: vaultID, name: name, slots: [slot])
      let vault = try finishCreation(folder, header, keys, lock, state: state)
      vault.openedSlotID = slot.info.id
      return vault
    } catch {
      lock.release()
      throw error
    }
  }

  /// Whether a vault may be called so.
  public static func isName(_ name: String) -> Bool {
    (1...maximumNameByteCount).contains(name.utf8.count)
      && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
      && name.unicodeScalars.contains { !$0.properties.isWhitespace }
  }

  private static func prepareFolder(_ folder: VaultFolder) throws(VaultError) {
    if let status = try folder.storing({ files throws(FileError) in try files.status(of: folder.path) }) {
      guard status.kind == .folder else { throw .notAFolder(path: folder.path) }
      try refuseVault(in: folder)
      try folder.storing { files throws(FileError) in try files.makePrivate(folder.path) }
    } else {
      try folder.storing { files throws(FileError) in
        try VaultFolder.makeFolders(folder.path, files: files)
      }
    }
  }

  /// Leftovers of a creation that was cut short are no obstacle; anything else is.
  private static func refuseVault(in folder: VaultFolder) throws(VaultError) {
    let names = try folder.storing { files throws(FileError) in try files.list(folder.path) }
    let roles = names.map(VaultFolder.role(of:))
    if roles.contains(.header) { throw .alreadyExists(path: folder.path) }
    for role in roles {
      switch role {
      case .header, .newHeader, .head, .newHead, .lock: continue
      case .oldHeader, .segment, .foreign: throw .folderNotEmpty(path: folder.path)
      }
    }
  }

  private static func finishCreation(
    _ folder: VaultFolder, _ unwritten: VaultHeader, _ keys: consuming VaultKeys, _ lock: any FileLock,
    state: String?
  ) throws(VaultError) -> Vault {
    var header = unwritten
    let head = VaultHead(time: .now)
    let sealedHead = head.seal(header: header, keys: keys)
    let headFile = VaultHead.fileName(epoch: header.epoch)
    try folder.replace(headFile, temporary: "\(headFile).new", with: sealedHead)
    let headerBytes = header.encode(keys: keys)
    try folder.replace(VaultHeader.fileName, temporary: VaultHeader.newFileName, with: headerBytes)
    let memory = state.map { RollbackMemory(state: $0, vaultID: header.vaultID, files: folder.files) }
    let vault = Vault(
      folder: folder, keys: keys, memory: memory, lock: lock, header: header,
      state: VaultState(head: head, headTag: VaultHead.tag(of: sealedHead), entries: [], ids: []))
    vault.remember()
    return vault
  }

  /// Opens a vault, and reads and verifies all entries.
  ///
  /// With ``Access/write``, what an interrupted change left behind is completed or removed, and told
  /// in ``notices``.
  ///
  /// - Parameters:
  ///   - path: The folder of the vault.
  ///   - passphrase: That of one of its key slots, or recovery words.
  ///   - access: Whether it will be changed.
  ///   - files: Where files are kept.
  ///   - state: The folder for what is remembered outside the vault; nil remembers nothing.
  ///   - acceptRollback: Whether an older or different vault than the one last seen is taken, and
  ///     remembered from now on: after a deliberate restore from a backup.
  /// - Returns: The vault.
  /// - Throws: ``VaultError``; damage anywhere in the vault refuses it: see
  ///   ``check(at:passphrase:full:files:state:)``.
  public static func open(
    at path: String, passphrase: borrowing SecretBytes, access: Access, files: any FileStore,
    state: String?, acceptRollback: Bool = false
  ) throws(VaultError) -> Vault {
    let folder = VaultFolder(path: path, files: files)
    try folder.requireFolder()
    var header = try currentHeader(in: folder)
    while true {
      do {
        let unlocked = try header.unlocked(by: passphrase, path: path)
        let slot = unlocked.slot.info.id
        let vault = try open(
          folder, header: header, keys: unlocked.keys, access: access, state: state,
          acceptRollback: acceptRollback)
        vault.openedSlotID = slot
        return vault
      } catch {
        // Were the key slots or the data key changed while this process derived its key?
        guard let current = headerAfter(header, in: folder) else { throw error }
        header = current
      }
    }
  }

  /// The header that is in force, beside a writer that may just be replacing it.
  ///
  /// Such a writer overwrites the old one after it has replaced it; perhaps while it was read here.
  static func currentHeader(in folder: VaultFolder) throws(VaultError) -> VaultHeader {
    do {
      return try VaultReader.readHeader(folder)
    } catch {
      return try VaultReader.readHeader(folder)
    }
  }

  /// The header that is in force, if it is another one by now; nil also where it cannot be read.
  static func headerAfter(_ header: VaultHeader, in folder: VaultFolder) -> VaultHeader? {
    guard let current = try? currentHeader(in: folder), current != header else { return nil }
    return current
  }

  /// Opens a vault whose header is unlocked.
  static func open(
    _ folder: VaultFolder, header: VaultHeader, keys: consuming VaultKeys, access: Access, state: String?,
    acceptRollback: Bool
  ) throws(VaultError) -> Vault {
    let lock = access == .write ? try WriterLock.acquire(folder) : nil
    let memory = state.map { RollbackMemory(state: $0, vaultID: header.vaultID, files: folder.files) }
    do throws(VaultError) {
      // The lock is ours now; the header must still be the one that was unlocked.
      if access == .write {
        // If not, the caller sees that and unlocks again.
        guard try VaultReader.readHeader(folder) == header else { throw .wrongPassphrase(path: folder.path) }
      }
      var judge = RollbackJudge(
        path: folder.path, header: header, recollection: memory?.recall(epoch: header.epoch, keys: keys),
        accepts: acceptRollback)
      let reader = VaultReader(folder: folder, header: header)
      let state = try reader.readState(keys: keys) { head, tag throws(VaultError) in
        try judge.judge(head, tag)
      }
      let vault = Vault(
        folder: folder, keys: keys, memory: memory, lock: lock, header: header, state: state)
      vault.notices = judge.notices + folder.privacyNotices()
      if access == .write { try vault.recover(completing: true, acceptRollback: acceptRollback) }
      if judge.recollection != .state(vault.memorable) { vault.rememberWhatWasFound() }
      return vault
    } catch {
      lock?.release()
      throw error
    }
  }
}
