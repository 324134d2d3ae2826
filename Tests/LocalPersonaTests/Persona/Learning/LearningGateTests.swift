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
    ]
    #expect(winner(rest + [(examples, 2.7), (both, 2.6)]) == both)
    // Worse than examples alone: the examples it is.
    #expect(winner(rest + [(examples, 2.5), (both, 2.6)]) == examples)
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
