// AgeMessages.swift: what a person is told about age files and backups: where, what, what to do.

public import Crypto

extension AgeError: Explained {
  /// What is wrong with an age file or a key for one; commands say where.
  public var explanation: Explanation {
    Explanation(
      what: AgeMessages.words(self), next: AgeMessages.advice(self), exitCode: AgeMessages.exitCode(self))
  }
}

extension AgeFileError: Explained {
  /// Why an age file was not made, not opened or not taken.
  var explanation: Explanation {
    switch self {
    case .notOpened(let path, let error):
      Explanation(
        what: "\(AgeMessages.name(path)): \(AgeMessages.words(error))", next: AgeMessages.advice(error),
        exitCode: AgeMessages.exitCode(error))
    case .notWritten(let error): error.explanation
    case .noKeys(let path):
      Explanation(
        what: "\(AgeMessages.name(path)) is encrypted, and this command opens no age files",
        next: "decrypt it first", exitCode: .invalidInput)
    case .needsIdentity(let path):
      Explanation(
        what: "\(AgeMessages.name(path)) is encrypted to recipients, so no passphrase opens it",
        next: "give the file with your identity: --identity FILE", exitCode: .usage)
    case .needsPassphrase(let path):
      Explanation(
        what: "\(AgeMessages.name(path)) is encrypted with a passphrase, so no identity opens it",
        next: "leave out --identity, and it is asked for", exitCode: .usage)
    case .invalidRecipient(let position, _):
      Explanation(
        what: "recipient \(position) is none of age: they begin with 'age1' and have 62 characters",
        next:
          "copy it again as 'age-keygen -y FILE' prints it; other kinds, such as SSH keys, are not supported",
        exitCode: .usage)
    case .unreadableIdentity(let path, let error):
      Explanation(
        what: "cannot read the identities in \(path): \(error.words)", next: error.advice,
        exitCode: error.exitCode)
    case .exposedIdentity(let path):
      Explanation(
        what: "every user of this machine can read the identities in \(path), so they were not used",
        next: "run: chmod 600 '\(path)'; and make a new identity where others had access",
        exitCode: .invalidInput)
    case .identityTooLong(let path, let limit):
      Explanation(
        what: "\(path) is longer than \(ImportMessages.size(limit)), so it is no file of identities",
        next: "give the file that age-keygen made", exitCode: .invalidInput)
    case .invalidIdentity(let path, let error):
      Explanation(
        what: "the identities in \(path) cannot be used: \(AgeMessages.words(error))",
        next: AgeMessages.advice(error), exitCode: .invalidInput)
    case .conflictingOptions(let first, let second):
      Explanation(what: "\(first) and \(second) are both given", next: "give one", exitCode: .usage)
    case .needsAgeFormat(let option):
      Explanation(
        what: "\(option) is for age files, and this export is none", next: "say --format age",
        exitCode: .usage)
    case .noPassphrase(let error): AgeMessages.explanation(error)
    case .binaryToTerminal:
      Explanation(
        what: "an age file is no text, so it is not written to a terminal",
        next: "name a file with --output FILE, or make it text with --armor", exitCode: .usage)
    case .isBackup(let path):
      Explanation(
        what: "\(AgeMessages.name(path)) is a backup, which is restored and not imported",
        next: path == Importer.standardInputPath
          ? "hand the age file to: persona restore FILE" : "run: persona restore '\(path)'",
        exitCode: .invalidInput)
    }
  }
}

