// UnlockTests.swift: `unlock`, `lock`, and what other commands make of them, with the program itself.
//
// All children share the keyring of whoever runs the tests; every test locks its vault in the end.

import Foundation
import Testing

@testable import LocalPersona

@Suite("unlock and lock", .enabled(if: Keyring.isThere, "needs a kernel keyring"))
struct UnlockTests {
  /// Runs a command without a passphrase, and forbids to ask.
  private func runAlone(_ place: Workplace, _ words: String...) throws -> Outcome {
    try place.startAlone(words + ["--no-input"]).wait()
  }

  private func lock(_ place: Workplace) { _ = try? place.startAlone(["lock"]).wait() }

  /// Checks that a command would ask for the passphrase.
  private func expectAsks(
    _ place: Workplace, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try place.startAlone(words + ["--no-input"]).wait()
    expect(outcome, failsWith: 2, saying: "--no-input", sourceLocation: sourceLocation)
  }

  @Test func noCommandAsksUntilTheVaultIsLocked() throws {
    let place = try Workplace()
    defer { lock(place) }
    let id = try place.add("about the garden")
    try expectAsks(place, "list")
    let unlocked = try place.run("unlock", "--for", "30m")
    #expect(unlocked.code == 0 && unlocked.output.hasPrefix("unlocked until "), "\(unlocked)")
    #expect(unlocked.errors.contains("can use the key"), "\(unlocked)")

    #expect(try runAlone(place, "list").output.contains(id))
    #expect(try runAlone(place, "add", "about the train").code == 0)
    #expect(try runAlone(place, "search", "garden").output.contains(id))
    #expect(try runAlone(place, "check", "--full").output.contains("2 entries"))
    #expect(try runAlone(place, "rm", "--yes", id).code == 0)
    let status = try runAlone(place, "status")
    #expect(status.output.contains("unlocked until "), "\(status)")
    #expect(status.output.contains("1, written"), "\(status)")

    let locked = try runAlone(place, "lock")
    #expect(locked.code == 0 && locked.output == "locked\n", "\(locked)")
    #expect(try Keyring.line(of: place) == nil)
    try expectAsks(place, "list")
    try expectAsks(place, "check")
    let after = try runAlone(place, "status")
    #expect(after.code == 0 && after.output.contains("locked\n") && !after.output.contains("unlocked"))
    #expect(try runAlone(place, "lock").code == 0)
    #expect(try place.texts() == ["about the train"])
  }

  @Test func shellsCompleteWhatIsTheUsersWhileTheVaultIsUnlocked() throws {
    let place = try Workplace()
    defer { lock(place) }
    let id = try place.add("about the garden", "--to", "Ann Smith", "--tag", "home", "--tag", "garden")
    for word in ["ids", "tags", "recipients", "drafts"] {
      let locked = try place.startAlone(["completions", word]).wait()
      #expect(locked.code == 0 && locked.output.isEmpty && locked.errors.isEmpty, "\(locked)")
    }
    #expect(try place.run("unlock").code == 0)
    #expect(try runAlone(place, "completions", "ids").output == "\(id)\n")
    #expect(try runAlone(place, "completions", "tags").output == "garden\nhome\n")
    #expect(try runAlone(place, "completions", "recipients").output == "Ann Smith\n")
  }

  @Test func programsAreToldUntilWhen() throws {
    let place = try Workplace()
    defer { lock(place) }
    func member(_ outcome: Outcome) throws -> String? {
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let value = try #require(object?["unlockedUntil"], "\(outcome)")
      return value as? String
    }
    #expect(try member(try runAlone(place, "status", "--json")) == nil)
    let before = Timestamp.now.secondsSince1970
    let told = try #require(try member(try place.run("unlock", "--json")))
    let until = try #require(Timestamp(iso8601: told)).secondsSince1970
    #expect((before + 900...Timestamp.now.secondsSince1970 + 900).contains(until))
    #expect(try member(try runAlone(place, "status", "--json")) == told)
    #expect(try member(try runAlone(place, "lock", "--json")) == nil)
    #expect(try member(try runAlone(place, "status", "--json")) == nil)
  }

