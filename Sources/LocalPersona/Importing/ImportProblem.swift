// ImportProblem.swift: what can be wrong with an import, as facts. Words are in Messages/ImportMessages.
//
// Three kinds, and the difference matters: an ImportError ends the import at once; an ImportProblem
// rejects an item, and with it the whole import unless the user says otherwise; a SkipReason is normal.
// None carries any of the text; the names of people in a chat are there where the user has to choose one.

/// Why an import ended before everything was read.
public enum ImportError: Error, Equatable {
  /// There is no such file or folder.
  case notFound(path: String)

  /// The system refused to read it; `code` is `errno`.
  case unreadable(path: String, code: Int32)

  /// It is neither a file nor a folder, such as a device.
  case unsupportedFile(path: String)

  /// The name of a file does not tell its format, and no format was given.
  case unknownFormat(path: String)

  /// A folder holds more files than an import takes.
  case tooManyFiles(path: String, limit: Int)

  /// Folders are nested more deeply than an import follows.
  case tooDeep(path: String, limit: Int)

  /// All that is imported together is longer than an import takes.
  case tooMuch(limitByteCount: Int)

  /// It is a ZIP archive, of which what is inside is wanted.
  case zipArchive(path: String)

  /// Nobody said which of these names in a chat is the user's.
  case authorUnknown(path: String, authors: [ChatAuthor])

  /// Items were rejected, so nothing was imported. `first` is where, and why.
  case rejected(count: Int, total: Int, first: Located<ImportProblem>)
}

/// Why an item cannot be taken as it is.
public enum ImportProblem: Error, Equatable, Sendable {
  /// The bytes are not UTF-8 from `byteOffset` on, counted from the start of the file.
  case invalidUTF8(byteOffset: Int)

  /// The file is longer than an item may be.
  case fileTooLong(byteCount: Int, limit: Int)

  /// The line is longer than a line may be.
  case lineTooLong(limit: Int)

  /// The file could not be read; `code` is `errno`.
  case unreadable(code: Int32)

  /// The line is not JSON.
  case invalidJSON(JSONError)

  /// The line is JSON, but not an object.
  case notAnObject

  /// A field that must be there is missing.
  case missingField(String)

  /// A field holds something of another type.
  case wrongType(field: String, expected: ExpectedType)

  /// A field that should be a date is none. `line` is set where the field has a line of its own.
  case invalidDate(field: String, line: Int?)

  /// A field that should be an id is none.
  case invalidID

  /// A field that should be a kind is none.
  case invalidKind(line: Int?)

  /// Front matter has a known field in a form of YAML that is not understood.
  case unsupportedFrontMatter(field: String, line: Int)

  /// The entry would break a rule of the vault.
  case entry(EntryError)

  /// Another item of this import has the same id and another text.
  case repeatedID(EntryID, first: ImportSite)

  /// No line of the file is a message of a chat.
  case notAChat

  /// The dates of a chat make sense with the day first and with the month first.
  case unknownDateOrder

  /// None of the names in a chat, which are given, is one that the user has.
  case nobodyCalledSo([ChatAuthor])

  /// The file is JSON, but has no entries of a journal.
  case notAJournal

  /// The type that a field must have.
  public enum ExpectedType: String, Sendable {
    /// A string.
    case string

    /// An array of strings.
    case strings
  }
}

/// Why an item was left out, as it should be.
public enum SkipReason: Equatable, Sendable {
  /// There is no text in it.
  case empty

  /// The vault has the same text.
  case textInVault(EntryID)

  /// An earlier item of this import has the same text.
  case textInImport(ImportSite)

  /// The vault has an entry with this id; `textDiffers` where it says something else by now.
  case idInVault(EntryID, textDiffers: Bool)

  /// It is a symbolic link; links inside a folder are never followed.
  case symbolicLink

  /// Its name begins with a dot.
  case hidden

  /// Its name is not that of a file of a format that is taken.
  case otherFormat

  /// It is a pipe, a socket or a device.
  case specialFile

  /// Its name is not UTF-8.
  case nameNotUTF8

  /// It is a folder of templates, which a program fills in.
  case template

  /// It is a folder of drafts.
  case draft

  /// It is what a site is made with, not what it says.
  case siteSource
  /// It is a mail that is not wanted, or that cannot be read.
  case mail(MailSkipReason)
}

/// A value, and the place in the import that it is about.
public struct Located<Value: Equatable & Sendable>: Equatable, Sendable {
  /// Where it is.
  public var site: ImportSite

  /// What it is.
  public var value: Value

  /// Joins a value to a place.
  public init(_ value: Value, at site: ImportSite) {
    self.site = site
    self.value = value
  }
}
