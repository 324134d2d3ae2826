import Foundation
import Testing

/// Storage that fails ends a command with exit code 5, and what was there before is there after.
@Suite("bad storage")
struct BadStorageTests {
  /// A limit on the length of files fails a write as a full disk does, on every machine.
  @Test func fileThatCannotGrow() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    try place.write("big.txt", [UInt8](repeating: 0x61, count: 300_000))
    let outcome = try place.shell("trap '' XFSZ; ulimit -f 64; persona add --file big.txt")
    expect(outcome, failsWith: 5, saying: place.vault)
    #expect(try place.texts() == ["kept"])
    #expect(try place.run("check", "--full").code == 0)
    _ = try place.add("after it")
    #expect(try place.texts() == ["kept", "after it"])
  }

  @Test(.enabled(if: Mounting.isPossible, "needs the right to mount a memory disk"))
  func fullDisk() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    try place.write("big.txt", [UInt8](repeating: 0x61, count: 900_000))
    let outcome = try Mounting.shell(
      place,
      """
      cp -a "$HOME/vault" "$HOME/original" && mount -t tmpfs -o size=256k,mode=700 none "$HOME/vault" || exit 99
      cp -a "$HOME/original/." "$HOME/vault/"
      persona add --file big.txt; echo "add $?"
      persona export --plaintext; echo "export $?"
      persona check --full --quiet > /dev/null; echo "check $?"
      rm -f "$HOME/vault/none"; persona add --quiet small > /dev/null; echo "small $?"
      persona export --plaintext | grep -c '"text"'
      """)
    #expect(outcome.complaints.count == 1, "\(outcome)")
    #expect(outcome.errors.contains("disk is full") || outcome.errors.contains("No space"), "\(outcome)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("add 5"), "\(outcome)")
    #expect(lines.contains("export 0"), "\(outcome)")
    #expect(lines.contains("check 0"), "\(outcome)")
    #expect(lines.contains("small 0"), "\(outcome)")
    #expect(lines.last == "2", "\(outcome)")
  }

  @Test(.enabled(if: Mounting.isPossible || getuid() != 0, "needs the right to mount, or not to be root"))
  func readOnlyFolder() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let script = """
      persona add x; echo "add $?"
      persona rm --yes "$(persona list --json | cut -c9-18)"; echo "rm $?"
      persona export --plaintext; echo "export $?"
      """
    let outcome: Outcome
    if getuid() == 0 {
      outcome = try Mounting.shell(
        place,
        "mount --bind \"$HOME/vault\" \"$HOME/vault\" && mount -o remount,ro,bind \"$HOME/vault\" || exit 99\n"
          + script)
    } else {
      chmod(place.vault, 0o500)
      for name in try place.vaultFiles().keys { chmod("\(place.vault)/\(name)", 0o400) }
      outcome = try place.shell(script)
      chmod(place.vault, 0o700)
    }
    #expect(outcome.output.contains("add 5"), "\(outcome)")
    #expect(outcome.output.contains("rm 5"), "\(outcome)")
    #expect(outcome.output.contains("\"text\":\"kept\""), "\(outcome)")
    #expect(outcome.output.contains("export 0"), "\(outcome)")
    #expect(outcome.complaints.count == 2, "\(outcome)")
    #expect(outcome.errors.contains(place.vault), "\(outcome)")
  }

  @Test func fullOutput() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let place = try Workplace()
    _ = try place.add("kept")
    for line in [
      "persona list", "persona export --plaintext", "persona show --text $(persona list --json | cut -c9-18)",
    ] {
      expect(try place.shell("\(line) > /dev/full"), failsWith: 5, saying: "standard output")
    }
  }
}

/// Mounts that end with the command that needs them, in a namespace of its own.
enum Mounting {
  /// Whether this user may do it here.
  static let isPossible: Bool = {
    guard let unshare = Program.tool("unshare") else { return false }
    let words = [unshare] + flags + ["/bin/sh", "-c", "mount -t tmpfs none /mnt"]
    return (try? Child(words, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]).wait(seconds: 20).code)
      == 0
  }()

  private static var flags: [String] { getuid() == 0 ? ["-m"] : ["-r", "-m"] }

  /// Runs a script that may mount.
  static func shell(_ place: Workplace, _ script: String) throws -> Outcome {
    let prelude = "persona() { command persona \"$@\" --passphrase-file \"$HOME/pp\"; }\n"
    let words = [Program.tool("unshare") ?? "unshare"] + flags + ["/bin/sh", "-c", prelude + script]
    return try Child(words, environment: place.environment, workingFolder: place.desk).wait()
  }
}
