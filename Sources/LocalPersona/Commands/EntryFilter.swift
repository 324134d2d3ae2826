// EntryFilter.swift: which entries a command is about: the same options and the same meaning in every command
// that has them.

/// Chooses entries by what is known about them.
struct EntryFilter {
  static let options: [Option] = [
    Option(
      name: "kind", short: "k", value: .text("KIND"), isRepeatable: true,
      help: "only entries of this kind, such as mail or note; of any of them, if several"),
    Option(
      name: "to", short: "t", value: .text("NAME"), isRepeatable: true,
      help: "only what was written to NAME, whole words of the name; to any of them, if several",
      candidates: .recipients),
    Option(
      name: "tag", value: .text("TAG"), isRepeatable: true,
      help: "only entries with this tag; with all, if several", candidates: .tags),
    Option(name: "not-kind", value: .text("KIND"), isRepeatable: true, help: "no entries of this kind"),
    Option(
      name: "not-to", value: .text("NAME"), isRepeatable: true, help: "nothing that was written to NAME",
      candidates: .recipients),
    Option(
      name: "not-tag", value: .text("TAG"), isRepeatable: true, help: "no entries with this tag",
      candidates: .tags),
    Option(
      name: "from", value: .days("DAY"),
      help: "only what was written on DAY or later: 2024-05-03, 2024-05, 'may 2024', monday, 'last week'"),
    Option(name: "until", value: .days("DAY"), help: "only what was written by the end of DAY"),
    Option(
      name: "on", value: .days("DAY"), isRepeatable: true,
      help: "only what was written on DAY, or in that week, month or year; on any of them, if several"),
  ]

  private let kinds: Set<EntryKind>
  private let refusedKinds: Set<EntryKind>
  private let recipients: [RecipientName]
  private let refusedRecipients: [RecipientName]
  private let tags: [String]
  private let refusedTags: [String]
  private let first: DatePhrase?
  private let last: DatePhrase?
  private let days: [DatePhrase]
  private let calendar: LocalCalendar
  private let today: Int64

  /// Reads the options of a command that has ``options``.
  ///
  /// - Throws: ``EntryFilterError``, ``SearchError/invalidKind(_:)``.
  init(_ invocation: Invocation, now: Timestamp = .now) throws {
    kinds = Set(try invocation.kinds("kind"))
    refusedKinds = Set(try invocation.kinds("not-kind"))
    recipients = invocation.texts("to").map(RecipientName.init)
    refusedRecipients = invocation.texts("not-to").map(RecipientName.init)
    tags = invocation.texts("tag")
    refusedTags = invocation.texts("not-tag")
    first = invocation.phrases("from").last
    last = invocation.phrases("until").last
    days = invocation.phrases("on")
    calendar = invocation.calendar
    today = calendar.today(at: now)
    // An empty name, most likely of a variable that is not set, would keep nothing out of an export.
    for name in ["to", "tag", "not-to", "not-tag"] where invocation.texts(name).contains("") {
      throw EntryFilterError.empty(option: "--\(name)")
    }
    if let first, let last, dayRange(first).lowerBound > dayRange(last).upperBound {
      throw EntryFilterError.nothingBetween(
        from: invocation.text("from") ?? "", until: invocation.text("until") ?? "")
    }
  }

  private func dayRange(_ phrase: DatePhrase) -> ClosedRange<Int64> {
    phrase.days(today: today, calendar: calendar)
  }

  /// Whether every entry passes.
  var isOpen: Bool {
    kinds.isEmpty && refusedKinds.isEmpty && recipients.isEmpty && refusedRecipients.isEmpty && tags.isEmpty
      && refusedTags.isEmpty && first == nil && last == nil && days.isEmpty
  }

  func admits(_ entry: Entry) -> Bool {
    (kinds.isEmpty || kinds.contains(entry.kind)) && !refusedKinds.contains(entry.kind)
      && tags.allSatisfy(entry.tags.contains) && !refusedTags.contains(where: entry.tags.contains)
      && admitsRecipient(entry.recipient) && admitsDate(entry.written)
  }

