// AuthorCorpus.swift: reads a folder of authors, all of them or those of one split.
//
// A file is public text or the user's own choice, but still checked: a line that is wrong ends the reading,
// with its file and number, since training for hours on half a corpus would be worse.

private import Crypto

/// The authors to train on.
struct AuthorCorpus: Sendable {
  /// The folder that was read.
  let folder: String

  /// Each with at least one passage, by name.
  let authors: [CorpusAuthor]

  /// Longest line, in bytes: the longest text, every byte of it escaped, takes six times its length.
  private static let lineByteLimit = 8 << 20

  /// All that is read is held in memory.
  private static let totalByteLimit = 1 << 30

  private static let suffix = ".jsonl"

  /// The authors of `names`, or of every file of the folder.
  ///
  /// - Parameters:
  ///   - folder: Where `NAME.jsonl` lies for each author.
  ///   - names: Which of them; nil for all.
  ///   - files: The file system.
  ///   - didRead: Told the number of authors read so far; may throw to stop.
  /// - Throws: ``TrainingError``, `FileError`, and what `didRead` throws.
  init(
    folder: String, names: [String]? = nil, files: any FileStore = POSIXFileStore(),
    didRead: (Int) throws -> Void = { _ in }
  ) throws {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    // The store does not follow a link as the last component: look behind it.
    guard try files.status(of: folder + "/.")?.kind == .folder else { throw TrainingError.noFolder(folder) }
    let present = try files.list(folder).filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.suffix.count)) }
    if let missing = names?.first(where: { !present.contains($0) }) {
      throw TrainingError.authorMissing(missing, folder: folder)
    }
    var authors: [CorpusAuthor] = []
    var byteCount = 0
    for name in (names ?? present).sorted() {
      let path = "\(folder)/\(name)\(Self.suffix)"
      let bytes = try files.read(path, from: 0, maximumByteCount: Self.totalByteLimit + 1)
      byteCount += bytes.count
      guard byteCount <= Self.totalByteLimit else { throw TrainingError.corpusTooLarge(folder) }
      let author = CorpusAuthor(name: name, passages: try Self.passages(in: bytes, path: path))
      if !author.passages.isEmpty { authors.append(author) }
      try didRead(authors.count)
    }
    guard !authors.isEmpty else { throw TrainingError.noAuthors(folder) }
    self.folder = folder
    self.authors = authors
  }

  /// A corpus that is in memory already.
  init(_ authors: [CorpusAuthor], folder: String = "") {
    self.authors = authors
    self.folder = folder
  }

  /// SHA-256 over all that training reads, 32 bytes.
  var fingerprint: [UInt8] {
    var hash = SHA256()
    func add(_ text: String) { hash.update((Array(text.utf8) + [0]).rawBytes) }
    for author in authors {
      add(author.name)
      for passage in author.passages {
        for text in [passage.text, passage.title ?? "", passage.recipient ?? "", passage.work, passage.kind] {
          add(text)
        }
        add(passage.year.map(String.init) ?? "")
      }
    }
    return hash.finalize()
  }

  /// The passages of a file; blank lines and texts without a word are passed over.
  static func passages(in bytes: [UInt8], path: String) throws(TrainingError) -> [CorpusPassage] {
    var passages: [CorpusPassage] = []
    var lineNumber = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(ImportProblem) {
        if let passage = try passage(in: line) { passages.append(passage) }
      } catch {
        throw .invalidLine(ImportSite(path: path, line: lineNumber), error)
      }
    }
    return passages
  }

  private static func passage(in line: ArraySlice<UInt8>) throws(ImportProblem) -> CorpusPassage? {
    guard line.count <= lineByteLimit else { throw .lineTooLong(limit: lineByteLimit) }
    let value: JSONValue
    do {
      value = try JSONValue.parse(line)
    } catch {
      throw .invalidJSON(error)
    }
    guard case .object = value else { throw .notAnObject }
    guard let text = try string("text", of: value) else { throw .missingField("text") }
    let kind = try string("kind", of: value) ?? EntryKind.note.description
    guard EntryKind(kind) != nil else { throw .invalidKind(line: nil) }
    let title = try string("title", of: value)
    let recipient = try string("recipient", of: value)
    // The rules of an entry hold here too, so that what trains could be in a vault.
    do throws(EntryError) {
      _ = try Entry(title: title, recipient: recipient, text: text)
    } catch .emptyText {
      return nil
    } catch {
      throw .entry(error)
    }
    return CorpusPassage(
      text: text, title: title, recipient: recipient, work: try string("work", of: value) ?? "", kind: kind,
      year: try year(of: value))
  }

  private static func string(_ field: String, of value: JSONValue) throws(ImportProblem) -> String? {
    switch value[field] {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw .wrongType(field: field, expected: .string)
    }
  }

  /// Years that somebody can have written in; a number outside says nothing, and differences of two could
  /// overflow.
  private static let years: ClosedRange<Int64> = -9999...9999

  /// `year`, or the year of `written`, as exports have it; nil where it is none.
  private static func year(of value: JSONValue) throws(ImportProblem) -> Int? {
    if let year = value["year"]?.integer { return years.contains(year) ? Int(year) : nil }
    guard let written = try string("written", of: value) else { return nil }
    guard Timestamp(iso8601: written) != nil else { throw .invalidDate(field: "written", line: nil) }
    return Int(written.prefix(4))
  }
}
