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
      (.id, .string(entry.id.description)), (.written, .string(text(of: entry.written))),
      (.added, .string(text(of: entry.added))), (.kind, .string(entry.kind.description)),
    ]
    if let title = entry.title { members.append((.title, .string(title))) }
    if let recipient = entry.recipient { members.append((.recipient, .string(recipient))) }
    if !entry.tags.isEmpty { members.append((.tags, .array(entry.tags.map(JSONValue.string)))) }
    return members.map { ($0.0.rawValue, $0.1) }
  }

  /// The date in UTC, or, where only a zone makes a year of four digits of it, in that zone.
  ///
  /// Such a moment can be had: `9999-12-31T23:00-05:00` is in the year 10000 in UTC, which no reader takes.
  private static func text(of date: Timestamp) -> String {
    let furthestZone: Int64 = 23 * 3600 + 59 * 60
    func text(in zone: String, _ seconds: Int64) -> String {
      "\(Timestamp(date.secondsSince1970 + seconds).iso8601.dropLast())\(zone)"
    }
    if date.secondsSince1970 < firstSecond { return text(in: "+23:59", furthestZone) }
    if date.secondsSince1970 > lastSecond { return text(in: "-23:59", -furthestZone) }
    return date.iso8601
  }

  private static let firstSecond: Int64 = -62_135_596_800  // 0001-01-01T00:00:00Z
  private static let lastSecond: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z

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
