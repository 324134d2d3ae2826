// MailMessages.swift: what a person is told about imports of mail.

extension MailImportError: Explained {
  /// Why nothing was imported.
  var explanation: Explanation {
    switch self {
    case .addressNeeded(let candidates):
      Explanation(
        what: "cannot tell which mails are yours" + MailMessages.list(candidates),
        next: "name your address with --me ADDRESS, each of them if you have several", exitCode: .usage)
    case .notAnAddress(let word):
      Explanation(
        what: "--me cannot be '\(word)': it is no address like ann@example.org",
        next: "give the address that your mails are from, such as --me ann@example.org", exitCode: .usage)
    case .onlyForMail(let option):
      Explanation(
        what: "\(option) means something for mail and chats only",
        next: "say --from mbox, maildir, eml or whatsapp as well",
        exitCode: .usage)
    case .encryptedFile(let path):
      Explanation(
        what: "\(path) is an age file, from which mail is not imported",
        next: "decrypt it on the way: age -d FILE | persona import --from mbox --me ADDRESS -",
        exitCode: .invalidInput)
    }
  }
}

/// The sentences of imports of mail.
enum MailMessages {
  /// `; most are from ann@example.org (12), …`, or nothing.
  static func list(_ candidates: [AddressCandidate]) -> String {
    guard !candidates.isEmpty else { return "" }
    let words = candidates.map { "\($0.address) (\($0.count.grouped))" }
    return "; most are from " + words.joined(separator: ", ")
  }

  static func question(_ candidate: AddressCandidate) -> String {
    let mails = candidate.count == 1 ? "1 mail is" : "\(candidate.count.grouped) mails are"
    return "\(mails) from \(candidate.address). Is that you?"
  }

  static func imported(_ count: Int, of mailCount: Int, isDryRun: Bool) -> String {
    let entries = count == 1 ? "1 entry" : "\(count.grouped) entries"
    let mails = mailCount == 1 ? "1 mail" : "\(mailCount.grouped) mails"
    return "\(isDryRun ? "would import" : "imported") \(entries) from \(mails)"
  }

  /// What to do about a character set that the C library cannot convert, after its name.
  fileprivate static let converterHint =
    "for which the C library has no converter: install the package with its gconv modules, then import again"

  static func leftOut(_ count: Int, _ reason: String) -> String { "left out \(count.grouped): \(reason)" }

  static func cut(_ count: Int, _ cut: MailCut) -> String {
    let mails = count == 1 ? "1 mail" : "\(count.grouped) mails"
    return switch cut {
    case .quote: "cut off what \(mails) quoted"
    case .forward: "cut off what \(mails) passed on"
    case .signature: "cut off the signature of \(mails)"
    }
  }
}

extension MailSkipReason {
  /// Why it is left out, as the end of a sentence that begins with the place.
  var words: String {
    switch self {
    case .notMail: "is no mail"
    case .notYours: "is not from you"
    case .deleted: "was deleted"
    case .draft: "is a draft"
    case .chat: "is a chat, in which others write too"
    case .automatic: "was sent by a program"
    case .report: "is the report of a mail server"
    case .invitation: "is an invitation, or the answer to one"
    case .encrypted: "is encrypted"
    case .noText: "has no text"
    case .nothingOfOnesOwn: "has nothing but quotes and signatures"
    case .repeated: "was there before, with the same Message-ID"
    case .unknownCharset(let name): "has the character set '\(name)', which is not known here"
    case .noConverter(let name): "has the character set '\(name)', \(MailMessages.converterHint)"
    case .unknownEncoding: "has a transfer encoding that is not known here"
    case .tooLong: "is longer than a text may be (\(ImportMessages.size(Entry.maximumTextByteCount)))"
    case .unreadable(let code): "cannot be read: \(CallError(code: code).words)"
    }
  }

  /// The reason as one word, for programs.
  var code: String {
    switch self {
    case .notMail: "not-mail"
    case .notYours: "not-yours"
    case .deleted: "deleted"
    case .draft: "draft"
    case .chat: "chat"
    case .automatic: "automatic"
    case .report: "report"
    case .invitation: "invitation"
    case .encrypted: "encrypted"
    case .noText: "no-text"
    case .nothingOfOnesOwn: "nothing-of-ones-own"
    case .repeated: "repeated"
    case .unknownCharset: "unknown-charset"
    case .noConverter: "no-converter"
    case .unknownEncoding: "unknown-encoding"
    case .tooLong: "too-long"
    case .unreadable: "unreadable"
    }
  }

  /// Whether a person should see which mail it is, because something of theirs is missing.
  var isNamed: Bool {
    switch self {
    case .unknownCharset, .noConverter, .unknownEncoding, .tooLong, .unreadable, .notMail: true
    default: false
    }
  }
}

extension MailSkipReason {
  /// The reason for many mails together, after `left out 12: `.
  fileprivate var summary: String {
    switch self {
    case .notMail: "no mail"
    case .notYours: "not from you"
    case .deleted: "deleted"
    case .draft: "drafts"
    case .chat: "chats, in which others write too"
    case .automatic: "sent by a program"
    case .report: "reports of mail servers"
    case .invitation: "invitations, and answers to them"
    case .encrypted: "encrypted"
    case .noText: "without text"
    case .nothingOfOnesOwn: "with nothing but quotes and signatures"
    case .repeated: "there before, with the same Message-ID"
    case .unknownCharset: "in a character set that is not known here"
    case .noConverter: "in a character set \(MailMessages.converterHint)"
    case .unknownEncoding: "in a transfer encoding that is not known here"
    case .tooLong: "longer than a text may be (\(ImportMessages.size(Entry.maximumTextByteCount)))"
    case .unreadable: "not readable"
    }
  }
}

extension SkipReason {
  /// The reason for many mails together, after `left out 12: `.
  var summaryOfMails: String {
    switch self {
    case .empty: "without text"
    case .textInVault, .idInVault: "in the vault already"
    case .textInImport: "with the same text as another"
    case .symbolicLink: "symbolic links"
    case .hidden: "hidden"
    case .otherFormat: "no files with mail"
    case .specialFile: "neither files nor folders"
    case .nameNotUTF8: "with a name that is not UTF-8"
    case .template, .draft, .siteSource: "of another program"
    case .mail(let reason): reason.summary
    }
  }

  /// Why something is left out of an import of mail, as the end of a sentence that begins with the place.
  var wordsForMail: String { self == .otherFormat ? "is no file with mail" : words }
}
