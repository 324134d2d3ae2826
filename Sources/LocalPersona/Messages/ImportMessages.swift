// ImportMessages.swift: what a person is told about imports and exports: where, what, what to do.

extension ImportError: Explained {
  /// Why nothing was imported.
  public var explanation: Explanation {
    switch self {
    case .notFound(let path):
      Explanation(
        what: "cannot import \(path): there is no such file or folder",
        next: "\(ImportMessages.nothingImported); see whether the path is right", exitCode: .notFound)
    case .unreadable(let path, let code):
      Explanation(
        what: "cannot read \(path): \(CallError(code: code).words)", next: ImportMessages.nothingImported,
        exitCode: .storage)
    case .unsupportedFile(let path):
      Explanation(
        what: "cannot import \(path): it is neither a file nor a folder",
        next: "\(ImportMessages.nothingImported); hand it over on standard input, as '-'",
        exitCode: .invalidInput)
    case .unknownFormat(let path):
      Explanation(
        what: "cannot tell the format of \(path) by its name",
        next: "name it with --from, as 'persona help import' lists", exitCode: .invalidInput)
    case .zipArchive(let path):
      Explanation(
        what: "\(path) is a ZIP archive", next: "unpack it, and import what was inside",
        exitCode: .invalidInput)
    case .authorUnknown(let path, let authors):
      Explanation(
        what: "which of the names in \(path) is yours is not known: \(ForeignMessages.names(authors))",
        next: "say it with --me NAME; it may be given several times", exitCode: .usage)
    case .tooManyFiles(let path, let limit):
      Explanation(
        what: "more than \(limit.grouped) files; stopped at \(path)",
        next: "\(ImportMessages.nothingImported); import the sub-folders one by one", exitCode: .invalidInput)
    case .tooDeep(let path, let limit):
      Explanation(
        what: "folders are nested more than \(limit) deep at \(path)",
        next: "\(ImportMessages.nothingImported); import the inner folder on its own",
        exitCode: .invalidInput)
    case .tooMuch(let limit):
      Explanation(
        what: "more than \(ImportMessages.size(limit)) of text",
        next: "\(ImportMessages.nothingImported); import it in parts", exitCode: .invalidInput)
    case .rejected(let count, let total, let first):
      Explanation(
        what: "\(first.site.words): \(first.value.words)"
          + (count > 1 ? ", and \(count - 1) more of \(total.grouped) items are rejected" : ""),
        next: "\(ImportMessages.nothingImported); correct it, or leave it out with --skip-invalid",
        exitCode: .invalidInput)
    }
  }
}

extension ImportSite {
  /// `notes/a.md` or `history.jsonl, line 7`.
  var words: String {
    let file = path == Importer.standardInputPath ? "standard input" : path
    return line.map { "\(file), line \($0)" } ?? item.map { "\(file), entry \($0)" } ?? file
  }
}

extension ImportProblem {
  /// What is wrong, as the end of a sentence that begins with the place.
  var words: String {
    switch self {
    case .invalidUTF8(let offset): "not UTF-8 text at byte \(offset.grouped) of the file"
    case .fileTooLong(let byteCount, let limit):
      "the file is too long (\(ImportMessages.size(byteCount)); at most \(ImportMessages.size(limit)))"
    case .lineTooLong(let limit): "the line is longer than \(ImportMessages.size(limit))"
    case .unreadable(let code): "cannot be read: \(CallError(code: code).words)"
    case .invalidJSON(let error): error.explanation.what
    case .notAnObject: "the line is not a JSON object"
    case .missingField(let field): "'\(field)' is missing"
    case .wrongType(let field, .string): "'\(field)' must be a string"
    case .wrongType(let field, .strings): "'\(field)' must be an array of strings"
    case .invalidDate(let field, let line):
      "\(ImportMessages.field(field, line)) must be a date like 2026-11-24 or 2026-11-24T18:30:00Z"
    case .invalidID: "'id' must be ten characters, as persona prints them"
    case .invalidKind(let line):
      "\(ImportMessages.field("kind", line)) must be 1 to 32 of a-z, 0-9 and '-'"
    case .unsupportedFrontMatter(let field, let line):
      "\(ImportMessages.field(field, line)) is in a form of YAML that is not understood; write it on one line"
    case .entry(let error): error.explanation.what
    case .repeatedID(let id, let first): "id \(id) is also that of \(first.words), with another text"
    case .notAChat: "no line of it is a message of a chat, as WhatsApp exports them"
    case .unknownDateOrder: "its dates may have the day first or the month first; say --date-order dmy or mdy"
    case .nobodyCalledSo(let authors):
      "nobody in it is called what --me says; the names are \(ForeignMessages.names(authors))"
    case .notAJournal: "the file has no 'entries', as a journal of Day One has them"
    }
  }
}

