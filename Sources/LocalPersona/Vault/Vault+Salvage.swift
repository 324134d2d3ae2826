// Vault+Salvage.swift: bringing what can still be read of a damaged vault into a new one.
//
// The damaged vault is only read, and no lock is taken in it, so that it may lie on a medium that takes no
// changes. The entries come into the new vault by one change: a process that is killed meanwhile, or a loss
// of power, leaves nothing there or a vault with none or all of them, and the damaged one as it was.

public import Crypto

/// What came of a salvage.
public struct SalvageReport: Equatable, Sendable {
  /// What a full check found in the damaged vault.
  public var check: CheckReport

  /// The folder of the new vault; nil where no entry was readable, and none was made.
  public var target: String?

  /// Entries that are in the new vault.
  public var savedEntryCount = 0

  /// Entries that are known to be lost; nil where the list of segments cannot tell.
  public var lostEntryCount: Int?

  /// Files that the medium does not give as a whole.
  public var unreadable: [FileError] = []

  /// Whether the list of segments was there and not older than the vault.
  ///
  /// Without it an entry that was removed may be among those saved, if an interrupted change left it.
  public var usesHead: Bool { lostEntryCount != nil }
}

extension Vault {
  /// Brings every entry of a vault that still authenticates into a new vault.
  ///
  /// Ids, dates, all fields and the order stay; derived data is left behind, because it can be computed
  /// again. The new vault has the same name, opens with the same secret at the same cost, and has a
  /// data key of its own. Where adding the entries fails, it is removed again.
  ///
  /// - Parameters:
  ///   - path: The folder of the damaged vault, which is only read.
  ///   - passphrase: That of one of its key slots, or recovery words.
  ///   - target: The folder of the new vault: missing, or empty but for leftovers of a creation cut short.
  ///   - files: Where files are kept.
  ///   - state: The folder for what is remembered outside vaults; nil remembers nothing.
  ///   - progress: Is told how many segments of how many were looked through.
  /// - Returns: What was saved, and what is damaged.
  /// - Throws: ``VaultError``: ``VaultError/damaged(path:_:)`` where the header is damaged, without which
  ///   nothing can be decrypted; ``VaultError/folderNotEmpty(path:)`` or ``VaultError/notAFolder(path:)``
  ///   for `target`, before anything else happens.
  public static func salvage(
    at path: String, passphrase: borrowing SecretBytes, into target: String, files: any FileStore,
    state: String?, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(VaultError) -> SalvageReport {
    let folder = VaultFolder(path: path, files: files)
    let goal = salvageFolder(target, files: files)
    try folder.requireFolder()
    try refuse(goal, for: folder)
    let source = try searchUnderCurrentHeader(folder, passphrase: passphrase, state: state, progress)
    var report = source.report
    guard !source.entries.isEmpty else { return report }
    try write(source, to: goal, passphrase: passphrase, state: state)
    (report.target, report.savedEntryCount) = (goal.path, source.entries.count)
    return report
  }

  /// What a salvage found.
  private struct SalvageSource {
    var header: VaultHeader

    /// What a guess of the secret costs.
    var cost: PasswordHashCost

    var entries: [Entry]

    /// What is said of it, but for the new vault.
    var report: SalvageReport
  }

  /// Searches again where another process changed the keys meanwhile: under the header of before, that looks
  /// like damage.
  private static func searchUnderCurrentHeader(
    _ folder: VaultFolder, passphrase: borrowing SecretBytes, state: String?, _ progress: (Int, Int) -> Void
  ) throws(VaultError) -> SalvageSource {
    var header = try currentHeader(in: folder)
    while true {
      do {
        let source = try search(folder, header, passphrase: passphrase, state: state, progress)
        guard !source.report.check.isSound, let current = headerAfter(header, in: folder) else {
          return source
        }
        header = current
      } catch {
        guard let current = headerAfter(header, in: folder) else { throw error }
        header = current
      }
    }
  }

  private static func search(
    _ folder: VaultFolder, _ header: VaultHeader, passphrase: borrowing SecretBytes, state: String?,
    _ progress: (Int, Int) -> Void
  ) throws(VaultError) -> SalvageSource {
    let unlocked = try header.unlocked(by: passphrase, path: folder.path)
    let memory = state.map { RollbackMemory(state: $0, vaultID: header.vaultID, files: folder.files) }
    let search = SalvageSearch(
      folder: folder, header: header,
      recollection: memory?.recall(epoch: header.epoch, keys: unlocked.keys))
    let found = try search.run(keys: unlocked.keys, progress: progress)
    var report = try examine(folder, header, unlocked.keys, memory)
    report.lostEntryCount = found.lostEntryCount
    for failure in found.unreadable where !report.unreadable.contains(failure) {
      report.unreadable.append(failure)
    }
    return SalvageSource(
      header: header, cost: unlocked.slot.cost ?? .moderate, entries: found.entries, report: report)
  }

  /// Checks that a salvage may write to `target`; nothing of the vault at `path` is needed for it.
  ///
  /// - Throws: ``VaultError/folderNotEmpty(path:)``, ``VaultError/notAFolder(path:)``; the former with
  ///   `path` where `target` is in the folder of that vault.
  public static func requireSalvageTarget(
    _ target: String, for path: String, files: any FileStore
  ) throws(VaultError) {
    try refuse(salvageFolder(target, files: files), for: VaultFolder(path: path, files: files))
  }

  private static func salvageFolder(_ path: String, files: any FileStore) -> VaultFolder {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return VaultFolder(path: String(path), files: files)
  }

  private static func refuse(_ goal: VaultFolder, for folder: VaultFolder) throws(VaultError) {
    if let status = try goal.storing({ files throws(FileError) in try files.status(of: goal.path) }) {
      guard status.kind == .folder else { throw .notAFolder(path: goal.path) }
      let names = try goal.storing { files throws(FileError) in try files.list(goal.path) }
      let leftovers: [VaultFolder.FileRole] = [.newHeader, .head, .newHead, .lock]
      guard names.allSatisfy({ leftovers.contains(VaultFolder.role(of: $0)) }) else {
        throw .folderNotEmpty(path: goal.path)
      }
    }
    // A folder in the damaged vault's folder would change that.
    var ancestor = VaultFolder(path: goal.parent, files: goal.files)
    while ancestor.parent != ancestor.path, (try? goal.files.status(of: ancestor.path)) == nil {
      ancestor = VaultFolder(path: ancestor.parent, files: goal.files)
    }
    guard let there = try? VaultReader.readHeader(ancestor), let own = try? VaultReader.readHeader(folder),
      there.vaultID == own.vaultID
    else { return }
    throw .folderNotEmpty(path: ancestor.path)
  }

  /// A full check; what the medium does not give ends it, but not the salvage.
  private static func examine(
    _ folder: VaultFolder, _ header: VaultHeader, _ keys: borrowing VaultKeys, _ memory: RollbackMemory?
  ) throws(VaultError) -> SalvageReport {
    var check = VaultCheck(folder: folder, isFull: true)
    var unreadable: [FileError] = []
    do {
      try check.countFiles()
      try check.run(header, keys, memory: memory)
    } catch .storage(let error) {
      unreadable.append(error)
    }
    return SalvageReport(check: check.report, unreadable: unreadable)
  }

  private static func write(
    _ source: SalvageSource, to goal: VaultFolder, passphrase: borrowing SecretBytes, state: String?
  ) throws(VaultError) {
    do {
      let new = try create(
        at: goal.path, name: source.header.name, passphrase: passphrase, cost: source.cost,
        files: goal.files, state: state)
      defer { new.close() }
      try new.append(source.entries)
    } catch .storage(let error) {
      // An empty vault would be taken for what was saved, and be in the way of another attempt.
      try? wipe(at: goal.path, files: goal.files, state: state)
      throw .storage(error)
    }
  }
}
