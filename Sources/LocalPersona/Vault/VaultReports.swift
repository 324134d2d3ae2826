// VaultReports.swift: what the vault tells about itself: without its key, on opening, after a check,
// and before a wipe.

public import Crypto

/// What anybody can read of a vault without its key.
public struct VaultHeaderInfo: Equatable, Sendable {
  /// The random number that names the vault: 16 bytes.
  public var vaultID: [UInt8]

  /// The name given at its creation, which is not secret.
  public var name: String

  /// The version of the format.
  public var formatVersion: Int

  /// The ways to unlock it.
  public var slots: [KeySlotInfo]
}

/// What anybody can read of one way to unlock a vault.
public struct KeySlotInfo: Equatable, Sendable {
  /// What opens a slot.
  public enum Kind: Equatable, Sendable {
    /// A passphrase that the user chose.
    case passphrase
    /// Words that were shown once.
    case recovery
    /// Something that a later version knows.
    case unknown(UInt8)
  }

  /// What opens it.
  public var kind: Kind

  /// The work of one guess; nil for an unknown kind.
  public var cost: PasswordHashCost?

  /// The random number that names it, in 16 hexadecimal digits; empty for an unknown kind.
  public var id = ""

  /// What its owner calls it; may be empty.
  public var label = ""

  /// When it was made; nil for an unknown kind.
  public var made: Timestamp?
}

/// The secrets that a new slot can be made for.
public enum KeySlotSecret: Sendable {
  /// A passphrase, taken as it is typed.
  case passphrase
  /// Recovery words, in upper or lower case and with any space between them.
  case recovery
}

/// Something that was noticed and dealt with while a vault was opened.
public enum VaultNotice: Equatable, Sendable {
  /// An unfinished write was at the end of `file`; it was never acknowledged, and was cut off.
  case tornTailRemoved(file: String, byteCount: Int)

  /// A write was complete but for its last step, and was completed: its entries are there.
  case unfinishedWriteCompleted(entryCount: Int)

  /// Files that an interrupted change left behind were removed.
  case leftoversRemoved(count: Int)

  /// Files of entries that are too short to stand alone were joined with others: so many fewer are there.
  case segmentsJoined(count: Int)

  /// A change has happened, but files with what it replaced or removed may be left, for this reason.
  case replacedFilesLeft(FileError)

  /// An older or different vault was accepted, as asked.
  case rollbackAccepted(Rollback)

  /// What was remembered of this vault cannot be read, so an older copy would not have been noticed.
  case memoryUnreadable

  /// What was seen could not be remembered, so that an older copy will not be noticed.
  case memoryNotKept(FileError)

  /// Key slots that are in force no more could not be overwritten. Where they have a name, the next writer
  /// tries again.
  case keysNotOverwritten(FileError, isNamed: Bool)

  /// An unfinished write is at the end of `file`; the next writer completes it or cuts it off.
  case unfinishedWrite(file: String, byteCount: Int)

  /// Files that an interrupted change left behind; the next writer removes them.
  case leftovers(count: Int)

  /// Files in the folder that are not the vault's.
  case unknownFiles(count: Int)

  /// Others than the owner can read this file or folder.
  case notPrivate(path: String, permissions: UInt32)
}

extension VaultNotice {
  /// Whether it tells of nothing that anybody has to mind.
  var isHarmless: Bool {
    if case .segmentsJoined = self { true } else { false }
  }
}

/// What a check found.
public struct CheckReport: Equatable, Sendable {
  /// Whether every frame was decrypted, or only the structure looked at.
  public var isFull: Bool

  /// Entries that should be there; nil where the damage does not let that be known.
  public var expectedEntryCount: Int?

  /// Entries that were read and are whole; nil where none were looked for.
  public var readableEntryCount: Int?

  /// Unreadable pieces of what lies beside the entries.
  ///
  /// Vectors and what was learned can be computed again; kept drafts, pinned habits and the journal of undo
  /// cannot.
  public var lostVectorFrameCount = 0

  /// The number of the vault's files.
  public var fileCount = 0

  /// Their size.
  public var byteCount = 0

  /// What is wrong, file by file; empty where all files are sound.
  public var damages: [VaultDamage] = []

  /// How the vault contradicts what is remembered of it; nil where it does not.
  public var rollback: Rollback?

  /// What is worth knowing but is no damage, such as an unfinished write.
  public var notices: [VaultNotice] = []

  /// Whether nothing is wrong.
  public var isSound: Bool { damages.isEmpty && rollback == nil }
}

/// A file or folder that a wipe looks at.
public struct WipeItem: Equatable, Sendable {
  /// What a wipe does with it.
  public enum Treatment: Equatable, Sendable {
    /// It holds keys: it is overwritten before anything else happens, and removed.
    case overwritten
    /// It is removed.
    case removed
    /// It is not the vault's, and stays.
    case kept
  }

  /// Where it is.
  public var path: String

  /// How large it is; 0 for a folder.
  public var byteCount: Int

  /// What a wipe does with it.
  public var treatment: Treatment
}
