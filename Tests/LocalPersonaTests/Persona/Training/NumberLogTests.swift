import Testing

@testable import LocalPersona

@Suite("kept numbers")
struct NumberLogTests {
  private let identity = [
    NumberLog.Setting(name: "the encoder", value: "style 12"), NumberLog.Setting(name: "version", value: "1"),
  ]

  private func open(
    _ disk: SimulatedDisk, _ identity: [NumberLog.Setting]? = nil, isLocked: Bool = true
  ) throws -> NumberLog {
    try NumberLog(path: "/home/kept", identity: identity ?? self.identity, isLocked: isLocked, files: disk)
  }

  private func numbers(_ number: UInt8, _ values: [Float]) -> KeptNumbers {
    KeptNumbers(key: [UInt8](repeating: number, count: 32), values: values)
  }

  /// Three frames: two entries, one, one without a number.
  private var frames: [[KeptNumbers]] {
    [[numbers(1, [0.5, -3]), numbers(2, [7])], [numbers(3, [1e-30, 2, 3])], [numbers(4, [])]]
  }

  /// A disk with the three frames, and where each ends.
  private func written() throws -> (disk: SimulatedDisk, ends: [Int]) {
    let disk = SimulatedDisk()
    let log = try open(disk)
    var ends: [Int] = []
    for frame in frames {
      try log.add(frame)
      ends.append(disk.contents["/home/kept"]?.count ?? 0)
    }
    return (disk, ends)
  }

