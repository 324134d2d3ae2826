// VaultMessages.swift: what a person is told by the vault: errors, damage, notices. No word of an entry
// is ever in them.

private import Crypto

extension VaultError: Explained {
  /// What happened, what to do, and the exit code.
  public var explanation: Explanation {
    switch self {
    case .storage(let error): error.explanation
    case .passwordHash(let error): error.explanation
    case .damaged(let path, let damage): damage.explanation(in: path)
    case .ambiguousSlot, .invalidSlotLabel, .keysChanged, .lastPassphraseSlot, .noSuchSlot, .notRecoveryWords,
      .slotNotChosen, .slotPrefixTooShort, .tooManySlots:
      slotExplanation
    case .rollbackSuspected(let path, let rollback): rollback.explanation(in: path)
    default:
      Explanation(what: what, next: next, exitCode: exitCode)
    }
  }

  private var what: String {
    switch self {
    case .alreadyExists(let path): "there is a vault at \(path) already"
    case .ambiguousPrefix(let prefix, let count): "\(count) entries have ids that begin with '\(prefix)'"
    case .duplicateID(let id): "two entries have the id \(id)"
    case .emptyPassphrase: "the passphrase is empty"
    case .folderNotEmpty(let path): "the folder \(path) is not empty"
    case .notAFolder(let path): "\(path) is not a folder"
    case .invalidName:
      "the name of a vault is one line of 1 to \(Vault.maximumNameByteCount) bytes, not blank"
    case .locked(let path, let holder): "the vault at \(path) is being written to by \(Self.name(holder))"
    case .newerFormat(let path, let version):
      "the vault at \(path) has format \(version); this version knows \(VaultHeader.formatVersion)"
    case .noVault(let path): "there is no vault at \(path)"
    case .noSuchEntry(let id): "no entry has an id that begins with '\(id)'"
    case .notOpenForWriting(let path): "the vault at \(path) is not open for writing"
    case .prefixTooShort(let prefix):
      "'\(prefix)' is too short for an id: at least \(Vault.minimumPrefixCharacterCount) characters"
    case .vectorDimension(let expected, let actual):
      "the model makes vectors of \(actual) numbers, those in the vault have \(expected)"
    case .wrongPassphrase(let path): "the passphrase does not open the vault at \(path)"
    case .wiped(let path): "the vault at \(path) was wiped: its keys are gone, but some files are left"
    case .damaged, .passwordHash, .rollbackSuspected, .storage: ""  // explained by their payload
    case .ambiguousSlot, .invalidSlotLabel, .keysChanged, .lastPassphraseSlot, .noSuchSlot, .notRecoveryWords,
      .slotNotChosen, .slotPrefixTooShort, .tooManySlots:
      ""  // explained in KeySlotMessages.swift
    }
  }

  private var next: String? {
    switch self {
    case .alreadyExists: "choose another place with --vault, or destroy it with 'persona wipe'"
    case .ambiguousPrefix: "give more characters of the id; 'persona list' shows them"
    case .duplicateID: "import it without its id, or remove the entry that has it"
    case .emptyPassphrase: "choose one of several words"
    case .invalidName: "choose another one with --name"
    case .notOpenForWriting: "run the command again; nothing was changed"
    case .folderNotEmpty, .notAFolder: "choose an empty folder, or one that does not exist yet, with --vault"
    case .locked(_, let holder): Self.advice(holder)
    case .newerFormat: "use the version of persona that wrote it, or a later one"
    case .noVault: "make one with 'persona init', or say where it is with --vault or PERSONA_VAULT"
    case .noSuchEntry, .prefixTooShort: "'persona list' shows the ids"
    case .vectorDimension: "run 'persona check --full'"
    case .wrongPassphrase: "try again; the vault is not damaged"
    case .wiped: "run 'persona wipe' again to remove the rest"
    default: nil
    }
  }

