import Foundation
import Testing

@Suite("training that is ended")
struct PlugTrainingTests {
  private static let goingOn = "going on after step"

  private static func words(_ folder: String) -> [String] {
    [
      "plug", "train", "--authors", Program.examples, "--out", "\(folder)/tiny.plug", "--rows", "1",
      "--steps",
      "40",
    ]
  }

  private static func path(_ place: Workplace) -> String { "\(place.desk)/ended/tiny.plug" }

  private static func isComplete(_ place: Workplace) -> Bool {
    FileManager.default.fileExists(atPath: path(place))
  }

  /// A place with a folder for a training that is ended, and one for a whole one, which is done.
  private static func place() throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    for folder in ["whole", "ended"] {
      try FileManager.default.createDirectory(
        atPath: "\(place.desk)/\(folder)", withIntermediateDirectories: false)
    }
    let whole = try place.start(words("whole")).wait()
    guard whole.code == 0 else { throw Workplace.Unprepared(outcome: whole) }
    return place
  }

  /// Starts the training, or goes on, and sends a signal once `words` are said; nil where it was quicker.
  private static func end(_ place: Workplace, by signal: Int32, once words: String) throws -> Outcome? {
    guard !isComplete(place) else { return nil }
    let child = try place.start(Self.words("ended"))
    try child.wait(until: { $0.errorsSoFar.contains(words) || isComplete(place) })
    child.send(signal)
    let ended = try child.wait()
    return isComplete(place) ? nil : ended
  }

  /// Goes on to the end, where that was not reached; then the plug is that of the whole training.
  private static func finish(_ place: Workplace, goesOn: Bool) throws {
    if !isComplete(place) {
      let last = try place.start(words("ended")).wait()
      #expect(last.code == 0 && last.errors.contains(goingOn) == goesOn, "\(last)")
    }
    let plug = try #require(FileManager.default.contents(atPath: path(place)))
    #expect(plug == FileManager.default.contents(atPath: "\(place.desk)/whole/tiny.plug"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.desk)/ended") == ["tiny.plug"])
  }

  /// Ctrl-C keeps every step, and the plug is the same to the last bit.
  @Test(arguments: [SIGINT, SIGTERM])
  func goesOnToTheSamePlug(signal: Int32) throws {
    let place = try Self.place()
    if let ended = try Self.end(place, by: signal, once: "step 0") {
      expect(ended, failsWith: 130, saying: "of 40 steps", "tiny.plug.checkpoint", "goes on from there")
      #expect(FileManager.default.fileExists(atPath: Self.path(place) + ".checkpoint"))
    }
    try Self.finish(place, goesOn: true)
  }

  /// A kill loses the steps since the last checkpoint: all of them before there is one.
  @Test func aKilledOneBeginsAnew() throws {
    let place = try Self.place()
    if let killed = try Self.end(place, by: SIGKILL, once: "step 0") {
      #expect(killed.code == 128 + SIGKILL, "\(killed)")
    }
    try Self.finish(place, goesOn: false)
  }

  /// A checkpoint outlives a kill of the run that goes on from it.
  @Test func aKilledOneGoesOnFromItsCheckpoint() throws {
    let place = try Self.place()
    _ = try Self.end(place, by: SIGINT, once: "step 0")
    if let killed = try Self.end(place, by: SIGKILL, once: Self.goingOn) {
      #expect(killed.code == 128 + SIGKILL && killed.errors.contains(Self.goingOn), "\(killed)")
      #expect(FileManager.default.fileExists(atPath: Self.path(place) + ".checkpoint"))
    }
    try Self.finish(place, goesOn: true)
  }
}
