// Importer.swift: reads what the user named, file by file, into a plan.
//
// Only reading happens here. Items that are wrong are noted, so that one run names all of them; what
// makes reading on pointless is thrown. A file that was named may be an age file, told by its content.

public import Crypto

/// Gets what opens the age file at a path, asking for it where need be.
///
/// It is told what would open the file, so that nobody is asked for what would not.
public typealias AgeKeys = (_ path: String, _ requirement: AgeRequirement) throws -> AgeKeyring

/// Reads sources into an ``ImportPlan``.
public struct Importer {
  /// The path that means standard input.
  public static let standardInputPath = "-"

  private let files: any FileStore
  private let limits: ImportLimits
  private let keys: AgeKeys?
  let chats: ChatSettings
  private let checkpoint: (Int) throws -> Void
  var planner: ImportPlanner

  /// The names of the user in chats, as far as they are known.
  var namesOfMe: [String]

  private var byteCount = 0
  private var itemCount = 0

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - existing: The entries of the vault, for duplicates.
  ///   - defaults: What the user says about items that do not say it themselves.
  ///   - files: The file system.
  ///   - limits: How much is taken.
  ///   - keys: What opens age files; without it they are refused.
  ///   - chats: What the user says about chats.
  ///   - checkpoint: Called with the number of items read so far, before the next; what it throws
  ///     ends the import.
  public init(
    existing: [Entry], defaults: ImportDefaults, files: any FileStore, limits: ImportLimits = ImportLimits(),
    keys: AgeKeys? = nil, chats: ChatSettings = ChatSettings(),
    checkpoint: @escaping (Int) throws -> Void = { _ in }
  ) {
    self.files = files
    self.limits = limits
    self.keys = keys
    self.chats = chats
    self.namesOfMe = chats.me
    self.checkpoint = checkpoint
    self.planner = ImportPlanner(existing: existing, defaults: defaults)
  }

  /// What the import would do so far.
  public var plan: ImportPlan { planner.plan }

  /// Reads the file or folder at `path`; `-` is standard input.
  ///
  /// A link that is named here is followed; one inside a folder is not. A file that is named here, and
  /// standard input, may be an age file, which counts as the file that is inside of it.
  ///
  /// - Parameters:
  ///   - path: What the user named.
  ///   - format: The format of a file named here and of standard input; nil means that a name must
  ///     tell, and that standard input and age files are JSON Lines. Files in a folder tell by their
  ///     names, unless the format is one of whole folders.
  /// - Throws: ``ImportError``, ``AgeFileError``, and what the checkpoint and the keys throw.
  public mutating func read(_ path: String, format: ImportFormat? = nil) throws {
    if path == Importer.standardInputPath {
      return try readNamed(try open(path, followsLinks: true), path: path, format: format ?? .jsonl)
    }
    switch try kind(of: path) {
    case .folder: try readFolder(path, format: format)
    case .file, .special, .link:
      let file = try open(path, followsLinks: true)
      try readNamed(file, path: path, format: format ?? ImportFormat(fileName: path))
    }
  }

  private func kind(of path: String) throws(ImportError) -> SourceFile.Kind {
    do {
      return try SourceFile.kind(of: path, followsLinks: true)
    } catch {
      throw Importer.explain(error, path)
    }
  }

  private mutating func readFolder(_ path: String, format: ImportFormat?) throws {
    var walk = SourceWalk(files: files, limits: limits, rules: FolderRules(format: format))
    try walk.walk(path)
    for skipped in walk.skipped { planner.skip(skipped.value, at: skipped.site) }
    for found in walk.found {
      let file = try open(found.path, followsLinks: false)
      let facts = file.facts
      try read(file, facts, path: found.path, format: found.format)
    }
  }

  /// Opens a file, or standard input.
  private func open(_ path: String, followsLinks: Bool) throws(ImportError) -> SourceFile {
    do {
      let file =
        path == Importer.standardInputPath
        ? try SourceFile.standardInput() : try SourceFile(path: path, followsLinks: followsLinks)
      switch file.facts.kind {
      case .folder, .link: break
      case .file, .special: return file
      }
    } catch {
      throw Importer.explain(error, path)
    }
    throw .unsupportedFile(path: path)
  }

  /// Reads a file that is an age file if its content says so, and otherwise of the format given.
  private mutating func readNamed(
    _ file: consuming SourceFile, path: String, format: ImportFormat?
  ) throws {
    let peeked: PeekedFile
    do {
      peeked = try PeekedFile(file)
    } catch {
      throw Importer.explain(error, path)
    }
    if AgeReader.looksLikeAge(peeked.head) {
      let inside = try DecryptedFile(peeked, path: path, keys: keys)
      let known = format ?? ImportFormat(fileName: DecryptedFile.name(inside: path))
      return try read(inside, inside.facts, path: path, format: known ?? .jsonl)
    }
    if peeked.head.starts(with: Importer.zipBeginning) { throw ImportError.zipArchive(path: path) }
    guard let format else { throw ImportError.unknownFormat(path: path) }
    try read(peeked, peeked.facts, path: path, format: format)
  }

