// VaultWipe.swift: destroying a vault. The first thing that happens makes it undecryptable for ever.
//
// Every key slot is overwritten where it lies and the file synchronised, before anything is removed; those of
// the header in force last, so that where it opens nothing any more, nothing else does. A medium that writes
// elsewhere than told (SSD, snapshots, backups) may keep an older copy; what then remains is the strength of
// the passphrase. docs/privacy.md says so.

extension Vault {
  /// What a wipe would destroy, and what it would leave, in the order in which it goes.
  ///
  /// Needs no key. Also lists what is left of a vault whose wipe was interrupted. What is remembered of
  /// the vault in the folder `state` is listed as well.
  ///
  /// - Throws: ``VaultError/noVault(path:)`` where nothing of a vault is there.
  public static func wipeInventory(
    at path: String, files: any FileStore, state: String?
  ) throws(VaultError) -> [WipeItem] {
    let folder = VaultFolder(path: path, files: files)
    try folder.requireFolder()
    let names = try folder.storing { files throws(FileError) in try files.list(path) }
    guard names.contains(where: { ![.foreign, .lock].contains(VaultFolder.role(of: $0)) }) else {
      throw .noVault(path: path)
    }
    var items: [WipeItem] = []
    for name in names {
      let filePath = folder.path(of: name)
      let status = try folder.storing { files throws(FileError) in try files.status(of: filePath) }
      items.append(
        WipeItem(path: filePath, byteCount: status?.byteCount ?? 0, treatment: treatment(of: name, status)))
    }
    if let memory = memory(of: folder, state: state),
      let status = try folder.storing({ files throws(FileError) in try files.status(of: memory.path) })
    {
      items.append(WipeItem(path: memory.path, byteCount: status.byteCount, treatment: .removed))
    }
    let keepsFolder = items.contains { $0.treatment == .kept }
    items.append(WipeItem(path: path, byteCount: 0, treatment: keepsFolder ? .kept : .removed))
    let headerPath = folder.path(of: VaultHeader.fileName)
    let keyFiles = items.filter { $0.treatment == .overwritten }
    return keyFiles.filter { $0.path != headerPath } + keyFiles.filter { $0.path == headerPath }
      + items.filter { $0.treatment == .removed } + items.filter { $0.treatment == .kept }
  }

  private static func treatment(of name: String, _ status: FileStatus?) -> WipeItem.Treatment {
    let role = VaultFolder.role(of: name)
    guard role != .foreign, status?.kind != .folder else { return .kept }
    return role.holdsKeys && status?.kind == .file ? .overwritten : .removed
  }

  /// Destroys a vault: what ``wipeInventory(at:files:state:)`` lists, but for what is kept.
  ///
  /// Excludes writers. May be repeated after it was interrupted.
  ///
  /// - Parameters:
  ///   - path: The folder of the vault.
  ///   - files: Where files are kept.
  ///   - state: The folder for what is remembered outside the vault.
  ///   - progress: Is told how many files of how many are gone.
  /// - Throws: ``VaultError``; what was not removed can be removed by another call.
  public static func wipe(
    at path: String, files: any FileStore, state: String?,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(VaultError) {
    let folder = VaultFolder(path: path, files: files)
    _ = try wipeInventory(at: path, files: files, state: state)  // Throws where there is no vault.
    let lock = try WriterLock.acquire(folder)
    defer { lock.release() }
    let items = try wipeInventory(at: path, files: files, state: state)
    let memory = memory(of: folder, state: state)
    let keyFiles = items.filter { $0.treatment == .overwritten }
    for item in keyFiles { try folder.overwriteKeySlots(at: item.path) }
    // From here on nobody can decrypt anything, whatever happens to the rest.
    if let memory { try folder.storing { _ throws(FileError) in try memory.forget() } }
    try folder.storing { files throws(FileError) in
      for item in keyFiles { try files.removeFile(item.path) }
      try files.synchronizeFolder(path)
    }
    try removeRest(items, folder, done: keyFiles.count, progress)
  }

  private static func removeRest(
    _ items: [WipeItem], _ folder: VaultFolder, done: Int, _ progress: (Int, Int) -> Void
  ) throws(VaultError) {
    let lockPath = folder.path(of: VaultFolder.lockFileName)
    let prefix = folder.path(of: "")
    let files = items.filter { $0.treatment == .removed && $0.path.hasPrefix(prefix) && $0.path != lockPath }
    for (index, item) in files.enumerated() {
      try folder.storing { files throws(FileError) in try files.removeFile(item.path) }
      progress(done + index + 1, done + files.count)
    }
    let removesFolder = items.contains(WipeItem(path: folder.path, byteCount: 0, treatment: .removed))
    // The lock goes last: until then, whoever comes finds that it is held.
    try folder.removeIfPresent(VaultFolder.lockFileName)
    try folder.storing { files throws(FileError) in
      try files.synchronizeFolder(folder.path)
      guard removesFolder else { return }
      do throws(FileError) {
        try files.removeFolder(folder.path)
      } catch {
        // Whoever waited for the lock made it anew. Nothing of the vault is there any more.
        guard SystemError(code: error.code).meansNotEmpty else { throw error }
        return
      }
      try files.synchronizeFolder(folder.parent)
    }
  }

  /// The memory of the vault whose header, whole or overwritten, is in `folder`.
  private static func memory(of folder: VaultFolder, state: String?) -> RollbackMemory? {
    guard let state else { return nil }
    for name in [VaultHeader.fileName, VaultHeader.newFileName, VaultHeader.oldFileName] {
      guard let bytes = try? folder.read(name, maximumByteCount: VaultHeader.wipedPrefixByteCount),
        bytes.count == VaultHeader.wipedPrefixByteCount, bytes.starts(with: VaultHeader.magic)
      else { continue }
      let vaultID = Array(bytes.suffix(VaultHeader.vaultIDByteCount))
      return RollbackMemory(state: state, vaultID: vaultID, files: folder.files)
    }
    return nil
  }
}
