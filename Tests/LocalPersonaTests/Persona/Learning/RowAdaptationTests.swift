import Inference
import Testing

@testable import LocalPersona

@Suite("training of rows")
struct RowAdaptationTests {
  private let scorer = FakeScorer(goal: [1, 1, 1, 1])
  private let examples = (0..<6).map { PassageExample(prompt: [1, 2], target: [3, $0], brief: "b") }

  private func trained(_ count: Int, from start: RowAdaptation? = nil) throws -> RowAdaptation {
    var adaptation = start ?? RowAdaptation(parameters: [0, 1, 2, 0])
    while adaptation.step < count {
      if adaptation.needsCheck {
        adaptation.checks.append(
          .init(step: adaptation.step, parameters: adaptation.parameters, losses: [[1], [2, 3]]))
      }
      let batch = adaptation.nextBatch(of: examples.count, seed: 4).map { examples[$0] }
      try adaptation.takeStep(batch, scale: 0.5, scorer: scorer)
    }
    return adaptation
  }

  @Test func comesCloserToWhatThePersonWrites() throws {
    func distance(_ adaptation: RowAdaptation) -> Float {
      zip(adaptation.parameters, scorer.goal).reduce(0) { $0 + abs($1.0 * 0.5 - $1.1) }
    }
    #expect(try distance(trained(40)) < distance(RowAdaptation(parameters: [0, 1, 2, 0])) - 0.2)
  }

  @Test func goesOnBitForBitAfterACheckpoint() throws {
    let identity = [UInt8](repeating: 6, count: 32)
    let half = try trained(13)
    let read = try #require(
      RowAdaptation(
        decoding: half.encode(identity: identity), identity: identity, start: [0, 0, 0, 0],
        targetCounts: [1, 2]))
    #expect(read == half)
    #expect(try trained(25, from: read) == trained(25))
  }

  @Test func passesOverACheckpointOfSomethingElse() throws {
    let identity = [UInt8](repeating: 6, count: 32)
    let bytes = try trained(3).encode(identity: identity)
    func read(_ bytes: [UInt8], _ identity: [UInt8], _ rows: Int, _ counts: [Int]) -> RowAdaptation? {
      RowAdaptation(
        decoding: bytes, identity: identity, start: [Float](repeating: 0, count: rows), targetCounts: counts)
    }
    #expect(read(bytes, identity, 4, [1, 2]) != nil)
    #expect(read(bytes, [UInt8](repeating: 7, count: 32), 4, [1, 2]) == nil)
    #expect(read(bytes, identity, 3, [1, 2]) == nil)
    #expect(read(bytes, identity, 4, [2, 2]) == nil)
    for count in bytes.indices { #expect(read(Array(bytes.prefix(count)), identity, 4, [1, 2]) == nil) }
  }

  @Test func stopsBeforeANumberThatIsNone() throws {
    scorer.failsFrom = 3
    var adaptation = try trained(2)
    let before = adaptation
    #expect(throws: LearningError.notFinite(step: 3)) {
      try adaptation.takeStep([examples[0]], scale: 0.5, scorer: scorer)
    }
    #expect(adaptation == before)
  }

  @Test func readsEachEntryOnceARound() {
    var adaptation = RowAdaptation(parameters: [0])
    var seen: [Int] = []
    for step in 0..<6 {
      adaptation.optimiser.stepCount = step
      seen += adaptation.nextBatch(of: 8, seed: 1)
    }
    #expect((0..<3).allSatisfy { Set(seen[$0 * 8..<$0 * 8 + 8]).count == 8 })
    #expect(Array(seen[0..<8]) != Array(seen[8..<16]))
    #expect(adaptation.nextBatch(of: 1, seed: 1) == [0, 0, 0, 0])
  }

  /// What one half likes less and less may be what the other half still waits for.
  @Test func isPastItsBestOnlyWhereBothHalvesAre() {
    func adaptation(_ losses: [[Float]]) -> RowAdaptation {
      var adaptation = RowAdaptation(parameters: [0])
      for (index, losses) in losses.enumerated() {
        adaptation.checks.append(.init(step: 10 * index, parameters: [0], losses: losses.map { [$0] }))
      }
      return adaptation
    }
    #expect(adaptation([[1, 1], [2, 2], [3, 3], [4, 4]]).isPastItsBest)
    // Over all entries the first look was best, and for the second half the last.
    #expect(!adaptation([[1, 4], [5, 3], [6, 2], [7, 1]]).isPastItsBest)
    #expect(!adaptation([[1, 1], [2, 2], [3, 3]]).isPastItsBest && !adaptation([]).isPastItsBest)
  }

  /// A date moves an entry in time, and a kind is in its prompt: both make it another training.
  @Test func isAnotherTrainingWhereAnEntryIsAnother() throws {
    let entries = try LearningSample.entries(20)
    func identity(changing change: (Entry) throws -> Entry) throws -> [UInt8] {
      var changed = entries
      changed[3] = try change(entries[3])
      return RowAdaptation.identity(of: try LearningSplit(changed), model: [1], plug: [2])
    }
    func entry(_ old: Entry, later: Int64 = 0, kind: EntryKind = .note, text: String? = nil) throws -> Entry {
      try Entry(
        id: old.id, written: Timestamp(old.written.secondsSince1970 + later), added: old.added, kind: kind,
        text: text ?? old.text)
    }
    let same = try identity { $0 }
    #expect(try identity { try entry($0) } == same)
    #expect(try identity { try entry($0, later: 1) } != same)
    #expect(try identity { try entry($0, kind: .mail) } != same)
    #expect(try identity { try entry($0, text: "other") } != same)
  }

  @Test func takesTheNumberOfStepsFromTheOtherHalf() {
    var adaptation = RowAdaptation(parameters: [0])
    // Entries 0 and 2 are best at step 0, 1 and 3 at step 10.
    for (step, losses) in [(0, [1, 5, 1, 5]), (10, [4, 2, 4, 2])] as [(Int, [Float])] {
      adaptation.checks.append(.init(step: step, parameters: [Float(step)], losses: losses.map { [$0] }))
    }
    #expect(adaptation.crossFittedChecks(count: 4).map(\.step) == [10, 0, 10, 0])
    #expect(adaptation.bestCheck(among: nil).map { adaptation.checks[$0].step } == 0)
  }
}
