// Invocation+Age.swift: the options of age files: to whom one is encrypted, what opens one, where one
// goes. The same words in every command that has them.
//
// The passphrase of an age file is another than that of the vault, so it has options of its own.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
internal import Crypto

extension PassphraseOptions {
  /// What an age file is encrypted with.
  static let age = PassphraseOptions(file: "age-passphrase-file", descriptor: "age-passphrase-fd")
}

extension Option {
  private static let agePassphraseFile = Option(
    name: PassphraseOptions.age.file, value: .path("FILE"),
    help: "read the passphrase of the age file from the first line of FILE")
  private static let agePassphraseDescriptor = Option(
    name: PassphraseOptions.age.descriptor, value: .integer("N", 0...Int(Int32.max)),
    help: "read the passphrase of the age file from the first line of the open file descriptor N")

  /// The options of commands that make an age file.
  static let ageWriting: [Option] = [
    Option(
      name: "recipient", short: "r", value: .text("RECIPIENT"), isRepeatable: true,
      help: "encrypt to this recipient of age (age1...); otherwise to a passphrase"),
    Option(name: "armor", short: "a", help: "make the age file of plain text, for mails and the like"),
    agePassphraseFile, agePassphraseDescriptor,
  ]

  /// The options of commands that open age files.
  static let ageReading: [Option] = [
    Option(
      name: "identity", short: "i", value: .path("FILE"),
      help: "open age files with the identities in FILE; otherwise with a passphrase"),
    agePassphraseFile, agePassphraseDescriptor,
  ]
}

// MARK: Making age files

extension Invocation {
  /// The first option given that is about an age file, with its dashes.
  var ageWritingOptionGiven: String? {
    let names = Option.ageWriting.map(\.name)
    return names.first { line.flags.contains($0) || line.values[$0] != nil }.map { "--\($0)" }
  }

  /// Checks what can be checked before anybody is asked for anything.
  ///
  /// - Parameter path: The file to make, or nil for standard output.
  /// - Returns: The recipients; none means a passphrase.
  /// - Throws: ``AgeFileError``, ``ExportError/alreadyExists(path:)``.
  func ageRecipients(to path: String?) throws -> [AgeRecipient] {
    if path == nil, console.outputIsTerminal, !flag("armor") { throw AgeFileError.binaryToTerminal }
    // Said again when the file gets its name; here, before anybody thinks of a passphrase for it.
    if let path, (try? files.status(of: path)) != nil { throw ExportError.alreadyExists(path: path) }
    var recipients: [AgeRecipient] = []
    for (index, word) in texts("recipient").enumerated() {
      do {
        let recipient = try AgeRecipient(word)
        if !recipients.contains(recipient) { recipients.append(recipient) }
      } catch {
        throw AgeFileError.invalidRecipient(position: index + 1, error)
      }
    }
    if !recipients.isEmpty, let option = agePassphraseOptionGiven {
      throw AgeFileError.conflictingOptions(first: "--recipient", second: option)
    }
    return recipients
  }

  /// Says how to make an age file for `recipients`, or asks for a new passphrase where there are none.
  func ageSealing(_ recipients: [AgeRecipient]) throws -> AgeSealing {
    let isArmored = flag("armor")
    guard recipients.isEmpty else { return AgeSealing(.recipients(recipients), isArmored: isArmored) }
    do {
      let passphrase = try newPassphrase(from: .age, prompt: AgeMessages.newPassphrasePrompt) {
        try AgeSealing.measureGuess()
      }
      return AgeSealing(.passphrase(passphrase), isArmored: isArmored)
    } catch let error as PassphraseError {
      throw AgeFileError.noPassphrase(error)
    }
  }

  private var agePassphraseOptionGiven: String? {
    [PassphraseOptions.age.file, PassphraseOptions.age.descriptor].first { text($0) != nil }.map { "--\($0)" }
  }