  @Test func itEndsByItself() throws {
    let place = try Workplace()
    defer { lock(place) }
    #expect(try place.run("unlock", "--for", "2s").code == 0)
    let deadline = Date(timeIntervalSinceNow: 20)
    while try runAlone(place, "list").code == 0, Date() < deadline { usleep(100_000) }
    try expectAsks(place, "list")
    #expect(try runAlone(place, "status").output.contains("locked\n"))
  }

  @Test func aWrongPassphraseUnlocksNothing() throws {
    let place = try Workplace()
    defer { lock(place) }
    try "something else\n".write(toFile: place.passphraseFile, atomically: false, encoding: .utf8)
    expect(try place.run("unlock"), failsWith: 12)
    #expect(try Keyring.line(of: place) == nil)
  }

  /// Who has the key for a minute must not have it for hours; and a passphrase that is named is tried.
  @Test func thePassphraseIsNeededToUnlockAgain() throws {
    let place = try Workplace()
    defer { lock(place) }
    #expect(try place.run("unlock", "--for", "5m").code == 0)
    try expectAsks(place, "unlock", "--for", "12h")
    try "something else\n".write(toFile: place.passphraseFile, atomically: false, encoding: .utf8)
    expect(try place.run("unlock"), failsWith: 12)
    expect(try place.run("list"), failsWith: 12)
    #expect(try runAlone(place, "list").code == 0)
  }

  @Test func asksAtTheTerminal() throws {
    let place = try Workplace()
    defer { lock(place) }
    let terminal = try Terminal()
    let child = try place.startAlone(["unlock"], input: .terminal(terminal))
    try terminal.wait(for: "Passphrase for ")
    terminal.type(Workplace.passphrase)
    let outcome = try child.wait()
    #expect(outcome.code == 0, "\(outcome)\n\(terminal.screen())")
    #expect(!terminal.screen().contains("horse"))
    #expect(try runAlone(place, "list").code == 0)
  }

  @Test func theKeyOfAnotherVaultIsNotUsed() throws {
    let (place, other) = (try Workplace(), try Workplace())
    defer { lock(place) }
    #expect(try place.run("unlock").code == 0)
    try expectAsks(other, "list")
    // Nor where another vault has come to the same place.
    let kept = "\(place.desk)/kept"
    try FileManager.default.moveItem(atPath: place.vault, toPath: kept)
    #expect(try place.run("init", "--kdf", "interactive").code == 0)
    try expectAsks(place, "list")
    try FileManager.default.removeItem(atPath: place.vault)
    try FileManager.default.moveItem(atPath: kept, toPath: place.vault)
    #expect(try runAlone(place, "list").code == 0)
  }

  @Test func theKeyIsInNoFile() throws {
    let place = try Workplace()
    defer { lock(place) }
    _ = try place.add("one")
    let before = try place.vaultFiles()
    #expect(try place.run("unlock").code == 0)
    #expect(try runAlone(place, "lock").code == 0)
    #expect(try place.vaultFiles() == before)
  }

  @Test func wipeEndsTheKey() throws {
    let place = try Workplace()
    #expect(try place.run("unlock").code == 0)
    let id = try Keyring.vaultID(of: place)
    #expect(Keyring.line(ofVault: id) != nil)
    #expect(try runAlone(place, "wipe", "--dry-run").code == 0)
    #expect(Keyring.line(ofVault: id) != nil)
    #expect(try runAlone(place, "wipe", "--confirm", "demo").code == 0)
    #expect(Keyring.line(ofVault: id) == nil)
  }

  @Test(arguments: ["0s", "13h", "30", "1d", "-5m", "soon"])
  func refusesATimeThatIsNone(_ time: String) throws {
    let place = try Workplace(withVault: false)
    expect(try place.run("unlock", "--for=\(time)"), failsWith: 2, saying: "--for", "30m")
  }

  @Test func needsAVault() throws {
    let place = try Workplace(withVault: false)
    expect(try place.run("unlock"), failsWith: 10)
    expect(try place.run("lock"), failsWith: 10)
  }

  /// Another login, such as one by SSH, has a keyring of its own.
  @Test(.enabled(if: Program.tool("python3") != nil, "needs python3"))
  func anotherSessionAsks() throws {
    let place = try Workplace()
    defer { lock(place) }
    #expect(try place.run("unlock").code == 0)
    let outcome = try Keyring.run(.inAnotherSession, ["list", "--no-input"], in: place)
    expect(outcome, failsWith: 2, saying: "--no-input")
    // Unlocking there changes nothing here, and ends with that session.
    let file = ["--passphrase-file", place.passphraseFile]
    #expect(try Keyring.run(.inAnotherSession, ["unlock"] + file, in: place).code == 0)
    #expect(try runAlone(place, "list").code == 0)
  }
}

