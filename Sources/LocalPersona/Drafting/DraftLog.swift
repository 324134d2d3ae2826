// DraftLog.swift: the drafts that were kept on purpose, in the vault, encrypted as entries are.
//
// Nothing is kept unless `write --keep` or the setting `keep-drafts` says so. A draft waits here until the
// person takes it as an entry or turns it down; then its words go from here, and that it was so stays. The
// log is not computed from the entries, so that removing one leaves it; it is no entry either, so that
// nothing is learned from it, found in it or exported.

/// Why the log cannot be used.
enum DraftLogError: Error, Equatable {
  /// What the vault has under its name cannot be understood.
  case unreadable

  /// There are as many drafts as it holds.
  case full(limit: Int)

  /// No draft has an id that begins so; nil where there is none that waits for a verdict.
  case notFound(String?)

  /// Several have.
  case ambiguous(String, count: Int)

  /// There was a verdict before.
  case decided(EntryID, KeptDraft.Verdict)

  /// `drafts rm` without an id.
  case nothingToRemove

  /// `drafts rm` with ids and `--all`.
  case someAndAll
}

/// The drafts of one vault, the oldest first.
struct DraftLog: Equatable, Sendable {
  static let key = DerivedKey(name: "drafts", fingerprint: [])

  /// The most drafts.
  static let limit = 1000

  /// All of them.
  private(set) var drafts: [KeptDraft] = []

  /// Whether a vault has a log; reads nothing.
  static func isThere(in vault: Vault) -> Bool { vault.hasDerived(key) }

  /// The log of a vault; an empty one where there is none.
  ///
  /// - Throws: ``DraftLogError/unreadable``, ``VaultError``.
  static func load(from vault: Vault) throws -> DraftLog {
    guard let bytes = try vault.derived(key) else { return DraftLog() }
    guard let items = (try? JSONValue.parse(bytes))?.array else { throw DraftLogError.unreadable }
    let drafts = items.compactMap { KeptDraft($0) }
    guard drafts.count == items.count else { throw DraftLogError.unreadable }
    var log = DraftLog()
    log.drafts = drafts
    return log
  }

  /// Keeps it in a vault that is open for writing; an empty one leaves nothing there.
  func store(in vault: Vault) throws(VaultError) {
    guard !drafts.isEmpty else { return try vault.removeDerived(Self.key) }
    try vault.store(derived: Array(JSONValue.array(drafts.map(\.json)).text.utf8), for: Self.key)
  }

  /// Adds drafts.
  ///
  /// - Throws: ``DraftLogError/full(limit:)``.
  mutating func add(_ new: [KeptDraft]) throws(DraftLogError) {
    guard drafts.count + new.count <= Self.limit else { throw .full(limit: Self.limit) }
    drafts += new
  }

  /// The draft whose id begins with `prefix`; the newest without a verdict where `prefix` is nil.
  ///
  /// - Throws: ``DraftLogError/notFound(_:)``, ``DraftLogError/ambiguous(_:count:)``.
  func draft(_ prefix: String?) throws(DraftLogError) -> KeptDraft {
    guard let prefix else {
      guard let newest = drafts.last(where: { $0.verdict == .open }) else { throw .notFound(nil) }
      return newest
    }
    let matches = drafts.filter { $0.id.hasPrefix(prefix) }
    guard prefix.count >= Vault.minimumPrefixCharacterCount, let match = matches.first else {
      throw .notFound(prefix)
    }
    guard matches.count == 1 else { throw .ambiguous(prefix, count: matches.count) }
    return match
  }

  /// Notes a verdict on the draft `id`.
  mutating func close(_ id: EntryID, _ verdict: KeptDraft.Verdict) {
    for index in drafts.indices where drafts[index].id == id { drafts[index].close(verdict) }
  }

  /// Whether a vault has words of drafts that wait for a verdict; true as well where that cannot be told.
  static func hasWords(in vault: Vault) -> Bool {
    guard isThere(in: vault) else { return false }
    return (try? load(from: vault)).map { $0.drafts.contains { $0.text != nil } } ?? true
  }

  /// Takes drafts out.
  mutating func remove(_ ids: Set<EntryID>) { drafts.removeAll { ids.contains($0.id) } }
}
