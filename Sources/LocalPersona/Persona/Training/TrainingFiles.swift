// TrainingFiles.swift: the files of a run: the plug, which appears when all is done, and beside it the
// checkpoint, which is replaced in one step, so that whatever happens one of the two states is there whole,
// and the vectors of the passages, if they took long. A lock beside them keeps a second run from the same
// names; it stays with the checkpoint, and goes with it.

private import Crypto

/// Where a run keeps what it makes.
struct TrainingFiles {
  /// Where the plug will be.
  let output: String

  /// The store that both are written through.
  let files: any FileStore

  private static let suffix = ".checkpoint"
  private static let vectorsSuffix = ".vectors"
  private static let lockSuffix = ".lock"

  /// A checkpoint larger than this is none: three floats for each parameter of the largest plug.
  private static let checkpointByteLimit = 1 << 30

  /// Plans a run whose plug will be at `output`.
  init(output: String, files: any FileStore) {
    self.output = ExportPath(output).path
    self.files = files
  }

  /// Where the checkpoint is.
  var checkpoint: String { output + Self.suffix }

  /// Where the vectors of passages are kept.
  var vectors: String { output + Self.vectorsSuffix }

  /// What the lock is on; empty, but for the name of who holds it.
  var lockFile: String { output + Self.lockSuffix }

  /// Checks that the plug can be written when the time comes, and keeps other runs away until then.
  ///
  /// - Returns: The lock, to be released when the run is over.
  /// - Throws: As ``requireRoom()``; ``TrainingError/running(path:_:)``.
  func reserve() throws -> any FileLock {
    try requireRoom()
    let note = Array("\(Syscalls.processID()) \(Syscalls.hostName())\n".utf8)
    switch try files.lock(lockFile, note: note) {
    case .held(let note): throw TrainingError.running(path: output, WriterLock.holder(note))
    case .acquired(let lock):
      do {
        // Another run may have come to its end since.
        try requireRoom()
      } catch {
        try? files.removeFile(lockFile)
        lock.release()
        throw error
      }
      return lock
    }
  }

  /// Checks that the plug can be written when the time comes.
  ///
  /// - Throws: ``TrainingError/outputExists(path:)``, ``TrainingError/noFolder(_:)``, `FileError`.
  func requireRoom() throws {
    let parent = ExportPath(output).parent
    guard try files.status(of: parent + "/.")?.kind == .folder else { throw TrainingError.noFolder(parent) }
    guard try files.status(of: output) == nil else { throw TrainingError.outputExists(path: output) }
  }

  /// The checkpoint of an earlier run with the same settings; nil where there is none.
  ///
  /// - Throws: ``TrainingError/checkpointDamaged(path:)``,
  ///   ``TrainingError/checkpointDiffers(path:name:was:asked:)``, `FileError`.
  func load(
    _ identity: [TrainingCheckpoint.Setting], parameterCount: Int
  ) throws -> TrainingCheckpoint? {
    guard try files.status(of: checkpoint) != nil else { return nil }
    let bytes = try files.read(checkpoint, from: 0, maximumByteCount: Self.checkpointByteLimit)
    guard let found = TrainingCheckpoint(decoding: bytes) else {
      throw TrainingError.checkpointDamaged(path: checkpoint)
    }
    for setting in identity {
      let was = found.identity.first { $0.name == setting.name }?.value ?? ""
      guard was == setting.value else {
        throw TrainingError.checkpointDiffers(
          path: checkpoint, name: setting.name, was: was, asked: setting.value)
      }
    }
    guard found.identity.count == identity.count, found.state.parameters.count == parameterCount else {
      throw TrainingError.checkpointDamaged(path: checkpoint)
    }
    return found
  }

  /// What an earlier run computed of the passages by `encoder`, and what this one will.
  ///
  /// - Throws: ``NumberLogError``, `FileError`.
  func openVectors(by encoder: any HistoryEncoder) throws -> NumberLog {
    let identity = [
      (NumberLogMessages.content, NumberLogMessages.vectors),
      (NumberLogMessages.encoder, "\(encoder.name.name) \(Hexadecimal.text(encoder.fingerprint))"),
      (NumberLogMessages.version, Version.number),
    ].map { TrainingCheckpoint.Setting(name: $0.0, value: $0.1) }
    // The lock of the run is enough.
    return try NumberLog(path: vectors, identity: identity, isLocked: false, files: files)
  }

  /// Puts a checkpoint in the place of the one before.
  func save(_ checkpoint: TrainingCheckpoint) throws {
    try write(checkpoint.encode(), to: self.checkpoint)
  }

  /// Writes the plug, and removes checkpoint, vectors and lock, which have served.
  ///
  /// - Throws: ``TrainingError/outputExists(path:)``, `FileError`; then the checkpoint stays.
  func finish(_ document: PlugDocument) throws {
    guard try files.status(of: output) == nil else { throw TrainingError.outputExists(path: output) }
    try write(PlugFile.encode(document), to: output)
    // Whoever takes the lock from now on finds the plug, and goes: its file is needed no more.
    for path in [checkpoint, vectors, lockFile] where try files.status(of: path) != nil {
      try files.removeFile(path)
    }
  }

  /// Written under another name, made durable, then renamed.
  private func write(_ bytes: [UInt8], to path: String) throws {
    try files.replace(path, with: bytes, by: "\(path).incomplete")
    try files.synchronizeFolder(ExportPath(path).folder)
  }
}
