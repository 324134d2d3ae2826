// AgeSealing.swift: to whom an age file is encrypted, and in which form: what is known before the first
// byte of it is written.

internal import Crypto

/// How an age file is made.
struct AgeSealing: ~Copyable {
  /// What will open it.
  enum Key: ~Copyable {
    /// The identity of any of them.
    case recipients([AgeRecipient])

    /// This passphrase.
    case passphrase(SecretBytes)
  }

  private let key: Key
  private let isArmored: Bool
  private let workFactor: Int?

  /// Says how an age file is made.
  ///
  /// - Parameters:
  ///   - key: What will open it.
  ///   - isArmored: Whether it is text.
  ///   - workFactor: The cost of guessing a passphrase, as a power of two; nil for that of the library.
  init(_ key: consuming Key, isArmored: Bool, workFactor: Int? = nil) {
    self.key = key
    self.isArmored = isArmored
    self.workFactor = workFactor
  }

  /// How long one guess at the passphrase of such a file takes here: as long as beginning one.
  ///
  /// - Throws: ``AgeFileError/notWritten(_:)``.
  static func measureGuess() throws -> Duration {
    let sealing = AgeSealing(.passphrase(SecretBytes.random(count: 16)), isArmored: false)
    let start = ContinuousClock.now
    _ = try sealing.makeWriter { _ in }
    return ContinuousClock.now - start
  }

  /// How many recipients there are; 0 with a passphrase.
  var recipientCount: Int {
    switch key {
    case .recipients(let recipients): recipients.count
    case .passphrase: 0
    }
  }

  /// Starts a file that is handed to `sink`, piece by piece.
  ///
  /// - Throws: ``AgeFileError/notWritten(_:)``, and what `sink` throws.
  func makeWriter(sink: @escaping ([UInt8]) throws -> Void) throws -> AgeWriter {
    do {
      switch key {
      case .recipients(let recipients):
        return try AgeWriter(recipients: recipients, isArmored: isArmored, sink: sink)
      case .passphrase(let passphrase):
        guard let workFactor else {
          return try AgeWriter(passphrase: passphrase, isArmored: isArmored, sink: sink)
        }
        return try AgeWriter(
          passphrase: passphrase, workFactor: workFactor, isArmored: isArmored, sink: sink)
      }
    } catch let error as AgeError {
      throw AgeFileError.notWritten(error)
    }
  }
}
