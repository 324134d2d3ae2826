// SegmentOracle.swift: a segment, sealed from an input and then changed as the rest of the input says.
// Whatever was changed: the frames before it open, it does not, and nothing opens as what was not written.
//
// The bytes are also read as they are: as a segment, which nobody without the key can have made, and as the
// plaintext of a frame.

import Crypto

@testable import LocalPersona

enum SegmentOracle {
  /// How many bytes a search for frames goes through; each costs a keyed hash.
  private static let searchedByteCount = 64

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    try checkForeign(bytes)
    let plaintext = try checkPlaintext(bytes)
    let script = SegmentScript(bytes)
    let sealed = SealedSegment(script.frames)
    let file = script.changed(sealed)
    try checkReading(file, of: sealed, frames: script.frames)
    try checkSearching(file, of: sealed, frames: script.frames)
    return plaintext
  }

  private static func checkForeign(_ bytes: [UInt8]) throws(OracleFailure) {
    let header = SegmentHeader.open(
      bytes, name: FuzzKeys.segment, vaultID: FuzzKeys.vaultID, keys: FuzzKeys.vault)
    try require(header == nil, "nobody without the key makes a segment")
    var chain = SealedSegment.chain(tag: [UInt8](repeating: 0, count: FrameChain.tagByteCount))
    for offset in 0..<min(4, bytes.count) {
      let frame = chain.openAny(bytes, at: offset, keys: FuzzKeys.vault)
      try require(frame == nil, "nobody without the key makes a frame")
    }
  }

  private static func checkPlaintext(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let header = try? Frame.decodeHeader(bytes) else { return .refused }
    let frame = Frame(isLast: header.isLast, commit: header.commit, payload: Array(bytes[header.payload]))
    try require(
      frame.encode().starts(with: bytes[..<header.payload.upperBound]), "a frame is written as it was read")
    return .accepted
  }

  /// Opens frames in their order, as a vault is read.
  private static func checkReading(
    _ file: [UInt8], of sealed: SealedSegment, frames: [Frame]
  ) throws(OracleFailure) {
    let header = SegmentHeader.open(
      file, name: FuzzKeys.segment, vaultID: FuzzKeys.vaultID, keys: FuzzKeys.vault)
    let hasHeader = file.starts(with: sealed.file[..<sealed.starts[0]])
    try require(header == (hasHeader ? SealedSegment.header : nil), "a header opens if it is unchanged")
    guard hasHeader else { return }
    var chain = sealed.chain
    for (number, frame) in frames.enumerated() {
      let (start, end) = (sealed.starts[number], sealed.starts[number + 1])
      let isWhole = file.count >= end && file[start..<end] == sealed.file[start..<end]
      let opened = try? chain.open(file, at: start, end: file.count, keys: FuzzKeys.vault)
      try require((opened != nil) == isWhole, "a frame opens if it is unchanged")
      guard let opened else { return }
      try require(opened.frame == frame && opened.end == end, "a frame comes back as it was")
    }
  }

  /// Opens whatever frames there are, as a damaged vault is searched.
  private static func checkSearching(
    _ file: [UInt8], of sealed: SealedSegment, frames: [Frame]
  ) throws(OracleFailure) {
    let change = zip(file, sealed.file).enumerated().first { $1.0 != $1.1 }?.offset ?? sealed.starts[0]
    var chain = sealed.chain
    for offset in Array(change..<change + searchedByteCount) + sealed.starts {
      guard let opened = chain.openAny(file, at: offset, keys: FuzzKeys.vault) else { continue }
      try require(
        opened.number < frames.count && opened.frame == frames[Int(opened.number)],
        "no frame is found that was not written")
    }
  }
}

/// A segment of some frames.
struct SealedSegment {
  static let header = SegmentHeader(
    kind: VaultStream.entriesKind, part: 0, epoch: 1, key: VaultStream.noKey, generation: 1, order: 0,
    commit: 1)

  var file: [UInt8]

  /// Where each frame begins, and where the last ends.
  var starts: [Int]

  /// The chain before the first frame.
  let chain: FrameChain

  init(_ frames: [Frame]) {
    file = Self.header.seal(name: FuzzKeys.segment, vaultID: FuzzKeys.vaultID, keys: FuzzKeys.vault)
    starts = [file.count]
    chain = Self.chain(tag: Array(file.suffix(FrameChain.tagByteCount)))
    var chain = chain
    for frame in frames {
      file += chain.seal(frame, keys: FuzzKeys.vault)
      starts.append(file.count)
    }
  }

  static func chain(tag: [UInt8]) -> FrameChain {
    FrameChain(vaultID: FuzzKeys.vaultID, segment: FuzzKeys.segment, generation: header.generation, tag: tag)
  }
}

/// An input as the content of frames and what happens to them afterwards.
///
/// A byte says how many frames there are, at most 4. Each is a byte whose first bit is the flag of the last
/// frame and whose next is for 256 bytes more, a byte of length, and the payload. Every three bytes that are
/// left change the file: two for a place, one for what happens there.
struct SegmentScript {
  private(set) var frames: [Frame] = []
  private var changes: [(place: Int, change: UInt8)] = []

  init(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    let frameCount = ((try? reader.read(UInt8.self)) ?? 0) % 5
    for number in 0..<frameCount {
      guard let flags = try? reader.read(UInt8.self), let length = try? reader.read(UInt8.self) else { break }
      let byteCount = min(reader.remaining, Int(length) + (flags & 2 == 0 ? 0 : 256))
      let payload = (try? reader.readBytes(byteCount)) ?? []
      frames.append(Frame(isLast: flags & 1 == 1, commit: UInt64(number), payload: Array(payload)))
    }
    while changes.count < 16, let place = try? reader.read(UInt16.self),
      let change = try? reader.read(UInt8.self)
    {
      changes.append((Int(place), change))
    }
  }

  /// The file with all changes.
  func changed(_ sealed: SealedSegment) -> [UInt8] {
    var file = sealed.file
    for (place, change) in changes where !file.isEmpty {
      let offset = place % file.count
      let frame = place % max(1, frames.count)
      let range = frames.isEmpty ? 0..<0 : sealed.starts[frame]..<sealed.starts[frame + 1]
      switch change {
      case 0: file.removeSubrange(offset...)
      case 1 where range.upperBound <= file.count: file.removeSubrange(range)
      case 2 where range.upperBound <= file.count:
        file.insert(contentsOf: sealed.file[range], at: range.upperBound)
      case 3: file += sealed.file[range]
      default: file[offset] ^= change
      }
    }
    return file
  }
}
