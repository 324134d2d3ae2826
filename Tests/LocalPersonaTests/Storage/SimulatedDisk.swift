// SimulatedDisk.swift: a file store in memory that fails, is cut off or loses power at a chosen step.
//
// Two images are kept: what processes see, and what is on the medium for certain. Synchronising moves a
// file's bytes, or a folder's names, from the first to the second. A loss of power keeps the second and, if
// asked, any of the sectors and names that were on their way, in any order, and anything in place of the
// bytes that were being written: the worst that a disk may do.

import Synchronization

@testable import LocalPersona

/// The image of a disk, and the faults to come.
final class SimulatedDisk: FileStore {
  /// What happens at the chosen step.
  enum Fault: CaseIterable {
    /// The step does nothing and fails: no space.
    case noSpace
    /// The step does nothing and fails: input/output error.
    case inputOutput
    /// A write does half of its work and fails; other steps just fail.
    case shortWrite
    /// The process ends before the step.
    case kill
    /// The process ends in the middle of a write, or right after another step.
    case killMidway
    /// The power goes before the step; nothing that was not synchronised survives.
    case powerLoss
    /// The power goes in the middle of the step; a random part of what was not synchronised survives.
    case powerLossKeepingSome

    var endsProcess: Bool {
      switch self {
      case .noSpace, .inputOutput, .shortWrite: false
      case .kill, .killMidway, .powerLoss, .powerLossKeepingSome: true
      }
    }

    var losesPower: Bool { self == .powerLoss || self == .powerLossKeepingSome }
  }

  /// Fails the step with this number, counted from 0.
  struct Plan {
    var step: Int
    var fault: Fault
    /// Whether looking, reading and listing count as steps, too.
    var countsReading = false
    var seed: UInt64 = 1
  }

  private let state: Mutex<DiskState>

  /// Whether files may be without a name.
  private let hasUnnamedFiles: Bool

  init(hasUnnamedFiles: Bool = false) {
    state = Mutex(DiskState())
    self.hasUnnamedFiles = hasUnnamedFiles
  }

  private init(_ state: DiskState, hasUnnamedFiles: Bool) {
    self.state = Mutex(state)
    self.hasUnnamedFiles = hasUnnamedFiles
  }

  /// An independent disk with the same image.
  func copy() -> SimulatedDisk { SimulatedDisk(state.withLock { $0 }, hasUnnamedFiles: hasUnnamedFiles) }

  /// Counts steps from 0 again, and lets `plan` happen; without one nothing fails.
  func start(_ plan: Plan?) {
    state.withLock {
      $0.plan = plan
      $0.stepCount = 0
    }
  }

  /// The steps since ``start(_:)``.
  var stepCount: Int { state.withLock { $0.stepCount } }

  /// Whether the fault that was planned has happened.
  var hasFailed: Bool { state.withLock { $0.hasFailed } }

  /// The process that was running is gone, with its locks; another one may begin.
  func restart() {
    state.withLock {
      $0.plan = nil
      $0.isDead = false
      $0.hasFailed = false
      $0.lockHolders = [:]
    }
  }

  /// The files as processes see them, by path.
  var contents: [String: [UInt8]] {
    get {
      state.withLock { state in
        state.seen.compactMapValues { node in node.file.map { state.bytes[$0] ?? [] } }
      }
    }
    set {
      state.withLock { state in
        for path in Set(state.seen.keys).union(newValue.keys)
        where state.seen[path]?.file != nil || newValue[path] != nil {
          state.put(newValue[path], at: path)
        }
      }
    }
  }

  /// The bytes of every file that there ever was, also of those that have no name any more: as processes see
  /// them, and as they lie on the medium.
  var remains: [[UInt8]] {
    state.withLock { Array($0.bytes.values) + Array($0.durableBytes.values) }
  }

  /// Makes this a file system on which a file has one name only.
  func refuseLinks() { state.withLock { $0.hasLinks = false } }

  /// Lets somebody else make the file at `path` anew as soon as it is removed.
  func recreate(_ path: String) { state.withLock { $0.reappearing = path } }

  // MARK: Operations

  func status(of path: String) throws(FileError) -> FileStatus? {
    try read(.inspect, path) { state in
      guard let node = state.seen[path] else { return nil }
      switch node {
      case .folder: return FileStatus(kind: .folder, byteCount: 0, permissions: 0o700)
      case .file(let file):
        return FileStatus(kind: .file, byteCount: state.bytes[file]?.count ?? 0, permissions: 0o600)
      }
    }
  }

  func read(_ path: String, from offset: Int, maximumByteCount: Int) throws(FileError) -> [UInt8] {
    try read(.read, path) { state in
      guard let file = state.seen[path]?.file else { throw SystemError.noEntry }
      let bytes = state.bytes[file] ?? []
      return Array(bytes.dropFirst(offset).prefix(maximumByteCount))
    }
  }

  func list(_ folder: String) throws(FileError) -> [String] {
    try read(.list, folder) { state in
      guard state.seen[folder] == .folder else { throw SystemError.noEntry }
      return state.seen.keys.filter { DiskState.parent($0) == folder }
        .map { String($0.dropFirst(folder.count + 1)) }.sorted()
    }
  }

