// EntryRecord.swift: an entry as a frame carries it: fields of tag, length and bytes, by rising tag.
//
// Tags from 128 on are for later versions: they come last, and a reader that does not know them
// passes over them. An unknown tag below 128 must not be passed over.

/// The binary form of entries.
enum EntryRecord {
  private enum Field {
    static let id: UInt8 = 1
    static let written: UInt8 = 2
    static let added: UInt8 = 3
    static let kind: UInt8 = 4
    static let title: UInt8 = 5
    static let recipient: UInt8 = 6
    static let tag: UInt8 = 7
    static let text: UInt8 = 8
    static let firstOptional: UInt8 = 128
  }

  static func encode(_ entry: Entry) -> [UInt8] {
    var writer = ByteWriter(reserving: entry.text.utf8.count + 96)
    func write(_ field: UInt8, _ bytes: some Collection<UInt8>) {
      writer.write(field)
      writer.write(UInt32(bytes.count))
      writer.write(bytes)
    }
    func write(_ field: UInt8, _ number: UInt64) {
      writer.write(field)
      writer.write(UInt32(8))
      writer.write(number)
    }
    write(Field.id, entry.id.value)
    write(Field.written, UInt64(bitPattern: entry.written.secondsSince1970))
    write(Field.added, UInt64(bitPattern: entry.added.secondsSince1970))
    write(Field.kind, entry.kind.description.utf8)
    if let title = entry.title { write(Field.title, title.utf8) }
    if let recipient = entry.recipient { write(Field.recipient, recipient.utf8) }
    for tag in entry.tags { write(Field.tag, tag.utf8) }
    write(Field.text, entry.text.utf8)
    return writer.bytes
  }

  /// Reads the entry in `range` of `bytes`.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>) throws(FormatError) -> Entry {
    var reader = ByteReader(bytes, range)
    var parts = Parts()
    var last: UInt8 = 0
    while reader.remaining > 0 {
      let start = reader.offset
      let field = try reader.read(UInt8.self)
      let byteCount = Int(try reader.read(UInt32.self))
      guard field > last || field == last && field == Field.tag else { throw FormatError(offset: start) }
      last = field
      try parts.read(field, byteCount, from: &reader, start: start)
    }
    return try parts.entry(at: range.lowerBound)
  }

  /// The fields that were read so far.
  private struct Parts {
    var id: EntryID?
    var written: Timestamp?
    var added: Timestamp?
    var kind: EntryKind?
    var title: String?
    var recipient: String?
    var tags: [String] = []
    var text: String?

    mutating func read(
      _ field: UInt8, _ byteCount: Int, from reader: inout ByteReader, start: Int
    ) throws(FormatError) {
      switch field {
      case Field.id: id = EntryID(value: try Self.readNumber(byteCount, &reader, start))
      case Field.written: written = try Self.readTime(byteCount, &reader, start)
      case Field.added: added = try Self.readTime(byteCount, &reader, start)
      case Field.kind: kind = EntryKind(try reader.readText(byteCount))
      case Field.title: title = try reader.readText(byteCount)
      case Field.recipient: recipient = try reader.readText(byteCount)
      case Field.tag: tags.append(try reader.readText(byteCount))
      case Field.text: text = try reader.readText(byteCount)
      case Field.firstOptional...: _ = try reader.readBytes(byteCount)
      default: throw FormatError(offset: start)
      }
    }

    func entry(at offset: Int) throws(FormatError) -> Entry {
      guard let id, let written, let added, let kind, let text else { throw FormatError(offset: offset) }
      do {
        return try Entry(
          id: id, written: written, added: added, kind: kind, title: title, recipient: recipient, tags: tags,
          text: text)
      } catch {
        throw FormatError(offset: offset)
      }
    }

    private static func readNumber(
      _ byteCount: Int, _ reader: inout ByteReader, _ start: Int
    ) throws(FormatError) -> UInt64 {
      guard byteCount == 8 else { throw FormatError(offset: start) }
      return try reader.read()
    }

    private static func readTime(
      _ byteCount: Int, _ reader: inout ByteReader, _ start: Int
    ) throws(FormatError) -> Timestamp {
      Timestamp(Int64(bitPattern: try readNumber(byteCount, &reader, start)))
    }
  }
}
