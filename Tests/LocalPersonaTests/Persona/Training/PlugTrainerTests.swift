import Inference
import Testing

@testable import LocalPersona

@Suite("plug trainer")
struct PlugTrainerTests {
  @Test(arguments: PlugSample.allSettings)
  func lowersTheLoss(settings: PlugSettings) throws {
    let trainer = TrainingSample(settings, steps: 80).trainer()
    let before = try #require(try trainer.measure())
    while !trainer.isComplete { try trainer.advance() }
    let after = try #require(try trainer.measure())
    #expect(after.own < before.own * 0.8, "\(before.own) to \(after.own)")
  }

  @Test func ownHistoryBeatsTheMeanAuthorAndStrangers() throws {
    let trainer = TrainingSample(steps: 400).trainer()
    while !trainer.isComplete { try trainer.advance() }
    let result = try #require(try trainer.measure())
    let mean = try #require(result.mean)
    let stranger = try #require(result.stranger)
    #expect(result.own < mean && result.own < stranger)
  }

  @Test func aPlugWithoutPersonsHasOneLoss() throws {
    let trainer = TrainingSample(PlugSample.settings(.instructionOnly)).trainer()
    let result = try #require(try trainer.measure())
    #expect(result.mean == nil && result.stranger == nil)
  }

  @Test func repeatsToTheLastBit() throws {
    let first = TrainingSample().trainer()
    let second = TrainingSample().trainer()
    while !first.isComplete { #expect(try first.advance() == second.advance()) }
    #expect(first.plug == second.plug && first.state == second.state)
  }

  @Test(arguments: [0, 1, 7, 20, 39])
  func goesOnFromACheckpointToTheLastBit(step: Int) throws {
    let sample = TrainingSample()
    let whole = sample.trainer()
    let part = sample.trainer()
    func run(_ trainer: PlugTrainer<BowlModel>, to end: Int) throws {
      while trainer.state.step < end {
        if trainer.isMeasurementDue { _ = try trainer.measure() }
        try trainer.advance()
      }
    }
    try run(whole, to: 40)
    try run(part, to: step)
    let bytes = TrainingCheckpoint(identity: [], state: part.state, seconds: 1).encode()
    let checkpoint = try #require(TrainingCheckpoint(decoding: bytes))
    #expect(checkpoint.state == part.state)
    let resumed = sample.trainer(resuming: checkpoint.state)
    try run(resumed, to: 40)
    #expect(resumed.state == whole.state && resumed.plug == whole.plug)
  }

  @Test func aLossThatIsNoNumberChangesNothing() throws {
    let model = BowlModel()
    model.failingBatch = 3
    let trainer = TrainingSample().trainer(model)
    for _ in 0..<3 { try trainer.advance() }
    let (state, plug) = (trainer.state, trainer.plug)
    #expect(throws: NotFiniteLoss(step: 3)) { try trainer.advance() }
    #expect(trainer.state == state && trainer.plug == plug)
  }

  @Test func aStepWithoutExamplesChangesNoParameter() throws {
    let sample = TrainingSample(steps: 3)
    let trainer = PlugTrainer(
      plug: sample.plug, settings: sample.settings, model: BowlModel(),
      items: { $0 == 1 ? [] : sample.items($0) })
    #expect(try trainer.advance() != nil)
    let before = trainer.state
    #expect(try trainer.advance() == nil)
    #expect(trainer.state.step == 2 && trainer.plug.parameters.values == before.parameters)
    #expect(trainer.state.optimiser == before.optimiser && trainer.state.lossCount == before.lossCount)
    #expect(try trainer.advance() != nil)
    #expect(trainer.isComplete)
  }

  @Test func measuresAtTheStartAndTheEndAndInBetween() throws {
    let trainer = TrainingSample(steps: 25).trainer()
    var steps: [Int] = []
    while true {
      if trainer.isMeasurementDue, let result = try trainer.measure() { steps.append(result.step) }
      if trainer.isComplete { break }
      try trainer.advance()
    }
    #expect(steps == [0, 10, 20, 25])
  }

  @Test func onlyMatricesDecayAndRowsLearnAtTheirOwnRate() {
    let plug = TrainingSample().plug
    let settings = TrainingSettings()
    for (tensor, rate) in zip(plug.parameters.layout, settings.rates(for: plug.parameters.layout, step: 20)) {
      let isMatrix = tensor.name == .projectorInner || tensor.name == .projectorOuter
      #expect(rate.weightDecay == (isMatrix ? 1e-4 : 0))
      #expect(rate.rate == (tensor.name == .instruction ? 5e-3 : 1e-3))
      #expect(rate.range == tensor.range)
    }
  }
}
