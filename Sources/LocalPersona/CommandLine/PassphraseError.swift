// PassphraseError.swift: why no passphrase could be had. Nothing of a passphrase is ever in a payload.

/// Why no passphrase could be had.
enum PassphraseError: Error, Equatable {
  /// Both `--passphrase-file` and `--passphrase-fd` were given.
  case twoSources

  /// The file cannot be opened or read.
  case unreadableFile(path: String, error: CallError)

  /// Every user of this machine can read the file.
  case exposedFile(path: String)

  /// The descriptor cannot be read, or holds nothing.
  case unreadableDescriptor(Int)

  /// The passphrase is empty.
  case empty

  /// The passphrase is longer than the limit, in bytes.
  case tooLong(limit: Int)

  /// There is no terminal to ask on, or `--no-input` forbids to ask.
  case cannotAsk(becauseOfNoInput: Bool)

  /// Two different passphrases were typed.
  case mismatch
}
