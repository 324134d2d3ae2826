// UnlockCommand.swift: `persona unlock`: keeps the key of the vault in the keyring of the session for a
// while.

/// `persona unlock`.
let unlockCommand: Command = Command(
  name: "unlock",
  summary: "keep the vault open for the next commands, for a while",
  discussion: """
    Asks for the passphrase once, and puts the key of the vault, not the passphrase, into the keyring of \
    the kernel (the Keychain on macOS), which gives it up when the time is over. Until then no command asks. \
    No program stays behind, and nothing is written to a disk.

    Until then every program of your login session can use the key as well. 'persona lock' ends it at once; \
    'persona status' tells. Where there is no keyring, as in many containers, commands go on asking.
    """,
  options: [
    Option(
      name: "for", value: .text("TIME"), help: "how long, such as 30m, 2h or 90s; 15m otherwise, 12h at most"),
    .json,
  ],
  examples: [
    Example(command: "persona unlock", explanation: "asks for the passphrase, and then not for 15 minutes"),
    Example(command: "persona unlock --for 2h", explanation: "does so for two hours, from now"),
  ],
  run: { invocation in
    let time = try UnlockTime(invocation.text("for") ?? UnlockTime.standard)
    _ = try Vault.header(at: invocation.vaultPath, files: invocation.files)
    // Before anything is asked: it would be in vain.
    let scope = try invocation.sessionKeys.scope()
    // By the passphrase, also where it is unlocked: who has the key for a minute shall not have it for hours.
    let vault = try invocation.openVaultByPassphrase(.read)
    defer { vault.close() }
    let until = try vault.keepKey(in: invocation.sessionKeys, seconds: time.seconds)
    guard invocation.flag("json") else {
      try invocation.console.print(SessionMessages.unlocked(until: until))
      try invocation.console.flush()
      return invocation.console.note(SessionMessages.readers(scope))
    }
    try invocation.console.printJSON(
      .object([
        ("vault", .string(invocation.vaultPath)), ("unlockedUntil", .string(until.iso8601)),
        ("seconds", JSONValue(time.seconds)),
      ]))
  }
)

/// How long a vault stays unlocked: `90s`, `30m` or `2h`.
struct UnlockTime: Equatable {
  /// Where nothing is said.
  static let standard = "15m"

  /// The limits, in seconds: up to 12 hours, a working day with its breaks.
  static let limits = 1...12 * 3600

  /// The time in seconds.
  let seconds: Int

  /// Reads a time: digits, and a letter for the unit.
  ///
  /// - Throws: ``UnlockError/duration(_:)``, also where it is outside ``limits``.
  init(_ text: String) throws(UnlockError) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    let digits = text.dropLast()
    guard let unit = text.last.flatMap({ units[$0] }), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(digits), number <= Self.limits.upperBound, Self.limits.contains(number * unit)
    else { throw .duration(text) }
    seconds = number * unit
  }
}
