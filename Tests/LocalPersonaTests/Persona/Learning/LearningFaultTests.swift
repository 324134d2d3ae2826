// LearningFaultTests.swift: what learning does with a full disk, with numbers that run away, and with
// histories that have little to say.

import Inference
import Testing

@testable import LocalPersona

@Suite("learning that goes wrong")
struct LearningFaultTests {
  private let own = LearningSample.persona().startRows

  /// A keeper of checkpoints in a vault on a disk that can be full.
  private struct Place {
    let scenario: VaultScenario
    let vault: Vault
    let keeper: CheckpointKeeper

    init(_ entries: [Entry]) throws {
      scenario = try VaultScenario()
      vault = try scenario.open()
      try vault.append(entries)
      keeper = CheckpointKeeper(
        vault: vault, split: try LearningSplit(entries), origin: LearningSample.origin(entries))
    }
  }

  private func makeRun(
    _ entries: [Entry], scorer: any GradientModel, observer: any LearningObserver
  ) throws -> LearningRun {
    let split = try LearningSplit(entries)
    return try LearningRun(
      split: split, tokenizer: ByteTokenizer(),
      prompts: LearningPrompts(model: FakeModel { _ in [] }, history: HistorySearch(split.training)),
      persona: LearningSample.persona(), scorer: scorer, observer: observer)
  }

  /// The rest of the work goes on without a net, with one warning; what was stored before is there.
  @Test func aFullDiskStopsNoTraining() throws {
    let entries = try LearningSample.entries(20)
    let place = try Place(entries)
    let observer = StoringObserver(keeper: place.keeper)
    var run = try makeRun(entries, scorer: FakeScorer(goal: own.map { $0 + 0.1 }), observer: observer)
    try run.compare()
    let counts = run.losses.targets.map(\.count)
    let start = try #require(run.startParameters)
    var adaptation = RowAdaptation(parameters: start)
    try run.train(&adaptation, stepCount: 5)
    let stored = try #require(place.keeper.load(start: start, targetCounts: counts))
    #expect(stored.step == 5)
    // The next checkpoint finds no space; the one after it does.
    observer.fullDisk = place.scenario.disk
    try run.train(&adaptation, stepCount: 12)
    #expect(adaptation.step == 12 && observer.failureCount == 1)
    place.scenario.disk.start(nil)
    // Whole or not at all, and never of another training.
    let kept = try #require(place.keeper.load(start: start, targetCounts: counts))
    #expect((5...12).contains(kept.step))
    #expect(place.vault.entries == entries)
    place.vault.close()
    try place.scenario.change { _ in }  // The next writer tidies up.
    #expect(try place.scenario.check().isSound)
  }

  @Test func aFullDiskAtTheFirstCheckpointLeavesTheVaultAsItWas() throws {
    let entries = try LearningSample.entries(20)
    let adaptation = RowAdaptation(parameters: [0, 1, 2, 3])
    for step in 0..<8 {
      let place = try Place(entries)
      place.scenario.disk.start(SimulatedDisk.Plan(step: step, fault: .noSpace))
      let isStored = (try? place.keeper.store(adaptation)) != nil
      place.scenario.disk.start(nil)
      let kept = place.keeper.load(start: [0, 0, 0, 0], targetCounts: [])
      #expect(kept == nil || kept == adaptation)
      #expect(!isStored || kept == adaptation)
      #expect(place.vault.entries == entries)
      place.vault.close()
    }
  }

