import Inference
import Testing

@testable import LocalPersona

@Suite("drafts that are kept")
struct DraftLogTests {
  private func draft(_ text: String, edited: String? = nil) -> KeptDraft {
    KeptDraft(
      text: text, edited: edited, kind: .mail, recipient: "Ann", strategy: "retrieval", model: "m", seed: 7)
  }

  @Test(arguments: [
    ("a b c d", "a b c d", 0.0), ("a b c d", "d c b a", 0.0), ("a b", "a b c d", 0.5), ("a b", "x y", 1.0),
    ("a", "a a a a", 0.75), ("", "x", 1.0), ("A, b!", "a b.", 0.0), ("a", "...", 0.0),
  ])
  func countTheWordsThatAreNotTheirs(draft: String, text: String, share: Double) {
    #expect(KeptDraft.ownShare(of: text, besides: draft) == share)
  }

  @Test func becomeEntriesThatTellTheirOrigin() throws {
    let kept = draft("see you at ten")
    let untouched = try #require(try kept.entry())
    #expect(untouched.tags == [Entry.acceptedDraftTag] && !untouched.isOwnWriting)
    #expect(untouched.id == kept.id && untouched.kind == .mail && untouched.recipient == "Ann")
    let little = try #require(try kept.entry("see you at noon", kind: .chat, tags: ["tea"]))
    #expect(little.tags == [Entry.acceptedDraftTag, "tea"] && little.kind == .chat)
    let own = try #require(try kept.entry("come when you like, at ten or at noon"))
    #expect(own.tags == [Entry.editedDraftTag] && own.isOwnWriting)
    let edited = try #require(try draft("a b", edited: "x y z").entry())
    #expect(edited.text == "x y z" && edited.isOwnWriting)
  }

  @Test(arguments: [
    ("gardens", true), ("The garden, Ann", true), ("night garden", false), ("", true), ("gard", false),
  ])
  func areFoundByAllWordsOfTheirTextAndRecipient(query: String, isFound: Bool) {
    #expect(draft("the night", edited: "The garden!").hasAllWords(of: query) == isFound)
  }

  @Test func keepNoWordsAfterAVerdict() throws {
    var log = DraftLog()
    let drafts = [draft("one"), draft("two", edited: "three")]
    try log.add(drafts)
    #expect(try log.draft(nil) == drafts[1])
    log.close(drafts[1].id, .rejected)
    #expect(log.drafts[1].text == nil && log.drafts[1].edited == nil && log.drafts[1].verdict == .rejected)
    #expect(log.drafts[1].recipient == nil && log.drafts[0].recipient == "Ann")
    #expect(try log.draft(nil) == drafts[0] && log.drafts[1].entry() == nil)
    #expect(throws: DraftLogError.notFound("zzzz")) { try log.draft("zzzz") }
    #expect(throws: DraftLogError.full(limit: DraftLog.limit)) {
      try log.add((0..<DraftLog.limit).map { _ in draft("x") })
    }
  }

  @Test func comeBackFromTheVaultAndLeaveNothingBehind() throws {
    let scenario = try VaultScenario()
    var log = DraftLog()
    try log.add([draft("one, \"two\"\n"), draft("three", edited: "four")])
    log.close(log.drafts[0].id, .accepted)
    try scenario.change { vault in
      #expect(!DraftLog.isThere(in: vault))
      try log.store(in: vault)
      #expect(DraftLog.isThere(in: vault) && DraftLog.hasWords(in: vault))
    }
    #expect(try DraftLog.load(from: scenario.open(.read)) == log)
    try scenario.change { vault in
      log.close(log.drafts[1].id, .rejected)
      try log.store(in: vault)
      #expect(DraftLog.isThere(in: vault) && !DraftLog.hasWords(in: vault))
      log.remove(Set(log.drafts.map(\.id)))
      try log.store(in: vault)
    }
    #expect(try !DraftLog.isThere(in: scenario.open(.read)) && scenario.check().isSound)
  }

  @Test(arguments: ["", "{}", "[1]", "[{\"id\":\"0000000000\"}]", "not JSON"])
  func areRefusedWhereTheyCannotBeUnderstood(content: String) throws {
    let scenario = try VaultScenario()
    try scenario.change { try $0.store(derived: Array(content.utf8), for: DraftLog.key) }
    #expect(throws: DraftLogError.unreadable) { try DraftLog.load(from: scenario.open(.read)) }
  }

  @Test func areRefusedWhereWordsAreLeftAfterAVerdict() throws {
    var closed = draft("one", edited: "two")
    closed.close(.rejected)
    #expect(KeptDraft(closed.json) == closed)
    guard case .object(let members) = closed.json else { preconditionFailure("a draft is an object") }
    for name in ["text", "edited", "recipient"] {
      let changed = members.map { $0.0 == name ? (name, JSONValue.string("a word")) : $0 }
      #expect(KeptDraft(.object(changed)) == nil, "\(name)")
    }
    let open = draft("one", edited: "two")
    #expect(KeptDraft(open.json) == open)
  }

  @Test func stayWhereAnEntryGoes() throws {
    let scenario = try VaultScenario()
    var log = DraftLog()
    try log.add([draft("one")])
    try scenario.change { vault in
      try vault.append(VaultScenario.entries(3))
      try log.store(in: vault)
      let hadLearned = try vault.removeAndUnlearn([vault.entries[0].id])
      #expect(!hadLearned)
    }
    #expect(try DraftLog.load(from: scenario.open(.read)) == log)
  }

  /// Whatever is accepted, and wherever it comes in, nothing that learning or drafting reads is another.
  @Test(arguments: 1...20) func areNeverLearnedFromUntouched(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let own = VaultScenario.entries(20)
    var mixed = own
    for number in 0..<Int.random(in: 1...12, using: &random) {
      let words = "accepted \(number) " + String(repeating: "words ", count: number)
      let accepted = try #require(try draft(words).entry())
      mixed.insert(accepted, at: Int.random(in: 0...mixed.count, using: &random))
    }
    let scenario = try VaultScenario()
    try scenario.change { try $0.append(mixed) }
    let vault = try scenario.open(.read)
    #expect(vault.ownEntries == own && vault.entries.count > own.count)
    #expect(try LearningSplit(vault.ownEntries) == LearningSplit(own))
    let brief = try Brief("accepted words")
    let (builder, plain) = (PromptBuilder(model: FakeModel.writing("x")), HistorySearch(own))
    let plan = try Retrieval(HistorySearch(vault.ownEntries)).plan(brief, builder: builder)
    #expect(try plan.rows == Retrieval(plain).plan(brief, builder: builder).rows)
  }
}
