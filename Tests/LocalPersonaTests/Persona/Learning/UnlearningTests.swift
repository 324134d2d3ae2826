// UnlearningTests.swift: what was learned goes with the entries that it was learned from, out of the files
// too.

import Crypto
import Inference
import Testing

@testable import LocalPersona

@Suite("unlearning")
struct UnlearningTests {
  private static let word = "Quetzalcoatlus"

  /// A token that only the text with ``word`` has.
  private static let token: TokenID = 54_321

  private let secret = VaultScenario.entry(7, text: "a letter about the \(word) of our garden")

  /// A vault with entries, vectors, all that learning leaves, and settings.
  private func learned() throws -> VaultScenario {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try vault.append(VaultScenario.entries(6) + [secret])
      try vault.store(VaultScenario.vectors(vault.entries))
      let persona = LearnedPersona(
        winner: LearnedStrategy(usesTerms: true), softRows: [], rowsOrigin: .none, softCount: 0,
        terms: TermModel(sequences: [[1, 2, 3], [4, Self.token, 5]]), results: [],
        modelFingerprint: VaultScenario.model, encoderFingerprint: [], plugFingerprint: [],
        entryCount: 7, newestID: secret.id, heldOutCount: 1, stepCount: 0, date: Timestamp(5))
      try persona.store(in: vault)
      // A model that is gone since, a training that was cut off, and what a later version may keep.
      try vault.store(derived: persona.encode(), for: LearnedPersona.key(model: [8]))
      try vault.store(derived: Array(Self.word.utf8), for: RowAdaptation.key(model: VaultScenario.model))
      try vault.store(derived: Array(Self.word.utf8), for: DerivedKey(name: "of-later", fingerprint: []))
      try Self.settings.store(in: vault)
    }
    return scenario
  }

  private static var settings: LearningSettings {
    var settings = LearningSettings()
    settings.isAutomatic = true
    return settings
  }

  private func changing(_ scenario: VaultScenario, _ body: (Vault) throws -> Bool) throws -> Bool {
    let vault = try scenario.open()
    defer { vault.close() }
    return try body(vault)
  }

  /// The payload of each frame in each file of the vault's folder, listed by the head or not.
  private func payloads(_ scenario: VaultScenario) throws -> [(stream: VaultStream, bytes: [UInt8])] {
    var found: [(VaultStream, [UInt8])] = []
    for (path, file) in scenario.disk.contents where path.hasPrefix(VaultScenario.path) {
      guard let name = SegmentName(fileName: String(path.split(separator: "/").last ?? "")) else { continue }
      let vaultID = scenario.header.vaultID
      let keys = scenario.keys
      let opened = SegmentHeader.open(file, name: name, vaultID: vaultID, keys: keys)
      let header = try #require(opened)
      var chain = FrameChain(
        vaultID: vaultID, segment: name, generation: header.generation,
        tag: Array(file[..<Segment.headerByteCount].suffix(FrameChain.tagByteCount)))
      var offset = Segment.headerByteCount
      while offset < file.count {
        let next = chain.openAny(file, at: offset, keys: keys)
        let frame = try #require(next)
        let stream = VaultStream(kind: header.kind, key: header.key)
        found.append((stream, Array(frame.plaintext[frame.payload])))
        offset = frame.end
      }
    }
    return found
  }

  /// The places where a trace of the secret entry is on disk.
  private func traces(_ scenario: VaultScenario) throws -> Set<String> {
    var traces: Set<String> = []
    for (stream, bytes) in try payloads(scenario) {
      if bytes.firstRange(of: Array(Self.word.utf8)) != nil { traces.insert("word in kind \(stream.kind)") }
      guard stream.kind == VaultStream.derivedKind else { continue }
      let nameCount = Int(bytes[0])
      let name = String(decoding: bytes[1..<1 + nameCount], as: UTF8.self)
      guard name == "learned" else { continue }
      let data = Array(bytes[(1 + nameCount + 1 + Int(bytes[1 + nameCount]) + 8)...])
      let terms = try LearnedPersona(decoding: data).terms
      if terms?.tokens.index(of: Self.token, in: 0) != nil { traces.insert("token in \(name)") }
    }
    return traces
  }

  @Test func aRemovedTextIsInNoFileOfTheVault() throws {
    let scenario = try learned()
    // A test of the test: it is found where it is.
    #expect(try traces(scenario) == ["word in kind 1", "word in kind 3", "token in learned"])
    #expect(try changing(scenario) { try $0.removeAndUnlearn([secret.id]) })
    #expect(try traces(scenario).isEmpty)
    let head = try VaultReader(folder: scenario.folder, header: scenario.header).readHead(keys: scenario.keys)
    let paths = scenario.disk.contents.keys.filter { $0.hasPrefix(VaultScenario.path) }
    let files = paths.compactMap {
      SegmentName(fileName: String($0.split(separator: "/").last ?? ""))
    }
    #expect(Set(files) == Set(head.head.segments.map(\.name)))
    #expect(try scenario.check().isSound)
    let vault = try scenario.open(.read)
    #expect(vault.entries == VaultScenario.entries(6))
    #expect(try LearnedPersona.load(from: vault, model: VaultScenario.model) == nil)
    #expect(try LearningSettings.load(from: vault) == Self.settings)
  }

  @Test func aChangedTextIsInNoFileOfTheVault() throws {
    for entry in [VaultScenario.entry(7, text: "other words"), try retitled()] {
      let scenario = try learned()
      #expect(try changing(scenario) { try $0.replaceAndUnlearn(secret, by: entry) })
      let expected: Set<String> = entry.text == secret.text ? ["word in kind 1"] : []
      #expect(try traces(scenario) == expected)
      #expect(try LearningSettings.load(from: scenario.open(.read)) == Self.settings)
    }
  }

  private func retitled() throws -> Entry {
    try Entry(
      id: secret.id, written: secret.written, added: secret.added, kind: secret.kind, title: "another",
      recipient: secret.recipient, tags: secret.tags, text: secret.text)
  }

  @Test func aTagOrADateCostsNothingLearned() throws {
    let scenario = try learned()
    let entry = try Entry(
      id: secret.id, written: Timestamp(9), added: secret.added, kind: .note, title: secret.title,
      recipient: secret.recipient, tags: ["new"], text: secret.text)
    let hadLearned = try changing(scenario) { try $0.replaceAndUnlearn(secret, by: entry) }
    #expect(!hadLearned)
    #expect(try LearnedPersona.load(from: scenario.open(.read), model: VaultScenario.model) != nil)
  }

  /// Where its tags changed, the journal of undo knows them.
  @Test func aRemovedEntryTakesItsTagsAlong() throws {
    let scenario = try learned()
    try scenario.change { vault in
      _ = try vault.retag([secret.with(tags: [Self.word])], as: UndoStep(.tag))
      _ = try vault.retag([secret], as: UndoStep(.tag))
      let journal = try #require(try vault.derived(UndoJournal.key))
      #expect(journal.firstRange(of: Array(Self.word.utf8)) != nil)
    }
    #expect(try changing(scenario) { try $0.removeAndUnlearn([secret.id]) })
    #expect(try traces(scenario).isEmpty)
    #expect(try scenario.open(.read).undoHistory().map(\.step.action) == [.remove, .tag, .tag])
  }

  @Test func takingBackAnAdditionUnlearnsToo() throws {
    let scenario = try learned()
    let late = VaultScenario.entry(8, text: "a note about the \(Self.word)")
    try scenario.change { try $0.append([late], as: UndoStep(.add)) }
    let hadLearned = try changing(scenario) { vault in
      let record = try #require(try vault.undoHistory().first)
      return try vault.undoAndUnlearn(record, removesEdited: false)
    }
    #expect(hadLearned)
    // The entry that was there before.
    #expect(try traces(scenario) == ["word in kind 1"])
    #expect(try scenario.open(.read).entries.last == secret)
    #expect(try LearningSettings.load(from: scenario.open(.read)) == Self.settings)
  }

  /// Where accepting was cut off between the entry and the verdict, the draft still has the words of its
  /// entry.
  @Test func anEntryTakesTheDraftThatItWasAlong() throws {
    let kept = KeptDraft(
      id: secret.id, text: "a \(Self.word)", recipient: "Ann", strategy: "none", model: "m", seed: 1)
    let other = KeptDraft(text: "another", strategy: "none", model: "m", seed: 2)
    for isReworded in [false, true] {
      let scenario = try learned()
      try scenario.change { vault in
        var log = DraftLog()
        try log.add([kept, other])
        try log.store(in: vault)
      }
      let hadLearned = try changing(scenario) { vault in
        guard isReworded else { return try vault.removeAndUnlearn([secret.id]) }
        return try vault.replaceAndUnlearn(secret, by: VaultScenario.entry(7, text: "other words"))
      }
      #expect(hadLearned)
      #expect(try traces(scenario).isEmpty)
      let drafts = try DraftLog.load(from: scenario.open(.read)).drafts
      #expect(drafts.last == other && drafts.count == (isReworded ? 2 : 1))
      #expect(drafts[0].verdict == (isReworded ? .accepted : .open) && drafts[0].recipient == nil)
    }
  }

  @Test func nothingLearnedIsNothingToTell() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      try vault.append(VaultScenario.entries(2))
      try Self.settings.store(in: vault)
      #expect(try !vault.removeAndUnlearn([vault.entries[0].id]))
    }
  }

  @Test func aDamagedRecordKeepsNobodyFromRemoving() throws {
    let scenario = try learned()
    let head = try VaultReader(folder: scenario.folder, header: scenario.header).readHead(keys: scenario.keys)
    for stream in head.head.streams where stream.kind == VaultStream.derivedKind {
      scenario.disk.contents[scenario.path(of: stream.segments[0].fileName)]?[200] ^= 1
    }
    #expect(try changing(scenario) { try $0.removeAndUnlearn([secret.id]) })
    #expect(try traces(scenarioWithoutSettings(scenario)).isEmpty)
  }

  /// Settings hold no words, so their file was left damaged as it is.
  private func scenarioWithoutSettings(_ scenario: VaultScenario) throws -> VaultScenario {
    try scenario.change { try $0.removeDerived(LearningSettings.key) }
    return scenario
  }

  /// Wherever it is cut off or fails, what was learned never outlives the entry.
  @Test(arguments: SimulatedDisk.Fault.allCases)
  func nothingLearnedOutlivesItsEntry(_ fault: SimulatedDisk.Fault) throws {
    let scenario = try learned()
    let rehearsal = scenario.copy()
    let vault = try rehearsal.open()
    rehearsal.disk.start(SimulatedDisk.Plan(step: .max, fault: .kill))
    _ = try vault.removeAndUnlearn([secret.id])
    for step in 0..<rehearsal.disk.stepCount {
      let copy = scenario.copy()
      let vault = try copy.open()
      copy.disk.start(SimulatedDisk.Plan(step: step, fault: fault, seed: UInt64(step)))
      let isDone = (try? vault.removeAndUnlearn([secret.id])) != nil
      vault.close()
      copy.disk.restart()
      // The next writer tidies up after one that was cut off.
      let next = try copy.open()
      let isThere = next.entries.contains { $0.id == secret.id }
      let learned = try LearnedPersona.load(from: next, model: VaultScenario.model)
      #expect(!(isDone && isThere) && (isThere || learned == nil), "step \(step)")
      next.close()
      #expect(try isThere || traces(copy).isEmpty, "step \(step)")
    }
    print("learning faults: unlearning, \(fault): \(rehearsal.disk.stepCount) cases")
  }
}