  private mutating func read<Source: PieceSource & ~Copyable>(
    _ source: consuming Source, _ facts: SourceFacts, path: String, format: ImportFormat
  ) throws {
    switch format {
    case .jsonl: try readLines(of: source, path: path)
    case .markdown, .text, .obsidian, .jekyll, .dayone, .whatsapp:
      try readWhole(source, facts, path: path, format: format)
    case .mbox, .maildir, .eml: preconditionFailure("mail is read by MailImport")
    }
  }

  private static func explain(_ error: CallError, _ path: String) -> ImportError {
    error.meansNoSuchFile ? .notFound(path: path) : .unreadable(path: path, code: error.code)
  }

  /// How a ZIP archive with something in it begins; no text does.
  static let zipBeginning: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  /// Counts what was read, and asks whether to go on.
  mutating func note(byteCount count: Int) throws {
    byteCount += count
    guard byteCount <= limits.totalByteCount else {
      throw ImportError.tooMuch(limitByteCount: limits.totalByteCount)
    }
    try checkpoint(itemCount)
    itemCount += 1
  }
}

// MARK: JSON Lines

extension Importer {
  private mutating func readLines<Source: PieceSource & ~Copyable>(
    of source: consuming Source, path: String
  ) throws {
    var lines = LineReader(source, limit: limits.lineByteCount)
    var isFirst = true
    while let line = try nextLine(of: &lines, path: path) {
      let site = ImportSite(path: path, line: lines.lineNumber)
      switch line {
      case .tooLong:
        planner.reject(.lineTooLong(limit: limits.lineByteCount), at: site)
      case .bytes(let bytes):
        let content = isFirst ? bytes.withoutByteOrderMark : bytes
        if content.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
          try note(byteCount: content.count)
          try add(content, offset: lines.lineOffset + bytes.count - content.count, at: site)
        }
      }
      isFirst = false
    }
  }

  private func nextLine<Source: PieceSource & ~Copyable>(
    of lines: inout LineReader<Source>, path: String
  ) throws -> SourceLine? {
    do {
      return try lines.next()
    } catch let error as CallError {
      throw ImportError.unreadable(path: path, code: error.code)
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>, offset: Int, at site: ImportSite) throws {
    do throws(ImportProblem) {
      planner.add(try EntrySchema.item(from: try Importer.parse(line, offset: offset)), at: site)
    } catch {
      // It has no text, so it is rejected; but that is not what a person has to be told.
      if BackupManifest.isManifest(line) { throw AgeFileError.isBackup(path: site.path) }
      planner.reject(error, at: site)
    }
  }

  /// Bytes that are not UTF-8 are named by their place in the file; other faults by their column.
  private static func parse(_ line: ArraySlice<UInt8>, offset: Int) throws(ImportProblem) -> JSONValue {
    do {
      return try JSONValue.parse(line)
    } catch .invalidUTF8(let column) {
      throw .invalidUTF8(byteOffset: offset + column)
    } catch {
      throw .invalidJSON(error)
    }
  }
}

// MARK: Markdown and text

extension Importer {
  private mutating func readWhole<Source: PieceSource & ~Copyable>(
    _ source: consuming Source, _ facts: SourceFacts, path: String, format: ImportFormat
  ) throws {
    let site = ImportSite(path: path)
    let isArchive = format == .dayone || format == .whatsapp
    let limit = isArchive ? limits.archiveByteCount : limits.fileByteCount
    let modified = facts.kind == .file ? facts.modified : .now
    let known = facts.kind == .file ? facts.byteCount : 0
    guard known <= limit else {
      return planner.reject(.fileTooLong(byteCount: known, limit: limit), at: site)
    }
    let bytes: [UInt8]
    do {
      bytes = try source.readAll(limit: limit)
    } catch let error as CallError {
      try checkpoint(itemCount)  // A read that Ctrl-C broke off is no problem of the file.
      return planner.reject(.unreadable(code: error.code), at: site)
    }
    guard bytes.count <= limit else {
      return planner.reject(.fileTooLong(byteCount: bytes.count, limit: limit), at: site)
    }
    try note(byteCount: bytes.count)
    let name = DecryptedFile.name(inside: path).split(separator: "/").last.map(String.init) ?? path
    try add(bytes, facts: MarkdownReader.FileFacts(name: name, modified: modified), format: format, at: site)
  }

  private mutating func add(
    _ bytes: [UInt8], facts: MarkdownReader.FileFacts, format: ImportFormat, at site: ImportSite
  ) throws {
    if let offset = UTF8Check.firstInvalidIndex(in: bytes[...]) {
      return planner.reject(.invalidUTF8(byteOffset: offset), at: site)
    }
    let content = bytes[...].withoutByteOrderMark
    if format == .dayone { return try addJournal(content, at: site) }
    let text = String(decoding: content, as: UTF8.self)
    switch format {
    case .whatsapp: return try addChat(text, at: site)
    case .obsidian: return addNote(text, of: .obsidian, facts: facts, at: site)
    case .jekyll: return addNote(text, of: .jekyll, facts: facts, at: site)
    default: break
    }
    do throws(ImportProblem) {
      let reader = MarkdownReader(hasHeadings: format == .markdown)
      planner.add(try reader.item(from: text, facts: facts), at: site)
    } catch {
      planner.reject(error, at: site)
    }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes after a UTF-8 byte order mark, where there is one.
  fileprivate var withoutByteOrderMark: ArraySlice<UInt8> {
    starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self
  }
}