  func makeFolder(_ path: String) throws(FileError) {
    try change(.makeFolder, path) { state in
      guard state.seen[path] == nil else { throw SystemError.exists }
      guard state.seen[DiskState.parent(path)] == .folder else { throw SystemError.noEntry }
      state.name([path: .folder])
    }
  }

  func makePrivate(_ path: String) throws(FileError) {
    try change(.makePrivate, path) { state in
      if state.seen[path] == nil { throw SystemError.noEntry }
    }
  }

  func create(_ path: String) throws(FileError) -> any WritableFile {
    try change(.create, path) { state in
      guard state.seen[path] == nil else { throw SystemError.exists }
      guard state.seen[DiskState.parent(path)] == .folder else { throw SystemError.noEntry }
      let file = state.makeFile()
      state.name([path: .file(file)])
      return SimulatedFile(disk: self, path: path, file: file)
    }
  }

  func createUnnamed(in folder: String) throws(FileError) -> (any UnnamedFile)? {
    guard hasUnnamedFiles else { return nil }
    return try change(.create, folder) { state -> (any UnnamedFile)? in
      guard state.seen[folder] == .folder else { throw SystemError.noEntry }
      return SimulatedFile(disk: self, path: folder, file: state.makeFile())
    }
  }

  func openForWriting(_ path: String) throws(FileError) -> any WritableFile {
    try read(.open, path) { state in
      guard let file = state.seen[path]?.file else { throw SystemError.noEntry }
      return SimulatedFile(disk: self, path: path, file: file)
    }
  }

  func rename(_ path: String, to newPath: String) throws(FileError) {
    try change(.rename, newPath) { state in
      guard let node = state.seen[path] else { throw SystemError.noEntry }
      guard node == .folder else { return state.name([path: nil, newPath: node]) }
      guard !state.seen.keys.contains(where: { DiskState.parent($0) == newPath }) else {
        throw SystemError.exists
      }
      state.moveFolder(path, to: newPath)
    }
  }

  func link(_ path: String, to newPath: String) throws(FileError) {
    try change(.link, newPath) { state in
      guard state.hasLinks else { throw SystemError(code: 1) }  // EPERM
      guard let node = state.seen[path], node.file != nil else { throw SystemError.noEntry }
      guard state.seen[newPath] == nil else { throw SystemError.exists }
      state.name([newPath: node])
    }
  }

  func removeFile(_ path: String) throws(FileError) {
    try change(.remove, path) { state in
      guard state.seen[path]?.file != nil else { throw SystemError.noEntry }
      state.name([path: nil])
      if path == state.reappearing { state.name([path: .file(state.makeFile())]) }
    }
  }

  func removeFolder(_ path: String) throws(FileError) {
    try change(.remove, path) { state in
      guard state.seen[path] == .folder else { throw SystemError.noEntry }
      guard !state.seen.keys.contains(where: { DiskState.parent($0) == path }) else {
        throw SystemError.exists
      }
      state.name([path: nil])
    }
  }

  func synchronizeFolder(_ path: String) throws(FileError) {
    // As a folder behind a link is named, which no folder here is.
    let path = path.hasSuffix("/.") ? String(path.dropLast(2)) : path
    try change(.synchronize, path) { state in
      guard state.seen[path] == .folder else { throw SystemError.noEntry }
      state.synchronizeNames(in: path)
    }
  }

  func lock(_ path: String, note: [UInt8]) throws(FileError) -> LockAttempt {
    try change(.lock, path) { state in
      if let holder = state.lockHolders[path] { return .held(note: holder) }
      if state.seen[path] == nil { state.name([path: .file(state.makeFile())]) }
      state.lockHolders[path] = note
      return .acquired(SimulatedLock(disk: self, path: path))
    }
  }

  func unlock(_ path: String) {
    state.withLock { if !$0.isDead { $0.lockHolders[path] = nil } }
  }

  // MARK: Steps

  private func read<Result>(
    _ operation: FileError.Operation, _ path: String, _ body: (DiskState) throws -> Result
  ) throws(FileError) -> Result {
    try step(operation, path, isReading: true) {
      try body($0)
    } partly: { _ in
    }
  }

  func change<Result>(
    _ operation: FileError.Operation, _ path: String, _ body: (inout DiskState) throws -> Result,
    partly: (inout DiskState) -> Void = { _ in }
  ) throws(FileError) -> Result {
    try step(operation, path, isReading: false, body, partly: partly)
  }

  private func step<Result>(
    _ operation: FileError.Operation, _ path: String, isReading: Bool,
    _ body: (inout DiskState) throws -> Result, partly: (inout DiskState) -> Void
  ) throws(FileError) -> Result {
    var result: Result?
    let code: Int32? = state.withLock { state in
      if state.isDead { return DiskState.deadCode }
      do {
        let isWriting = operation == .write
        if let code = try state.fail(
          isReading: isReading, isWriting: isWriting, partly: partly, wholly: { _ = try body(&$0) })
        {
          return code
        }
        result = try body(&state)
        return nil
      } catch {
        return (error as? SystemError)?.code ?? SystemError.inputOutput.code
      }
    }
    guard code == nil, let result else { throw FileError(operation, path, code: code ?? 0) }
    return result
  }
}