  @Test func areThereInTheNextRun() throws {
    let disk = SimulatedDisk()
    var log: NumberLog? = try open(disk)
    #expect(disk.contents["/home/kept"] == nil, "there is no file before there are numbers")
    for frame in frames { try log?.add(frame) }
    log = nil
    let again = try open(disk)
    #expect(again.count == 4)
    for entry in frames.flatMap(\.self) { #expect(again[entry.key] == entry.values) }
    #expect(again[[UInt8](repeating: 9, count: 32)] == nil)
    try again.add([numbers(9, [9]), numbers(1, [100])])
    #expect(again[numbers(1, []).key] == [0.5, -3], "what is known stays")
    try again.remove()
    #expect(disk.contents["/home/kept"] == nil)
  }

  @Test func withoutNumbersNothingIsLeft() throws {
    let disk = SimulatedDisk()
    var log: NumberLog? = try open(disk)
    #expect(disk.contents.keys.sorted() == ["/home/kept.lock"])
    #expect(log?.count == 0)
    log = nil
    #expect(disk.contents.isEmpty)
  }

  @Test func everyPlaceAtWhichItCanBeCutIsGoneOnFrom() throws {
    let (source, ends) = try written()
    let whole = try #require(source.contents["/home/kept"])
    let begin = NumberLogFormat.header(identity).bytes.count
    for count in begin...whole.count {
      let disk = SimulatedDisk()
      disk.contents["/home/kept"] = Array(whole.prefix(count))
      var log: NumberLog? = try open(disk)
      let done = ends.count { $0 <= count }
      #expect(log?.count == frames.prefix(done).reduce(0) { $0 + $1.count })
      for frame in frames.dropFirst(done) { try log?.add(frame) }
      log = nil
      #expect(disk.contents["/home/kept"] == whole)
      // Zeros are what a loss of power can leave of what was not written yet.
      guard ends.contains(count) || count == begin else { continue }
      disk.contents["/home/kept"] = Array(whole.prefix(count)) + [UInt8](repeating: 0, count: 50)
      let zeroed = try open(disk)
      #expect(zeroed.count == frames.prefix(done).reduce(0) { $0 + $1.count })
    }
  }

  @Test func everyChangedByteIsNoticed() throws {
    let (source, ends) = try written()
    let whole = try #require(source.contents["/home/kept"])
    let all = frames.flatMap(\.self)
    for index in whole.indices {
      let disk = SimulatedDisk()
      disk.contents["/home/kept"] = whole
      disk.contents["/home/kept"]?[index] ^= 0x10
      let changed = disk.contents["/home/kept"]
      do {
        // The end of the last frame may be what was not written any more: then it is computed again.
        let log = try open(disk)
        #expect(index >= ends[1] && log.count == 3, "byte \(index)")
        for entry in all.prefix(3) { #expect(log[entry.key] == entry.values) }
      } catch {
        #expect(error as? NumberLogError == .damaged(path: "/home/kept"))
        #expect(disk.contents["/home/kept"] == changed, "what is refused stays as it is")
      }
    }
  }

  @Test func framesOfOtherPlacesAreNoticed() throws {
    let (source, ends) = try written()
    let whole = try #require(source.contents["/home/kept"])
    let begin = NumberLogFormat.header(identity).bytes.count
    let header = Array(whole[..<begin])
    let first = Array(whole[begin..<ends[0]])
    let second = Array(whole[ends[0]..<ends[1]])
    for parts in [
      [header, second, first], [header, first, first, second], [header, first, second, second],
    ] {
      let disk = SimulatedDisk()
      disk.contents["/home/kept"] = parts.flatMap(\.self)
      #expect(throws: NumberLogError.damaged(path: "/home/kept")) { try open(disk) }
    }
  }

  @Test func thoseOfSomethingElseAreRefusedByName() throws {
    let (disk, _) = try written()
    var asked = identity
    asked[0].value = "passages 34"
    let error = NumberLogError.differs(
      path: "/home/kept", name: "the encoder", was: "style 12", asked: "passages 34")
    #expect(throws: error) { try open(disk, asked) }
    #expect(error.explanation.what.contains("the encoder was style 12, and is passages 34 now"))
    for bytes in [Array("a letter".utf8), [], [UInt8](repeating: 0, count: 100)] {
      disk.contents["/home/kept"] = bytes
      #expect(throws: NumberLogError.damaged(path: "/home/kept")) { try open(disk) }
      #expect(disk.contents["/home/kept"] == bytes)
    }
    // A refusal keeps nobody away.
    disk.contents["/home/kept"] = nil
    #expect(try open(disk).count == 0)
  }

  @Test func areAddedToByOneProcessOnly() throws {
    let disk = SimulatedDisk()
    let log = try open(disk)
    #expect(throws: NumberLogError.busy(path: "/home/kept")) { try open(disk) }
    #expect(log.count == 0)
  }

  @Test(arguments: SimulatedDisk.Fault.allCases)
  func noFaultOfADiskLosesWhatWasThere(fault: SimulatedDisk.Fault) throws {
    var step = 0
    var hasFailed = true
    while hasFailed {
      let disk = SimulatedDisk()
      disk.start(SimulatedDisk.Plan(step: step, fault: fault))
      var added = 0
      do {
        let log = try open(disk)
        for frame in frames {
          try log.add(frame)
          added += 1
        }
      } catch {}
      hasFailed = disk.hasFailed
      disk.restart()
      do {
        let log = try open(disk)
        #expect(log.count >= frames.prefix(added).reduce(0) { $0 + $1.count }, "\(fault), step \(step)")
        for entry in frames.prefix(added).flatMap(\.self) { #expect(log[entry.key] == entry.values) }
      } catch let error as NumberLogError {
        // Anything may stand where a disk was writing when the power went.
        #expect(fault == .powerLossKeepingSome && error == .damaged(path: "/home/kept"))
      }
      step += 1
      #expect(step < 200)
    }
  }

  @Test func neverGrowsBeyondWhatIsRead() throws {
    let (disk, ends) = try written()
    func open() throws -> NumberLog {
      try NumberLog(
        path: "/home/kept", identity: identity, isLocked: true, files: disk, byteLimit: ends[2] + 100)
    }
    var log: NumberLog? = try open()
    #expect(throws: FileError.self) { try log?.add([numbers(8, [Float](repeating: 1, count: 100))]) }
    try log?.add([numbers(9, [1])])
    log = nil
    log = try open()
    #expect(log?.count == 5 && log?[numbers(9, []).key] == [1])
  }

  @Test func aFrameThatFailedIsWrittenOver() throws {
    let disk = SimulatedDisk()
    var log: NumberLog? = try open(disk)
    try log?.add(frames[0])
    disk.start(SimulatedDisk.Plan(step: 1, fault: .shortWrite))
    #expect(throws: FileError.self) { try log?.add([numbers(8, [Float](repeating: 1, count: 500))]) }
    disk.start(nil)
    try log?.add(frames[2])
    log = nil
    let again = try open(disk)
    #expect(again.count == 3 && again[numbers(4, []).key] == [])
  }
}
