// ImportPlanner.swift: what an import would add to a vault: defaults, rules and duplicates, for items
// of every format.
//
// A plan changes nothing. It is carried out by one ``Vault/append(_:)``, so an import is whole or not
// at all.

/// What an import would do.
public struct ImportPlan: Equatable, Sendable {
  /// What is new, in the order found.
  public var entries: [Entry] = []

  /// What is left out because it should be.
  public var skipped: [Located<SkipReason>] = []

  /// What cannot be taken.
  public var problems: [Located<ImportProblem>] = []

  /// Fields that mean nothing here, and how many items have them.
  public var ignoredFields: [String: Int] = [:]

  /// What was left out of items, and of what was found between them, and how often.
  public var omitted: [OmittedPart: Int] = [:]

  /// How many items there were.
  public var itemCount: Int { entries.count + skipped.count + problems.count }

  /// The error of an import that takes all or nothing, or nil where nothing was rejected.
  public var rejection: ImportError? {
    problems.first.map { .rejected(count: problems.count, total: itemCount, first: $0) }
  }
}

/// Turns items into a plan.
struct ImportPlanner {
  /// Where a text or an id was met first.
  private enum Origin {
    case vault(EntryID)
    case item(ImportSite, index: Int, hasOwnID: Bool)
  }

  private let defaults: ImportDefaults
  private let now: Timestamp
  private let existing: [EntryID: Entry]
  private var originOfText: [TextFingerprint: Origin] = [:]
  private var originOfID: [EntryID: Origin] = [:]

  /// The plan so far.
  private(set) var plan = ImportPlan()

  /// Plans an import into a vault that has `existing`.
  init(existing: [Entry], defaults: ImportDefaults, now: Timestamp = .now) {
    self.defaults = defaults
    self.now = now
    self.existing = Dictionary(existing.map { ($0.id, $0) }) { first, _ in first }
    for entry in existing {
      originOfText[TextFingerprint(entry.text)] = .vault(entry.id)
      originOfID[entry.id] = .vault(entry.id)
    }
  }

  /// Notes that something is left out.
  mutating func skip(_ reason: SkipReason, at site: ImportSite) {
    plan.skipped.append(Located(reason, at: site))
  }

  /// Notes that something cannot be taken.
  mutating func reject(_ problem: ImportProblem, at site: ImportSite) {
    plan.problems.append(Located(problem, at: site))
  }

  /// Notes that parts of items are left out.
  mutating func omit(_ parts: [OmittedPart: Int]) {
    plan.omitted.merge(parts) { $0 + $1 }
  }

  /// Takes an item, leaves it out or rejects it.
  mutating func add(_ item: ImportedItem, at site: ImportSite) {
    for name in item.ignoredFields { plan.ignoredFields[name, default: 0] += 1 }
    let entry: Entry
    do {
      entry = try makeEntry(from: item)
    } catch {
      return error == .emptyText ? skip(.empty, at: site) : reject(.entry(error), at: site)
    }
    let fingerprint = TextFingerprint(entry.text)
    if item.id != nil, let origin = originOfID[entry.id] {
      return repeatID(of: entry, origin: origin, at: site)
    }
    if let reason = duplicate(of: fingerprint, hasOwnID: item.id != nil) { return skip(reason, at: site) }
    let origin = Origin.item(site, index: plan.entries.count, hasOwnID: item.id != nil)
    if originOfText[fingerprint] == nil { originOfText[fingerprint] = origin }
    originOfID[entry.id] = origin
    plan.entries.append(entry)
  }

  /// Gives out the entries of the plan, which forgets them but not that they were there.
  ///
  /// For imports in several steps, of items without ids of their own.
  mutating func takeEntries() -> [Entry] {
    defer { plan.entries = [] }
    return plan.entries
  }

  /// The entry of the vault, as it was before the import, that says the same as `text`; nil where there is
  /// none.
  func entryInVault(saying text: String) -> EntryID? {
    guard case .vault(let id)? = originOfText[TextFingerprint(text)] else { return nil }
    return id
  }

  private func makeEntry(from item: ImportedItem) throws(EntryError) -> Entry {
    try Entry(
      id: item.id ?? freshID(), written: item.written ?? now, added: item.added ?? now,
      kind: item.kind ?? defaults.kind ?? .note, title: item.title,
      recipient: item.recipient ?? defaults.recipient, tags: item.tags + defaults.tags, text: item.text)
  }

  /// Fifty random bits collide once in a great while; here they never do.
  private func freshID() -> EntryID {
    while true {
      let id = EntryID.random()
      if originOfID[id] == nil { return id }
    }
  }

  /// Two items with ids of their own are different pieces, whatever they say: they come from a vault
  /// that kept both, and what was exported must come back.
  private func duplicate(of fingerprint: TextFingerprint, hasOwnID: Bool) -> SkipReason? {
    switch originOfText[fingerprint] {
    case nil: nil
    case .vault(let id): .textInVault(id)
    case .item(_, _, hasOwnID: true) where hasOwnID: nil
    case .item(let first, _, _): .textInImport(first)
    }
  }

  private mutating func repeatID(of entry: Entry, origin: Origin, at site: ImportSite) {
    switch origin {
    case .vault(let id):
      skip(.idInVault(id, textDiffers: existing[id]?.text != entry.text), at: site)
    case .item(let first, let index, _):
      if plan.entries[index].text == entry.text {
        skip(.textInImport(first), at: site)
      } else {
        reject(.repeatedID(entry.id, first: first), at: site)
      }
    }
  }
}
