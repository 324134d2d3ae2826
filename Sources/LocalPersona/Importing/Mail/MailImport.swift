// MailImport.swift: takes what the user wrote out of mail, and hands it on in steps, each of which stands
// alone.
//
// In memory are one step and what tells duplicates, however long a mailbox is. Where steps end depends on the
// mail alone: an import that was interrupted makes the same texts when it runs again, so that those that are
// kept are known by what they say.

private import Crypto

/// What an import of mail did.
struct MailTally: Equatable {
  /// How many mails were met.
  var mailCount = 0

  /// The entries that were handed on.
  var ids: [EntryID] = []

  /// From how many of them something was cut off.
  var cuts: [MailCut: Int] = [:]
}

/// Reads mail.
struct MailImport {
  /// A mail of which the user wrote something.
  private struct Own {
    var item: ImportedItem
    var cuts: Set<MailCut>
    var site: ImportSite
  }

  private let rules: MailRules
  private let kind: EntryKind
  private let limits: MailLimits
  private let keep: ([Entry]) throws -> Void
  private let checkpoint: (Int) throws -> Void
  private var planner: ImportPlanner
  private var pending: [Own] = []
  private var pendingByteCount = 0
  private var endings = RepeatedEndings()
  private var messages: Set<TextFingerprint> = []
  private var byteCount = 0

  /// What was done so far.
  private(set) var tally = MailTally()

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - existing: The entries of the vault, for duplicates.
  ///   - defaults: What the user says about mails; a kind counts for all of them.
  ///   - addresses: The addresses of the user, in lower case.
  ///   - limits: How much is taken.
  ///   - keep: Keeps the entries of one step.
  ///   - checkpoint: Called with the number of bytes read so far, before the next mail; what it throws ends
  ///     the import.
  init(
    existing: [Entry], defaults: ImportDefaults, addresses: Set<String>, limits: MailLimits = MailLimits(),
    keep: @escaping ([Entry]) throws -> Void, checkpoint: @escaping (Int) throws -> Void = { _ in }
  ) {
    rules = MailRules(addresses: addresses)
    kind = defaults.kind ?? .mail
    self.limits = limits
    self.keep = keep
    self.checkpoint = checkpoint
    planner = ImportPlanner(existing: existing, defaults: defaults)
  }

  /// What was left out so far, and why.
  var skipped: [Located<SkipReason>] { planner.plan.skipped }

  /// What could not be made an entry.
  var problems: [Located<ImportProblem>] { planner.plan.problems }

  /// Notes that something that is no mail is left out.
  mutating func skip(_ skipped: [Located<SkipReason>]) {
    for one in skipped { planner.skip(one.value, at: one.site) }
  }

  /// Reads the mails of a file.
  ///
  /// - Throws: ``MailImportError/encryptedFile(path:)``, ``ImportError/zipArchive(path:)``, and what keeping
  ///   and the checkpoint throw.
  mutating func read(_ file: MailFile) throws {
    let site = ImportSite(path: file.path)
    if let refusal = file.refusal {
      tally.mailCount += 1
      return planner.skip(.mail(refusal), at: site)
    }
    let countBefore = tally.mailCount
    do {
      var reader = MailboxReader(try MailImport.open(file), isMailbox: file.isMailbox, limits: limits)
      let rules = self.rules
      var refusal: MailSkipReason?
      while let mail = try reader.next(wanting: { header in
        refusal = rules.refusal(of: header)
        return refusal == nil
      }) {
        try checkpoint(byteCount + reader.byteCount)
        try take(mail, refusal: refusal, of: file)
      }
      byteCount += reader.byteCount
    } catch let error as CallError {
      try checkpoint(byteCount)  // A read that Ctrl-C broke off is no problem of the file.
      return planner.skip(.mail(.unreadable(code: error.code)), at: site)
    }
    if tally.mailCount == countBefore { planner.skip(.mail(.notMail), at: site) }
  }

  /// Hands on what is left.
  mutating func finish() throws { try keepPending() }

  /// Opens a file, which must not be an age file, of which nothing may be used before its end, nor a ZIP
  /// archive.
  static func open(_ file: MailFile) throws -> PeekedFile {
    let source =
      file.path == Importer.standardInputPath
      ? try SourceFile.standardInput() : try SourceFile(path: file.path, followsLinks: true)
    let peeked = try PeekedFile(source)
    if AgeReader.looksLikeAge(peeked.head) { throw MailImportError.encryptedFile(path: file.path) }
    if peeked.head.starts(with: Importer.zipBeginning) { throw ImportError.zipArchive(path: file.path) }
    return peeked
  }

  // MARK: One mail

  private mutating func take(_ mail: FoundMail, refusal: MailSkipReason?, of file: MailFile) throws {
    let site = ImportSite(path: file.path, line: file.isMailbox ? mail.line : nil)
    tally.mailCount += 1
    do throws(MailSkipReason) {
      if let refusal { throw refusal }
      try note(mail.header)
      let own = try ownPart(of: mail, in: file, at: site)
      pending.append(own)
    } catch {
      return planner.skip(.mail(error), at: site)
    }
    if pending.count >= limits.batchCount || pendingByteCount >= limits.batchByteCount { try keepPending() }
  }

  /// Notes a mail by its Message-ID: mail that went through a list, or has several labels, is there twice.
  private mutating func note(_ header: MailHeader) throws(MailSkipReason) {
    guard let id = header.bytes("message-id"), !id.isEmpty else { return }
    guard messages.insert(TextFingerprint(String(decoding: id, as: UTF8.self))).inserted else {
      throw .repeated
    }
  }

  private mutating func ownPart(
    of mail: FoundMail, in file: MailFile, at site: ImportSite
  ) throws(MailSkipReason) -> Own {
    guard let body = mail.body else { throw .noText }
    let own = OwnText(try MailText.text(of: body))
    guard !own.text.isEmpty else { throw .nothingOfOnesOwn }
    guard own.text.utf8.count <= Entry.maximumTextByteCount else { throw .tooLong }
    endings.note(own.text)
    pendingByteCount += own.text.utf8.count
    var item = MailItem.item(mail.header, received: mail.received, text: own.text)
    item.kind = kind
    if item.written == nil, !file.isMailbox { item.written = file.modified }
    let cuts = body.findings.contains(.forward) ? own.cuts.union([.forward]) : own.cuts
    return Own(item: item, cuts: cuts, site: site)
  }

  // MARK: Steps

  private mutating func keepPending() throws {
    for own in pending { add(own) }
    let entries = planner.takeEntries()
    (pending, pendingByteCount) = ([], 0)
    guard !entries.isEmpty else { return }
    try keep(entries)
    tally.ids += entries.map(\.id)
  }

  private mutating func add(_ own: Own) {
    // An import that met fewer or more mails with the same ending took this one otherwise.
    for text in RepeatedEndings.variants(of: own.item.text) {
      if let id = planner.entryInVault(saying: text) { return planner.skip(.textInVault(id), at: own.site) }
    }
    var (item, cuts) = (own.item, own.cuts)
    if let text = endings.cut(item.text) {
      item.text = text
      cuts.insert(.signature)
    }
    let count = planner.plan.entries.count
    planner.add(item, at: own.site)
    guard planner.plan.entries.count > count else { return }
    for cut in cuts { tally.cuts[cut, default: 0] += 1 }
  }
}