extension SkipReason {
  /// Why it is left out, as the end of a sentence that begins with the place.
  var words: String {
    switch self {
    case .empty: "has no text"
    case .textInVault(let id): "the same text is in the vault as \(id)"
    case .textInImport(let site): "the same text as \(site.words)"
    case .idInVault(let id, textDiffers: false): "the vault has \(id) already"
    case .idInVault(let id, textDiffers: true): "the vault has \(id) already, with a text that was changed"
    case .symbolicLink: "is a symbolic link; links inside a folder are not followed"
    case .hidden: "is hidden"
    case .otherFormat: "is of another format"
    case .specialFile: "is neither a file nor a folder"
    case .nameNotUTF8: "has a name that is not UTF-8"
    case .template: "is a folder of templates; name it to import it"
    case .draft: "is a folder of drafts; name it to import it"
    case .siteSource: "is what the site is made with; name it to import it"
    case .mail(let reason): reason.words
    }
  }

  /// The reason as one word, for programs.
  var code: String {
    switch self {
    case .empty: "empty"
    case .textInVault: "text-in-vault"
    case .textInImport: "text-in-import"
    case .idInVault(_, textDiffers: false): "id-in-vault"
    case .idInVault(_, textDiffers: true): "id-in-vault-text-differs"
    case .symbolicLink: "symbolic-link"
    case .hidden: "hidden"
    case .otherFormat: "other-format"
    case .specialFile: "special-file"
    case .nameNotUTF8: "name-not-utf8"
    case .template: "template"
    case .draft: "draft"
    case .siteSource: "site-source"
    case .mail(let reason): reason.code
    }
  }
}

extension ExportError: Explained {
  /// Why nothing was exported.
  public var explanation: Explanation {
    switch self {
    case .alreadyExists(let path):
      Explanation(
        what: "\(path) is there already, and an export never overwrites", next: "choose another name",
        exitCode: .invalidInput)
    case .folderNotEmpty(let path):
      Explanation(
        what: "the folder \(path) is not empty, and an export never overwrites",
        next: "choose another name, or an empty folder", exitCode: .invalidInput)
    case .noParent(let path):
      Explanation(what: "there is no folder \(path) to export to", next: "make it first", exitCode: .notFound)
    case .notAllowed:
      Explanation(
        what: "an export is not encrypted: whoever gets it can read all of it",
        next: "encrypt it with --format age or, if that is what you want, say --plaintext", exitCode: .usage)
    case .noFolder:
      Explanation(
        what: "Markdown is exported to a folder, and none is named", next: "name one with --output FOLDER",
        exitCode: .usage)
    case .storage(let error):
      Explanation(
        what: "cannot export to \(error.path): \(CallError(code: error.code).words)",
        next: "nothing of the export remains, and nothing in the vault has changed", exitCode: .storage)
    }
  }
}

/// Words that several messages share.
enum ImportMessages {
  static let nothingImported = "nothing was imported"

  static func field(_ name: String, _ line: Int?) -> String {
    line.map { "'\(name)' in line \($0)" } ?? "'\(name)'"
  }

  /// A limit in the unit that it was set in.
  static func size(_ byteCount: Int) -> String {
    if byteCount >= 1 << 30, byteCount % (1 << 30) == 0 { return "\(byteCount >> 30) GiB" }
    if byteCount >= 1 << 20, byteCount % (1 << 20) == 0 { return "\(byteCount >> 20) MiB" }
    return byteCount >= 1 << 10 ? "\((byteCount + 1023) >> 10) KiB" : "\(byteCount) bytes"
  }
}
