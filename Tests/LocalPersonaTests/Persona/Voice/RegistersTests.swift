import Inference
import Testing

@testable import LocalPersona

@Suite("registers")
struct RegistersTests {
  private static let calm = [
    "the", "garden", "was", "of", "it", "and", "we", "however", "quite", "which", "there",
  ]
  private static let quick = ["lol", "ok", "so", "no", "yes", "you", "me", "now", "just", "u", "go"]

  /// A text of `count` words, with marks as a letter has them or without.
  private func text(_ pool: [String], _ count: Int, isFormal: Bool, _ random: inout SplitMix64) -> String {
    (0..<count).map { place in
      let word = pool[Int(random.next() % UInt64(pool.count))]
      guard isFormal else { return word }
      return place % 9 == 8 ? word + "." : place % 4 == 3 ? word + "," : word
    }.joined(separator: " ")
  }

  private func vault(formal: Int, quick: Int) throws -> [Entry] {
    var random = SplitMix64(seed: 7)
    let letters = try (0..<formal).map { _ in
      try Entry(
        kind: .mail, recipient: "Ann", text: text(Self.calm, 60, isFormal: true, &random))
    }
    let chats = try (0..<quick).map { _ in
      try Entry(kind: .chat, tags: ["phone"], text: text(Self.quick, 20, isFormal: false, &random))
    }
    return letters + chats
  }

  @Test func areFoundWhereKindsDiffer() throws {
    let found = Registers(try vault(formal: 25, quick: 30)).found()
    // Recipient and tag have the same entries as the kinds, and are not told again.
    #expect(Set(found.map { $0.group.name }) == ["chat", "mail"])
    #expect(found.map(\.entryCount) == [30, 25])
    let mail = try #require(found.first { $0.group == .kind(.mail) })
    #expect(mail.chance == 0.001 && mail.habits.count == Registers.toldHabitCount)
    #expect(mail.habits.allSatisfy { abs($0.deviations) > 1 })
  }

  @Test func areNotFoundWhereTheSameIsWrittenEverywhere() throws {
    var random = SplitMix64(seed: 9)
    let texts = (0..<30).map { _ in text(Self.calm, 40, isFormal: true, &random) }
    let entries = try texts.flatMap { text in
      [try Entry(kind: .mail, text: text), try Entry(kind: .note, text: text)]
    }
    #expect(Registers(entries).found().isEmpty)
  }

  @Test func needEnoughEntriesOnBothSides() throws {
    #expect(Registers(try vault(formal: 19, quick: 30)).found().isEmpty)
    #expect(Registers(try vault(formal: 50, quick: 0)).found().isEmpty)
    #expect(Registers([]).found().isEmpty)
  }

  @Test(arguments: ["mail", "to:Ann", "tag:phone"])
  func haveNamesThatAreReadAgain(name: String) throws {
    let group = try #require(EntryGroup(name: name))
    #expect(group.name == name)
    #expect(try vault(formal: 2, quick: 3).contains(where: group.has))
    #expect(EntryGroup(name: "No Kind") == nil)
  }
}
