import Foundation
import Testing

@Suite("learning that is cut off")
struct LearnInterruptionTests {
  private static let words = ["learn", "--steps", "1000"]
  private static let goingOn = "going on with the training that was cut off after step"

  /// Starts to learn, and sends a signal once `words` are said.
  private func end(_ place: Workplace, by signal: Int32, once words: String) throws -> Outcome {
    let child = try place.start(Self.words)
    try child.wait(until: { $0.errorsSoFar.contains(words) })
    child.send(signal)
    return try child.wait()
  }

  /// The line that says where a training goes on.
  private func start(_ outcome: Outcome) -> Substring? {
    outcome.errors.split(separator: "\n").first { $0.contains(Self.goingOn) }
  }

  /// Ctrl-C keeps every step, and a kill those of the last checkpoint; what is learned at last is the same.
  @Test func goesOnToTheSameResult() throws {
    let place = try Workplace.forLearningWithAPlug()
    let early = try end(place, by: SIGKILL, once: "step 10 of 1000")
    #expect(early.code == 128 + SIGKILL, "\(early)")
    // That was before the first checkpoint.
    let stopped = try end(place, by: SIGINT, once: "step 20 of 1000")
    expect(stopped, failsWith: 130, saying: "the training goes on from here with the next 'persona learn'")
    #expect(start(stopped) == nil, "\(stopped)")
    let killed = try end(place, by: SIGKILL, once: Self.goingOn)
    #expect(killed.code == 128 + SIGKILL, "\(killed)")
    #expect(try place.run("check", "--full").code == 0)
    let last = try place.start(Self.words).wait()
    #expect(last.code == 0 && start(last) != nil && start(last) == start(killed), "\(last)")
    // Nothing is left to go on with.
    let whole = try place.start(Self.words).wait()
    #expect(whole.code == 0 && start(whole) == nil, "\(whole)")
    #expect(whole.output == last.output)
    #expect(try place.texts().count == 16)
  }
}
