// FileStore.swift: the few file operations that the vault needs, as one protocol, so that a test can
// fail, shorten or cut off any of them. `POSIXFileStore` is the real one.
//
// Nothing here is durable until it is synchronised: the bytes of a file by `WritableFile.synchronize`,
// a name (created, renamed, removed) by `synchronizeFolder` of the folder it is in.

/// A place where files are kept.
///
/// Paths are used as given. Symbolic links are never followed in the last component.
public protocol FileStore: Sendable {
  /// What is at `path`; nil where there is nothing.
  func status(of path: String) throws(FileError) -> FileStatus?

  /// The bytes of the regular file at `path`, from `offset` on, at most `maximumByteCount` of them.
  func read(_ path: String, from offset: Int, maximumByteCount: Int) throws(FileError) -> [UInt8]

  /// The names in a folder, without `.` and `..`, sorted.
  func list(_ folder: String) throws(FileError) -> [String]

  /// Makes a folder that only its owner may use (0700); its parent must exist.
  func makeFolder(_ path: String) throws(FileError)

  /// Takes a folder (0700) or file (0600) from everybody but its owner.
  func makePrivate(_ path: String) throws(FileError)

  /// Makes an empty file that only its owner may use (0600); fails where something has that name.
  func create(_ path: String) throws(FileError) -> any WritableFile

  /// Opens a regular file that exists, to change its bytes.
  func openForWriting(_ path: String) throws(FileError) -> any WritableFile

  /// Gives a file another name, replacing what has that name, in one step that no reader sees half of.
  func rename(_ path: String, to newPath: String) throws(FileError)

  /// Gives a file a second name; fails where something has that name, or where a file can have only one.
  ///
  /// Either name is the same bytes from then on, and the file stays as long as it has one of them.
  func link(_ path: String, to newPath: String) throws(FileError)

  /// Removes the name of a file.
  func removeFile(_ path: String) throws(FileError)

  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(FileError)

  /// Makes the names in a folder durable.
  func synchronizeFolder(_ path: String) throws(FileError)

  /// Tries to take the lock that the file at `path` stands for, without waiting.
  ///
  /// The file is made where it is missing. The lock ends with ``FileLock/release()`` or with the
  /// process. While it is held the file contains `note`, for whoever is refused.
  func lock(_ path: String, note: [UInt8]) throws(FileError) -> LockAttempt
}

/// A file that is open to be changed.
///
/// Closed by ``close()``, at the latest by its deinitialiser. Nothing but closing it again is possible then.
public protocol WritableFile: AnyObject {
  /// Writes all of `bytes` at `offset`; where it throws, a part of them may have been written.
  func write(_ bytes: RawSpan, at offset: Int) throws(FileError)

  /// Cuts the file off after `byteCount` bytes.
  func truncate(to byteCount: Int) throws(FileError)

  /// Makes the bytes of the file durable: they survive the loss of power.
  func synchronize() throws(FileError)

  /// Closes the file; what was not synchronised may be lost later.
  func close() throws(FileError)
}

/// A lock that is held.
public protocol FileLock: AnyObject {
  /// Lets the next one have the lock. Calling it again does nothing.
  func release()
}

/// What came of trying to take a lock.
public enum LockAttempt {
  /// It is ours.
  case acquired(any FileLock)

  /// Somebody else has it, and left this note.
  case held(note: [UInt8])
}

/// What the system says about a name.
public struct FileStatus: Equatable, Sendable {
  /// The kinds that are told apart.
  public enum Kind: Equatable, Sendable {
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A symbolic link, a device, a pipe or something else that a vault has no use for.
    case other
  }

  /// What it is.
  public var kind: Kind

  /// How large a file is.
  public var byteCount: Int

  /// The permission bits, such as 0o600.
  public var permissions: UInt32

  /// Joins the facts.
  public init(kind: Kind, byteCount: Int, permissions: UInt32) {
    self.kind = kind
    self.byteCount = byteCount
    self.permissions = permissions
  }
}

/// A file operation that failed.
public struct FileError: Error, Equatable, Sendable {
  /// The operations of ``FileStore`` and ``WritableFile``.
  public enum Operation: Equatable, Sendable {
    /// Looking at, reading and listing.
    case inspect, read, list
    /// Making and changing.
    case makeFolder, makePrivate, create, open, write, truncate, synchronize, rename, link
    /// Taking away and locking.
    case remove, lock
  }

  /// What failed.
  public var operation: Operation

  /// On what.
  public var path: String

  /// Why: the system's `errno`.
  public var code: Int32

  /// Joins the facts.
  public init(_ operation: Operation, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

extension FileError {
  /// What kinds of reasons there are, for who can act on them.
  public enum Cause: Equatable, Sendable {
    /// The disk, or the user's share of it, is full.
    case noSpace
    /// The file system does not take changes.
    case readOnly
    /// The user may not do this.
    case notPermitted
    /// The medium fails.
    case damagedMedium
    /// Any other.
    case other
  }

  /// The kind of reason.
  public var cause: Cause { SystemError(code: code).cause }
}
