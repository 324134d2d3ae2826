import Testing

@testable import LocalPersona

/// A text's vector is (its bytes, how many texts were asked for before).
private final class CountingEncoder: HistoryEncoder {
  let name = HistoryEncoderName.passages
  let dimension = 2
  let fingerprint: [UInt8]
  private(set) var texts: [String] = []

  init(_ mark: UInt8 = 1) { fingerprint = [UInt8](repeating: mark, count: 32) }

  func vectors(of texts: [String]) -> [[Float]] {
    texts.map { text in
      self.texts.append(text)
      return [Float(text.utf8.count), Float(self.texts.count)]
    }
  }
}

@Suite("kept vectors")
struct KeptEncoderTests {
  private func author(_ name: String, count: Int) -> CorpusAuthor {
    CorpusAuthor(
      name: name,
      passages: (0..<count).map { CorpusPassage(text: "\(name) \($0)", work: "w", kind: "letter") })
  }

  private func files(_ disk: SimulatedDisk) -> TrainingFiles {
    TrainingFiles(output: "/home/my.plug", files: disk)
  }

  private func open(_ encoder: CountingEncoder, _ disk: SimulatedDisk) throws -> KeptEncoder {
    KeptEncoder(encoder, log: try files(disk).openVectors(by: encoder), interval: .zero)
  }

  @Test func areComputedOnce() throws {
    let disk = SimulatedDisk()
    let encoder = CountingEncoder()
    let kept = try open(encoder, disk)
    let first = try kept.vectors(of: ["one", "two", "one", "three"])
    #expect(encoder.texts == ["one", "two", "one", "three"])
    #expect(first[0] == first[2])
    #expect(try kept.vectors(of: ["three", "four"]) == [first[3], [4, 5]])
    #expect(kept.name == .passages && kept.dimension == 2 && kept.fingerprint == encoder.fingerprint)
    // The next run has them.
    let other = CountingEncoder()
    #expect(try open(other, disk).vectors(of: ["two", "one", "four"]) == [first[1], first[0], [4, 5]])
    #expect(other.texts.isEmpty)
  }

  @Test func anEncodingThatWasKilledGoesOnToTheSameEnd() throws {
    let authors = [author("ann", count: 150), author("bob", count: 3), author("cyd", count: 70)]
    let whole = try AuthorVectors(authors, encoder: CountingEncoder()).rows
    let disk = SimulatedDisk()
    var counts: [Int] = []
    _ = try AuthorVectors(authors, encoder: try open(CountingEncoder(), disk)) { counts.append($0) }
    #expect(counts == [64, 128, 150, 153, 217, 223])
    let bytes = try #require(disk.contents["/home/my.plug.vectors"])
    for share in 1...20 {
      let cut = SimulatedDisk()
      let head = bytes.count * share / 20
      cut.contents["/home/my.plug.vectors"] = Array(bytes.prefix(head))
      let encoder = CountingEncoder()
      let resumed = try AuthorVectors(authors, encoder: try open(encoder, cut)).rows
      #expect(encoder.texts.count <= 223 - 223 * (share - 1) / 20 + 64)
      // The first number is of the text alone.
      #expect(resumed.map { $0.map { $0[0] } } == whole.map { $0.map { $0[0] } })
      #expect(cut.contents["/home/my.plug.vectors"]?.count == bytes.count)
    }
  }

  @Test func vectorsOfAnotherEncoderAreRefused() throws {
    let disk = SimulatedDisk()
    _ = try open(CountingEncoder(), disk).vectors(of: ["one"])
    do {
      _ = try open(CountingEncoder(2), disk)
      Issue.record("vectors of another encoder were taken")
    } catch NumberLogError.differs(let path, let name, _, _) {
      #expect(path == "/home/my.plug.vectors" && name == "the encoder")
    }
    disk.contents["/home/my.plug.vectors"]?[3] ^= 1
    #expect(throws: NumberLogError.damaged(path: "/home/my.plug.vectors")) {
      try open(CountingEncoder(), disk)
    }
  }

  @Test func aFullDiskCostsNothingButSafety() throws {
    let disk = SimulatedDisk()
    let kept = try open(CountingEncoder(), disk)
    var failures = 0
    kept.didNotKeep = { _ in failures += 1 }
    disk.start(SimulatedDisk.Plan(step: 0, fault: .noSpace))
    let first = try kept.vectors(of: ["one", "two"])
    #expect(failures == 1 && first.map { $0[0] } == [3, 3])
    disk.start(nil)
    #expect(try kept.vectors(of: ["two", "one"]) == [first[1], first[0]])
  }

  @Test func goWithTheEndOfTheTraining() throws {
    let disk = SimulatedDisk()
    let files = files(disk)
    _ = try open(CountingEncoder(), disk).vectors(of: ["one"])
    #expect(disk.contents.keys.contains(files.vectors))
    try files.finish(PlugFileSample.document())
    #expect(disk.contents.keys.sorted() == ["/home/my.plug"])
  }

  @Test func thoseThatAreDoneAtOnceLeaveNoFile() throws {
    let disk = SimulatedDisk()
    let log = try files(disk).openVectors(by: CountingEncoder())
    let kept = KeptEncoder(CountingEncoder(), log: log)
    _ = try kept.vectors(of: ["one", "two"])
    #expect(disk.contents.isEmpty)
    kept.keep()
    #expect(disk.contents.keys.contains("/home/my.plug.vectors"))
  }
}
