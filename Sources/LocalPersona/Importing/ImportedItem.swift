// ImportedItem.swift: what an importer found in a source, before it is an entry.
//
// Readers fill in what the source says and nothing else; defaults and checks come later, in one place
// for all formats (ImportPlanner).

/// A place in what is imported: a file, and a line where the file has many items.
public struct ImportSite: Hashable, Sendable {
  /// The file, as named by the user or found under the folder named; `-` is standard input.
  public var path: String

  /// The line, counted from 1; nil where the whole file is one item.
  public var line: Int?

  /// Which item of the file it is, counted from 1, where lines tell nothing; nil otherwise.
  public var item: Int?

  /// Names a place.
  public init(path: String, line: Int? = nil, item: Int? = nil) {
    self.path = path
    self.line = line
    self.item = item
  }
}

/// One piece of writing as its source describes it.
public struct ImportedItem: Equatable, Sendable {
  /// The id it had in a vault before; only exports have one.
  public var id: EntryID?

  /// When it was written.
  public var written: Timestamp?

  /// When it first came into a vault.
  public var added: Timestamp?

  /// What kind of writing it is.
  public var kind: EntryKind?

  /// Its title or subject.
  public var title: String?

  /// To whom it was written.
  public var recipient: String?

  /// Its tags, in order.
  public var tags: [String]

  /// The writing itself.
  public var text: String

  /// Fields of the source that mean nothing here.
  public var ignoredFields: [String]

  /// Describes a piece of writing.
  public init(
    id: EntryID? = nil, written: Timestamp? = nil, added: Timestamp? = nil, kind: EntryKind? = nil,
    title: String? = nil, recipient: String? = nil, tags: [String] = [], text: String,
    ignoredFields: [String] = []
  ) {
    self.id = id
    self.written = written
    self.added = added
    self.kind = kind
    self.title = title
    self.recipient = recipient
    self.tags = tags
    self.text = text
    self.ignoredFields = ignoredFields
  }
}

/// What the user says about items that do not say it themselves.
public struct ImportDefaults: Equatable, Sendable {
  /// The kind of items that name none.
  public var kind: EntryKind?

  /// The recipient of items that name none.
  public var recipient: String?

  /// Tags for every item, after its own.
  public var tags: [String]

  /// Sets defaults.
  public init(kind: EntryKind? = nil, recipient: String? = nil, tags: [String] = []) {
    self.kind = kind
    self.recipient = recipient
    self.tags = tags
  }
}

/// How a source is read.
public enum ImportFormat: String, Sendable, CaseIterable {
  /// One JSON object on each line.
  case jsonl

  /// A file is one item; front matter and headings mean something.
  case markdown

  /// A file is one item, taken as it is.
  case text

  /// A file of Markdown is one item, or a folder holds an Obsidian vault.
  case obsidian

  /// A file of Markdown is one item, or a folder holds a Jekyll site.
  case jekyll

  /// A file is a journal of Day One in JSON.
  case dayone

  /// A file is a chat that WhatsApp exported.
  case whatsapp
  /// A mailbox: many mails in one file.
  case mbox

  /// A folder in which each file is a mail.
  case maildir

  /// A file is a mail.
  case eml

  /// The format that a file's name tells, or nil.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: "."), dot != fileName.startIndex else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown", "mdown", "mkd": self = .markdown
    case "txt", "text": self = .text
    default: return nil
    }
  }
}
