import Testing

@testable import LocalPersona

@Suite("training run")
struct TrainingRunTests {
  private let identity = [
    TrainingCheckpoint.Setting(name: "--steps", value: "40"),
    TrainingCheckpoint.Setting(name: "--seed", value: "1"),
  ]

  private func makeDisk() -> (disk: SimulatedDisk, files: TrainingFiles) {
    let disk = SimulatedDisk()
    return (disk, TrainingFiles(output: "/home/my.plug", files: disk))
  }

  @Test func anInterruptedRunGoesOnToTheSameEnd() throws {
    let sample = TrainingSample()
    let (_, files) = makeDisk()
    let whole = TrainingRun(
      sample.trainer(), files: TrainingFiles(output: "/home/other.plug", files: files.files),
      identity: identity, isInterrupted: { false })
    try whole.run()
    var stepCount = 0
    let first = TrainingRun(
      sample.trainer(), files: files, identity: identity, isInterrupted: { stepCount >= 13 })
    first.didAdvance = { stepCount = $0 }
    #expect(
      throws: TrainingError.interrupted(step: 13, total: 40, checkpoint: "/home/my.plug.checkpoint")
    ) { try first.run() }
    let count = sample.plug.parameters.values.count
    let checkpoint = try #require(try files.load(identity, parameterCount: count))
    #expect(checkpoint.state.step == 13)
    let second = TrainingRun(
      sample.trainer(resuming: checkpoint.state), files: files, identity: identity, resuming: checkpoint,
      isInterrupted: { false })
    try second.run()
    #expect(second.trainer.state == whole.trainer.state)
  }

  @Test func aCheckpointOfOtherSettingsIsRefusedByName() throws {
    let (_, files) = makeDisk()
    let state = TrainingState(parameters: [1, 2])
    try files.save(TrainingCheckpoint(identity: identity, state: state, seconds: 2))
    var asked = identity
    #expect(try files.load(asked, parameterCount: 2)?.state == state)
    asked[1].value = "2"
    let error = TrainingError.checkpointDiffers(
      path: files.checkpoint, name: "--seed", was: "1", asked: "2")
    #expect(throws: error) { try files.load(asked, parameterCount: 2) }
    #expect(error.explanation.what.contains("--seed was 1, and is 2 now"))
  }

  @Test func everyChangedByteOfACheckpointIsNoticed() throws {
    let bytes = TrainingCheckpoint(
      identity: identity, state: TrainingState(parameters: [0.5, -3]), seconds: 3
    ).encode()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x10
      #expect(TrainingCheckpoint(decoding: changed) == nil)
      #expect(TrainingCheckpoint(decoding: Array(bytes[..<index])) == nil)
    }
  }

  @Test func aDamagedCheckpointIsSaid() throws {
    let (disk, files) = makeDisk()
    disk.contents["/home/my.plug.checkpoint"] = [1, 2, 3]
    #expect(throws: TrainingError.checkpointDamaged(path: files.checkpoint)) {
      try files.load(identity, parameterCount: 2)
    }
  }

  @Test(arguments: SimulatedDisk.Fault.allCases)
  func aFaultWhileSavingLeavesOneOfTheTwoStates(fault: SimulatedDisk.Fault) throws {
    let (disk, files) = makeDisk()
    let states = [TrainingState(parameters: [1, 2]), TrainingState(parameters: [3, 4])]
    try files.save(TrainingCheckpoint(identity: identity, state: states[0], seconds: 1))
    for step in 0..<8 {
      let copy = disk.copy()
      let failing = TrainingFiles(output: files.output, files: copy)
      copy.start(SimulatedDisk.Plan(step: step, fault: fault))
      try? failing.save(TrainingCheckpoint(identity: identity, state: states[1], seconds: 2))
      copy.restart()
      let found = try #require(try failing.load(identity, parameterCount: 2))
      #expect(states.contains(found.state))
    }
    print("training faults: \(fault): 8 cases")
  }

  @Test func aFullDiskStopsNoTraining() throws {
    let sample = TrainingSample()
    let (disk, files) = makeDisk()
    let whole = sample.trainer()
    let untroubled = TrainingRun(
      whole, files: TrainingFiles(output: "/home/other.plug", files: disk), identity: identity,
      isInterrupted: { false })
    try untroubled.run()
    let run = TrainingRun(sample.trainer(), files: files, identity: identity, isInterrupted: { false })
    run.checkpointInterval = .zero
    var failures = 0
    run.didNotSave = { _ in failures += 1 }
    let count = sample.plug.parameters.values.count
    var kept: [Int?] = []
    run.didAdvance = { step in
      if step == 5 { disk.start(SimulatedDisk.Plan(step: 0, fault: .noSpace)) }
      // What the step before left.
      if (6...8).contains(step) {
        kept.append((try? files.load(identity, parameterCount: count))?.state.step)
      }
    }
    try run.run()
    #expect(failures == 1 && kept == [4, 6, 7])
    #expect(run.trainer.state == whole.state)
    #expect(try files.load(identity, parameterCount: count)?.state == whole.state)
  }

  @Test func anExplodingLossKeepsTheLastCheckpoint() throws {
    let (_, files) = makeDisk()
    let sample = TrainingSample()
    let first = sample.trainer()
    for _ in 0..<4 { try first.advance() }
    let checkpoint = TrainingCheckpoint(identity: identity, state: first.state, seconds: 1)
    try files.save(checkpoint)
    let model = BowlModel()
    model.failingBatch = 2
    let run = TrainingRun(
      sample.trainer(model, resuming: checkpoint.state), files: files, identity: identity,
      resuming: checkpoint, isInterrupted: { false })
    #expect(throws: TrainingError.notFinite(step: 6, checkpoint: files.checkpoint, kept: 4)) { try run.run() }
    let count = sample.plug.parameters.values.count
    #expect(try files.load(identity, parameterCount: count)?.state == first.state)
  }

  @Test func twoRunsNeverShareACheckpoint() throws {
    let folder = try ImportFolder()
    let path = folder.path + "/my.plug"
    let files = TrainingFiles(output: path, files: POSIXFileStore())
    let lock = try files.reserve()
    let holder = LockHolder(process: Syscalls.processID(), host: Syscalls.hostName())
    #expect(throws: TrainingError.running(path: path, holder)) {
      try TrainingFiles(output: path, files: POSIXFileStore()).reserve()
    }
    let other = try TrainingFiles(output: folder.path + "/other.plug", files: POSIXFileStore()).reserve()
    other.release()
    // An interrupted run leaves the file of its lock, and the next one takes it.
    lock.release()
    try files.reserve().release()
  }

  @Test func aRunThatIsDoneLeavesThePlugAlone() throws {
    let folder = try ImportFolder()
    let files = TrainingFiles(output: folder.path + "/my.plug", files: POSIXFileStore())
    let lock = try files.reserve()
    try files.save(TrainingCheckpoint(identity: identity, state: TrainingState(parameters: [1]), seconds: 1))
    try files.finish(PlugFileSample.document())
    lock.release()
    #expect(try folder.names() == ["my.plug"])
    #expect(throws: TrainingError.outputExists(path: files.output)) { try files.reserve() }
    #expect(try folder.names() == ["my.plug"])
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try ImportFolder()
    let path = try folder.write("my.plug", "something")
    #expect(throws: TrainingError.outputExists(path: path)) {
      try TrainingFiles(output: path, files: POSIXFileStore()).requireRoom()
    }
    #expect(throws: TrainingError.noFolder(folder.path + "/none")) {
      try TrainingFiles(output: folder.path + "/none/my.plug", files: POSIXFileStore()).requireRoom()
    }
  }
}
