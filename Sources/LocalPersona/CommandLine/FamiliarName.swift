// FamiliarName.swift: what other programs call what a command here does. Only for a hint: nothing runs by
// these names.

/// Names of commands elsewhere.
enum FamiliarName {
  private static let ours = [
    "close": "lock", "create": "add", "del": "rm", "delete": "rm", "dump": "export",
    "find": "search", "fsck": "check", "generate": "write", "get": "show",
    "grep": "search", "history": "list", "log": "drafts", "ls": "list", "new": "add", "open": "unlock",
    "password": "passwd", "profile": "voice",
    "remove": "rm", "settings": "config", "style": "voice", "train": "learn", "verify": "check",
    "view": "show",
  ]

  /// The command among `names` that is meant by `word` elsewhere; nil where there is none.
  static func suggestion(for word: String, among names: [String]) -> String? {
    ours[word.lowercased()].flatMap { names.contains($0) ? $0 : nil }
  }
}
