import Foundation
import Testing

@Suite("training that is ended")
struct PlugTrainingTests {
  private static func words(_ folder: String) -> [String] {
    [
      "plug", "train", "--authors", Program.examples, "--out", "\(folder)/tiny.plug", "--rows", "1",
      "--steps",
      "40",
    ]
  }

  /// Ctrl-C keeps every step, a kill loses less than a minute's; either way the plug is the same to the last bit.
  @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
  func goesOnToTheSamePlug(signal: Int32) throws {
    let place = try Workplace()
    try place.installModels()
    for folder in ["whole", "ended"] {
      try FileManager.default.createDirectory(
        atPath: "\(place.desk)/\(folder)", withIntermediateDirectories: false)
    }
    let whole = try place.start(Self.words("whole")).wait()
    #expect(whole.code == 0, "\(whole)")
    let child = try place.start(Self.words("ended"))
    let path = "\(place.desk)/ended/tiny.plug"
    try child.wait(until: {
      $0.errorsSoFar.contains("step 0") || FileManager.default.fileExists(atPath: path)
    })
    child.send(signal)
    let ended = try child.wait()
    if !FileManager.default.fileExists(atPath: path) {
      if signal == SIGKILL {
        #expect(ended.code == 128 + SIGKILL, "\(ended)")
      } else {
        expect(ended, failsWith: 130, saying: "of 40 steps", "tiny.plug.checkpoint", "goes on from there")
        #expect(FileManager.default.fileExists(atPath: "\(path).checkpoint"))
      }
      let again = try place.start(Self.words("ended")).wait()
      #expect(again.code == 0, "\(again)")
      #expect(again.errors.contains("going on after step") == (signal != SIGKILL), "\(again)")
    }
    let plug = try #require(FileManager.default.contents(atPath: path))
    #expect(plug == FileManager.default.contents(atPath: "\(place.desk)/whole/tiny.plug"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.desk)/ended") == ["tiny.plug"])
  }
}
