import Foundation
import Testing

@testable import LocalPersona

@Suite("mail import")
struct MailImportTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  /// What an import of the files at `path` keeps, step by step.
  private func run(
    _ path: String, as format: ImportFormat = .mbox, existing: [Entry] = [],
    limits: MailLimits = MailLimits(),
    defaults: ImportDefaults = ImportDefaults(), stopAfter stepCount: Int = .max
  ) throws -> (mail: MailImport, steps: [[Entry]]) {
    struct Stopped: Error {}
    var steps: [[Entry]] = []
    var files = MailFiles(files: POSIXFileStore(), limits: limits)
    try files.find(path, as: format)
    var mail = MailImport(
      existing: existing, defaults: defaults, addresses: ["ann@example.org"], limits: limits,
      keep: { steps.append($0) },
      checkpoint: { _ in if steps.count >= stepCount { throw Stopped() } })
    mail.skip(files.skipped)
    do {
      for file in files.found { try mail.read(file) }
      try mail.finish()
    } catch is Stopped {
      return (mail, steps)
    }
    return (mail, steps)
  }

  private func codes(_ mail: MailImport) -> [String] { mail.skipped.map(\.value.code) }

  @Test func takesWhatTheUserWrote() throws {
    let answer = "Yes.\n\nOn Sat, 8 Mar 2025 at 10:00, Bob <bob@example.org> wrote:\n> No?"
    let box = MailSample.mailbox([
      MailSample.mail(answer, id: 1), MailSample.mail(answer, id: 1),
      MailSample.mail("Yes.\n-- \nAnn", id: 2),
      "From: bob@example.org\nTo: ann@example.org\n\nNo.\n", MailSample.mail("> No?", id: 3),
    ])
    let (mail, steps) = try run(try folder.write("Sent", box))
    let entry = try #require(steps.first?.first)
    #expect(steps.map(\.count) == [1])
    #expect(entry.text == "Yes.")
    #expect(entry.kind == .mail && entry.title == "Thursday" && entry.recipient == "Bob")
    #expect(entry.written.iso8601 == "2025-03-08T09:25:00Z")
    #expect(codes(mail) == ["repeated", "not-yours", "nothing-of-ones-own", "text-in-import"])
    #expect(mail.tally.mailCount == 5 && mail.tally.ids == [entry.id] && mail.tally.cuts == [.quote: 1])
  }

  private static let headers: [(String, String?)] = [
    ("Auto-Submitted: auto-replied\n", "automatic"), ("X-Autoreply: yes\n", "automatic"),
    ("Precedence: bulk\n", "automatic"), ("Precedence: list\n", nil), ("Auto-Submitted: no\n", nil),
    ("X-Mozilla-Status: 0009\n", "deleted"), ("X-Mozilla-Status: 0001\n", nil),
    ("X-Status: AD\n", "deleted"), ("X-Status: AF\n", nil), ("X-Status: T\n", "draft"),
    ("X-Mozilla-Draft-Info: internal/draft; vcard=0\n", "draft"), ("X-Gmail-Labels: Sent,Opened\n", nil),
    ("X-Gmail-Labels: Chat\n", "chat"), ("X-Gmail-Labels: Drafts\n", "draft"),
    ("X-Gmail-Labels: Opened, Papierkorb\n", "deleted"),
    ("X-Gmail-Labels: =?utf-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?=\n", "draft"),
    ("Content-Type: text/calendar\n", "invitation"),
    ("Content-Type: multipart/report; boundary=a\n", "report"),
    ("Content-Type: text/plain; charset=x-odd\n", "unknown-charset"),
    ("Content-Type: text/plain; charset=big5\n", nil),
    ("Content-Type: image/png\n", "no-text"),
  ]

  @Test(arguments: headers)
  func headersTellWhatIsLeftOut(header: String, code: String?) throws {
    let path = try folder.write("a.eml", MailSample.mail("Yes.", header: header))
    let (mail, steps) = try run(path, as: .eml)
    #expect(codes(mail) == (code.map { [$0] } ?? []))
    #expect(steps.joined().count == (code == nil ? 1 : 0))
  }

  @Test(arguments: [
    ("Automatische Antwort: Thursday", true), ("Réponse automatique\u{A0}: Thursday", true),
    ("Out of Office AutoReply: Thursday", true), ("Fuori ufficio", true), ("Out of office space", false),
  ])
  func answersOfAnAbsenceAreLeftOutByTheirSubject(subject: String, isAutomatic: Bool) {
    let header = header("From: ann@example.org", "Subject: \(subject)")
    #expect(MailRules(addresses: ["ann@example.org"]).refusal(of: header) == (isAutomatic ? .automatic : nil))
  }

  @Test func whatTheVaultHasIsNotTakenAgain() throws {
    let path = try folder.write(
      "Sent", MailSample.mailbox([MailSample.mail("Yes."), MailSample.mail("No.")]))
    let first = try run(path).steps.flatMap { $0 }
    #expect(first.map(\.text) == ["Yes.", "No."])
    let (mail, steps) = try run(path, existing: first)
    #expect(steps.isEmpty && codes(mail) == ["text-in-vault", "text-in-vault"])
  }

  /// Signatures are found by what mails share, and still an import that goes on makes the texts that it made.
  @Test func anInterruptedImportGoesOnWhereItEnded() throws {
    var limits = MailLimits()
    limits.batchCount = 7
    let mails = (0..<40).map { number in
      MailSample.mail(
        "Text number \(number).\n\nAnn" + (number % 3 == 0 ? "\n\nTel. 0123 456789" : ""), id: number)
    }
    let path = try folder.write("Sent", MailSample.mailbox(mails))
    let whole = try run(path, limits: limits).steps
    #expect(whole.map(\.count) == [7, 7, 7, 7, 7, 5])
    for stepCount in 1...5 {
      let begun = try run(path, limits: limits, stopAfter: stepCount).steps
      #expect(begun.count == stepCount)
      let rest = try run(path, existing: begun.flatMap { $0 }, limits: limits).steps
      let texts = (begun + rest).flatMap { $0 }.map(\.text)
      #expect(texts == whole.flatMap { $0 }.map(\.text))
    }
  }

  /// A mailbox grows, and with it what its mails share.
  @Test func whatAnEarlierImportTookWithItsSignatureIsNotTakenAgain() throws {
    let mails = (0..<6).map { (number: Int) in
      MailSample.mail("Text number \(number).\n\nAnn\n\nTel. 0123 456789", id: number)
    }
    let few = try folder.write("few", MailSample.mailbox(Array(mails.prefix(3))))
    let all = try folder.write("all", MailSample.mailbox(mails))
    let first = try run(few).steps.flatMap { $0 }
    #expect(first.allSatisfy { $0.text.hasSuffix("456789") } && first.count == 3)
    let (mail, steps) = try run(all, existing: first)
    #expect(steps.flatMap { $0 }.map(\.text) == (3..<6).map { "Text number \($0).\n\nAnn" })
    #expect(codes(mail) == [String](repeating: "text-in-vault", count: 3))
    let cut = try run(all).steps.flatMap { $0 }
    #expect(try run(few, existing: cut).steps.isEmpty)
  }

  @Test func optionsCountForMailsToo() throws {
    let path = try folder.write("a.eml", "From: ann@example.org\n\nYes.\n")
    let defaults = ImportDefaults(kind: .letter, recipient: "Bob", tags: ["old"])
    let entry = try #require(try run(path, as: .eml, defaults: defaults).steps.first?.first)
    #expect(entry.kind == .letter && entry.recipient == "Bob" && entry.tags == ["old"] && entry.title == nil)
    #expect(abs(entry.written.secondsSince1970 - Timestamp.now.secondsSince1970) < 60)
  }

  @Test func longTextsAndFilesThatAreNoMailAreNamed() throws {
    let long = String(repeating: "A long line of a mail.\n", count: 50_000)
    try folder.write("box/a", MailSample.mailbox([MailSample.mail(long), MailSample.mail("Yes.")]))
    try folder.write("box/index.msf", "// no mailbox")
    try folder.write("box/.hidden", MailSample.mailbox([MailSample.mail("Hidden.")]))
    let (mail, steps) = try run("\(folder.path)/box")
    #expect(steps.flatMap { $0 }.map(\.text) == ["Yes."])
    #expect(
      mail.skipped == [
        Located(SkipReason.hidden, at: ImportSite(path: "\(folder.path)/box/.hidden")),
        Located(SkipReason.otherFormat, at: ImportSite(path: "\(folder.path)/box/index.msf")),
        Located(SkipReason.mail(.tooLong), at: ImportSite(path: "\(folder.path)/box/a", line: 1)),
      ])
    let none = try run(try folder.write("none", "nothing\n")).mail
    #expect(codes(none) == ["not-mail"])
  }

  @Test func foldersOfMailAreWalked() throws {
    try folder.write("Mail/cur/1:2,S", MailSample.mail("One."))
    try folder.write("Mail/cur/2:2,ST", MailSample.mail("Two."))
    try folder.write("Mail/cur/3:2,DS", MailSample.mail("Three."))
    try folder.write("Mail/new/4", MailSample.mail("Four."))
    try folder.write("Mail/tmp/5", MailSample.mail("Five."))
    try folder.write("Mail/.Sent/cur/6", MailSample.mail("Six."))
    try folder.write("Mail/dovecot.index", "x")
    let (mail, steps) = try run("\(folder.path)/Mail", as: .maildir)
    #expect(steps.flatMap { $0 }.map(\.text) == ["Six.", "One.", "Four."])
    #expect(Set(codes(mail)) == ["deleted", "draft", "other-format"])
    try folder.write("eml/a/b.EML", MailSample.mail("Seven."))
    try folder.write("eml/c.txt", MailSample.mail("Eight."))
    let single = try run("\(folder.path)/eml", as: .eml)
    #expect(single.steps.flatMap { $0 }.map(\.text) == ["Seven."])
    #expect(codes(single.mail) == ["other-format"])
  }

  @Test func ageFilesAreRefused() throws {
    let path = try folder.write("a.mbox", "age-encryption.org/v1\n-> X25519 a\n")
    #expect(throws: MailImportError.encryptedFile(path: path)) { try run(path) }
  }

  @Test func archivesAreRefused() throws {
    let path = try folder.write("takeout.mbox", "PK\u{3}\u{4}\u{14}")
    #expect(throws: ImportError.zipArchive(path: path)) { try run(path) }
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func whatCannotBeReadInAFolderIsNamed() throws {
    try folder.write("eml/a.eml", MailSample.mail("Yes."))
    let closed = try folder.write("eml/b.eml", MailSample.mail("No."))
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    let (mail, steps) = try run("\(folder.path)/eml", as: .eml)
    #expect(steps.flatMap { $0 }.map(\.text) == ["Yes."])
    #expect(codes(mail) == ["unreadable"])
  }

  // MARK: Whose mail

  private func header(_ lines: String...) -> MailHeader {
    var header = MailHeader()
    for line in lines { header.take(Array(line.utf8)[...]) }
    return header
  }

  @Test func sendersAreCountedWhereMailIsSent() {
    var counted = SentAddresses(limit: 10)
    for _ in 0..<9 { counted.note(header("From: list@example.org"), isSent: false) }
    #expect(counted.candidates == [AddressCandidate(address: "list@example.org", count: 9)])
    counted.note(header("From: Ann <Ann@example.org>"), isSent: true)
    counted.note(header("From: ann@example.net", "X-Gmail-Labels: Important,Gesendet"), isSent: false)
    counted.note(header("From: ann@example.org"), isSent: true)
    #expect(
      counted.candidates == [
        AddressCandidate(address: "ann@example.org", count: 2),
        AddressCandidate(address: "ann@example.net", count: 1),
      ])
  }

  @Test(arguments: [
    ("Sent", true), ("Mail/.Sent/cur/1", true), ("Takeout/Sent.mbox", true), ("INBOX.Sent Items/cur/1", true),
    ("Gesendet", true), ("Inbox", false), ("presents", false), ("Sent.sbd/2024", true),
    ("Inbox.sbd/a", false),
    ("Mail/.Envoy&AOk-s/cur/1", true),
  ])
  func foldersOfSentMailAreKnown(path: String, isSent: Bool) {
    let file = MailFile(path: path, isMailbox: true, byteCount: 0, modified: .now)
    #expect(file.isSent == isSent)
  }
}
