// MailImportRun.swift: `persona import --from mbox`, `maildir` or `eml`: what the user wrote, out of mail.
//
// Unlike other imports this one keeps what it has in steps, because a mailbox may be far longer than memory:
// what was told is safe, and the same command goes on where an interruption ended it.

/// One import of mail.
struct MailImportRun {
  /// How many single mails the report names; --json names all.
  private static let shownCount = 20

  private let invocation: Invocation
  private let defaults: ImportDefaults
  private let sources: [(path: String, format: ImportFormat)]

  /// The import that was asked for, or nil where it is not one of mail.
  ///
  /// It is one where the format is, or where no format is given and all names are those of mail.
  init?(_ invocation: Invocation, defaults: ImportDefaults) throws {
    let format = try invocation.importFormat()
    let sources = invocation.positionals("path").map { path in
      (path: path, format: format ?? ImportFormat(mailFileName: path))
    }
    guard !sources.isEmpty, sources.allSatisfy({ $0.format?.isMail ?? false }) else {
      guard invocation.texts("me").isEmpty || format == .whatsapp else {
        throw MailImportError.onlyForMail(option: "--me")
      }
      return nil
    }
    self.invocation = invocation
    self.defaults = defaults
    self.sources = sources.map { (path: $0.path, format: $0.format ?? .mbox) }
  }

  func run() throws {
    let isDryRun = invocation.flag("dry-run")
    let vault = try invocation.openVault(isDryRun ? .read : .write)
    defer { vault.close() }
    var files = MailFiles(files: invocation.files, limits: MailLimits())
    for source in sources {
      invocation.noteTypedFile(at: source.path, as: source.format.rawValue)
      try files.find(source.path, as: source.format)
    }
    let addresses = try addresses(in: files.found)
    let progress = progress(over: files.found), step = UndoStep(.import)
    var mail = MailImport(
      existing: vault.entries, defaults: defaults, addresses: addresses,
      keep: { batch in
        if !isDryRun { try vault.append(batch, as: step) }
      },
      checkpoint: { byteCount in try advance(progress, to: byteCount) })
    mail.skip(files.skipped)
    do {
      for file in files.found { try mail.read(file) }
      try mail.finish()
    } catch {
      // What was kept before is safe, and is told.
      if !mail.tally.ids.isEmpty { try? report(mail, addresses, isComplete: false) }
      throw error
    }
    progress.finish()
    try report(mail, addresses, isComplete: true)
    try invocation.console.flush()
    if !isDryRun, !mail.tally.ids.isEmpty {
      try invocation.refreshVectors(of: vault)
      invocation.learnAgainIfAllowed(vault)
    }
  }

  private func progress(over files: [MailFile]) -> Progress {
    let total = files.allSatisfy(\.canBeReadTwice) ? files.reduce(0) { $0 + $1.byteCount } : 0
    return invocation.console.progress(ProgressMessages.mail, total: total)
  }

  private func advance(_ progress: Progress, to byteCount: Int) throws {
    try invocation.console.checkInterrupt()
    progress.advance(to: byteCount)
  }

  // MARK: Whose mail

  /// The addresses of the user: those that were given, or else those that a question confirms.
  private func addresses(in files: [MailFile]) throws -> Set<String> {
    let given = invocation.texts("me")
    guard given.isEmpty else { return Set(try given.map(MailImportRun.address)) }
    guard files.allSatisfy(\.canBeReadTwice) else { throw MailImportError.addressNeeded(candidates: []) }
    let candidates = try candidates(in: files)
    let refusal = MailImportError.addressNeeded(candidates: candidates)
    var confirmed: Set<String> = []
    do throws(ConsoleError) {
      for candidate in candidates {
        let isYours = try invocation.console.confirm(MailMessages.question(candidate))
        if isYours { confirmed.insert(candidate.address) }
      }
    } catch {
      if case .cannotAsk = error { throw refusal }
      throw error
    }
    guard !confirmed.isEmpty else { throw refusal }
    return confirmed
  }

  private static func address(_ word: String) throws(MailImportError) -> String {
    guard let address = MailAddress.list(Array(word.utf8), limit: 1).first else { throw .notAnAddress(word) }
    return address.address
  }

