// Importer.swift: reads what the user named, file by file, into a plan.
//
// Only reading happens here. Items that are wrong are noted, so that one run names all of them; what
// makes reading on pointless is thrown.

/// Reads sources into an ``ImportPlan``.
public struct Importer {
  /// The path that means standard input.
  public static let standardInputPath = "-"

  private let files: any FileStore
  private let limits: ImportLimits
  private let checkpoint: (Int) throws -> Void
  private var planner: ImportPlanner
  private var byteCount = 0
  private var itemCount = 0

  /// Prepares an import.
  ///
  /// - Parameters:
  ///   - existing: The entries of the vault, for duplicates.
  ///   - defaults: What the user says about items that do not say it themselves.
  ///   - files: The file system.
  ///   - limits: How much is taken.
  ///   - checkpoint: Called with the number of items read so far, before the next; what it throws
  ///     ends the import.
  public init(
    existing: [Entry], defaults: ImportDefaults, files: any FileStore, limits: ImportLimits = ImportLimits(),
    checkpoint: @escaping (Int) throws -> Void = { _ in }
  ) {
    self.files = files
    self.limits = limits
    self.checkpoint = checkpoint
    self.planner = ImportPlanner(existing: existing, defaults: defaults)
  }

  /// What the import would do so far.
  public var plan: ImportPlan { planner.plan }

  /// Reads the file or folder at `path`; `-` is standard input.
  ///
  /// A link that is named here is followed; one inside a folder is not.
  ///
  /// - Parameters:
  ///   - path: What the user named.
  ///   - format: The format of a file named here and of standard input; nil means that a name must
  ///     tell, and that standard input is JSON Lines. Files in a folder always tell by their names.
  /// - Throws: ``ImportError``, and what the checkpoint throws.
  public mutating func read(_ path: String, format: ImportFormat? = nil) throws {
    if path == Importer.standardInputPath { return try readStandardInput(format: format ?? .jsonl) }
    switch try kind(of: path) {
    case .folder: try readFolder(path)
    case .file, .special, .link:
      guard let format = format ?? ImportFormat(fileName: path) else {
        throw ImportError.unknownFormat(path: path)
      }
      try readFile(path, format: format, followsLinks: true)
    }
  }

  private func kind(of path: String) throws(ImportError) -> SourceFile.Kind {
    do {
      return try SourceFile.kind(of: path, followsLinks: true)
    } catch {
      throw Importer.explain(error, path)
    }
  }

  private mutating func readFolder(_ path: String) throws {
    var walk = SourceWalk(files: files, limits: limits)
    try walk.walk(path)
    for skipped in walk.skipped { planner.skip(skipped.value, at: skipped.site) }
    for file in walk.found { try readFile(file.path, format: file.format, followsLinks: false) }
  }

  private mutating func readStandardInput(format: ImportFormat) throws {
    let path = Importer.standardInputPath
    let file: SourceFile
    do {
      file = try SourceFile.standardInput()
    } catch {
      throw ImportError.unreadable(path: path, code: error.code)
    }
    try read(file, path: path, format: format)
  }

  private mutating func readFile(_ path: String, format: ImportFormat, followsLinks: Bool) throws {
    let file: SourceFile
    do {
      file = try SourceFile(path: path, followsLinks: followsLinks)
    } catch {
      throw Importer.explain(error, path)
    }
    try read(file, path: path, format: format)
  }

  private mutating func read(_ file: consuming SourceFile, path: String, format: ImportFormat) throws {
    switch file.kind {
    case .folder, .link: throw ImportError.unsupportedFile(path: path)
    case .file, .special: break
    }
    switch format {
    case .jsonl: try readLines(of: file, path: path)
    case .markdown, .text: try readWhole(file, path: path, format: format)
    }
  }

  private static func explain(_ error: CallError, _ path: String) -> ImportError {
    error.meansNoSuchFile ? .notFound(path: path) : .unreadable(path: path, code: error.code)
  }

  /// Counts what was read, and asks whether to go on.
  private mutating func note(byteCount count: Int) throws {
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
  private mutating func readLines(of file: consuming SourceFile, path: String) throws {
    var lines = LineReader(file, limit: limits.lineByteCount)
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
          add(content, offset: lines.lineOffset + bytes.count - content.count, at: site)
        }
      }
      isFirst = false
    }
  }

  private func nextLine(of lines: inout LineReader, path: String) throws(ImportError) -> LineReader.Line? {
    do {
      return try lines.next()
    } catch {
      throw .unreadable(path: path, code: error.code)
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>, offset: Int, at site: ImportSite) {
    do {
      planner.add(try EntrySchema.item(from: try Importer.parse(line, offset: offset)), at: site)
    } catch {
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
  private mutating func readWhole(
    _ file: consuming SourceFile, path: String, format: ImportFormat
  ) throws {
    let site = ImportSite(path: path)
    let limit = limits.fileByteCount
    let modified = file.kind == .file ? file.modified : .now
    let known = file.kind == .file ? file.byteCount : 0
    guard known <= limit else {
      return planner.reject(.fileTooLong(byteCount: known, limit: limit), at: site)
    }
    let bytes: [UInt8]
    do {
      bytes = try file.readAll(limit: limit)
    } catch {
      try checkpoint(itemCount)  // A read that Ctrl-C broke off is no problem of the file.
      return planner.reject(.unreadable(code: error.code), at: site)
    }
    guard bytes.count <= limit else {
      return planner.reject(.fileTooLong(byteCount: bytes.count, limit: limit), at: site)
    }
    try note(byteCount: bytes.count)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    add(bytes, facts: MarkdownReader.FileFacts(name: name, modified: modified), format: format, at: site)
  }

  private mutating func add(
    _ bytes: [UInt8], facts: MarkdownReader.FileFacts, format: ImportFormat, at site: ImportSite
  ) {
    if let offset = UTF8Check.firstInvalidIndex(in: bytes[...]) {
      return planner.reject(.invalidUTF8(byteOffset: offset), at: site)
    }
    let text = String(decoding: bytes[...].withoutByteOrderMark, as: UTF8.self)
    do {
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
