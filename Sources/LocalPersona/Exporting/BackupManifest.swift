// BackupManifest.swift: the first line of a backup: what the lines after it must be.
//
// A backup is an age file. Inside is one line of JSON, the manifest, and then one line for each entry,
// as in JSON Lines. The age file tells whether a byte was changed; the manifest tells whether all that
// was meant to be there is there. docs/import-export.md describes both for users.

private import Crypto

/// What a backup says about itself.
public struct BackupManifest: Equatable, Sendable {
  /// The name of the format, with its version.
  public static let format = "persona-backup-1"

  /// What the names of all versions begin with.
  static let formatPrefix = "persona-backup-"

  /// The name of the vault that it was made of.
  public var vault: String

  /// When it was made.
  public var made: Timestamp

  /// How many entries it holds.
  public var entryCount: Int

  /// The SHA-256 of the lines of the entries, each with its line feed.
  public var digest: [UInt8]

  /// How many entries of each kind it holds, by rising names of kinds.
  public var kinds: [KindCount]

  /// A kind, and how many entries are of it.
  public struct KindCount: Equatable, Sendable {
    /// The kind.
    public var kind: EntryKind

    /// How many entries are of it.
    public var count: Int
  }

  /// Describes a backup of `entries`.
  public init(of entries: [Entry], vault: String, made: Timestamp = .now) {
    var tally = BackupTally()
    for entry in entries { tally.add(entry, line: Array(Exporter.line(of: entry).utf8)) }
    self.init(tally, vault: vault, made: made)
  }

  private init(_ tally: BackupTally, vault: String, made: Timestamp) {
    self.vault = vault
    self.made = made
    entryCount = tally.entryCount
    digest = tally.digest
    kinds = tally.kinds
  }

  /// The line in the file, with its line feed.
  public var line: String { json.text + "\n" }

  private enum Member: String {
    case format, vault, made, entries, sha256, kinds
  }

  private var json: JSONValue {
    let counts = kinds.map { ($0.kind.description, JSONValue($0.count)) }
    let members: [(Member, JSONValue)] = [
      (.format, .string(BackupManifest.format)), (.vault, .string(vault)), (.made, .string(made.iso8601)),
      (.entries, JSONValue(entryCount)), (.sha256, .string(BackupManifest.hexadecimal(digest))),
      (.kinds, .object(counts)),
    ]
    return .object(members.map { ($0.0.rawValue, $0.1) })
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}

// MARK: Reading

extension BackupManifest {
  /// Whether a line is the manifest of a backup, of whatever version.
  static func isManifest(_ line: ArraySlice<UInt8>) -> Bool {
    guard let value = try? JSONValue.parse(line) else { return false }
    return format(of: value) != nil
  }

  private static func format(of value: JSONValue) -> String? {
    value[Member.format.rawValue]?.string.flatMap { $0.hasPrefix(formatPrefix) ? $0 : nil }
  }

  /// Reads the first line of the age file at `path`.
  ///
  /// - Throws: ``BackupError/notBackup(path:)``, ``BackupError/newerFormat(path:format:)``,
  ///   ``BackupError/invalidManifest(path:field:)``.
  init(_ line: ArraySlice<UInt8>, path: String) throws(BackupError) {
    guard let value = try? JSONValue.parse(line), let format = BackupManifest.format(of: value) else {
      throw .notBackup(path: path)
    }
    guard format == BackupManifest.format else { throw .newerFormat(path: path, format: format) }
    func member<Value>(_ member: Member, _ read: (JSONValue) -> Value?) throws(BackupError) -> Value {
      guard let found = value[member.rawValue].flatMap(read) else {
        throw .invalidManifest(path: path, field: member.rawValue)
      }
      return found
    }
    vault = try member(.vault) { $0.string }
    made = try member(.made) { $0.string.flatMap(Timestamp.init(iso8601:)) }
    entryCount = try member(.entries) { $0.integer.flatMap(BackupManifest.count) }
    digest = try member(.sha256) { $0.string.flatMap(BackupManifest.digest) }
    kinds = try member(.kinds) { $0.object.flatMap(BackupManifest.kinds) }
  }

  private static func count(_ number: Int64) -> Int? { number >= 0 ? Int(exactly: number) : nil }

  private static func digest(_ text: String) -> [UInt8]? {
    let digits = text.utf8.compactMap { digit -> UInt8? in
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
      default: nil
      }
    }
    guard digits.count == text.utf8.count, digits.count == 2 * SHA256.digestByteCount else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func kinds(_ members: [(String, JSONValue)]) -> [KindCount]? {
    let counts = members.compactMap { name, value -> KindCount? in
      guard let kind = EntryKind(name), let count = value.integer.flatMap(count) else { return nil }
      return KindCount(kind: kind, count: count)
    }
    guard counts.count == members.count else { return nil }
    return counts.sorted { $0.kind.description < $1.kind.description }
  }
}

/// Counts and hashes the entries of a backup, one after the other.
struct BackupTally {
  private var hash = SHA256()
  private var countOfKind: [EntryKind: Int] = [:]

  /// How many entries there were.
  private(set) var entryCount = 0

  /// Adds an entry, and the line that it has in the file, with its line feed.
  mutating func add(_ entry: Entry, line: [UInt8]) {
    hash.update(line.rawBytes)
    countOfKind[entry.kind, default: 0] += 1
    entryCount += 1
  }

  /// The SHA-256 of the lines so far.
  var digest: [UInt8] { hash.finalize() }

  /// How many entries of each kind there were, by rising names of kinds.
  var kinds: [BackupManifest.KindCount] {
    countOfKind.map { BackupManifest.KindCount(kind: $0.key, count: $0.value) }
      .sorted { $0.kind.description < $1.kind.description }
  }
}
