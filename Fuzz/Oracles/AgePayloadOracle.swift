// AgePayloadOracle.swift: an age file, written from an input and then changed as the rest of the input says.
// Whatever was changed: what comes out is the beginning of the text, and all of it only where nothing was.

@testable import Crypto

enum AgePayloadOracle {
  /// The least that scrypt can do; here it is not what is tried.
  private static let workFactor = 1

  /// The ways between chunks are what is fuzzed, not the bytes in one: the sizes of age's own are for the
  /// tests beside the vectors.
  static let chunks = AgeChunks(plaintextByteCount: 64)

  private static let passphrase = SecretBytes(copying: Array("fuzz".utf8).rawBytes)

  // Sound: never changed once it is made, and what it holds is memory that nobody may write.
  nonisolated(unsafe) private static let keys = AgeKeyring(
    passphrase: SecretBytes(copying: Array("fuzz".utf8).rawBytes))

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let script = AgeScript(bytes)
    let file = try require(try? write(script), "whatever text there is can be written")
    let changed = script.changed(file)
    let (text, isComplete) = read(changed, pieceByteCount: script.pieceByteCount)
    try require(script.text.starts(with: text), "what comes out is the beginning of the text")
    try require(!isComplete || text.count == script.text.count, "a text that ends is whole")
    // Armor may be changed without changing what it holds: a line end, white space behind it.
    if !script.isArmored { try require(isComplete == (changed == file), "a file opens if it is unchanged") }
    try require(isComplete || changed != file, "a file that was written can be read")
    _ = read(bytes, pieceByteCount: script.pieceByteCount)
    return isComplete ? .accepted : .refused
  }

  private static func write(_ script: AgeScript) throws -> [UInt8] {
    var file: [UInt8] = []
    let writer = try AgeWriter(
      passphrase: passphrase, workFactor: workFactor, isArmored: script.isArmored, chunks: chunks
    ) { file += $0 }
    try writer.write(script.text)
    try writer.finish()
    return file
  }

  /// What comes out of a file, and whether the reader called that all.
  private static func read(_ file: [UInt8], pieceByteCount: Int) -> (text: [UInt8], isComplete: Bool) {
    var text: [UInt8] = []
    let source = BytesInPieces(file, pieceByteCount: pieceByteCount)
    do {
      let reader = try AgeReader(
        source: source.next, keys: keys, maximumWorkFactor: workFactor, chunks: chunks)
      while let piece = try reader.next() { text += piece }
      return (text, true)
    } catch {
      return (text, false)
    }
  }
}

/// An input as a text, and what happens to the file that it was written to.
///
/// The first byte: its lowest bit asks for armor; the others say how many bytes come at a time. The second:
/// up to 239 the length of the text, some four chunks at most; beyond that one of the lengths around whole
/// chunks. The text repeats the bytes after these two. Every four bytes from the third on change the file, if
/// the first of them is below 6: three of them say where.
struct AgeScript {
  let isArmored: Bool
  let pieceByteCount: Int
  let text: [UInt8]
  private var changes: [(kind: UInt8, place: Int)] = []

  private static let chunk = AgePayloadOracle.chunks.plaintextByteCount
  private static let lengths = [
    chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 3 * chunk,
  ]

  init(_ bytes: [UInt8]) {
    let first = bytes.first ?? 0
    let second = Int(bytes.dropFirst().first ?? 0)
    isArmored = first & 1 == 1
    pieceByteCount = first < 2 ? .max : Int(first) >> 1
    let rest = bytes.count > 2 ? Array(bytes[2...]) : [0]
    let length = second < 240 ? second : Self.lengths[second % Self.lengths.count]
    var text = Array(rest.prefix(length))
    while text.count < length { text += text.prefix(length - text.count) }
    self.text = text
    for start in stride(from: 0, to: min(rest.count, 32) - 3, by: 4) where rest[start] < 6 {
      let place = Int(rest[start + 1]) | Int(rest[start + 2]) << 8 | Int(rest[start + 3]) << 16
      changes.append((rest[start], place))
    }
  }

  /// The file with all changes.
  func changed(_ file: [UInt8]) -> [UInt8] {
    var changed = file
    for (kind, place) in changes where !changed.isEmpty {
      let offset = place % changed.count
      let end = min(offset + AgePayloadOracle.chunks.byteCount, changed.count)
      switch kind {
      case 0: changed[offset] ^= 1
      case 1: changed.removeSubrange(offset...)
      case 2: changed.removeSubrange(offset..<end)
      case 3: changed.insert(contentsOf: Array(changed[offset..<end]), at: offset)
      case 4: changed += changed[offset..<end]
      default: changed.insert(UInt8(truncatingIfNeeded: place), at: offset)
      }
    }
    return changed
  }
}
