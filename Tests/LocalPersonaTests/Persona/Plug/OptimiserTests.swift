import Testing

@testable import LocalPersona

@Suite("optimiser")
struct OptimiserTests {
  @Test func stepsAsWorkedOutByHand() {
    var optimiser = AdamW(parameterCount: 3)
    var parameters: [Float] = [1, -2, 5]
    // First step: m̂ = g and v̂ = g², so each moves by the rate against the gradient's sign.
    optimiser.step(
      &parameters, gradient: [0.5, -4, 3], rates: [(0..<1, 0.1, 0), (1..<2, 0.01, 0.5)])
    #expect(abs(parameters[0] - 0.9) < 1e-6)
    #expect(abs(parameters[1] - (-2 * 0.995 + 0.01)) < 1e-6)
    #expect(parameters[2] == 5)
    // Then the first: m = 0.9·0.05 − 0.1 = −0.055, v = 0.999·0.00025 + 0.001 = 0.00124975;
    // m̂ = −0.055/0.19, v̂ = 0.00124975/0.001999, m̂/√v̂ = −0.36610.
    optimiser.step(&parameters, gradient: [-1, 0, 0], rates: [(0..<1, 0.1, 0)])
    #expect(abs(parameters[0] - 0.936611) < 1e-5)
    #expect(optimiser.stepCount == 2)
  }

  @Test func findsTheBottomOfABowl() {
    var optimiser = AdamW(parameterCount: 2)
    var parameters: [Float] = [3, -4]
    let schedule = LearningSchedule(warmUpSteps: 10, totalSteps: 300)
    for step in 0..<300 {
      let gradient = [parameters[0] - 1, 20 * (parameters[1] + 2)]
      optimiser.step(&parameters, gradient: gradient, rates: [(0..<2, 0.1 * schedule.factor(step: step), 0)])
    }
    #expect(abs(parameters[0] - 1) < 0.01 && abs(parameters[1] + 2) < 0.01)
  }

  @Test func goesOnFromACopyOfItsState() {
    var first = AdamW(parameterCount: 1)
    var parameters: [Float] = [1]
    first.step(&parameters, gradient: [0.3], rates: [(0..<1, 0.1, 0.1)])
    var second = AdamW(parameterCount: 1)
    second.stepCount = first.stepCount
    second.firstMoments = first.firstMoments
    second.secondMoments = first.secondMoments
    #expect(first == second)
    var others = parameters
    first.step(&parameters, gradient: [0.7], rates: [(0..<1, 0.1, 0.1)])
    second.step(&others, gradient: [0.7], rates: [(0..<1, 0.1, 0.1)])
    #expect(parameters == others && first == second)
  }

  @Test func warmsUpAndCoolsDown() {
    let schedule = LearningSchedule(warmUpSteps: 4, totalSteps: 24)
    #expect((0..<4).map(schedule.factor) == [0.25, 0.5, 0.75, 1])
    #expect(schedule.factor(step: 4) == 1)
    #expect(abs(schedule.factor(step: 14) - 0.5) < 1e-6)
    let cooling = (4..<24).map(schedule.factor)
    #expect(zip(cooling, cooling.dropFirst()).allSatisfy { $0 > $1 && $1 > 0 })
    #expect(schedule.factor(step: 24) == 0 && schedule.factor(step: 1_000) == 0)
  }

  @Test(arguments: [0, 1]) func schedulesRunsThatHardlyLast(totalSteps: Int) {
    let schedule = LearningSchedule(warmUpSteps: 0, totalSteps: totalSteps)
    #expect(schedule.factor(step: 0) == Float(totalSteps))
  }

  @Test func shortensALongGradientOnly() {
    var gradient: [Float] = [3, 0, 0, 0, 0, 0, 0, 0, -4]
    #expect(clip(&gradient, norm: 10) == 5)
    #expect(gradient[0] == 3)
    #expect(clip(&gradient, norm: 1) == 5)
    #expect(abs(gradient[0] - 0.6) < 1e-6 && abs(gradient[8] + 0.8) < 1e-6)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func throwsAGradientAwayThatIsNotFinite(value: Float) {
    var gradient: [Float] = [1, value, 2]
    #expect(!clip(&gradient, norm: 1).isFinite)
    #expect(gradient == [0, 0, 0])
  }
}
