// DraftRegister.swift: the register that a draft is written in: which of a person's entries it goes by.
//
// Who says to whom or what they write should get the voice that they have there. `persona voice` tests every
// group for being a register; here only the one that was named is tested, by a sample of it and of the rest,
// so that a large history takes hardly longer than a small one; the model is being opened meanwhile. One
// group is one test: there are no others among which its 5 % had to be divided.

/// Entries that a draft goes by before all others.
struct DraftRegister: Equatable {
  /// The fewest entries of a register that nobody asked for by name, and of the rest.
  ///
  /// As many as a register of `persona voice` has, for three reasons: the mean of a habit over 20 texts is
  /// known to a fifth of what it varies from text to text (1/√20), over 10 to a third; with fewer a test
  /// finds only what nobody would miss; and three examples of a dozen entries would be much the same for
  /// every brief.
  static let leastEntryCount = Registers.leastEntryCount

  /// The most entries of it, and of the rest, that are compared.
  static let sampleCount = 100

  /// Bytes of an entry that are compared: some seven hundred words.
  static let sampleByteCount = 4096

  /// What its entries have in common.
  let group: EntryGroup

  /// Its entries, in the order of the history.
  let entries: [Entry]

  /// Whether somebody asked for it by name.
  let isNamed: Bool

  private let ids: Set<EntryID>

  private init(_ group: EntryGroup, _ entries: [Entry], isNamed: Bool) {
    self.group = group
    self.entries = entries
    self.isNamed = isNamed
    ids = Set(entries.map(\.id))
  }

  /// The register that somebody asked for, however few its entries are, and whether or not they differ.
  ///
  /// - Parameters:
  ///   - name: As in ``EntryGroup/name``.
  ///   - entries: The history.
  /// - Throws: ``VoiceError/noSuchGroup(_:)`` where no entry is in it.
  init(named name: String, in entries: [Entry]) throws(VoiceError) {
    guard let group = EntryGroup(name: name) else { throw .noSuchGroup(name) }
    let members = group.members(of: entries)
    guard !members.isEmpty else { throw .noSuchGroup(name) }
    self.init(group, members, isNamed: true)
  }

  /// The register that fits what is to be written: that of the recipient, or else that of the kind.
  ///
  /// Of a recipient's entries only those of the kind count, where one was said: a mail is not written as
  /// chats to the same person are.
  ///
  /// - Parameters:
  ///   - entries: The history.
  ///   - recipient: To whom, where that was said.
  ///   - kind: What, where that was said.
  /// - Returns: The register; nil where there are too few entries, or where they do not differ from the rest.
  static func fitting(_ entries: [Entry], recipient: String?, kind: EntryKind?) -> DraftRegister? {
    let groups = [recipient.map(EntryGroup.recipient), kind.map(EntryGroup.kind)].compactMap(\.self)
    for group in groups {
      let members = group.members(of: entries).filter { kind == nil || $0.kind == kind }
      let register = DraftRegister(group, members, isNamed: false)
      if register.differs(from: entries.filter { !register.has($0) }) { return register }
    }
    return nil
  }

  /// Whether an entry belongs to it.
  func has(_ entry: Entry) -> Bool { ids.contains(entry.id) }

  private func differs(from rest: [Entry]) -> Bool {
    guard min(entries.count, rest.count) >= Self.leastEntryCount else { return false }
    let sample = Self.spread(entries) + Self.spread(rest)
    return Registers(sample, byteLimit: Self.sampleByteCount).differs(where: has, name: group.name)
  }

  /// At most ``sampleCount`` of `entries`, evenly spread over them.
  private static func spread(_ entries: [Entry]) -> [Entry] {
    guard entries.count > sampleCount else { return entries }
    return (0..<sampleCount).map { entries[$0 * entries.count / sampleCount] }
  }
}
