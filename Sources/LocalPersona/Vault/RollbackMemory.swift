// RollbackMemory.swift: the newest state of a vault that this machine has seen, kept outside the vault.
//
// A whole vault that is replaced by an older copy of itself is authentic in every byte; only somebody who
// remembers better can tell. One small file for each vault, sealed with a key of the vault. It need
// not be up to date after a crash: a memory that is lost or older only notices less.

internal import Crypto

/// What is remembered of one vault.
struct RollbackMemory {
  static let folderName = "rollback"

  private static let magic: [UInt8] = Array("persona".utf8) + [0x1B]
  private static let formatVersion: UInt16 = 1
  private static let clearByteCount = 16
  private static let maximumByteCount = 4096

  /// A state of the vault.
  struct State: Equatable {
    var headerRevision: UInt64
    var generation: UInt64
    var commit: UInt64
    var time: Timestamp

    /// Tells states apart that have the same numbers.
    var headTag: [UInt8]

    static let byteCount = 48

    var moment: VaultMoment { VaultMoment(commit: commit, time: time) }
  }

  /// What reading gave.
  enum Recollection: Equatable {
    /// The vault was never seen here.
    case nothing
    /// The file is there, but cannot be read.
    case unreadable
    /// It was made with the data key before the present one: the vault was encrypted again since.
    case earlierKey
    /// It was made with a data key that this vault does not have yet: it is older.
    case laterKey
    /// This was seen.
    case state(State)
  }

  private let folder: String
  private let vaultID: [UInt8]
  private let files: any FileStore

  /// The memory of a vault in the folder `state`.
  init(state: String, vaultID: [UInt8], files: any FileStore) {
    folder = "\(state)/\(Self.folderName)"
    self.vaultID = vaultID
    self.files = files
  }

  /// Where it is kept.
  var path: String { "\(folder)/\(hexadecimal(vaultID))" }

  /// Reads what is remembered; again where that fails, because another process may just be writing.
  func recall(epoch: UInt32, keys: borrowing VaultKeys) -> Recollection {
    for _ in 0..<3 {
      let recollection = recallOnce(epoch: epoch, keys: keys)
      if recollection != .unreadable { return recollection }
      Syscalls.sleep(milliseconds: 1)
    }
    return .unreadable
  }

  private func recallOnce(epoch: UInt32, keys: borrowing VaultKeys) -> Recollection {
    guard let status = try? files.status(of: path) else { return .nothing }
    guard status.kind == .file,
      let bytes = try? files.read(path, from: 0, maximumByteCount: Self.maximumByteCount)
    else { return .unreadable }
    guard let (storedEpoch, box) = try? Self.split(bytes) else { return .unreadable }
    if storedEpoch != epoch { return storedEpoch < epoch ? .earlierKey : .laterKey }
    let context = Array(bytes[..<Self.clearByteCount]) + vaultID
    guard
      let plaintext = try? AuthenticatedBox.openInPlain(
        box.rawBytes, key: keys.memory, context: context.rawBytes),
      let state = try? State(decoding: plaintext)
    else { return .unreadable }
    return .state(state)
  }

  /// Remembers a state instead of what was remembered before.
  func remember(_ state: State, epoch: UInt32, keys: borrowing VaultKeys) throws(FileError) {
    var writer = ByteWriter()
    writer.write(Self.magic)
    writer.write(Self.formatVersion)
    writer.write(UInt16(0))
    writer.write(epoch)
    let context = writer.bytes + vaultID
    writer.write(
      AuthenticatedBox.seal(state.encoded.rawBytes, key: keys.memory, context: context.rawBytes))
    let file = try openOrCreate()
    // In place and not synchronised, to cost nothing: it is less than a sector, and of one length.
    try file.write(writer.bytes.rawBytes, at: 0)
    try file.close()
  }

  private func openOrCreate() throws(FileError) -> any WritableFile {
    if try files.status(of: path) == nil {
      try VaultFolder.makeFolders(folder, files: files)
      do {
        return try files.create(path)
      } catch {
        guard error.code == SystemError.exists.code else { throw error }  // Another process was faster.
      }
    }
    return try files.openForWriting(path)
  }

  /// Forgets the vault, durably.
  func forget() throws(FileError) {
    guard try files.status(of: path) != nil else { return }
    try files.removeFile(path)
    try files.synchronizeFolder(folder)
  }

  private static func split(_ bytes: [UInt8]) throws(FormatError) -> (epoch: UInt32, box: [UInt8]) {
    var reader = ByteReader(bytes)
    guard Array(try reader.readBytes(magic.count)) == magic else { throw FormatError(offset: 0) }
    try reader.expect(formatVersion)
    try reader.expect(UInt16(0))
    let epoch = try reader.read(UInt32.self)
    let boxByteCount = RollbackMemory.State.byteCount + AuthenticatedBox.overheadByteCount
    return (epoch, Array(try reader.readBytes(boxByteCount)))
  }
}

extension RollbackMemory.State {
  fileprivate init(decoding plaintext: [UInt8]) throws(FormatError) {
    var reader = ByteReader(plaintext)
    headerRevision = try reader.read()
    generation = try reader.read()
    commit = try reader.read()
    time = Timestamp(try reader.readSigned())
    headTag = Array(try reader.readBytes(FrameChain.tagByteCount))
  }

  fileprivate var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(headerRevision)
    writer.write(generation)
    writer.write(commit)
    writer.write(time.secondsSince1970)
    writer.write(headTag)
    return writer.bytes
  }
}
