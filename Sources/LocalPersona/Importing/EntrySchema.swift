// EntrySchema.swift: an entry as a JSON object: the schema of JSON Lines, and of `show --json`.
//
// What export writes, import reads back without loss. The schema is described for users in
// docs/import-export.md; a change here is a change there.

/// Entries and items as JSON objects.
public enum EntrySchema {
  /// The members of an object, in the order they are written.
  enum Field: String, CaseIterable {
    case id, written, added, kind, title, recipient, tags, text
  }

  /// The object of `entry`, without the members that have no value.
  public static func object(of entry: Entry) -> JSONValue {
    var members = metadata(of: entry)
    members.append((Field.text.rawValue, .string(entry.text)))
    return .object(members)
  }

  /// The members of `entry` that come before its text.
  public static func metadata(of entry: Entry) -> [(String, JSONValue)] {
    var members: [(Field, JSONValue)] = [
      (.id, .string(entry.id.description)), (.written, .string(entry.written.iso8601)),
      (.added, .string(entry.added.iso8601)), (.kind, .string(entry.kind.description)),
    ]
    if let title = entry.title { members.append((.title, .string(title))) }
    if let recipient = entry.recipient { members.append((.recipient, .string(recipient))) }
    if !entry.tags.isEmpty { members.append((.tags, .array(entry.tags.map(JSONValue.string)))) }
    return members.map { ($0.0.rawValue, $0.1) }
  }

  /// Reads the object of an item; only `text` must be there, and `null` counts as absent.
  public static func item(from value: JSONValue) throws(ImportProblem) -> ImportedItem {
    guard case .object(let members) = value else { throw .notAnObject }
    var item = ImportedItem(text: "")
    var hasText = false
    for (name, value) in members {
      guard let field = Field(rawValue: name) else {
        item.ignoredFields.append(name)
        continue
      }
      if case .null = value { continue }
      try set(field, to: value, in: &item)
      if field == .text { hasText = true }
    }
    guard hasText else { throw .missingField(Field.text.rawValue) }
    return item
  }

  private static func set(
    _ field: Field, to value: JSONValue, in item: inout ImportedItem
  ) throws(ImportProblem) {
    switch field {
    case .id:
      guard let id = EntryID(parsing: try string(value, field)) else { throw .invalidID }
      item.id = id
    case .written: item.written = try date(value, field)
    case .added: item.added = try date(value, field)
    case .kind:
      guard let kind = EntryKind(try string(value, field)) else { throw .invalidKind(line: nil) }
      item.kind = kind
    case .title: item.title = try string(value, field)
    case .recipient: item.recipient = try string(value, field)
    case .tags: item.tags = try strings(value, field)
    case .text: item.text = try string(value, field)
    }
  }

  private static func string(_ value: JSONValue, _ field: Field) throws(ImportProblem) -> String {
    guard case .string(let text) = value else {
      throw .wrongType(field: field.rawValue, expected: .string)
    }
    return text
  }

  private static func strings(_ value: JSONValue, _ field: Field) throws(ImportProblem) -> [String] {
    let problem = ImportProblem.wrongType(field: field.rawValue, expected: .strings)
    guard case .array(let elements) = value else { throw problem }
    var texts: [String] = []
    for element in elements {
      guard case .string(let text) = element else { throw problem }
      texts.append(text)
    }
    return texts
  }

  private static func date(_ value: JSONValue, _ field: Field) throws(ImportProblem) -> Timestamp {
    guard let date = Timestamp(iso8601: try string(value, field)) else {
      throw .invalidDate(field: field.rawValue, line: nil)
    }
    return date
  }
}
