// KeptDraft.swift: a draft that was kept on purpose, and what became of it.

/// A draft in the log of the vault.
struct KeptDraft: Equatable, Sendable {
  /// What the person said about it.
  enum Verdict: String, Sendable, CaseIterable {
    /// Nothing yet.
    case open

    /// It became an entry.
    case accepted

    /// It was no good.
    case rejected
  }

  /// Its name; that of the entry too, once it is accepted.
  let id: EntryID

  /// When it was written.
  let made: Timestamp

  /// What became of it.
  private(set) var verdict = Verdict.open

  /// The words of the model; nil once there is a verdict.
  private(set) var text: String?

  /// What the person made of them in the editor; nil where nothing.
  private(set) var edited: String?

  /// What sort of writing it is, where that was said or came of the examples.
  let kind: EntryKind?

  /// Whom it is written to, where that was said; nil once there is a verdict, as a name is a word too.
  private(set) var recipient: String?

  /// How it was written: strategy, model, seed.
  let strategy: String
  let model: String
  let seed: UInt64

  /// From this share of own words on, an edited draft is the person's writing.
  static let leastOwnShare = 0.5

  /// A new draft.
  init(
    id: EntryID = .random(), made: Timestamp = .now, text: String, edited: String? = nil,
    kind: EntryKind? = nil, recipient: String? = nil, strategy: String, model: String, seed: UInt64
  ) {
    self.id = id
    self.made = made
    self.text = text
    self.edited = edited
    self.kind = kind
    self.recipient = recipient
    self.strategy = strategy
    self.model = model
    self.seed = seed
  }

  /// Notes a verdict; of the words nothing stays here.
  mutating func close(_ verdict: Verdict) {
    self.verdict = verdict
    text = nil
    edited = nil
    recipient = nil
  }

  /// The entry that this becomes: `text`, or what the editor left, or the draft as it is.
  ///
  /// Its origin is a tag: ``Entry/editedDraftTag`` where at least half of its words are not the draft's,
  /// ``Entry/acceptedDraftTag`` otherwise.
  ///
  /// - Parameters:
  ///   - text: What the person made of it elsewhere; nil for what is here.
  ///   - kind: What it is; nil for what was asked for.
  ///   - title: Its title.
  ///   - tags: Tags beside that of its origin.
  /// - Returns: The entry, with the id of the draft; nil once there is a verdict.
  /// - Throws: ``EntryError``.
  func entry(
    _ text: String? = nil, kind: EntryKind? = nil, title: String? = nil, tags: [String] = []
  ) throws(EntryError) -> Entry? {
    guard let draft = self.text else { return nil }
    let content = text ?? edited ?? draft
    let isOwn = Self.ownShare(of: content, besides: draft) >= Self.leastOwnShare
    return try Entry(
      id: id, written: made, kind: kind ?? self.kind ?? .note, title: title, recipient: recipient,
      tags: [isOwn ? Entry.editedDraftTag : Entry.acceptedDraftTag] + tags, text: content)
  }

  /// Whether all words of `query` are in the draft, as it was left in the editor, or in the name of its
  /// recipient; a plural counts as its singular.
  func hasAllWords(of query: String) -> Bool {
    let asked = WordScanner.words(of: query)
    let known = [edited ?? text, recipient].compactMap(\.self).flatMap { WordScanner.words(of: $0) }
    return Set(asked.map(\.stem)).isSubset(of: known.map(\.stem))
  }

  /// The share of the words of `text` that are not among those of `draft`, each of which stands for one.
  ///
  /// Order does not count: whoever moves a sentence has not written it.
  static func ownShare(of text: String, besides draft: String) -> Double {
    var left: [UInt64: Int] = [:]
    for word in WordScanner.words(of: draft) { left[word.exact, default: 0] += 1 }
    let words = WordScanner.words(of: text)
    var ownCount = 0
    for word in words {
      if let count = left[word.exact], count > 0 {
        left[word.exact] = count - 1
      } else {
        ownCount += 1
      }
    }
    return words.isEmpty ? 0 : Double(ownCount) / Double(words.count)
  }
}

extension KeptDraft {
  private enum Field: String {
    case id, made, verdict, text, edited, kind, recipient, strategy, model, seed
  }

  /// The draft as the log has it, and for programs.
  var json: JSONValue {
    let members: [(Field, JSONValue)] = [
      (.id, .string(id.description)), (.made, .integer(made.secondsSince1970)),
      (.verdict, .string(verdict.rawValue)), (.text, JSONValue(text)), (.edited, JSONValue(edited)),
      (.kind, JSONValue(kind?.description)), (.recipient, JSONValue(recipient)),
      (.strategy, .string(strategy)), (.model, .string(model)),
      (.seed, .integer(Int64(clamping: seed))),
    ]
    return .object(members.map { ($0.0.rawValue, $0.1) })
  }

  /// Reads what ``json`` wrote; nil for anything else.
  init?(_ value: JSONValue) {
    func member(_ field: Field) -> JSONValue? { value[field.rawValue] }
    guard let id = member(.id)?.string.flatMap(EntryID.init(parsing:)), let made = member(.made)?.integer,
      let verdict = member(.verdict)?.string.flatMap(Verdict.init(rawValue:)),
      let strategy = member(.strategy)?.string, let model = member(.model)?.string,
      let seed = member(.seed)?.integer, seed >= 0
    else { return nil }
    self.id = id
    self.made = Timestamp(made)
    self.verdict = verdict
    text = member(.text)?.string
    edited = member(.edited)?.string
    kind = member(.kind)?.string.flatMap { EntryKind($0) }
    recipient = member(.recipient)?.string
    self.strategy = strategy
    self.model = model
    self.seed = UInt64(seed)
    // Words that a verdict should have taken away are a sign that something else wrote this.
    guard verdict == .open ? text != nil : text == nil && edited == nil && recipient == nil else {
      return nil
    }
  }
}
