// NumberLog.swift: numbers that take long to compute, kept in a file that only grows: vectors of passages,
// losses of passages. What was added is on the disk before anything else is computed, so a run that was ended
// has them.
//
// Numbers are found by a hash of all that they depend on (NumberKey), so they can serve a run of other
// settings, and never one that would compute something else. The file belongs to no vault.

private import Crypto

/// Numbers by key, in memory and in a file.
final class NumberLog {
  typealias Setting = NumberLogFormat.Setting

  /// Where the file is, or will be: it is made with the first numbers.
  let path: String

  private let identity: [Setting]
  private let files: any FileStore
  private let lock: (any FileLock)?
  private let lockFile: String?
  private var known: [[UInt8]: [Float]] = [:]

  /// Where the next frame goes, and what it is bound to; nil before there is a file.
  private var end: (byteCount: Int, seal: [UInt8])?

  private var file: (any WritableFile)?

  /// A larger file would not be read again.
  static let usualByteLimit = 1 << 30

  private let byteLimit: Int

  /// Reads the file at `path`, if there is one.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - identity: What the numbers are of, by names that people know.
  ///   - isLocked: Whether others are kept away by a lock of its own; false where the caller sees to that.
  ///   - files: The file system.
  ///   - byteLimit: What the file may grow to.
  /// - Throws: ``NumberLogError``, `FileError`. What is refused stays as it is.
  init(
    path: String, identity: [Setting], isLocked: Bool, files: any FileStore, byteLimit: Int = usualByteLimit
  ) throws {
    let place = ExportPath(path).path
    let lockFile = isLocked ? place + ".lock" : nil
    self.path = place
    self.identity = identity
    self.files = files
    self.lockFile = lockFile
    self.byteLimit = byteLimit
    lock = try lockFile.map { try NumberLog.lock($0, of: place, files) }
    // Where it throws, `deinit` gives the lock up, and it alone: its file must go while it is held.
    try read()
  }

  deinit {
    try? file?.close()
    // Without a file there is nothing to go on from.
    if end == nil, let lockFile { try? files.removeFile(lockFile) }
    lock?.release()
  }

  /// How many numbers are kept, by their keys.
  var count: Int { known.count }

  /// The numbers under a key; nil where there are none.
  subscript(key: [UInt8]) -> [Float]? { known[key] }

  /// Adds numbers, and makes them durable.
  ///
  /// A key that is known keeps what it has. Where it throws, numbers are known until the end of this run.
  ///
  /// - Precondition: All numbers are finite.
  /// - Throws: `FileError`.
  func add(_ entries: [KeptNumbers]) throws(FileError) {
    var new: [KeptNumbers] = []
    for entry in entries where known[entry.key] == nil {
      known[entry.key] = entry.values
      new.append(entry)
    }
    guard !new.isEmpty else { return }
    guard let end else { return try begin(with: new) }
    let frame = NumberLogFormat.frame(new, after: end.seal)
    guard end.byteCount + frame.bytes.count <= byteLimit else {
      throw FileError(.write, path, code: SystemError.tooLarge.code)
    }
    do throws(FileError) {
      let file = try openFile(endingAt: end.byteCount)
      try file.write(frame.bytes.rawBytes, at: end.byteCount)
      try file.synchronize()
    } catch {
      // A part may be there: it is cut off when the file is opened for the next frame.
      try? file?.close()
      file = nil
      throw error
    }
    self.end = (end.byteCount + frame.bytes.count, frame.seal)
  }

  /// Removes the file, which has served.
  ///
  /// - Throws: `FileError`.
  func remove() throws(FileError) {
    try file?.close()
    file = nil
    end = nil
    if try files.status(of: path) != nil { try files.removeFile(path) }
  }

  /// The first frame comes with the header, and both are there whole or not at all.
  private func begin(with entries: [KeptNumbers]) throws(FileError) {
    let header = NumberLogFormat.header(identity)
    let frame = NumberLogFormat.frame(entries, after: header.seal)
    try files.replace(path, with: header.bytes + frame.bytes, by: "\(path).incomplete")
    try files.synchronizeFolder(ExportPath(path).folder)
    end = (header.bytes.count + frame.bytes.count, frame.seal)
  }

  private func openFile(endingAt byteCount: Int) throws(FileError) -> any WritableFile {
    if let file { return file }
    let opened = try files.openForWriting(path)
    // A frame that was never finished goes.
    try opened.truncate(to: byteCount)
    file = opened
    return opened
  }

  private func read() throws {
    guard let status = try files.status(of: path) else { return }
    guard status.kind == .file, status.byteCount <= byteLimit else {
      throw NumberLogError.damaged(path: path)
    }
    let bytes = try files.read(path, from: 0, maximumByteCount: byteLimit)
    guard let content = try? NumberLogFormat.read(bytes) else { throw NumberLogError.damaged(path: path) }
    for setting in identity {
      let was = content.identity.first { $0.name == setting.name }?.value ?? ""
      guard was == setting.value else {
        throw NumberLogError.differs(path: path, name: setting.name, was: was, asked: setting.value)
      }
    }
    for entry in content.entries where known[entry.key] == nil { known[entry.key] = entry.values }
    end = (content.byteCount, content.seal)
  }

  private static func lock(
    _ lockFile: String, of path: String, _ files: any FileStore
  ) throws -> any FileLock {
    let note = Array("\(Syscalls.processID()) \(Syscalls.hostName())\n".utf8)
    switch try files.lock(lockFile, note: note) {
    case .acquired(let lock): return lock
    case .held: throw NumberLogError.busy(path: path)
    }
  }
}

/// Why kept numbers were not used.
enum NumberLogError: Error, Equatable {
  /// The file is none of kept numbers, or was changed.
  case damaged(path: String)

  /// The numbers are of something else: its name, what it was, what is asked for.
  case differs(path: String, name: String, was: String, asked: String)

  /// Another process adds to the file.
  case busy(path: String)
}
