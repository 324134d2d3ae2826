// AgeFileError.swift: what can be wrong with an age file, a backup, or what is to open them, as facts.
// Words are in Messages/AgeMessages.swift. No payload holds a secret or anything of a text.

internal import Crypto

/// Why an age file was not written, not opened or not taken.
enum AgeFileError: Error, Equatable {
  /// It does not open, or its content was changed or cut off.
  case notOpened(path: String, AgeError)

  /// It could not be made.
  case notWritten(AgeError)

  /// It is encrypted, and what reads it was given nothing to open it with.
  case noKeys(path: String)

  /// It is encrypted to recipients, and no identity was given; no passphrase can open it.
  case needsIdentity(path: String)

  /// It is encrypted with a passphrase, and an identity was given.
  case needsPassphrase(path: String)

  /// The word at this position (from 1) among those of `--recipient` is no recipient.
  case invalidRecipient(position: Int, AgeError)

  /// The file of identities cannot be read.
  case unreadableIdentity(path: String, CallError)

  /// Every user of this machine can read the file of identities.
  case exposedIdentity(path: String)

  /// The file of identities is longer than one can be.
  case identityTooLong(path: String, limit: Int)

  /// The file of identities is not one.
  case invalidIdentity(path: String, AgeError)

  /// Both were given; `first` and `second` are names of options.
  case conflictingOptions(first: String, second: String)

  /// An option that means something with `--format age` only.
  case needsAgeFormat(option: String)

  /// No passphrase for an age file could be had.
  case noPassphrase(PassphraseError)

  /// Bytes would go to a terminal, which cannot show them.
  case binaryToTerminal

  /// What should be imported is a backup.
  case isBackup(path: String)
}

/// Why a backup was not taken back.
///
/// Nothing was changed then.
enum BackupError: Error, Equatable {
  /// There is no vault to restore into.
  case noVault(path: String)

  /// It is no age file, so it is no backup.
  case notEncrypted(path: String)

  /// It is an age file with something else in it.
  case notBackup(path: String)

  /// It is a backup of a format that this version does not know.
  case newerFormat(path: String, format: String)

  /// Its first line does not say what a backup says; `field` is the first that is missing or wrong.
  case invalidManifest(path: String, field: String)

  /// A line is no entry, with all that an entry has.
  case invalidEntry(ImportSite, ImportProblem)

  /// The line holds an entry with a field that this version does not know.
  case unknownField(ImportSite)

  /// It does not hold as many entries, or not as many of each kind, as it says.
  case wrongCount(path: String, expected: Int, actual: Int)

  /// Its entries do not have the hash that it says.
  case wrongHash(path: String)

  /// It holds as many entries as it says, but not as many of each kind.
  case wrongKinds(path: String)
}
