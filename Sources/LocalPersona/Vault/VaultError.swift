// VaultError.swift: everything that can keep a vault from doing what it was asked. Facts only, and no
// secret among them; the words are in Messages/VaultMessages.swift.

public import Crypto

/// Why the vault could not do what it was asked.
public enum VaultError: Error, Equatable {
  /// There is a vault at this path already.
  case alreadyExists(path: String)

  /// Several entries have ids that start so.
  case ambiguousPrefix(String, matchCount: Int)

  /// Several key slots have ids that start so.
  case ambiguousSlot(String, matchCount: Int)

  /// A file of the vault is not what was written.
  case damaged(path: String, VaultDamage)

  /// Two entries have the same id.
  case duplicateID(EntryID)

  /// The passphrase has no characters.
  case emptyPassphrase

  /// The folder for a new vault has files that are not ours.
  case folderNotEmpty(path: String)

  /// The path of the vault is something else than a folder.
  case notAFolder(path: String)

  /// A vault's name is 1 to ``Vault/maximumNameByteCount`` bytes on one line.
  case invalidName

  /// A label of a key slot is at most ``Vault/maximumSlotLabelByteCount`` bytes on one line.
  case invalidSlotLabel

  /// The vault was encrypted again under another data key since it was opened: it has to be opened anew.
  case keysChanged(path: String)

  /// Without this key slot no passphrase would open the vault any more.
  case lastPassphraseSlot

  /// Another process is writing; nil where it left no readable note.
  case locked(path: String, LockHolder?)

  /// The vault was written by a later version, whose format this one does not know.
  case newerFormat(path: String, version: Int)

  /// There is no vault at this path.
  case noVault(path: String)

  /// No entry has this id, or an id that starts so.
  case noSuchEntry(String)

  /// No key slot has this id, or an id that starts so.
  case noSuchSlot(String)

  /// These are no recovery words.
  case notRecoveryWords

  /// A change was asked of a vault that was opened with ``Vault/Access/read``, or that was closed.
  case notOpenForWriting(path: String)

  /// The passphrase cannot be turned into a key: the cost stored is out of bounds, or memory is short.
  case passwordHash(PasswordHashError)

  /// A prefix of an id has at least ``Vault/minimumPrefixCharacterCount`` characters.
  case prefixTooShort(String)

  /// No passphrase opened this vault and several do, so it has to be said which is meant.
  case slotNotChosen

  /// A prefix of the id of a key slot has at least ``Vault/minimumPrefixCharacterCount`` characters.
  case slotPrefixTooShort(String)

  /// The vault is older than, or another than, the one last seen at this machine.
  case rollbackSuspected(path: String, Rollback)

  /// A file operation failed.
  case storage(FileError)

  /// A vault has at most ``Vault/maximumSlotCount`` key slots.
  case tooManySlots

  /// Vectors of one model have one dimension.
  case vectorDimension(expected: Int, actual: Int)

  /// The header is whole, but no key slot opens with this passphrase.
  case wrongPassphrase(path: String)

  /// The header was overwritten by a wipe that did not finish.
  case wiped(path: String)
}

/// Who holds the lock of a vault, by the note that it left.
public struct LockHolder: Equatable, Sendable {
  /// The process id.
  public var process: Int32

  /// The name of the machine.
  public var host: String

  /// Joins the facts.
  public init(process: Int32, host: String) {
    self.process = process
    self.host = host
  }
}

/// Two states of one vault that do not follow one another.
public struct Rollback: Equatable, Sendable {
  /// What does not fit.
  public enum Kind: Equatable, Sendable {
    /// Fewer changes were made to this vault than to the one last seen.
    case older
    /// As many changes were made, but others: two copies of the vault were both written to.
    case diverged
    /// The key slots are older: a passphrase that was changed or removed may open the vault again.
    case olderKeySlots
    /// A segment was written later than the file that lists the segments.
    case newerSegment
  }

  /// What does not fit.
  public var kind: Kind

  /// The number of changes, and the time of the last, that was seen; nil where that is not known.
  public var remembered: VaultMoment?

  /// The same of the vault that was found.
  public var found: VaultMoment

  /// Joins the facts.
  public init(kind: Kind, remembered: VaultMoment?, found: VaultMoment) {
    self.kind = kind
    self.remembered = remembered
    self.found = found
  }
}

/// A point in the history of a vault.
public struct VaultMoment: Equatable, Sendable {
  /// The number of changes so far, of which the creation is the first.
  public var commit: UInt64

  /// When the last of them was made, by the clock of the machine that made it.
  public var time: Timestamp

  /// Joins the facts.
  public init(commit: UInt64, time: Timestamp) {
    self.commit = commit
    self.time = time
  }
}