extension BackupError: Explained {
  /// Why a backup was not restored.
  var explanation: Explanation {
    switch self {
    case .noVault(let path):
      Explanation(
        what: "there is no vault at \(path) to restore into",
        next: "make one with 'persona init', and restore then; --vault says where it is", exitCode: .noVault)
    case .notEncrypted(let path):
      Explanation(
        what: "\(AgeMessages.name(path)) is no backup: those are age files, as 'persona backup' makes them",
        next: "texts are taken in with: persona import", exitCode: .invalidInput)
    case .notBackup(let path):
      Explanation(
        what: "\(AgeMessages.name(path)) is an age file, but no backup",
        next: AgeMessages.takenInByImport(path),
        exitCode: .invalidInput)
    case .newerFormat(let path, let format):
      Explanation(
        what:
          "\(AgeMessages.name(path)) is a backup of the format '\(format)', which this version does not know",
        next: "restore it with a newer version of persona", exitCode: .invalidInput)
    case .invalidManifest(let path, let field):
      Explanation(
        what: "the first line of the backup \(AgeMessages.name(path)) has no valid '\(field)'",
        next: AgeMessages.nothingRestored, exitCode: .invalidInput)
    case .invalidEntry(let site, let problem):
      Explanation(
        what: "\(site.words): \(problem.words)", next: AgeMessages.nothingRestored, exitCode: .invalidInput)
    case .unknownField(let site):
      Explanation(
        what: "\(site.words): the entry has a field that this version does not know",
        next: "nothing was restored; a newer version of persona may know it", exitCode: .invalidInput)
    case .wrongCount(let path, let expected, let actual):
      Explanation(
        what: "the backup \(AgeMessages.name(path)) should hold \(AgeMessages.entries(expected)) and holds"
          + " \(actual.grouped)",
        next: AgeMessages.nothingRestored, exitCode: .invalidInput)
    case .wrongHash(let path):
      Explanation(
        what: "the entries in the backup \(AgeMessages.name(path)) are not those that were saved",
        next: AgeMessages.nothingRestored, exitCode: .invalidInput)
    case .wrongKinds(let path):
      Explanation(
        what: "the entries in the backup \(AgeMessages.name(path)) are not of the kinds that were saved",
        next: AgeMessages.nothingRestored, exitCode: .invalidInput)
    }
  }
}

/// Words about age files that several messages share.
enum AgeMessages {
  static let nothingRestored =
    "nothing was restored, for a part might look like the whole; take another copy of the backup"

  static func name(_ path: String) -> String {
    path == Importer.standardInputPath ? "standard input" : path
  }

  static func takenInByImport(_ path: String) -> String {
    path == Importer.standardInputPath
      ? "if texts are in it, hand it to: persona import -"
      : "if texts are in it, run: persona import '\(path)'"
  }