  private var exitCode: ExitCode {
    switch self {
    case .ambiguousPrefix, .prefixTooShort, .emptyPassphrase, .invalidName: .usage
    case .duplicateID, .vectorDimension: .invalidInput
    case .noSuchEntry: .notFound
    case .alreadyExists, .folderNotEmpty, .notAFolder: .failure
    case .locked: .vaultLocked
    case .noVault, .wiped: .noVault
    case .newerFormat, .damaged: .vaultDamaged
    case .wrongPassphrase: .wrongPassphrase
    case .rollbackSuspected: .rollbackSuspected
    case .notOpenForWriting: .failure
    case .passwordHash, .storage: .storage
    case .ambiguousSlot, .invalidSlotLabel, .keysChanged, .lastPassphraseSlot, .noSuchSlot, .notRecoveryWords,
      .slotNotChosen, .slotPrefixTooShort, .tooManySlots:
      slotExplanation.exitCode
    }
  }

  private static func name(_ holder: LockHolder?) -> String {
    guard let holder else { return "another process" }
    return holder.host.isEmpty ? "process \(holder.process)" : "process \(holder.process) on \(holder.host)"
  }

  private static func advice(_ holder: LockHolder?) -> String {
    guard let holder, holder.host == Syscalls.hostName() else {
      return "wait until it is done, and try again"
    }
    return "wait until it is done; what it is: ps -p \(holder.process)"
  }
}

extension VaultDamage {
  /// What is wrong, in words.
  public var sentence: String {
    switch problem {
    case .notAHeader: "\(file) is not the header of a vault"
    case .headerHash: "\(file) was changed by accident: its bytes do not match their checksum"
    case .headerLayout(let offset): "\(file) has an impossible value at byte \(offset)"
    case .headerNotAuthentic: "\(file) was changed by somebody without the key, or belongs to another vault"
    case .missing: "\(file) is missing"
    case .notAFile: "\(file) is not a regular file"
    case .unreadable(let code): "\(file) cannot be read as a whole: \(Syscalls.message(of: code))"
    case .truncated(let expected, let actual): "\(file) ends after \(actual) bytes, of \(expected)"
    case .notAuthentic: "\(file) was changed, or belongs to another place or vault"
    case .changedFrame(let number, let offset):
      "\(file) was changed in its record \(number + 1), at byte \(offset)"
    case .misplacedFrame(let expected, let found, let offset):
      "\(file) has record \(found + 1) at byte \(offset), where record \(expected + 1) belongs"
    case .replacedFrames: "\(file) has other records than the vault counts on: it was exchanged"
    case .malformedRecord(let frame, let offset):
      "\(file) has a record \(frame + 1) that breaks the format at byte \(offset) of it"
    case .malformedHead: "\(file) is authentic but breaks the format"
    }
  }

  /// What to do about it.
  public var advice: String {
    // Without the header there is nothing to salvage.
    if file == VaultHeader.fileName { return adviceForHeader }
    return switch problem {
    case .missing, .truncated:
      "if the folder was copied or synchronised, copy it again as a whole; else restore a backup, or let "
        + "'persona check --salvage FOLDER' bring the rest into a new vault"
    case .malformedRecord, .malformedHead:
      "a faulty version of persona may have written it: keep a copy of the folder, and let "
        + "'persona check --salvage FOLDER' bring the rest into a new vault"
    case .unreadable(let code) where SystemError(code: code).cause == .notPermitted:
      "see who owns it and what you may do with it: ls -l"
    case .unreadable:
      "the disk may be failing: 'persona check --salvage FOLDER', with FOLDER on another one, brings what is "
        + "still readable into a new vault"
    case .notAFile, .notAuthentic, .changedFrame, .misplacedFrame, .replacedFrames, .notAHeader, .headerHash,
      .headerLayout, .headerNotAuthentic:
      "'persona check --salvage FOLDER' brings what is still readable into a new vault; or restore that file from a backup"
    }
  }

  private var adviceForHeader: String {
    switch problem {
    case .missing, .truncated:
      "if the folder was copied or synchronised, copy it again as a whole; else put that file back from a "
        + "backup: nothing can be decrypted without it"
    default:
      "nothing can be decrypted without the header: put it back from a backup; the entries are untouched"
    }
  }

  fileprivate func explanation(in path: String) -> Explanation {
    Explanation(what: "the vault at \(path) is damaged: \(sentence)", next: advice, exitCode: .vaultDamaged)
  }
}

