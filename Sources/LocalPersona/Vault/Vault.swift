// Vault.swift: a history on disk that only a passphrase opens. docs/formats.md specifies every byte.
//
// Entries are decrypted on opening and kept in memory; changes are durable when a function returns.
// One process writes at a time, any number read, and a reader sees a state before or after a change.
// Not thread-safe: one `Vault` belongs to one thread. Knows nothing of models, search or drafts.

private import Crypto

/// An open vault.
public final class Vault {
  /// What an open vault may be used for.
  public enum Access: Sendable {
    /// To be read, beside any number of other readers and a writer.
    case read
    /// To be changed; excludes other writers.
    case write
  }

  /// The largest name, in bytes of UTF-8.
  public static let maximumNameByteCount = 128

  /// The least number of characters that ``entry(matching:)`` takes for an abbreviated id.
  public static let minimumPrefixCharacterCount = 4

  /// Where it is.
  public let path: String

  /// What was noticed and dealt with on opening, and since.
  public internal(set) var notices: [VaultNotice] = []

  /// Is told what a change notices, once the change has happened.
  var whenNoticing: ((VaultNotice) -> Void)?

  /// The entries, in the order in which they were added.
  public var entries: [Entry] { state.entries }

  /// The name given at its creation.
  public var name: String { header.name }

  /// The id of the key slot that this vault was opened with; nil where that is not known, or where that slot
  /// is no more.
  public var openedSlot: String? { slots.contains { $0.id == openedSlotID } ? openedSlotID : nil }

  let folder: VaultFolder
  var keys: VaultKeys
  let memory: RollbackMemory?
  var lock: (any FileLock)?
  var header: VaultHeader
  var state: VaultState
  var isOpen = true

  /// The id of the key slot that this vault was opened with, where one was.
  var openedSlotID: String?

  /// When a segment is full; tests make it smaller.
  var segmentByteCount = Segment.targetByteCount

  /// Whether a change failed halfway and `state` may not be what is on disk.
  var isStale = false

  init(
    folder: VaultFolder, keys: consuming VaultKeys, memory: RollbackMemory?, lock: (any FileLock)?,
    header: VaultHeader, state: VaultState
  ) {
    self.path = folder.path
    self.folder = folder
    self.keys = keys
    self.memory = memory
    self.lock = lock
    self.header = header
    self.state = state
  }

  deinit { lock?.release() }

  /// Lets other writers in; the vault can still be read afterwards, but not changed.
  public func close() {
    isOpen = false
    lock?.release()
  }

  /// Keeps a notice of a change, and tells it.
  func notice(_ notice: VaultNotice) {
    notices.append(notice)
    whenNoticing?(notice)
  }

  /// The entry with this id, or the only one whose id starts so.
  ///
  /// - Throws: ``VaultError/prefixTooShort(_:)``, ``VaultError/noSuchEntry(_:)``,
  ///   ``VaultError/ambiguousPrefix(_:matchCount:)``.
  public func entry(matching prefix: String) throws(VaultError) -> Entry {
    guard prefix.count >= Self.minimumPrefixCharacterCount else { throw .prefixTooShort(prefix) }
    let matches = entries.filter { $0.id.hasPrefix(prefix) }
    guard let match = matches.first else { throw .noSuchEntry(prefix) }
    guard matches.count == 1 else { throw .ambiguousPrefix(prefix, matchCount: matches.count) }
    return match
  }
}