  private func agePassphrase(prompt: String) throws -> SecretBytes {
    do {
      return try passphrase(from: .age, prompt: prompt, confirm: false)
    } catch let error as PassphraseError {
      throw AgeFileError.noPassphrase(error)
    }
  }
}

// MARK: Opening age files

/// The keys that a command was given for age files, which are read once.
private final class AgeKeyShelf {
  var given: AgeKeyring?
}

extension Invocation {
  /// Longest file of identities, in bytes.
  private static let identityByteCount = 1 << 20

  /// What opens the age files of this command: the options, or else a question for each file.
  ///
  /// Nothing is read or asked before the first file needs it.
  func ageKeys() throws(AgeFileError) -> AgeKeys {
    if text("identity") != nil, let option = agePassphraseOptionGiven {
      throw .conflictingOptions(first: "--identity", second: option)
    }
    let shelf = AgeKeyShelf()
    return { path, requirement in try ageKeys(for: path, requirement, shelf) }
  }

  private func ageKeys(
    for path: String, _ requirement: AgeRequirement, _ shelf: AgeKeyShelf
  ) throws -> AgeKeyring {
    let identityPath = text("identity")
    switch requirement {
    case .identity: if identityPath == nil { throw AgeFileError.needsIdentity(path: path) }
    case .passphrase: if identityPath != nil { throw AgeFileError.needsPassphrase(path: path) }
    }
    if let given = shelf.given { return given }
    if let identityPath {
      let keyring = try readIdentities(identityPath)
      shelf.given = keyring
      return keyring
    }
    let isInput = path == Importer.standardInputPath
    let passphrase = try agePassphrase(prompt: PassphrasePrompt.file(isInput ? nil : path))
    let keyring = AgeKeyring(passphrase: passphrase)
    if agePassphraseOptionGiven != nil { shelf.given = keyring }
    return keyring
  }

  private func readIdentities(_ path: String) throws(AgeFileError) -> AgeKeyring {
    let file = try readIdentityFile(path)
    do {
      return try AgeKeyring(identityFile: file.bytes)
    } catch {
      throw .invalidIdentity(path: path, error)
    }
  }

  private func readIdentityFile(_ path: String) throws(AgeFileError) -> SecretBytes {
    let limit = Invocation.identityByteCount
    let descriptor = try readingIdentities(path) { () throws(CallError) in
      try DescriptorCalls.open(path, flags: O_RDONLY | O_NOCTTY)
    }
    defer { DescriptorCalls.close(descriptor) }
    let status = try readingIdentities(path) { () throws(CallError) in
      try DescriptorCalls.status(of: descriptor)
    }
    guard !(status.isRegular && status.isReadableByOthers) else { throw .exposedIdentity(path: path) }
    if status.isRegular, status.isReadableByGroup { console.warn(KeyMessages.groupCanRead(path)) }
    let bytes = try readingIdentities(path) { () throws(CallError) -> SecretBytes in
      try DescriptorCalls.readAllSecret(descriptor, limit: limit)
    }
    guard bytes.count <= limit else { throw .identityTooLong(path: path, limit: limit) }
    return bytes
  }

  /// What `body` returns; what it throws is said of the identities at `path`.
  private func readingIdentities<Value: ~Copyable>(
    _ path: String, _ body: () throws(CallError) -> Value
  ) throws(AgeFileError) -> Value {
    do {
      return try body()
    } catch {
      throw .unreadableIdentity(path: path, error)
    }
  }
}

// MARK: Where an age file goes

extension Console {
  /// Writes bytes to standard output at once, after what was printed before.
  ///
  /// - Throws: ``ConsoleError``.
  func write(_ bytes: [UInt8]) throws(ConsoleError) {
    try output.flush()
    do {
      try DescriptorCalls.write(output.descriptor, bytes)
    } catch {
      switch error.code {
      case EPIPE, EBADF: throw .closedOutput
      case EINTR: throw .interrupted
      default: throw .outputFailed(code: error.code)
      }
    }
  }
}