  static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count.grouped) entries" }

  // MARK: export and backup

  static let newPassphrasePrompt = "New passphrase for the age file (empty: make one for me): "

  /// How a file is encrypted; 0 recipients mean a passphrase.
  static func sealed(_ recipientCount: Int) -> String {
    switch recipientCount {
    case 0: "encrypted with a passphrase"
    case 1: "encrypted to 1 recipient"
    default: "encrypted to \(recipientCount.grouped) recipients"
    }
  }

  static func exported(_ count: Int, to path: String?, recipientCount: Int) -> String {
    "exported \(entries(count)) to \(path ?? "standard output"), \(sealed(recipientCount))"
  }

  static func backedUp(_ count: Int, to path: String?, recipientCount: Int) -> String {
    "saved all \(entries(count)) to \(path ?? "standard output"), \(sealed(recipientCount))"
  }

  // MARK: restore

  static func backup(_ manifest: BackupManifest) -> String {
    let kinds = manifest.kinds.map { "\($0.count.grouped) \($0.kind)" }.joined(separator: ", ")
    return
      "a backup of the vault '\(manifest.vault)' of \(manifest.made.day): \(entries(manifest.entryCount))"
      + (kinds.isEmpty ? "" : " (\(kinds))") + "; it is whole"
  }

  static func restored(_ plan: RestorePlan, isDryRun: Bool) -> String {
    let done = "\(isDryRun ? "would restore" : "restored") \(entries(plan.entries.count))"
    let knownCount = plan.sameCount + plan.differentCount
    guard knownCount > 0 else { return done }
    let changed =
      plan.differentCount == 0 ? "" : ", \(plan.differentCount.grouped) changed since, and left so"
    return "\(done); the vault has \(knownCount.grouped) already\(changed)"
  }

  // MARK: What is wrong

  /// The error, as the end of a sentence that begins with the file.
  static func words(_ error: AgeError) -> String {
    switch error {
    case .notAge: "not an age file"
    case .unsupportedVersion: "an age file of a version that is not known here"
    case .malformedHeader(let line, let problem):
      "not a valid age file: line \(line) of the header: \(words(problem))"
    case .headerTooLarge: "not a valid age file: the header is too long"
    case .noMatchingIdentity: "none of the identities opens it"
    case .passphraseNeeded: "it is encrypted with a passphrase"
    case .identityNeeded: "it is encrypted to recipients"
    case .wrongPassphrase: "the passphrase does not open it"
    case .workFactorTooHigh(let factor):
      "opening it would cost 2 to the power of \(factor), which is too much"
    case .headerNotAuthentic: "the header was changed"
    case .malformedArmor(let line): "not a valid age file: line \(line) of the armor is damaged or missing"
    case .payloadNotAuthentic(let chunk): "it was changed or cut off, at piece \(chunk.grouped) of 64 KiB"
    case .truncated(let chunk): "it was cut off: piece \(chunk.grouped) of 64 KiB is missing"
    case .trailingData: "something was added at its end"
    case .emptyFinalChunk: "not a valid age file: its last piece is empty"
    case .invalidRecipient: "not a recipient of age"
    case .invalidIdentity: "not an identity of age"
    case .invalidIdentityFile(let line): "line \(line) is neither an identity of age nor a comment"
    case .noIdentities: "there is none in it"
    case .noRecipients: "there is nobody to encrypt to"
    case .outOfMemory: "the system does not give the memory that the passphrase of an age file needs"
    }
  }

  private static func words(_ problem: AgeHeaderProblem) -> String {
    switch problem {
    case .version: "no version"
    case .cutShort: "the file ends there"
    case .notAStanza: "neither a way to open it nor the end of the header"
    case .noStanza: "no way to open it"
    case .arguments: "words that should not be there, or are missing"
    case .body: "not in base64 as age writes it"
    case .x25519: "not a key for a recipient"
    case .lowOrderShare: "a key that keeps no secret"
    case .scrypt: "not a key for a passphrase"
    case .notAlone: "a passphrase that is not the only way to open it"
    case .authenticationCode: "no code that authenticates the header"
    case .nonce: "the bytes after the header are missing"
    }
  }

  static func advice(_ error: AgeError) -> String? {
    switch error {
    case .wrongPassphrase: "try again; it is not that of the vault, unless you chose the same"
    case .noMatchingIdentity: "give the file with the identity of one of its recipients: --identity FILE"
    case .passphraseNeeded: "leave out --identity, and it is asked for"
    case .identityNeeded: "give the file with your identity: --identity FILE"
    case .malformedHeader, .headerTooLarge, .headerNotAuthentic, .malformedArmor, .payloadNotAuthentic,
      .truncated, .trailingData, .emptyFinalChunk:
      "nothing was taken from it; get another copy of the file"
    case .workFactorTooHigh:
      "somebody made it so; it can only be opened by a program that takes that upon itself"
    case .invalidIdentity, .invalidIdentityFile, .noIdentities:
      "give the file that age-keygen made, not encrypted; SSH keys and plugins are not supported"
    case .outOfMemory: "close other programs, or raise the limit on memory (ulimit -v)"
    case .notAge, .unsupportedVersion, .invalidRecipient, .noRecipients: nil
    }
  }

  static func exitCode(_ error: AgeError) -> ExitCode {
    switch error {
    case .passphraseNeeded, .identityNeeded, .invalidRecipient, .noRecipients: .usage
    case .outOfMemory: .failure
    default: .invalidInput
    }
  }

  /// The explanation for a passphrase of an age file, with the names of its options.
  static func explanation(_ error: PassphraseError) -> Explanation {
    let (file, descriptor) = ("--\(PassphraseOptions.age.file)", "--\(PassphraseOptions.age.descriptor)")
    return switch error {
    case .twoSources:
      Explanation(what: "\(file) and \(descriptor) are both given", next: "give one", exitCode: .usage)
    case .unreadableDescriptor(let number):
      Explanation(
        what: "there is no passphrase to read on file descriptor \(number)",
        next: "open it for this command, as in: persona … \(descriptor) 4 4<FILE", exitCode: .invalidInput)
    case .empty:
      Explanation(
        what: "the passphrase of the age file is empty", next: PassphraseError.adviceForEmpty,
        exitCode: .invalidInput)
    case .cannotAsk(let becauseOfNoInput):
      Explanation(
        what: becauseOfNoInput
          ? "--no-input forbids to ask for the passphrase of the age file"
          : "there is no terminal to ask for the passphrase of the age file",
        next: "give \(file) FILE or \(descriptor) N", exitCode: .usage)
    case .unreadableFile, .exposedFile, .tooLong, .mismatch: error.explanation
    }
  }
}