  @Test func aGradientThatExplodesEndsTrainingBeforeItIsTaken() throws {
    let entries = try LearningSample.entries(20)
    let scorer = FakeScorer(goal: own.map { $0 + 0.1 })
    let observer = FakeObserver()
    let run = try makeRun(entries, scorer: scorer, observer: observer)
    var adaptation = RowAdaptation(parameters: try #require(run.startParameters))
    scorer.failsFrom = 6
    #expect(throws: LearningError.notFinite(step: 6)) { try run.train(&adaptation, stepCount: 20) }
    #expect(adaptation.step == 5 && observer.steps.last == 5)
    let numbers = adaptation.parameters + adaptation.optimiser.firstMoments
    #expect(numbers.allSatisfy { $0.isFinite })
    let words = LearningError.notFinite(step: 6).explanation
    #expect(words.what.contains("step 6") && words.next?.contains("--no-adapt") == true)
  }

  /// What was seen before numbers ran away is judged, and kept.
  @Test func trainingThatWentAstrayCountsUpToThere() throws {
    let entries = try LearningSample.entries(20)
    let scorer = FakeScorer(goal: own.map { $0 + 0.1 })
    var run = try makeRun(entries, scorer: scorer, observer: FakeObserver())
    try run.compare()
    var adaptation = RowAdaptation(parameters: try #require(run.startParameters))
    scorer.failsFrom = 13
    #expect(try run.adapt(&adaptation, stepCount: 20) == 13)
    let learned = run.learned(adaptation, origin: LearningSample.origin(entries))
    #expect(learned.isTrained && learned.softRows.allSatisfy(\.isFinite) && learned.stepCount <= 12)
    #expect(!LearningMessages.wentAstray(step: 13).contains("\n"))
  }

  /// Losses that are huge but still numbers win nothing.
  @Test func aLossThatRunsAwayIsNeverChosen() throws {
    let entries = try LearningSample.entries(20)
    var run = try makeRun(entries, scorer: RunawayScorer(goal: own), observer: FakeObserver())
    try run.compare()
    var adaptation = RowAdaptation(parameters: try #require(run.startParameters))
    try run.train(&adaptation, stepCount: 80)
    #expect(adaptation.step < 80)
    try run.judge(adaptation)
    let learned = run.learned(adaptation, origin: LearningSample.origin(entries))
    #expect(learned.stepCount == 0 && learned.softRows.allSatisfy(\.isFinite))
    #expect(try LearnedPersona(decoding: learned.encode()) == learned)
  }

  @Test func aLossThatIsNoNumberEndsTheComparison() throws {
    let entries = try LearningSample.entries(16)
    var run = try makeRun(entries, scorer: FakeScorer(goal: own, bare: .nan), observer: FakeObserver())
    #expect(throws: LearningError.notFinite(step: nil)) { try run.compare() }
  }

  @Test func entriesAllAlikeAreToldWhyTheyAreTooFew() throws {
    let entries = try LearningSample.entries(40) {
      $0 % 2 == 0 ? "Always the same words." : "always the same words"
    }
    let error = LearningError.tooFewDifferent(count: 1, repeatedCount: 39, needed: 16)
    #expect(throws: error) { _ = try LearningSplit(entries) }
    for number in ["1 ", "39 ", "16 "] { #expect(error.explanation.what.contains(number)) }
    #expect(!error.explanation.what.contains("\n") && error.explanation.exitCode == .invalidInput)
  }

  @Test func anAuthorOfTwoLanguagesIsTrainedOnBoth() throws {
    let entries = try LearningSample.entries(24) {
      $0 % 2 == 0 ? "The train is late again, \($0)." : "Der Zug hat wieder Verspätung, \($0)."
    }
    var run = try makeRun(entries, scorer: FakeScorer(goal: own.map { $0 + 0.05 }), observer: FakeObserver())
    try run.compare()
    var adaptation = RowAdaptation(parameters: try #require(run.startParameters))
    try run.train(&adaptation, stepCount: 10)
    try run.judge(adaptation)
    let learned = run.learned(adaptation, origin: LearningSample.origin(entries))
    #expect(adaptation.step == 10 && learned.softRows.allSatisfy(\.isFinite))
    #expect(learned.results.allSatisfy { $0.loss.isFinite && $0.low <= $0.high })
    for part in [run.split.training, run.split.heldOut] {
      #expect(Set(part.map { $0.text.hasPrefix("Der") }) == [true, false])
    }
  }

  @Test func aVaultThatIsTooSmallIsToldWhatIsMissing() throws {
    #expect(throws: LearningError.tooFewEntries(count: 0, needed: 16)) { _ = try LearningSplit([]) }
    let entries = try LearningSample.entries(15)
    let error = #expect(throws: LearningError.self) { _ = try LearningSplit(entries) }
    let words = try #require(error).explanation
    #expect(words.what.contains("15") && words.what.contains("16") && !words.what.contains("\n"))
    #expect(words.next?.contains("nothing was changed") == true && words.exitCode == .invalidInput)
  }
}

/// Stores after every step, and counts what fails.
private final class StoringObserver: LearningObserver {
  private let keeper: CheckpointKeeper

  /// Has no space left at the next step of storing, once.
  var fullDisk: SimulatedDisk?

  /// How often storing failed.
  private(set) var failureCount = 0

  init(keeper: CheckpointKeeper) { self.keeper = keeper }

  func comparing(_ completed: Int, of total: Int) {}

  func trained(_ adaptation: RowAdaptation, of stepCount: Int) {
    fullDisk?.start(SimulatedDisk.Plan(step: 0, fault: .noSpace))
    let isStored = (try? keeper.store(adaptation)) != nil
    if !isStored { failureCount += 1 }
  }
}

/// Gets worse a hundredfold with every gradient that is taken, up to the largest numbers.
private final class RunawayScorer: GradientModel {
  private let inner: FakeScorer

  init(goal: [Float]) { inner = FakeScorer(goal: goal) }

  func losses(_ batch: [TrainingSequence]) -> [[Float]] {
    let losses = inner.losses(batch)
    guard inner.gradientCount > 0 else { return losses }
    return losses.map { $0.map { _ in 1e30 } }
  }

  func gradients(_ batch: [TrainingSequence]) -> TrainingGradients {
    var result = inner.gradients(batch)
    result.losses = result.losses.map { $0.map { _ in 1e30 } }
    result.softRows = result.softRows.map { $0.map { _ in 1e30 } }
    return result
  }
}
