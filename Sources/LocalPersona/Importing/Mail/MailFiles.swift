// MailFiles.swift: the files with mail under what the user named: mailboxes, folders of the form Maildir, and
// files with one mail each.
//
// Links inside a folder are never followed. Hidden folders are read where they are a Maildir: `.Sent` is one.

/// A file with mail.
struct MailFile: Equatable {
  var path: String

  /// Whether it has many mails, and not one.
  var isMailbox: Bool

  /// Its length in bytes; 0 where nobody knows.
  var byteCount: Int

  /// When it was last changed.
  var modified: Timestamp

  /// Whether it can be read twice, which a pipe cannot.
  var canBeReadTwice = true

  /// Whether its name, or that of a folder that it is in, says that its mails were sent.
  var isSent: Bool {
    path.split(separator: "/").suffix(4).contains { component in
      let name = component.lowercased()
      // Thunderbird keeps the folders below `Sent` in `Sent.sbd`.
      let ending = [".mbox", ".sbd"].first { name.hasSuffix($0) } ?? ""
      let stem = name.dropLast(ending.count)
      let last = stem.split(separator: ".").last ?? stem
      return QuotePhrases.sentFolders.contains(String(last))
    }
  }

  /// Why a file of a Maildir is left out by its flags, which are in its name.
  var refusal: MailSkipReason? {
    let name = path.split(separator: "/").last ?? ""
    guard !isMailbox, let mark = name.lastIndex(of: ","), name[..<mark].hasSuffix(":2") else { return nil }
    let flags = name[mark...]
    if flags.contains("T") { return .deleted }
    return flags.contains("D") ? .draft : nil
  }
}

/// Finds files with mail.
struct MailFiles {
  private let files: any FileStore
  private let limits: MailLimits
  private var format = ImportFormat.mbox

  /// The files found, in the order of their names.
  private(set) var found: [MailFile] = []

  /// What was left out, and why.
  private(set) var skipped: [Located<SkipReason>] = []

  /// Looks for files in `files`.
  init(files: any FileStore, limits: MailLimits) { (self.files, self.limits) = (files, limits) }

  /// Finds the files of `format`, one of mail, at `path`, which may be one itself; `-` is standard input, and
  /// a link that is named here is followed.
  mutating func find(_ path: String, as format: ImportFormat) throws(ImportError) {
    self.format = format
    let isMailbox = format == .mbox
    let stream = MailFile(
      path: path, isMailbox: isMailbox, byteCount: 0, modified: .now, canBeReadTwice: false)
    if path == Importer.standardInputPath { return try add(stream) }
    let kind: SourceFile.Kind
    do {
      kind = try SourceFile.kind(of: path, followsLinks: true)
    } catch {
      throw error.meansNoSuchFile ? .notFound(path: path) : .unreadable(path: path, code: error.code)
    }
    switch kind {
    case .folder: try walk(path, isMaildir: false, depth: 0)
    case .special: try add(stream)
    case .file, .link:
      let file: MailFile
      do {
        file = try look(at: path, followsLinks: true).file
      } catch {
        throw .unreadable(path: path, code: error.code)
      }
      try add(file)
    }
  }

  private mutating func add(_ file: MailFile) throws(ImportError) {
    guard found.count < limits.fileCount else {
      throw .tooManyFiles(path: file.path, limit: limits.fileCount)
    }
    found.append(file)
  }

  /// Finds the files in `folder`, each of which is a mail if it is the `cur` or `new` of a Maildir.
  private mutating func walk(_ folder: String, isMaildir: Bool, depth: Int) throws(ImportError) {
    guard depth <= limits.depth else { throw .tooDeep(path: folder, limit: limits.depth) }
    let names: [String]
    do {
      names = try files.list(folder)
    } catch {
      // A folder that was named is what is wanted; one inside is only named in the report.
      guard depth > 0 else { throw .unreadable(path: folder, code: error.code) }
      return skip(folder, .mail(.unreadable(code: error.code)))
    }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      try visit(name, at: path, isMaildir: isMaildir, depth: depth)
    }
  }

  private mutating func visit(
    _ name: String, at path: String, isMaildir: Bool, depth: Int
  ) throws(ImportError) {
    if name.hasPrefix("."), format != .maildir { return skip(path, .hidden) }
    let kind: SourceFile.Kind
    do {
      kind = try SourceFile.kind(of: path, followsLinks: false)
    } catch {
      // A name that is not UTF-8 was repaired when it was listed, and so names nothing.
      guard name.unicodeScalars.contains("\u{FFFD}") else { throw .unreadable(path: path, code: error.code) }
      return skip(path, .nameNotUTF8)
    }
    switch kind {
    case .folder:
      if name == "tmp", format == .maildir { return }  // Mails that are not whole yet.
      try walk(path, isMaildir: name == "cur" || name == "new", depth: depth + 1)
    case .link: skip(path, .symbolicLink)
    case .special: skip(path, .specialFile)
    case .file: try visitFile(name, at: path, isMaildir: isMaildir)
    }
  }

  private mutating func visitFile(_ name: String, at path: String, isMaildir: Bool) throws(ImportError) {
    if format == .maildir, !isMaildir { return skip(path, .otherFormat) }
    if format == .eml, !name.lowercased().hasSuffix(".eml") { return skip(path, .otherFormat) }
    let found: (file: MailFile, beginsWithMail: Bool)
    do {
      found = try look(at: path, followsLinks: false)
    } catch {
      return skip(path, .mail(.unreadable(code: error.code)))
    }
    // Mailboxes have names of all kinds, and lie beside indices with such names.
    if format == .mbox, !found.beginsWithMail { return skip(path, .otherFormat) }
    try add(found.file)
  }

  /// What the system says about a file; and, of one in a folder, whether it begins as a mailbox does.
  private func look(
    at path: String, followsLinks: Bool
  ) throws(CallError) -> (file: MailFile, beginsWithMail: Bool) {
    let source = try SourceFile(path: path, followsLinks: followsLinks)
    let facts = source.facts
    let head = format == .mbox && !followsLinks ? try source.readPiece() : []
    let file = MailFile(
      path: path, isMailbox: format == .mbox, byteCount: facts.byteCount, modified: facts.modified)
    return (file, head.starts(with: MailboxMark.word))
  }

  private mutating func skip(_ path: String, _ reason: SkipReason) {
    skipped.append(Located(reason, at: ImportSite(path: path)))
  }
}
