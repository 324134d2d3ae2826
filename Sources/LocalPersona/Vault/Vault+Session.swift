// Vault+Session.swift: opening a vault with its data key, as a command does after `persona unlock`, and
// keeping that key.
//
// A key that does not fit is no error here: the vault was encrypted again, or is another one. The caller
// asks for the passphrase, and whatever is wrong is told then.

internal import Crypto

extension Vault {
  /// Looks for a key that is kept for the vault.
  ///
  /// - Parameters:
  ///   - path: The folder of the vault.
  ///   - files: Where files are kept.
  ///   - store: Where keys are kept.
  /// - Returns: The key; nil where there is none that fits, and also where anything is wrong.
  static func keptKey(at path: String, files: any FileStore, in store: any SessionKeyStore) -> KeptKey? {
    do {
      let header = try currentHeader(in: VaultFolder(path: path, files: files))
      guard let kept = try store.read(SessionKeyName(header)), keys(kept.key, of: header) != nil else {
        return nil
      }
      return kept
    } catch {
      return nil
    }
  }

  /// Opens a vault, and reads and verifies all entries, as
  /// ``open(at:passphrase:access:files:state:acceptRollback:)`` does.
  ///
  /// - Parameters:
  ///   - path: The folder of the vault.
  ///   - dataKey: A key that was kept.
  ///   - access: Whether it will be changed.
  ///   - files: Where files are kept.
  ///   - state: The folder for what is remembered outside the vault; nil remembers nothing.
  ///   - acceptRollback: Whether an older or different vault than the one last seen is taken.
  /// - Returns: The vault; nil where the key is not that of the vault as it is now.
  /// - Throws: ``VaultError``, as opening with a passphrase does.
  static func open(
    at path: String, dataKey: borrowing SecretBytes, access: Access, files: any FileStore, state: String?,
    acceptRollback: Bool = false
  ) throws(VaultError) -> Vault? {
    let folder = VaultFolder(path: path, files: files)
    try folder.requireFolder()
    var header = try currentHeader(in: folder)
    while true {
      guard let keys = keys(dataKey, of: header) else { return nil }
      do {
        return try open(
          folder, header: header, keys: keys, access: access, state: state, acceptRollback: acceptRollback)
      } catch {
        // Were the key slots or the data key changed meanwhile?
        guard let current = headerAfter(header, in: folder) else { throw error }
        header = current
      }
    }
  }

  /// Checks a vault, as ``check(at:passphrase:full:files:state:)`` does.
  ///
  /// - Returns: What was found; nil where the key is not that of the vault as it is now.
  /// - Throws: ``VaultError``, as checking with a passphrase does, and where the header is damaged.
  static func check(
    at path: String, dataKey: borrowing SecretBytes, full: Bool, files: any FileStore, state: String?
  ) throws(VaultError) -> CheckReport? {
    let folder = VaultFolder(path: path, files: files)
    try folder.requireFolder()
    var header = try currentHeader(in: folder)
    var check = VaultCheck(folder: folder, isFull: full)
    try check.countFiles()
    while true {
      guard let keys = keys(dataKey, of: header) else { return nil }
      var attempt = check
      let memory = state.map { RollbackMemory(state: $0, vaultID: header.vaultID, files: files) }
      do {
        try attempt.run(header, keys, memory: memory)
      } catch .damaged(_, let damage) {
        attempt.add(damage)
      }
      // Were the key slots or the data key changed meanwhile?
      guard !attempt.report.isSound, let current = headerAfter(header, in: folder) else {
        return attempt.report
      }
      header = current
    }
  }

  /// Keeps the data key of this vault for the next commands.
  ///
  /// - Parameters:
  ///   - store: Where keys are kept.
  ///   - seconds: How long, at least 1.
  /// - Returns: When it ends.
  /// - Throws: ``SessionKeyError``.
  func keepKey(in store: any SessionKeyStore, seconds: Int) throws(SessionKeyError) -> Timestamp {
    try store.store(keys.data, as: SessionKeyName(header), seconds: seconds)
  }

  /// Ends every key that is kept for a vault, whichever of its data keys that is.
  ///
  /// Needs no more than the first bytes of the header, which stay when a wipe has overwritten the rest. Does
  /// nothing where there is no vault.
  ///
  /// - Throws: ``SessionKeyError``.
  static func forgetKeptKeys(
    at path: String, files: any FileStore, in store: any SessionKeyStore
  ) throws(SessionKeyError) {
    let folder = VaultFolder(path: path, files: files)
    for file in [VaultHeader.fileName, VaultHeader.newFileName] {
      guard let bytes = try? folder.read(file, maximumByteCount: VaultHeader.wipedPrefixByteCount),
        bytes.count == VaultHeader.wipedPrefixByteCount, bytes.starts(with: VaultHeader.magic)
      else { continue }
      try store.forget(vaultID: Array(bytes.suffix(VaultHeader.vaultIDByteCount)))
    }
  }

  /// The keys of a vault, if its header was written with this data key.
  private static func keys(_ dataKey: borrowing SecretBytes, of header: VaultHeader) -> VaultKeys? {
    guard dataKey.count == VaultKeys.byteCount else { return nil }
    let keys = VaultKeys(data: SecretBytes(copying: dataKey.bytes))
    do {
      try header.authenticate(keys: keys, path: "")
    } catch {
      return nil
    }
    return keys
  }
}
