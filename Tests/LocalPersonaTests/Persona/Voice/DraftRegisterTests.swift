import Inference
import Testing

@testable import LocalPersona

@Suite("the register of a draft")
struct DraftRegisterTests {
  private static let calm = [
    "the", "garden", "was", "of", "it", "and", "we", "however", "quite", "which", "there",
  ]
  private static let quick = ["lol", "ok", "so", "no", "yes", "you", "me", "now", "just", "u", "go"]

  private func text(_ pool: [String], _ count: Int, _ random: inout SplitMix64) -> String {
    (0..<count).map { place in
      let word = pool[Int(random.next() % UInt64(pool.count))]
      return place % 4 == 3 && pool == Self.calm ? word + "," : word
    }.joined(separator: " ")
  }

  /// Mails to Ann in long sentences, and chats to her and to nobody in short ones.
  private func history(mails: Int, chats: Int, others: Int) throws -> [Entry] {
    var random = SplitMix64(seed: 11)
    let letters = try (0..<mails).map { _ in
      try Entry(kind: .mail, recipient: "Ann", tags: ["letters"], text: text(Self.calm, 60, &random))
    }
    let answers = try (0..<chats).map { _ in
      try Entry(kind: .chat, recipient: "Ann", text: text(Self.quick, 20, &random))
    }
    let rest = try (0..<others).map { _ in try Entry(kind: .chat, text: text(Self.quick, 20, &random)) }
    return letters + answers + rest
  }

  private func fitting(_ entries: [Entry], to recipient: String?, _ kind: EntryKind? = nil) -> String? {
    DraftRegister.fitting(entries, recipient: recipient, kind: kind)?.group.name
  }

  @Test func isThatOfTheRecipientBeforeThatOfTheKind() throws {
    let entries = try history(mails: 25, chats: 0, others: 30)
    #expect(fitting(entries, to: "Ann") == "to:Ann")
    #expect(fitting(entries, to: "Ann", .mail) == "to:Ann")
    #expect(fitting(entries, to: nil, .mail) == "mail")
    #expect(fitting(entries, to: "Bo", .chat) == "chat")
    #expect(fitting(entries, to: nil) == nil && fitting(entries, to: "Bo") == nil)
    #expect(fitting(entries, to: "Bo", .letter) == nil && fitting([], to: "Ann", .mail) == nil)
  }

  /// As `list --to` does.
  @Test(arguments: [("ann", true), ("ANN", true), ("Anna", false), ("", false)])
  func goesByTheWordsOfANameWhereNobodyIsCalledExactlySo(name: String, isFound: Bool) throws {
    let entries = try history(mails: 25, chats: 0, others: 30)
    #expect(fitting(entries, to: name) == (isFound ? "to:\(name)" : nil))
    let other = try Entry(kind: .mail, recipient: "ann", text: "exactly")
    #expect(EntryGroup.recipient("ann").members(of: entries + [other]) == [other])
  }

  @Test func takesOfARecipientOnlyWhatIsOfTheKindAskedFor() throws {
    let entries = try history(mails: 25, chats: 25, others: 25)
    let register = try #require(DraftRegister.fitting(entries, recipient: "Ann", kind: .mail))
    #expect(register.group == .recipient("Ann") && register.entries == Array(entries.prefix(25)))
    #expect(register.has(entries[0]) && !register.has(entries[25]) && !register.isNamed)
  }

  @Test func needsEnoughEntriesOnBothSides() throws {
    #expect(try fitting(history(mails: 20, chats: 0, others: 20), to: "Ann") == "to:Ann")
    #expect(try fitting(history(mails: 19, chats: 0, others: 40), to: "Ann") == nil)
    #expect(try fitting(history(mails: 40, chats: 0, others: 19), to: "Ann") == nil)
    // Too few of the kind asked for, whatever else went to the same person; the kind has none of its own
    // either.
    #expect(try fitting(history(mails: 19, chats: 25, others: 25), to: "Ann", .mail) == nil)
  }

  @Test func isNoneWhereTheSameIsWrittenToEverybody() throws {
    var random = SplitMix64(seed: 12)
    let texts = (0..<30).map { _ in text(Self.calm, 40, &random) }
    let entries = try texts.flatMap { text in
      [
        try Entry(kind: .mail, recipient: "Ann", text: text),
        try Entry(kind: .mail, recipient: "Bo", text: text),
      ]
    }
    #expect(fitting(entries, to: "Ann") == nil)
  }

  /// What is compared is a sample; all entries are taken.
  @Test func isFoundInALargeHistoryWithAllItsEntries() throws {
    let entries = try history(mails: 3 * DraftRegister.sampleCount + 7, chats: 0, others: 250)
    let register = try #require(DraftRegister.fitting(entries, recipient: "Ann", kind: nil))
    #expect(register.entries.count == 3 * DraftRegister.sampleCount + 7)
    #expect(DraftRegister.fitting(entries, recipient: "Ann", kind: nil) == register)
  }

  @Test(arguments: [("mail", 2), ("to:Ann", 3), ("tag:letters", 2)])
  func canBeNamedHoweverSmallItIs(name: String, count: Int) throws {
    let register = try DraftRegister(named: name, in: history(mails: 2, chats: 1, others: 1))
    #expect(register.group.name == name && register.entries.count == count && register.isNamed)
  }

  @Test(arguments: ["to:Bo", "post", "tag:work", "No Kind"])
  func isNotThereWhereNoEntryBelongsToIt(name: String) throws {
    let entries = try history(mails: 2, chats: 1, others: 1)
    #expect(throws: VoiceError.noSuchGroup(name)) { try DraftRegister(named: name, in: entries) }
  }
}
