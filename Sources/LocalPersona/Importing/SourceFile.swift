// SourceFile.swift: a file to import from, read in pieces, and what a path is.
//
// For files of the user only: the vault goes through FileStore, which knows neither pipes nor dates.

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// What the system says about a file to import from.
struct SourceFacts {
  /// What it is; ``SourceFile/Kind/special`` for a pipe or a terminal, which have no length.
  let kind: SourceFile.Kind

  /// Its length, where it is a file.
  let byteCount: Int

  /// When it was last changed.
  let modified: Timestamp
}

/// A file that is open for reading; closed when it goes.
struct SourceFile: ~Copyable, PieceSource {
  typealias Failure = CallError

  /// What a path can be.
  enum Kind {
    case file, folder, link, special
  }

  /// How much is read at once, in bytes.
  static let pieceByteCount = 1 << 18

  private let descriptor: Int32
  private let isOurs: Bool

  /// What the system says about it.
  let facts: SourceFacts

  /// Opens the file at `path`; a pipe or a device too, which waits for its writer.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - followsLinks: Whether a link as the last component is followed; otherwise it fails with
  ///     `ELOOP`, and a pipe does not wait.
  /// - Throws: The `errno`.
  init(path: String, followsLinks: Bool) throws(CallError) {
    let flags = followsLinks ? O_RDONLY : O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    try self.init(descriptor: DescriptorCalls.open(path, flags: flags), isOurs: true)
  }

  /// Standard input, which stays open.
  static func standardInput() throws(CallError) -> SourceFile {
    try SourceFile(descriptor: STDIN_FILENO, isOurs: false)
  }

  private init(descriptor: Int32, isOurs: Bool) throws(CallError) {
    var status = stat()
    // Sound: the call fills the one `stat` given.
    guard unsafe fstat(descriptor, &status) == 0 else {
      let error = CallError.last
      if isOurs { DescriptorCalls.close(descriptor) }
      throw error
    }
    self.descriptor = descriptor
    self.isOurs = isOurs
    #if canImport(Darwin)
    let modified = Timestamp(Int64(status.st_mtimespec.tv_sec))
    #else
    let modified = Timestamp(Int64(status.st_mtim.tv_sec))
    #endif
    facts = SourceFacts(
      kind: SourceFile.kind(of: status), byteCount: Int(status.st_size), modified: modified)
  }

  deinit {
    if isOurs { DescriptorCalls.close(descriptor) }
  }

  /// The next bytes, at most ``pieceByteCount``; empty at the end.
  func readPiece() throws(CallError) -> [UInt8] {
    // A small file needs no large piece; it may have grown since.
    let expected = facts.kind == .file ? max(facts.byteCount + 1, 1 << 12) : SourceFile.pieceByteCount
    var piece = [UInt8](repeating: 0, count: min(expected, SourceFile.pieceByteCount))
    var span = piece.mutableSpan
    var bytes = unsafe span.mutableBytes  // Any bytes make valid UInt8 values.
    let count = try DescriptorCalls.read(descriptor, into: &bytes)
    piece.removeLast(piece.count - count)
    return piece
  }

  /// What is at `path`, or the `errno` of why nobody can tell.
  static func kind(of path: String, followsLinks: Bool) throws(CallError) -> Kind {
    var status = stat()
    // Sound: a terminated string and one `stat`, for the length of the call.
    let code = followsLinks ? unsafe stat(path, &status) : unsafe lstat(path, &status)
    guard code == 0 else { throw .last }
    return kind(of: status)
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .special
    }
  }
}

extension CallError {
  /// Whether the path named nothing.
  var meansNoSuchFile: Bool { code == ENOENT || code == ENOTDIR }
}
