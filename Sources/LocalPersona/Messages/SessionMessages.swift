// SessionMessages.swift: what a person is told about unlocking and locking.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

extension SessionKeyError: Explained {
  /// Why no key is kept, or one still is.
  var explanation: Explanation {
    switch self {
    case .unavailable(let error):
      Explanation(
        what: "no key can be kept here between commands: \(SessionMessages.reason(error))",
        next: "every command asks for the passphrase instead, or takes --passphrase-file",
        exitCode: .failure)
    case .full:
      Explanation(
        what: "no key can be kept here between commands: the keyring of this user is full",
        next: "every command asks for the passphrase instead, or takes --passphrase-file",
        exitCode: .failure)
    case .failed(let error):
      Explanation(
        what: "a key that is kept between commands cannot be ended: \(SessionMessages.reason(error))",
        next: "it ends by itself at the time that 'persona status' tells, or when you log out",
        exitCode: .failure)
    }
  }
}

/// What is wrong with what `unlock` was asked to do.
enum UnlockError: Error, Equatable {
  /// `--for` is no duration, or one outside the limits.
  case duration(String)
}

extension UnlockError: Explained {
  var explanation: Explanation {
    switch self {
    case .duration(let text):
      Explanation(
        what: "--for cannot be '\(text)': it must be a time like 30m, 2h or 90s, up to 12h",
        next: "'persona help unlock' explains it", exitCode: .usage)
    }
  }
}

/// The sentences of `unlock`, `lock` and `status`.
enum SessionMessages {
  static let locked = "locked"

  static func unlocked(until: Timestamp) -> String { "unlocked until \(until.iso8601)" }

  static func readers(_ scope: SessionScope) -> String {
    let who =
      switch scope {
      case .session: "every program of this login session"
      case .user: "every program that you run on this machine (this session has no keyring of its own)"
      case .program: "this program"
      }
    return "until then \(who) can use the key; 'persona lock' ends it"
  }

  /// Why the system keeps no keys, as the end of a sentence.
  static func reason(_ error: SystemError) -> String {
    switch error.code {
    case ENOSYS, ENOTSUP: "this system has no keyring"
    case EPERM: "the use of the keyring is forbidden here, as it is in many containers"
    case EACCES: "the keyring of this session is that of another user, or it is not to be written"
    default: CallError(code: error.code).words
    }
  }
}
