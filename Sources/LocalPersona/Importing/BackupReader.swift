// BackupReader.swift: a backup, read and verified to its end before any of it is used.
//
// Three things must agree: the age file authenticates to its last byte; the lines have the hash and the
// numbers that the manifest says; each line is an entry with all that an entry has. Nothing of a backup
// that fails one of them is taken: a part of a history that looks like the whole is worse than none.

private import Crypto

/// A backup that was verified.
struct Backup {
  /// What it says about itself.
  let manifest: BackupManifest

  /// Its entries, in the order of the vault that it was made of.
  let entries: [Entry]
}

/// Reads backups.
struct BackupReader {
  /// What opens the age file.
  let keys: AgeKeys

  /// How long a line may be.
  var limits = ImportLimits()

  /// Called with the number of entries read so far, before the next; what it throws ends the reading.
  var checkpoint: (Int) throws -> Void = { _ in }

  /// Reads and verifies the backup at `path`; `-` is standard input.
  ///
  /// - Throws: ``BackupError``, ``AgeFileError``, ``ImportError``, what the keys and the checkpoint
  ///   throw.
  func read(_ path: String) throws -> Backup {
    let file = try open(path)
    guard AgeReader.looksLikeAge(file.head) else { throw BackupError.notEncrypted(path: path) }
    var lines = LineReader(try DecryptedFile(file, path: path, keys: keys), limit: limits.lineByteCount)
    guard case .bytes(let first) = try lines.next() else {
      throw BackupError.notBackup(path: path)
    }
    let manifest = try BackupManifest(first, path: path)
    var entries: [Entry] = []
    var ids: [EntryID: Int] = [:]
    var tally = BackupTally()
    while let line = try lines.next() {
      try checkpoint(entries.count)
      let site = ImportSite(path: path, line: lines.lineNumber)
      let (entry, bytes) = try self.entry(line, at: site)
      if let first = ids.updateValue(lines.lineNumber, forKey: entry.id) {
        let place = ImportSite(path: path, line: first)
        throw BackupError.invalidEntry(site, .repeatedID(entry.id, first: place))
      }
      tally.add(entry, line: bytes)
      entries.append(entry)
    }
    try verify(tally, manifest, path)
    return Backup(manifest: manifest, entries: entries)
  }

  private func open(_ path: String) throws(ImportError) -> PeekedFile {
    do {
      let isStandardInput = path == Importer.standardInputPath
      return try PeekedFile(
        isStandardInput ? SourceFile.standardInput() : SourceFile(path: path, followsLinks: true))
    } catch {
      throw error.meansNoSuchFile ? .notFound(path: path) : .unreadable(path: path, code: error.code)
    }
  }

  /// The entry of a line, and the line as it was in the file.
  private func entry(_ line: SourceLine, at site: ImportSite) throws(BackupError) -> (Entry, [UInt8]) {
    guard case .bytes(let bytes) = line else {
      throw .invalidEntry(site, .lineTooLong(limit: limits.lineByteCount))
    }
    let item: ImportedItem
    let entry: Entry
    do throws(ImportProblem) {
      item = try EntrySchema.item(from: try BackupReader.parse(bytes))
      entry = try BackupReader.entry(of: item)
    } catch {
      throw .invalidEntry(site, error)
    }
    // It would be lost without a word.
    guard item.ignoredFields.isEmpty else { throw .unknownField(site) }
    return (entry, bytes + [UInt8(ascii: "\n")])
  }

  private static func parse(_ line: ArraySlice<UInt8>) throws(ImportProblem) -> JSONValue {
    do {
      return try JSONValue.parse(line)
    } catch {
      throw .invalidJSON(error)
    }
  }

  /// The entry that `item` is, of which nothing is guessed.
  private static func entry(of item: ImportedItem) throws(ImportProblem) -> Entry {
    guard let id = item.id else { throw .missingField(EntrySchema.Field.id.rawValue) }
    guard let written = item.written else { throw .missingField(EntrySchema.Field.written.rawValue) }
    guard let added = item.added else { throw .missingField(EntrySchema.Field.added.rawValue) }
    guard let kind = item.kind else { throw .missingField(EntrySchema.Field.kind.rawValue) }
    do {
      return try Entry(
        id: id, written: written, added: added, kind: kind, title: item.title, recipient: item.recipient,
        tags: item.tags, text: item.text)
    } catch {
      throw .entry(error)
    }
  }

  private func verify(_ tally: BackupTally, _ manifest: BackupManifest, _ path: String) throws(BackupError) {
    guard tally.entryCount == manifest.entryCount else {
      throw .wrongCount(path: path, expected: manifest.entryCount, actual: tally.entryCount)
    }
    guard tally.digest == manifest.digest else { throw .wrongHash(path: path) }
    guard tally.kinds == manifest.kinds else { throw .wrongKinds(path: path) }
  }
}
