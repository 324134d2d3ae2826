// ExportedFile.swift: a file that appears whole and durable, or not at all, and replaces nothing. Readable by
// its owner only (0600).
//
// It has no name before it is finished, so that nothing of it remains however the process ends. Where the
// file system has no such files, it is written under another name, which a process that is killed leaves
// behind.

private import Crypto

/// A file that is being written.
final class ExportedFile {
  /// What the file is before it has its name.
  private enum Draft {
    case unnamed(any UnnamedFile)
    case named(any WritableFile, path: String)

    var file: any WritableFile {
      switch self {
      case .unnamed(let file): file
      case .named(let file, _): file
      }
    }
  }

  private let files: any FileStore
  private let target: ExportPath
  private let draft: Draft
  private var offset = 0
  private var isFinished = false

  /// Starts a file that will be at `path`.
  ///
  /// - Throws: ``ExportError/alreadyExists(path:)``, ``ExportError/noParent(path:)``,
  ///   ``ExportError/storage(_:)``.
  init(path: String, files: any FileStore) throws(ExportError) {
    let target = ExportPath(path)
    try target.requireParent(files)
    // Said again when the file gets its name; here, before much is written in vain.
    let status = try ExportError.translating { () throws(FileError) in try files.status(of: target.path) }
    guard status == nil else { throw .alreadyExists(path: target.path) }
    self.draft = try ExportError.translating { () throws(FileError) in
      try ExportedFile.makeDraft(target, files)
    }
    self.files = files
    self.target = target
  }

  deinit {
    guard !isFinished else { return }
    try? draft.file.close()
    if case .named(_, let path) = draft { try? files.removeFile(path) }
  }

  /// Adds bytes at the end.
  func write(_ bytes: [UInt8]) throws(ExportError) {
    try ExportError.translating { () throws(FileError) in try draft.file.write(bytes.rawBytes, at: offset) }
    offset += bytes.count
  }

  /// Makes the file durable and gives it its name; without this call nothing remains of it.
  func finish() throws(ExportError) {
    do throws(FileError) {
      try draft.file.synchronize()
      try takeName()
    } catch {
      guard !error.meansNameIsTaken else { throw .alreadyExists(path: target.path) }
      throw .storage(error)
    }
    isFinished = true
    try ExportError.translating { () throws(FileError) in try files.synchronizeFolder(target.folder) }
  }

  private func takeName() throws(FileError) {
    switch draft {
    case .unnamed(let file):
      try file.takeName(target.path)
      try? file.close()  // All of it is durable and has its name: there is nothing that could still fail.
    case .named(let file, let path):
      try file.close()
      try files.renameReplacingNothing(path, to: target.path)
    }
  }

  private static func makeDraft(_ target: ExportPath, _ files: any FileStore) throws(FileError) -> Draft {
    if let file = try files.createUnnamed(in: target.parent) { return .unnamed(file) }
    let path = target.makeTemporaryPath()
    return .named(try files.create(path), path: path)
  }
}

extension FileError {
  /// Whether something has the name that a file was to get.
  fileprivate var meansNameIsTaken: Bool { operation == .rename && code == SystemError.exists.code }
}
