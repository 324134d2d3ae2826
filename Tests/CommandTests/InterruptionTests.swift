import Foundation
import Testing

@Suite("interruption")
struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aSignalLosesNothing(signal: Int32) throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let child = try place.start(["add"], input: .open)
    child.write("half a te")
    try child.wait { _ in
      (try? String(contentsOfFile: "\(place.vault)/lock", encoding: .utf8).isEmpty) == false
    }
    child.send(signal)
    let outcome = try child.wait(seconds: 30)
    #expect(outcome.code == 130, "\(outcome)")
    #expect(try place.texts() == ["kept"])
    _ = try place.add("more")
  }

  /// Killed at any moment, an import is there as a whole or not at all, and the vault is sound.
  @Test func aKilledImportIsAllOrNothing() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let lines = (0..<400).map { "{\"text\":\"text number \($0) \(String(repeating: "long ", count: 200))\"}" }
    let path = try place.write("many.jsonl", Array(lines.joined(separator: "\n").utf8))
    let start = Date()
    #expect(try place.run("import", "--dry-run", path).code == 0)
    let duration = Date().timeIntervalSince(start)
    var random = SplitMix(state: 3)
    for _ in 0..<12 {
      let child = try place.start(["import", path])
      usleep(UInt32(duration * 1_300_000 * Double(random.next() % 1000) / 1000))
      child.send(SIGKILL)
      _ = try child.wait()
      let count = try place.texts().count
      #expect(count == 1 || count == 401)
      #expect(try place.run("check", "--full").code == 0)
      if count == 401 { break }
    }
    #expect(try place.run("import", path).code == 0)
    #expect(try place.texts().count == 401)
  }

  /// Once the id is printed, the entry is safe, whatever happens to the process.
  @Test func whatIsPrintedIsSafe() throws {
    let place = try Workplace()
    var expected: [String] = []
    for number in 0..<8 {
      let child = try place.start(["add", "text \(number)"])
      try child.wait { $0.outputSoFar.hasSuffix("\n") }
      child.send(SIGKILL)
      _ = try child.wait()
      expected.append("text \(number)")
      #expect(try place.texts() == expected)
    }
  }

  /// After its first step a wipe cannot be undone, and running it again finishes it.
  @Test func aKilledWipeCanBeFinished() throws {
    let place = try Workplace()
    for number in 0..<5 { _ = try place.add("text \(number)") }
    var bytes = try #require(FileManager.default.contents(atPath: "\(place.vault)/header"))
    // What a wipe leaves when it is killed after its first step: a header without its keys, which still says
    // what it is and which vault it was.
    bytes.replaceSubrange(64..<bytes.count, with: Data(count: bytes.count - 64))
    try bytes.write(to: URL(fileURLWithPath: "\(place.vault)/header"))
    expect(try place.run("list"), failsWith: 10, saying: "was wiped", "persona wipe")
    let memories = "\(place.home)/state/persona/rollback"
    #expect(try FileManager.default.contentsOfDirectory(atPath: memories).count == 1)
    let wipe = try place.startAlone(["wipe", "--confirm", "vault"]).wait()
    #expect(wipe.code == 0, "\(wipe)")
    #expect(!FileManager.default.fileExists(atPath: place.vault))
    #expect(try FileManager.default.contentsOfDirectory(atPath: memories).isEmpty)
  }
}

/// A generator whose numbers depend on its seed only.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
