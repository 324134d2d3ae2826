// Invocation+Passphrase.swift: where a passphrase comes from.
//
// From an open descriptor, the first line of a file, or the terminal without echo; never from an
// argument or the environment, which other programs can read. It goes from the kernel into locked
// memory, and its bytes are taken as they are: no trimming but the line end, no normalisation.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
public import Crypto

/// The two options that name where a passphrase comes from; two passphrases need two such pairs.
struct PassphraseOptions: Sendable {
  /// The option for a file.
  let file: String

  /// The option for an open descriptor.
  let descriptor: String

  /// What opens the vault: options of every command.
  static let vault = PassphraseOptions(file: "passphrase-file", descriptor: "passphrase-fd")
}

extension Invocation {
  /// Longest passphrase, in bytes: less than any terminal driver keeps of a line (macOS: 1024).
  static let passphraseByteCount = 1000

  /// Gets the passphrase: from `--passphrase-fd`, `--passphrase-file`, or else the terminal.
  ///
  /// - Parameters:
  ///   - prompt: What the terminal shows.
  ///   - confirm: Whether the terminal asks a second time, for a passphrase that is new.
  /// - Returns: At least one byte.
  /// - Throws: An ``Explained`` error; never with a part of the passphrase.
  public func passphrase(prompt: String = "Passphrase: ", confirm: Bool = false) throws -> SecretBytes {
    try passphrase(from: .vault, prompt: prompt, confirm: confirm)
  }

  /// Gets a passphrase from what `options` name, or else the terminal.
  func passphrase(from options: PassphraseOptions, prompt: String, confirm: Bool) throws -> SecretBytes {
    if text(options.descriptor) != nil, text(options.file) != nil { throw PassphraseError.twoSources }
    let passphrase: SecretBytes
    if let descriptor = integer(options.descriptor) {
      passphrase = try readPassphrase(fromDescriptor: descriptor)
    } else if let path = text(options.file) {
      passphrase = try readPassphrase(fromFile: path)
    } else {
      passphrase = try askPassphrase(prompt)
      guard passphrase.count > 0 else { throw PassphraseError.empty }
      if confirm {
        let again = try askPassphrase(PassphrasePrompt.again)
        guard passphrase.hasSameBytes(as: again) else { throw PassphraseError.mismatch }
      }
    }
    guard passphrase.count > 0 else { throw PassphraseError.empty }
    return passphrase
  }

  /// Asks for a line without echo; it may be empty.
  func askPassphrase(_ prompt: String) throws -> SecretBytes {
    let refusal = PassphraseError.cannotAsk(becauseOfNoInput: console.settings.asksNothing)
    guard !console.settings.asksNothing else { throw refusal }
    try console.flush()
    console.errors.clearTransient()
    let limit = Invocation.passphraseByteCount
    do {
      return try console.terminal.askSecret(prompt: TerminalText.safe(prompt), limit: limit)
    } catch {
      switch error {
      case .noTerminal: throw refusal
      case .gone: throw ConsoleError.terminalGone
      case .interrupted: throw ConsoleError.interrupted
      case .tooLong: throw PassphraseError.tooLong(limit: limit)
      }
    }
  }

  private func readPassphrase(fromDescriptor number: Int) throws -> SecretBytes {
    let limit = Invocation.passphraseByteCount
    do {
      return try UnbufferedLine.readSecretLine(from: Int32(number), limit: limit)
    } catch {
      switch error {
      case .interrupted: throw ConsoleError.interrupted
      case .tooLong: throw PassphraseError.tooLong(limit: limit)
      case .gone, .noTerminal: throw PassphraseError.unreadableDescriptor(number)
      }
    }
  }

  private func readPassphrase(fromFile path: String) throws -> SecretBytes {
    let limit = Invocation.passphraseByteCount
    do {
      let descriptor = try DescriptorCalls.open(path, flags: O_RDONLY | O_NOCTTY)
      defer { DescriptorCalls.close(descriptor) }
      let status = try DescriptorCalls.status(of: descriptor)
      if status.isRegular, status.isReadableByOthers { throw PassphraseError.exposedFile(path: path) }
      if status.isRegular, status.isReadableByGroup { console.warn(KeyMessages.groupCanRead(path)) }
      guard !status.isFolder else { throw CallError(code: EISDIR) }
      return try UnbufferedLine.readSecretLine(from: descriptor, limit: limit)
    } catch let error as CallError {
      throw PassphraseError.unreadableFile(path: path, error: error)
    } catch let error as Terminal.Failure {
      switch error {
      case .interrupted: throw ConsoleError.interrupted
      case .tooLong: throw PassphraseError.tooLong(limit: limit)
      case .gone, .noTerminal: throw PassphraseError.empty
      }
    }
  }
}
