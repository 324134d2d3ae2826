import Testing

@testable import LocalPersona

@Suite("records")
struct RecordTests {
  private func decode(_ bytes: [UInt8]) throws -> Entry { try EntryRecord.decode(bytes, 0..<bytes.count) }

  @Test func entriesComeBackAsTheyWere() throws {
    let entries = try [
      Entry(text: "short"),
      Entry(
        written: Timestamp(-5), added: Timestamp(.max), kind: .diary, title: "Ä", recipient: "日",
        tags: ["x", "ÿ"],
        text: "a\u{0}b\r\n\u{1F600}"),
      Entry(tags: (0..<64).map { "t\($0)" }, text: String(repeating: "é", count: 1 << 19)),
    ]
    for entry in entries { #expect(try decode(EntryRecord.encode(entry)) == entry) }
  }

  @Test func everyCutIsRefused() throws {
    let bytes = EntryRecord.encode(VaultScenario.entry(1, text: "some text"))
    for byteCount in 0..<bytes.count {
      // Where only the text is cut off with its field, the entry has no text.
      #expect(throws: FormatError.self) { try decode(Array(bytes.prefix(byteCount))) }
    }
  }

  @Test func changedBytesNeverTrap() throws {
    var random = SeededGenerator(seed: 2)
    let bytes = EntryRecord.encode(VaultScenario.entry(1, text: "some text"))
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 0..<changed.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = try? decode(changed)
    }
  }

  @Test func fieldsOfLaterVersionsArePassedOver() throws {
    let entry = VaultScenario.entry(1, text: "some text")
    #expect(try decode(EntryRecord.encode(entry) + [200, 3, 0, 0, 0, 1, 2, 3]) == entry)
    #expect(throws: FormatError.self) { try decode(EntryRecord.encode(entry) + [9, 0, 0, 0, 0]) }
  }

  @Test func fieldsOutOfOrderAreRefused() throws {
    let bytes = EntryRecord.encode(VaultScenario.entry(1, text: "some text"))
    let id = Array(bytes[..<13])
    #expect(throws: FormatError.self) { try decode(id + bytes) }
    #expect(throws: FormatError.self) { try decode(Array(bytes[13...]) + id) }
  }

  @Test func invalidTextIsRefused() throws {
    var bytes = EntryRecord.encode(VaultScenario.entry(1, text: "some text"))
    bytes[bytes.count - 1] = 0xFF
    #expect(throws: FormatError.self) { try decode(bytes) }
  }

  @Test(arguments: [(0, 4), (1, 1), (3, 384), (700, 384), (70_000, 3)])
  func vectorsComeBackAsTheyWere(rowCount: Int, dimension: Int) throws {
    let table = VectorTable(
      fingerprint: VaultScenario.model, dimension: dimension,
      ids: (0..<rowCount).compactMap { EntryID(value: UInt64($0)) },
      values: (0..<rowCount * dimension).map { Float($0) * 0.37 - 5 })
    var collector = VectorCollector(reserving: 0)
    for piece in VectorRecord.pieces(of: table) {
      let bytes = piece.encode()
      #expect(bytes.count <= Frame.maximumPayloadByteCount)
      let isAdded = collector.add(try VectorRecord.decode(bytes, 0..<bytes.count))
      #expect(isAdded)
    }
    #expect(collector.table(fingerprint: VaultScenario.model) == (rowCount == 0 ? nil : table))
  }

  @Test func vectorsOfImpossibleSizesAreRefused() {
    for header: [UInt32] in [[0, 1], [1, .max], [65_536, .max], [65_537, 1], [.max, .max]] {
      var writer = ByteWriter()
      for number in header { writer.write(number) }
      writer.pad(to: 64)
      #expect(throws: FormatError.self) { try VectorRecord.decode(writer.bytes, 0..<writer.bytes.count) }
    }
  }

  @Test func aLaterVectorCounts() throws {
    var collector = VectorCollector(reserving: 0)
    let ids = (1...3).compactMap { EntryID(value: $0) }
    let pieces = [
      VectorRecord(dimension: 1, ids: ids, values: [1, 2, 3]),
      VectorRecord(dimension: 1, ids: [ids[1]], values: [9]),
      VectorRecord(dimension: 2, ids: [], values: []),
    ]
    let areAdded = pieces.map { collector.add($0) }
    #expect(areAdded == [true, true, false])
    #expect(collector.table(fingerprint: VaultScenario.model)?.values == [1, 9, 3])
  }
}
