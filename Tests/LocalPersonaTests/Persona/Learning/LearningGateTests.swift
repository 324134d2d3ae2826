import Testing

@testable import LocalPersona

@Suite("which way of writing is used")
struct LearningGateTests {
  private static let plug = LearnedStrategy(rows: .plug)
  private static let stranger = LearnedStrategy(rows: .stranger)
  private static let instruction = LearnedStrategy(rows: .instruction)

  /// Losses by way of writing; held-out entries differ from each other by a little.
  private func winner(_ losses: [(LearnedStrategy, Float)]) -> LearnedStrategy {
    // Tokens that were never counted: own terms change nothing.
    var heldOut = HeldOutLosses(targets: (0..<8).map { [$0 + 100] }, training: [[1, 2]])
    for (strategy, loss) in losses {
      heldOut.note((0..<8).map { [loss + 0.001 * Float($0 % 3)] }, of: strategy)
    }
    return Self.winner(heldOut)
  }

  private static func winner(_ losses: HeldOutLosses) -> LearnedStrategy {
    LearningGate(losses: losses, results: losses.results).winner
  }

  @Test func isNoneWhereNothingIsBetter() {
    #expect(winner([(.none, 3)]) == .none)
    #expect(winner([(.none, 3), (LearnedStrategy(exampleCount: 3), 3.1)]) == .none)
    #expect(winner([(.none, 3), (LearnedStrategy(exampleCount: 3), 3)]) == .none)
  }