  /// Reads the headers alone.
  private func candidates(in files: [MailFile]) throws -> [AddressCandidate] {
    let progress = progress(over: files)
    let limits = MailLimits()
    var counted = SentAddresses(limit: limits.addressCount)
    var byteCount = 0
    for file in files {
      do {
        var reader = MailboxReader(
          try MailImport.open(file), isMailbox: file.isMailbox, limits: limits)
        while let mail = try reader.next(wanting: { _ in false }) {
          try advance(progress, to: byteCount + reader.byteCount)
          counted.note(mail.header, isSent: file.isSent)
        }
        byteCount += reader.byteCount
      } catch is CallError {
        try advance(progress, to: byteCount)  // The import itself will name what cannot be read.
      }
    }
    progress.finish()
    return counted.candidates
  }

  // MARK: Report

  private func report(_ mail: MailImport, _ addresses: Set<String>, isComplete: Bool) throws {
    let isDryRun = invocation.flag("dry-run")
    let console = invocation.console
    if invocation.flag("json") {
      let json = MailReport.json(mail, addresses, isDryRun: isDryRun, isComplete: isComplete)
      return try console.printJSON(json)
    }
    for skipped in MailReport.named(mail.skipped).prefix(MailImportRun.shownCount) {
      console.note(HistoryMessages.skipped(skipped.site.words, skipped.value.words))
    }
    for problem in mail.problems.prefix(MailImportRun.shownCount) {
      console.warn("\(problem.site.words): \(problem.value.words)")
    }
    for (reason, count) in MailReport.counts(mail.skipped) {
      console.note(MailMessages.leftOut(count, reason.summaryOfMails))
    }
    for cut in MailCut.allCases {
      if let count = mail.tally.cuts[cut] { console.note(MailMessages.cut(count, cut)) }
    }
    try console.print(
      MailMessages.imported(mail.tally.ids.count, of: mail.tally.mailCount, isDryRun: isDryRun))
  }
}

/// What is told of an import of mail, as facts.
private enum MailReport {
  /// How many were left out for each reason, the most frequent one first; the reason is one of the many.
  static func counts(_ skipped: [Located<SkipReason>]) -> [(reason: SkipReason, count: Int)] {
    var counts: [String: (reason: SkipReason, count: Int)] = [:]
    for one in skipped { counts[one.value.code, default: (one.value, 0)].count += 1 }
    return counts.sorted { first, second in
      first.value.count == second.value.count
        ? first.key < second.key : first.value.count > second.value.count
    }
    .map { $0.value }
  }

  /// Those of which a person should know which they are.
  static func named(_ skipped: [Located<SkipReason>]) -> [Located<SkipReason>] {
    skipped.filter { if case .mail(let reason) = $0.value { reason.isNamed } else { false } }
  }

  static func json(
    _ mail: MailImport, _ addresses: Set<String>, isDryRun: Bool, isComplete: Bool
  ) -> JSONValue {
    let cuts: [(String, JSONValue)] = MailCut.allCases.map { cut in
      (cut.rawValue, JSONValue.integer(Int64(mail.tally.cuts[cut] ?? 0)))
    }
    let leftOut: [(String, JSONValue)] = counts(mail.skipped).map { one in
      (one.reason.code, JSONValue.integer(Int64(one.count)))
    }
    let members: [(String, JSONValue)] = [
      ("dryRun", .bool(isDryRun)), ("complete", .bool(isComplete)),
      ("imported", .integer(Int64(mail.tally.ids.count))),
      ("ids", .array(mail.tally.ids.map { .string($0.description) })),
      ("mails", .integer(Int64(mail.tally.mailCount))),
      ("addresses", .array(addresses.sorted().map(JSONValue.string))),
      ("cut", .object(cuts)), ("leftOut", .object(leftOut)),
      ("skipped", .array(mail.skipped.map { site($0.site, $0.value.wordsForMail, reason: $0.value.code) })),
      ("rejected", .array(mail.problems.map { site($0.site, $0.value.words, reason: nil) })),
    ]
    return .object(members)
  }

  private static func site(_ site: ImportSite, _ words: String, reason: String?) -> JSONValue {
    var members: [(String, JSONValue)] = [("path", .string(site.path))]
    if let line = site.line { members.append(("line", .integer(Int64(line)))) }
    if let reason { members.append(("reason", .string(reason))) }
    members.append(("message", .string(words)))
    return .object(members)
  }
}

extension Invocation {
  /// The format that `import` was told, by its option or by the older name of it; nil where it was not.
  func importFormat() throws(UsageError) -> ImportFormat? {
    let words = Set(texts("from") + texts("format"))
    guard words.count <= 1 else { throw .repeatedOption("--from", command: "persona import") }
    return words.first.flatMap(ImportFormat.init(rawValue:))
  }
}
