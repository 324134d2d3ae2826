// ExitCode.swift: the exit codes of the process: a stable interface, printed by help and the manual.

/// How a command ended.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Everything was done.
  case success = 0

  /// It failed for a reason without a code of its own.
  case failure = 1

  /// The command line was wrong, or a question could not be asked.
  case usage = 2

  /// A text, an imported file or an option's content was rejected.
  case invalidInput = 3

  /// No such entry, model or file.
  case notFound = 4

  /// Storage or output failed.
  case storage = 5

  /// There is no vault at the place named.
  case noVault = 10

  /// Another process is writing to the vault.
  case vaultLocked = 11

  /// The passphrase does not open the vault.
  case wrongPassphrase = 12

  /// The vault is damaged.
  case vaultDamaged = 13

  /// The vault is older than the one last seen.
  case rollbackSuspected = 14

  /// A model is missing a feature, damaged, or was changed.
  case modelRejected = 15

  /// The system refused the sandbox, so nothing was read.
  case sandboxUnavailable = 16

  /// Ctrl-C or a request to end; nothing that was finished is lost.
  case interrupted = 130

  /// What it means, in one line, for help and the manual.
  public var meaning: String {
    switch self {
    case .success: "everything was done"
    case .failure: "failed for a reason that has no code of its own"
    case .usage: "the command line is wrong, or a question could not be asked"
    case .invalidInput: "a text, an imported file or the content of an option was rejected"
    case .notFound: "there is no such entry, model or file"
    case .storage: "storage or output failed: disk full, read-only, input/output error, closed output"
    case .noVault: "there is no vault at the place named"
    case .vaultLocked: "another process is writing to the vault"
    case .wrongPassphrase: "the passphrase does not open the vault"
    case .vaultDamaged: "the vault is damaged"
    case .rollbackSuspected: "the vault is older than the one last seen here"
    case .modelRejected: "a model is not supported, is damaged, or was changed since it was added"
    case .sandboxUnavailable: "the system refused the sandbox, so nothing was read"
    case .interrupted: "interrupted (Ctrl-C, or a request to end); nothing that was finished is lost"
    }
  }
}