extension Rollback {
  /// What does not fit, in words.
  public var sentence: String {
    let found = "change \(self.found.commit) of \(self.found.time.day)"
    let seen = remembered.map { "change \($0.commit)" } ?? "a later one"
    return switch kind {
    case .older: "it is at \(found), but \(seen) was seen before"
    case .diverged:
      "it is at \(found), as was seen before, but with other content: two copies were written to"
    case .olderKeySlots: "its key slots are older than those seen before: an old passphrase may open it again"
    case .newerSegment: "its list of files is at \(found), but \(seen) left a file there"
    }
  }

  fileprivate func explanation(in path: String) -> Explanation {
    Explanation(
      what: "the vault at \(path) is not the newest: \(sentence)",
      next: "if you restored a backup, accept it with --accept-rollback; else find out who replaced it",
      exitCode: .rollbackSuspected)
  }
}

extension VaultNotice {
  /// What was noticed, in words.
  public var sentence: String {
    switch self {
    case .tornTailRemoved(let file, let byteCount):
      "an unfinished write was cut off (\(byteCount) bytes of \(file)); nothing that was confirmed is lost"
    case .unfinishedWriteCompleted(let count):
      "a write that was interrupted at its last step was completed: \(count) entries"
    case .leftoversRemoved(let count): "\(count) files of an interrupted change were removed"
    case .segmentsJoined(let count):
      "files of the vault were joined, so that they stay few: \(count.grouped) fewer than before"
    case .replacedFilesLeft(let error):
      "the change was made, but what it replaced may still be in a file of the vault (\(error.explanation.what)): "
        + "the next command that changes the vault removes that file"
    case .rollbackAccepted(let rollback): "accepted although \(rollback.sentence)"
    case .memoryUnreadable:
      "what was remembered of this vault is unreadable: an older copy would not have been noticed"
    case .memoryNotKept(let error):
      "the newest state could not be remembered outside the vault (\(error.explanation.what))"
    case .keysNotOverwritten(let error, let isNamed):
      "key slots that are not in force could not be overwritten (\(error.explanation.what)): "
        + (isNamed
          ? "the next command that writes tries again"
          : "an old passphrase may open what is left of them in free space of the disk")
    case .unfinishedWrite(let file, let byteCount):
      "an unfinished write is at the end of \(file) (\(byteCount) bytes): no damage, the next change removes it"
    case .leftovers(let count):
      "\(count) files are left of an interrupted change: the next change removes them"
    case .unknownFiles(let count): "\(count) files in the folder are not the vault's"
    case .notPrivate(let path, let permissions):
      "others can use \(path) (permissions \(String(permissions, radix: 8))): chmod go= \(path)"
    }
  }
}

extension EntryError: Explained {
  /// Which rule, with its limit; never the content.
  public var explanation: Explanation {
    Explanation(what: what, next: next, exitCode: .invalidInput)
  }

  private var what: String {
    switch self {
    case .emptyText: "the text is empty"
    case .fieldTooLong(let field, let byteCount, let maximum):
      "the \(field.word) has \(byteCount) bytes, at most \(maximum) are allowed"
    case .fieldNotOneLine(let field): "the \(field.word) has more than one line"
    case .invalidTag(let position):
      "tag \(position) is not 1 to \(Entry.maximumTagCharacterCount) characters without spaces and commas"
    case .textTooLong(let byteCount, let maximum):
      "the text has \(byteCount) bytes, at most \(maximum) (1 MiB) are allowed"
    case .tooManyTags(let count, let maximum): "\(count) tags are too many, at most \(maximum) are allowed"
    }
  }

  private var next: String {
    switch self {
    case .emptyText: "give one with at least a word"
    case .fieldTooLong: "shorten it"
    case .fieldNotOneLine: "write it on one line"
    case .invalidTag: "write it as one word, such as late-train"
    case .textTooLong: "divide it into several entries"
    case .tooManyTags: "leave some out"
    }
  }
}

extension EntryField {
  fileprivate var word: String {
    switch self {
    case .title: "title"
    case .recipient: "recipient"
    }
  }
}