  private func admitsRecipient(_ recipient: String?) -> Bool {
    guard !recipients.isEmpty || !refusedRecipients.isEmpty else { return true }
    guard let recipient else { return recipients.isEmpty }
    let name = RecipientName(recipient)
    return (recipients.isEmpty || recipients.contains { name.contains($0) })
      && !refusedRecipients.contains { name.contains($0) }
  }

  private func admitsDate(_ written: Timestamp) -> Bool {
    guard first != nil || last != nil || !days.isEmpty else { return true }
    let day = calendar.day(of: written)
    return (first.map { isNotBefore($0, written, day) } ?? true)
      && (last.map { isNotAfter($0, written, day) } ?? true)
      && (days.isEmpty || days.contains { dayRange($0).contains(day) })
  }

  /// A phrase with a time is meant to the second.
  private func isNotBefore(_ phrase: DatePhrase, _ written: Timestamp, _ day: Int64) -> Bool {
    if case .moment(let moment) = phrase { return written >= moment }
    return day >= dayRange(phrase).lowerBound
  }

  private func isNotAfter(_ phrase: DatePhrase, _ written: Timestamp, _ day: Int64) -> Bool {
    if case .moment(let moment) = phrase { return written <= moment }
    return day <= dayRange(phrase).upperBound
  }
}

/// A name in the options that no entry has: a slip, most likely.
struct UnknownName: Equatable, Sendable {
  /// What it is the name of.
  enum Sort: Equatable, Sendable {
    case kind, recipient, tag
  }

  let sort: Sort
  let name: String

  /// What was probably meant.
  let suggestion: String?

  fileprivate init(_ sort: Sort, _ name: String, among known: Set<String>) {
    self.sort = sort
    self.name = name
    // In order, so that the same slip gets the same answer each time.
    suggestion = NearMiss.suggestion(for: name, among: known.sorted())
  }
}

extension EntryFilter {
  /// The kinds, recipients and tags of the options that none of `entries` has.
  func unknownNames(among entries: [Entry]) -> [UnknownName] {
    guard !isOpen, !entries.isEmpty else { return [] }
    return unknownKinds(entries) + unknownRecipients(entries) + unknownTags(entries)
  }

  /// Says which names no entry has; nothing where all are known.
  ///
  /// What was probably meant is a word of the vault, and standard error may be a file: it is told at a
  /// terminal only.
  func noteUnknownNames(among entries: [Entry], on console: Console) {
    for name in unknownNames(among: entries) {
      console.note(EntryFilterMessages.unknown(name, suggests: console.errors.isTerminal))
    }
  }

  private func unknownKinds(_ entries: [Entry]) -> [UnknownName] {
    let asked = kinds.union(refusedKinds).map(\.description).sorted()
    guard !asked.isEmpty else { return [] }
    let known = Set(entries.map(\.kind.description))
    return asked.filter { !known.contains($0) }.map { UnknownName(.kind, $0, among: known) }
  }

  private func unknownRecipients(_ entries: [Entry]) -> [UnknownName] {
    let asked = recipients + refusedRecipients
    guard !asked.isEmpty else { return [] }
    let known = Set(entries.compactMap(\.recipient))
    let names = known.map(RecipientName.init)
    return asked.filter { name in !names.contains { $0.contains(name) } }
      .map { UnknownName(.recipient, $0.text, among: known) }
  }

  private func unknownTags(_ entries: [Entry]) -> [UnknownName] {
    let asked = tags + refusedTags
    guard !asked.isEmpty else { return [] }
    let known = Set(entries.flatMap(\.tags))
    return asked.filter { !known.contains($0) }.map { UnknownName(.tag, $0, among: known) }
  }
}

/// What is wrong with a choice of entries.
enum EntryFilterError: Error, Equatable {
  /// The option has an empty value.
  case empty(option: String)

  /// What `--from` names begins after the end of what `--until` names.
  case nothingBetween(from: String, until: String)
}
