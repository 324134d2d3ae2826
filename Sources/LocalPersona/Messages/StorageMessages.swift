// StorageMessages.swift: what a person is told about a file operation that failed.

extension FileError: Explained {
  /// The operation, the path and the system's reason; what to do where the reason says it.
  public var explanation: Explanation {
    Explanation(
      what: "cannot \(operation.verb) \(path): \(Syscalls.message(of: code))", next: advice,
      exitCode: .storage)
  }

  private var advice: String? {
    switch cause {
    case .noSpace: "free some space on the disk and try again"
    case .readOnly: "the disk or folder is read-only: make it writable, or choose another place"
    case .notPermitted: "see who owns it and what you may do with it: ls -ld"
    case .damagedMedium:
      "the disk may be failing: copy what can be read to another one; from a vault 'persona check --salvage "
        + "FOLDER' does that"
    case .other: "look at what is there now, with ls -ld, and try again"
    }
  }
}

extension FileError.Operation {
  fileprivate var verb: String {
    switch self {
    case .inspect: "look at"
    case .read: "read"
    case .list: "list"
    case .makeFolder: "make the folder"
    case .makePrivate: "set the permissions of"
    case .create: "create"
    case .open: "open"
    case .write: "write to"
    case .truncate: "shorten"
    case .synchronize: "save"
    case .rename: "rename a file to"
    case .link: "give a file the second name"
    case .remove: "remove"
    case .lock: "lock"
    }
  }
}