  @Test func isThePlugOnlyWhereItBeatsNobodyAndStrangers() {
    let none = (LearnedStrategy.none, Float(3))
    #expect(winner([none, (Self.instruction, 2.8), (Self.stranger, 2.9), (Self.plug, 2.7)]) == Self.plug)
    #expect(
      winner([none, (Self.instruction, 2.6), (Self.stranger, 2.9), (Self.plug, 2.7)]) == Self.instruction)
    #expect(
      winner([none, (Self.instruction, 2.8), (Self.stranger, 2.6), (Self.plug, 2.7)]) == Self.instruction)
    // Without a bank there is no proof.
    #expect(winner([none, (Self.instruction, 2.8), (Self.plug, 2.7)]) == Self.instruction)
  }

  @Test func isNeverAStranger() {
    #expect(winner([(.none, 3), (Self.stranger, 1)]) == .none)
  }

  @Test func needsThePlugToAddToExamples() {
    let both = LearnedStrategy(rows: .plug, exampleCount: 3)
    let examples = LearnedStrategy(exampleCount: 3)
    let rest: [(LearnedStrategy, Float)] = [
      (.none, 3), (Self.instruction, 2.8), (Self.stranger, 2.9), (Self.plug, 2.75),
      (both.with(rows: .instruction), 2.75), (both.with(rows: .stranger), 2.75),
    ]
    #expect(winner(rest + [(examples, 2.7), (both, 2.6)]) == both)
    // Worse than examples alone: the examples it is.
    #expect(winner(rest + [(examples, 2.5), (both, 2.6)]) == examples)
  }

  /// Examples help everybody's plug: to be better than I or strangers without examples proves nothing.
  @Test func comparesAPlugWithExamplesWithNobodyAndStrangersWithExamples() {
    let both = LearnedStrategy(rows: .plug, exampleCount: 3)
    let nobody = both.with(rows: .instruction)
    let rest: [(LearnedStrategy, Float)] = [
      (.none, 3), (Self.instruction, 2.8), (Self.stranger, 2.9), (both.with(rows: .none), 2.9), (both, 2.5),
    ]
    #expect(winner(rest) == Self.instruction)
    #expect(winner(rest + [(nobody, 2.4), (both.with(rows: .stranger), 2.6)]) == nobody)
    #expect(winner(rest + [(nobody, 2.6), (both.with(rows: .stranger), 2.4)]) == nobody)
    #expect(winner(rest + [(nobody, 2.6), (both.with(rows: .stranger), 2.6)]) == both)
  }

  /// A lower mean than that of I alone is not enough, where it comes of one entry.
  @Test func doesNotTakeAPlugThatIsBetterThanItsControlsByChance() {
    func winner(_ gain: (Int) -> Float) -> LearnedStrategy {
      var heldOut = HeldOutLosses(targets: (0..<8).map { [$0 + 100] }, training: [[1, 2]])
      heldOut.note((0..<8).map { _ in [3] }, of: .none)
      heldOut.note((0..<8).map { _ in [2.5] }, of: Self.instruction)
      heldOut.note((0..<8).map { _ in [2.6] }, of: Self.stranger)
      heldOut.note((0..<8).map { [2.5 - gain($0)] }, of: Self.plug)
      return Self.winner(heldOut)
    }
    #expect(winner { $0 == 0 ? 0.4 : -0.01 } == Self.instruction)
    #expect(winner { 0.04 + 0.01 * Float($0 % 2) } == Self.plug)
  }

  /// The more ways are tried, the better one of them has to be.
  @Test func asksForMoreWhereMoreIsTried() {
    // Eight of twelve entries gain: more than 99.2 % of the resampled means are gains, but not 99.9 %.
    let gains: [Float] = [0.3, -0.1, 0.2, 0.3, -0.1, 0.2, 0.3, -0.1, 0.2, 0.3, -0.1, 0.2]
    func winner(tried count: Int) -> LearnedStrategy {
      var heldOut = HeldOutLosses(targets: (0..<12).map { [$0 + 100] }, training: [[1, 2]])
      heldOut.note(gains.map { _ in [3] }, of: .none)
      heldOut.note(gains.map { [3 - $0] }, of: LearnedStrategy(exampleCount: 1))
      for other in 1..<count {
        heldOut.note(gains.map { _ in [4] }, of: LearnedStrategy(exampleCount: 1 + other))
      }
      return Self.winner(heldOut)
    }
    #expect(winner(tried: 1) == LearnedStrategy(exampleCount: 1))
    #expect(winner(tried: 8) == .none)
    #expect(LearningGate.tail(wayCount: 10) == 0.0025 && LearningGate.tail(wayCount: 0) == 0.025)
  }

  @Test func choosesAnewAmongWhatCanBeUsed() {
    let text: [Int32] = [5, 6, 7, 8]
    var heldOut = HeldOutLosses(
      targets: (0..<8).map { _ in text }, training: [[Int32]](repeating: text, count: 10))
    let examples = LearnedStrategy(exampleCount: 3)
    heldOut.note((0..<8).map { [2, 3, 3 + Float($0) / 10, 3] }, of: .none)
    heldOut.note((0..<8).map { [2, 3, 2.9 + Float($0) / 10, 2.9] }, of: examples)
    let gate = LearningGate(losses: heldOut, results: heldOut.results)
    #expect(gate.winner.usesTerms)
    #expect(gate.winner { !$0.usesTerms } == examples)
    // One that the gate refuses is no choice, however few are left.
    heldOut.note((0..<8).map { [9, 9, 9 + Float($0), 9] }, of: Self.plug)
    let more = LearningGate(losses: heldOut, results: heldOut.results)
    #expect(more.winner { $0.rows == .plug } == .none)
  }

  @Test func doesNotTakeAGainThatMayBeChance() {
    var heldOut = HeldOutLosses(targets: (0..<8).map { [$0 + 100] }, training: [[1, 2]])
    heldOut.note((0..<8).map { _ in [3] }, of: .none)
    heldOut.note((0..<8).map { [$0 == 0 ? 1 : 3.1] }, of: LearnedStrategy(exampleCount: 1))
    #expect(Self.winner(heldOut) == .none)
  }

  @Test func takesTermsThatHelpOnTheOtherHalf() {
    let text: [Int32] = [5, 6, 7, 8]
    var heldOut = HeldOutLosses(
      targets: (0..<8).map { _ in text }, training: [[Int32]](repeating: text, count: 10))
    heldOut.note((0..<8).map { [2, 3, 3 + Float($0) / 10, 3] }, of: .none)
    #expect(Self.winner(heldOut) == LearnedStrategy(usesTerms: true))
    #expect(heldOut.smoothing(on: .none) != nil)
  }
}
