import Foundation
import Testing

/// A vault that is older than the one last seen is reported, and taken only when the user says so.
@Suite("an older copy of the vault")
struct RollbackCommandTests {
  @Test func isRefusedUntilAccepted() throws {
    let place = try Workplace()
    _ = try place.add("first")
    let backup = "\(place.desk)/backup"
    try FileManager.default.copyItem(atPath: place.vault, toPath: backup)
    _ = try place.add("second")
    try FileManager.default.removeItem(atPath: place.vault)
    try FileManager.default.moveItem(atPath: backup, toPath: place.vault)

    for command in [["list"], ["search", "first"], ["add", "third"], ["export", "--plaintext"]] {
      let outcome = try place.start(command).wait()
      expect(outcome, failsWith: 14, saying: "--accept-rollback")
    }
    let accepted = try place.run("list", "--json", "--accept-rollback")
    #expect(accepted.code == 0 && accepted.output.contains("\"id\""))
    // That was said once and for all: from now on this copy is the newest.
    let again = try place.run("list")
    #expect(again.code == 0 && again.complaints.isEmpty && !again.errors.contains("accepted"), "\(again)")
    _ = try place.add("third")
    #expect(try place.texts() == ["first", "third"])
  }
}
