// SourceWalk.swift: the files of a folder, in the order of their names.
//
// Links inside the folder are never followed, so nothing outside it is read and no loop is walked.

/// Finds what to import under a folder.
struct SourceWalk {
  /// The file system.
  let files: any FileStore

  /// How much is taken.
  let limits: ImportLimits

  /// What is taken of a folder.
  let rules: FolderRules

  /// The files found, with their formats.
  private(set) var found: [(path: String, format: ImportFormat)] = []

  /// What was left out, and why.
  private(set) var skipped: [Located<SkipReason>] = []

  init(files: any FileStore, limits: ImportLimits, rules: FolderRules) {
    self.files = files
    self.limits = limits
    self.rules = rules
  }

  /// Finds the files under `folder`, sub-folders included.
  mutating func walk(_ folder: String, depth: Int = 0) throws(ImportError) {
    guard depth <= limits.depth else { throw .tooDeep(path: folder, limit: limits.depth) }
    let names: [String]
    do {
      names = try files.list(folder)
    } catch {
      throw .unreadable(path: folder, code: error.code)
    }
    for name in names {
      try visit(name, at: folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)", depth: depth)
    }
  }

  private mutating func visit(_ name: String, at path: String, depth: Int) throws(ImportError) {
    guard !name.hasPrefix(".") else { return skip(path, .hidden) }
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
      if let reason = rules.reasonToLeaveOut(folder: name) { return skip(path, reason) }
      try walk(path, depth: depth + 1)
    case .link: skip(path, .symbolicLink)
    case .special: skip(path, .specialFile)
    case .file:
      guard let format = rules.format(ofFile: name) else { return skip(path, .otherFormat) }
      guard found.count < limits.fileCount else {
        throw .tooManyFiles(path: path, limit: limits.fileCount)
      }
      found.append((path, format))
    }
  }

  private mutating func skip(_ path: String, _ reason: SkipReason) {
    skipped.append(Located(reason, at: ImportSite(path: path)))
  }
}