/// What the commands do where the kernel refuses keyrings: all but `unlock` and `lock` as if there were none.
@Suite("without a keyring", .enabled(if: Program.tool("python3") != nil, "needs python3"))
struct WithoutKeyringTests {
  @Test(arguments: [1, 38])  // EPERM, as in containers; ENOSYS, as in a kernel that has none
  func everythingButUnlockingWorks(_ code: Int) throws {
    let place = try Workplace()
    func run(_ words: String...) throws -> Outcome {
      try Keyring.run(.refused(code), words, in: place)
    }
    let file = "--passphrase-file=\(place.passphraseFile)"
    #expect(try run("add", "a text", file).code == 0)
    let listed = try run("list", "--json", file)
    #expect(listed.code == 0 && listed.errors.isEmpty, "\(listed)")
    expect(try run("list", "--no-input"), failsWith: 2, saying: "--no-input")
    let status = try run("status")
    #expect(status.code == 0 && status.output.contains("locked\n") && status.errors.isEmpty, "\(status)")
    // Before a passphrase is asked for, in vain.
    expect(try run("unlock", "--no-input"), failsWith: 1, saying: "keyring", "--passphrase-file")
    expect(try run("unlock", file), failsWith: 1, saying: "keyring")
    expect(try run("lock"), failsWith: 1, saying: "keyring")
    let wiped = try run("wipe", "--confirm", "demo")
    #expect(wiped.code == 0 && !wiped.errors.contains("keyring"), "\(wiped)")
  }
}

/// The keyring that the children of this process share, and children that do not share it.
enum Keyring {
  /// Whether there is one.
  static let isThere = (try? KernelSessionKeys().scope()) != nil

  /// How a child is set apart.
  enum Setting {
    case inAnotherSession

    /// The kernel answers `keyctl` with this error number.
    case refused(Int)
  }

  /// Joins a new session keyring, or has a filter answer, and becomes the program.
  private static let script = """
    import ctypes, os, platform, struct, sys
    libc = ctypes.CDLL(None, use_errno=True)
    keyctl = {"x86_64": 250, "aarch64": 219}[platform.machine()]
    code = int(sys.argv[1])
    if code == 0:
        assert libc.syscall(ctypes.c_long(keyctl), ctypes.c_long(1), None) > 0  # KEYCTL_JOIN_SESSION_KEYRING
    else:
        steps = [(0x20, 0, 0, 0), (0x15, 0, 1, keyctl), (6, 0, 0, 0x50000 | code), (6, 0, 0, 0x7FFF0000)]
        program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
        head = struct.pack("@HP", len(steps), ctypes.addressof(program))
        long = ctypes.c_ulong
        assert libc.prctl(38, long(1), long(0), long(0), long(0)) == 0  # PR_SET_NO_NEW_PRIVS
        assert libc.prctl(22, long(2), head) == 0  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
    os.execv(sys.argv[2], sys.argv[2:])
    """

  /// Runs a command set apart, to its end.
  static func run(_ setting: Setting, _ words: [String], in place: Workplace) throws -> Outcome {
    let code =
      switch setting {
      case .inAnotherSession: 0
      case .refused(let code): code
      }
    let python = try #require(Program.tool("python3"))
    return try Child(
      [python, "-c", script, "\(code)", Program.path] + words, environment: place.environment,
      workingFolder: place.desk
    ).wait()
  }

  /// The id of the vault in `place`, in hexadecimal digits.
  static func vaultID(of place: Workplace) throws -> String {
    let header = try Data(contentsOf: URL(fileURLWithPath: "\(place.vault)/header"))
    return header[48..<64].map { String(format: "%02x", $0) }.joined()
  }

  /// The line of the kernel's own list of keys for a vault.
  static func line(ofVault id: String) -> Substring? {
    let list = (try? String(contentsOfFile: "/proc/keys", encoding: .utf8)) ?? ""
    return list.split(separator: "\n").first { $0.contains("persona:\(id):") }
  }

  static func line(of place: Workplace) throws -> Substring? { line(ofVault: try vaultID(of: place)) }
}
