// EntryGroup.swift: entries of one kind, to one recipient or with one tag.

/// What entries may have in common.
enum EntryGroup: Hashable {
  case kind(EntryKind)
  case recipient(String)
  case tag(String)

  /// What it is called: `mail`, `to:Ann`, `tag:work`.
  var name: String {
    switch self {
    case .kind(let kind): kind.description
    case .recipient(let name): "to:" + name
    case .tag(let tag): "tag:" + tag
    }
  }

  /// Reads a name; nil for what can be none.
  init?(name: String) {
    if name.hasPrefix("to:") {
      self = .recipient(String(name.dropFirst(3)))
    } else if name.hasPrefix("tag:") {
      self = .tag(String(name.dropFirst(4)))
    } else if let kind = EntryKind(name) {
      self = .kind(kind)
    } else {
      return nil
    }
  }

  /// Whether an entry belongs to it.
  func has(_ entry: Entry) -> Bool {
    switch self {
    case .kind(let kind): entry.kind == kind
    case .recipient(let name): entry.recipient == name
    case .tag(let tag): entry.tags.contains(tag)
    }
  }

  /// Its entries, in their order.
  ///
  /// Where nobody's name is that of the group, the entries to those whose names have its words: what `--to`
  /// means in every command.
  func members(of entries: [Entry]) -> [Entry] {
    let exact = entries.filter(has)
    guard exact.isEmpty, case .recipient(let name) = self else { return exact }
    let wanted = RecipientName(name)
    return entries.filter { entry in entry.recipient.map { RecipientName($0).contains(wanted) } ?? false }
  }

  /// The groups that an entry belongs to.
  static func all(of entry: Entry) -> [EntryGroup] {
    var groups = [EntryGroup.kind(entry.kind)]
    if let recipient = entry.recipient { groups.append(.recipient(recipient)) }
    return groups + entry.tags.map(EntryGroup.tag)
  }
}
