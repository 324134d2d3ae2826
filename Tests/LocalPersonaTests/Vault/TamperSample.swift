// TamperSample.swift: the vault that the tests of tampering change in every way: twenty entries in four
// segments, whose files are known to the byte.

import Crypto
import Testing

@testable import LocalPersona

/// A vault of twenty entries.
struct TamperSample {
  /// Short ones: then a frame has 328 bytes, and a vault few enough bits to change each of them.
  static let entries = (0..<20).map { VaultScenario.entry($0, text: "the text of entry \($0)") }

  /// A segment and what lies where in its file.
  struct Part {
    var file: String
    var reference: SegmentReference
    var stream: VaultStream

    /// Where its frames begin, and where the last ends.
    var bounds: [Int]

    /// The frame that the byte at `offset` is in; nil in the beginning of the file.
    func frame(at offset: Int) -> Int? {
      offset < bounds[0] ? nil : bounds.lastIndex { $0 <= offset }
    }

    /// What a change of the byte at `offset` is called.
    func damage(at offset: Int) -> VaultDamage {
      guard let frame = frame(at: offset) else { return VaultDamage(file, .notAuthentic) }
      return VaultDamage(file, .changedFrame(number: UInt64(frame), offset: bounds[frame]))
    }

    /// The bytes of each frame in the bytes of the file.
    func frames(in bytes: [UInt8]) -> [[UInt8]] {
      bounds.indices.dropLast().map { Array(bytes[bounds[$0]..<bounds[$0 + 1]]) }
    }
  }

  let scenario: VaultScenario

  /// Its files, and what is remembered of it outside.
  let files: FrozenFiles

  init() throws {
    let scenario = try VaultScenario()
    try scenario.change { vault in
      for range in [0..<5, 5..<14, 14..<20] { try vault.append(Array(Self.entries[range])) }
    }
    self.init(scenario)
  }

  init(_ scenario: VaultScenario) {
    self.scenario = scenario
    files = FrozenFiles(scenario.disk.contents)
  }

  func path(of file: String) -> String { scenario.path(of: file) }

  /// The bytes of a file.
  func bytes(of file: String) throws -> [UInt8] { try #require(files.contents[path(of: file)]) }

  /// The segments of the entries, in the order of the head.
  func parts() throws -> [Part] {
    let keys = scenario.keys
    return try parts(of: try head(keys).streams[0], keys: keys)
  }

  /// The segments of all that is not entries, in the order of the head.
  func otherParts() throws -> [Part] {
    let keys = scenario.keys
    var parts: [Part] = []
    for stream in try head(keys).streams.dropFirst() { parts += try self.parts(of: stream, keys: keys) }
    return parts
  }

  private func head(_ keys: borrowing VaultKeys) throws -> VaultHead {
    try VaultReader(folder: scenario.folder, header: scenario.header).readHead(keys: keys).head
  }

  private func parts(of stream: VaultStream, keys: borrowing VaultKeys) throws -> [Part] {
    let reader = VaultReader(folder: scenario.folder, header: scenario.header)
    var parts: [Part] = []
    for segment in stream.segments {
      var bounds = [Segment.headerByteCount]
      try reader.readFrames(segment, of: stream, keys: keys) { bounds.append($0.end) }
      parts.append(Part(file: segment.fileName, reference: segment, stream: stream, bounds: bounds))
    }
    return parts
  }

  /// The same files, but for one.
  func files(with bytes: [UInt8]?, for file: String) -> FrozenFiles {
    var changed = files
    changed.contents[path(of: file)] = bytes
    return changed
  }

  /// Opens the vault in `files`, without deriving a key.
  func open(_ files: FrozenFiles, remembering: Bool = true) throws -> Vault {
    let folder = VaultFolder(path: VaultScenario.path, files: files)
    return try Vault.open(
      folder, header: try VaultReader.readHeader(folder), keys: scenario.keys, access: .read,
      state: remembering ? VaultScenario.state : nil, acceptRollback: false)
  }

  /// What opening says of the vault in `files`.
  enum Outcome: Equatable {
    case opens([Entry])
    case damaged(VaultDamage)
    case rollback(Rollback.Kind)
  }

  func outcome(_ files: FrozenFiles, remembering: Bool = true) throws -> Outcome {
    do {
      return .opens(try open(files, remembering: remembering).entries)
    } catch VaultError.damaged(_, let damage) {
      return .damaged(damage)
    } catch VaultError.rollbackSuspected(_, let rollback) {
      return .rollback(rollback.kind)
    }
  }

  /// The damage that opening names; nil where it opens or says something else.
  func damage(_ files: FrozenFiles) throws -> VaultDamage? {
    guard case .damaged(let damage) = try outcome(files) else { return nil }
    return damage
  }

  /// The damage that reading one segment alone names, as opening does it; and the frames before it.
  func damage(
    of part: Part, bytes: [UInt8], keys: borrowing VaultKeys
  ) throws -> (damage: VaultDamage?, frameCount: Int) {
    let folder = VaultFolder(
      path: VaultScenario.path, files: FrozenFiles([path(of: part.file): bytes]))
    var frameCount = 0
    do {
      try VaultReader(folder: folder, header: scenario.header).readFrames(
        part.reference, of: part.stream, keys: keys
      ) { _ in frameCount += 1 }
      return (nil, frameCount)
    } catch VaultError.damaged(_, let damage) {
      return (damage, frameCount)
    }
  }
}
