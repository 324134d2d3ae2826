// Invocation+NewPassphrase.swift: where a new passphrase comes from, and what is said about it.
//
// From a file or a descriptor as it is, and with a warning where it is weak; at the terminal with an estimate
// of its strength, and twice. Who types nothing gets one made, which is shown once and typed back.

internal import Crypto

extension PassphraseOptions {
  /// A passphrase that takes the place of another, or comes to it; not where the vault is new.
  static let new = PassphraseOptions(file: "new-passphrase-file", descriptor: "new-passphrase-fd")
}

extension Invocation {
  /// How often a passphrase that was made here may be mistyped.
  private static let attemptCount = 3

  /// Gets a new passphrase of a vault: from what `options` name, or else the terminal.
  ///
  /// - Parameters:
  ///   - options: Where it may come from.
  ///   - cost: What each guess of it will cost.
  ///   - guess: How long one guess takes here, where that is known already.
  /// - Returns: At least one byte.
  /// - Throws: An ``Explained`` error; never with a part of the passphrase.
  func newPassphrase(
    from options: PassphraseOptions, cost: PasswordHashCost, guess: Duration? = nil
  ) throws -> SecretBytes {
    try newPassphrase(from: options, prompt: KeyMessages.newPassphrasePrompt) {
      try guess ?? PasswordHashTiming.measure(cost)
    }
  }

  /// Gets a new passphrase: from what `options` name, or else the terminal.
  ///
  /// - Parameters:
  ///   - options: Where it may come from.
  ///   - prompt: What the terminal shows; it says that nothing may be typed.
  ///   - guess: Measures how long one guess takes here; called only where the passphrase is weak.
  /// - Returns: At least one byte.
  /// - Throws: An ``Explained`` error; never with a part of the passphrase.
  func newPassphrase(
    from options: PassphraseOptions, prompt: String, guess: () throws -> Duration
  ) throws -> SecretBytes {
    if text(options.descriptor) != nil || text(options.file) != nil {
      let passphrase = try passphrase(from: options, prompt: "", confirm: false)
      let strength = PassphraseStrength(of: passphrase)
      if strength.level == .weak { console.warn(KeyMessages.weakness(strength)) }
      return passphrase
    }
    let typed: SecretBytes
    do {
      typed = try askPassphrase(prompt)
    } catch PassphraseError.cannotAsk(let becauseOfNoInput) where options.file == PassphraseOptions.new.file {
      throw KeyCommandError.cannotAskNewPassphrase(becauseOfNoInput: becauseOfNoInput)
    }
    guard typed.count > 0 else { return try offeredPassphrase() }
    try tell(PassphraseStrength(of: typed), guess: guess)
    let again = try askPassphrase(KeyMessages.againPrompt)
    guard typed.hasSameBytes(as: again) else { throw PassphraseError.mismatch }
    return typed
  }

  /// Makes a passphrase, shows it once, and takes it when it was typed back.
  private func offeredPassphrase() throws -> SecretBytes {
    let made = GeneratedPassphrase.make()
    try showSecret(
      SecretPage.line(of: made), heading: KeyMessages.passphraseHeading, prompt: KeyMessages.keptPrompt)
    for _ in 0..<Self.attemptCount {
      let again = try askPassphrase(KeyMessages.againPrompt)
      if made.hasSameBytes(as: again) { return made }
      console.warn(KeyMessages.notTheSame)
    }
    throw PassphraseError.mismatch
  }

  /// Shows a secret on the terminal, and waits until it was read.
  ///
  /// - Throws: ``ConsoleError``.
  func showSecret(_ page: borrowing SecretBytes, heading: String, prompt: String) throws {
    let refusal = PassphraseError.cannotAsk(becauseOfNoInput: console.settings.asksNothing)
    guard !console.settings.asksNothing else { throw refusal }
    try console.flush()
    console.errors.clearTransient()
    do {
      try console.terminal.showSecret(
        page, heading: WrappedText.wrap(heading, to: console.columnCount), prompt: prompt,
        vanishes: console.settings.allowsAnimation)
    } catch {
      switch error {
      case .noTerminal: throw refusal
      case .gone: throw ConsoleError.terminalGone
      case .interrupted: throw ConsoleError.interrupted
      // What was typed before Enter does not matter.
      case .tooLong: return
      }
    }
  }

  /// Tells what the estimate is; a passphrase that is weak is not refused, as its owner may know better.
  private func tell(_ strength: PassphraseStrength, guess: () throws -> Duration) throws {
    guard strength.level == .weak else { return console.note(KeyMessages.strength(strength)) }
    console.warn(KeyMessages.weakness(strength, guess: try guess()))
  }
}
