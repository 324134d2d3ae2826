// VaultKeptFixtureTests.swift: what commands keep beside the entries, written by another program from the
// document, is read for ever.
//
// The vault is in Fixtures/vault-v1-kept; its README says what is in it and how it was made.

import Foundation
import Testing

@testable import LocalPersona

@Suite("fixture vault with all that is kept")
struct VaultKeptFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/vault-v1-kept/vault")
  private static let model = [UInt8](repeating: 1, count: 32)
  private static let identity = [UInt8](repeating: 5, count: 32)

  /// The ids of the entries and, from 40 on, of drafts.
  private static func id(_ number: UInt64) throws -> EntryID {
    try #require(EntryID(value: (number + 1) << 40 | 7))
  }

  private func open(_ path: String = Self.folder.path, _ access: Vault.Access = .read) throws -> Vault {
    try Vault.open(
      at: path, passphrase: VaultScenario.secret("a fixture is no secret"), access: access,
      files: POSIXFileStore(), state: nil)
  }

  @Test func hasItsSteps() throws {
    let vault = try open()
    let ids = try (0..<4).map { try Self.id(UInt64($0)) }
    #expect(vault.entries.map(\.id) == ids)
    let steps = try vault.undoHistory()
    #expect(steps.map(\.step.action) == [.remove, .edit, .tag, .add, .import])
    #expect(steps.map(\.entryCount) == [1, 1, 1, 1, 4])
    #expect(steps.map(\.canBeTakenBack) == [false, false, true, true, true])
    #expect(steps.map(\.step.time) == (0..<5).map { Timestamp(1_764_599_504 - Int64($0)) })
    #expect(steps[2].tags == [ids[0]: ["draft:edited"]])
    #expect(steps[3].brought == [ids[3]])
    #expect(steps[4].brought == [ids[0], ids[2]] && steps[4].edited == [ids[1]])
  }

  @Test func hasItsHabitsAndDrafts() throws {
    let vault = try open()
    let habits = try VoiceHabits.load(from: vault)
    #expect(habits.forbidden == ["utilize", "at your earliest convenience"])
    #expect(habits.greeting == "Hi" && habits.signOff == "Best,\nA." && habits.text.contains("# a comment"))
    let drafts = try DraftLog.load(from: vault).drafts
    #expect(drafts.map(\.verdict) == [.open, .rejected, .accepted])
    #expect(try drafts.map(\.id) == [Self.id(40), Self.id(41), Self.id(0)])
    #expect(drafts.map(\.text) == ["See you at ten 🙂\n", nil, nil])
    #expect(drafts[0].edited == "At ten." && drafts[0].recipient == "Ann" && drafts[0].kind == .mail)
    #expect(drafts.allSatisfy { $0.strategy == "retrieval" && $0.model == "smollm2" && $0.seed == 7 })
    #expect(drafts[0].made.secondsSince1970 == 1_764_599_600)
  }

  @Test func hasWhatWasLearned() throws {
    let vault = try open()
    let settings = try LearningSettings.load(from: vault)
    #expect(settings.isAutomatic && settings.lastRun?.seconds == 42 && settings.lastRun?.entryCount == 4)
    #expect(settings.lastRun?.extent.rawValue == 3 && settings.lastRun?.model == Self.model)
    let stored = try LearnedPersona.load(from: vault, model: Self.model)
    let learned = try #require(stored)
    let winner = LearnedStrategy(rows: .adapted, usesTerms: true)
    #expect(learned.winner == winner && learned.rowsOrigin == .adapted)
    #expect(learned.softCount == 2 && learned.softRows == [0.5, -0.25, 1, 8])
    #expect(learned.results.map(\.strategy) == [LearnedStrategy.none, winner])
    #expect(learned.winnerResult?.loss == 3.25 && learned.winnerResult?.difference == -0.25)
    #expect(learned.winnerResult?.low == -0.5 && learned.winnerResult?.high == -0.125)
    #expect(learned.encoderFingerprint == [UInt8](repeating: 2, count: 32))
    #expect(learned.plugFingerprint == [UInt8](repeating: 3, count: 32))
    #expect(try learned.newestID == Self.id(3))
    #expect(learned.entryCount == 4 && learned.heldOutCount == 1 && learned.stepCount == 30)
    #expect(learned.date.secondsSince1970 == 1_764_599_700)
    let terms = try #require(learned.terms)
    #expect(terms.tokens.tokens == [1, 300] && terms.pairs.tokens == [300] && terms.triples.tokens.isEmpty)
  }

  @Test func hasWhatWasCutOff() throws {
    let vault = try open()
    let trained = try #require(try vault.derived(RowAdaptation.key(model: Self.model)))
    let decoded = RowAdaptation(decoding: trained, identity: Self.identity, start: [0, 0], targetCounts: [3])
    let adaptation = try #require(decoded)
    #expect(adaptation.step == 5 && adaptation.trainingLoss == 3.5 && adaptation.parameters == [0.5, -0.5])
    #expect(adaptation.optimiser.firstMoments == [0.25, 0] && adaptation.optimiser.secondMoments == [1, 0])
    #expect(adaptation.checks.map(\.step) == [4] && adaptation.checks.map(\.losses) == [[[3, 2, 1]]])
    let measured = try #require(try vault.derived(VaultLosses.key(model: Self.model)))
    let losses = try #require(VaultLosses(decoding: measured, identity: Self.identity, targetCounts: [3]))
    #expect(losses["none"] == [[[3, 2, 1]]])
    #expect(losses["stranger"] == [[[4, 2.5, 1.5]], [[4, 2.5, 1.5]]])
  }

  @Test func goesOnInACopy() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "fixture-\(EntryID.random())")
    try FileManager.default.copyItem(at: Self.folder, to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let report = try Vault.check(
      at: url.path, passphrase: VaultScenario.secret("a fixture is no secret"), full: true,
      files: POSIXFileStore(), state: nil)
    #expect(report.isSound && report.readableEntryCount == 4)
    let vault = try open(url.path, .write)
    try vault.undoLast()
    #expect(vault.entries[0].tags == ["draft:edited"])
    var log = try DraftLog.load(from: vault)
    let made = try log.draft(nil).entry()
    try vault.accept(try #require(made), from: &log)
    vault.close()
    let again = try open(url.path)
    #expect(again.entries.count == 5 && again.entries[4].text == "At ten.")
    #expect(try again.undoHistory().map(\.step.action) == [.add, .remove, .edit, .add, .import])
  }
}
