// AgeTrial.swift: age files made, fed in pieces, and read to their end, for these tests.

import Crypto
import Testing

/// What came out of a file, and how it ended.
struct AgeTrial {
  /// All that was let out.
  var text: [UInt8] = []

  /// What the reader threw; nil where it reached the authenticated end.
  var error: AgeError?

  /// Reads `file`, which the source gives out in pieces of `pieceByteCount`.
  init(
    _ file: [UInt8], keys: AgeKeyring, pieceByteCount: Int = .max, maximumWorkFactor: Int = 12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      let reader = try AgeReader(
        source: Self.source(of: file, pieceByteCount: pieceByteCount), keys: keys,
        maximumWorkFactor: maximumWorkFactor)
      while let piece = try reader.next() {
        if piece.isEmpty { Issue.record("an empty piece", sourceLocation: sourceLocation) }
        text += piece
      }
    } catch let error as AgeError {
      self.error = error
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }

  /// Gives out `bytes`, `pieceByteCount` at a time at most.
  static func source(of bytes: [UInt8], pieceByteCount: Int) -> (Int) -> [UInt8] {
    var position = 0
    return { maximumByteCount in
      let start = position
      position += min(bytes.count - start, maximumByteCount, pieceByteCount)
      return Array(bytes[start..<position])
    }
  }

  /// Encrypts to recipients; the text is written in pieces of `pieceByteCount`.
  static func file(
    _ text: [UInt8], to recipients: [AgeRecipient], isArmored: Bool = false, pieceByteCount: Int = .max
  ) throws -> [UInt8] {
    var file: [UInt8] = []
    let writer = try AgeWriter(recipients: recipients, isArmored: isArmored) { file += $0 }
    try write(text, to: writer, pieceByteCount: pieceByteCount)
    return file
  }

  /// Encrypts to a passphrase, cheaply; the text is written in pieces of `pieceByteCount`.
  static func file(
    _ text: [UInt8], passphrase: String, workFactor: Int = 1, isArmored: Bool = false,
    pieceByteCount: Int = .max
  ) throws -> [UInt8] {
    var file: [UInt8] = []
    let writer = try AgeWriter(
      passphrase: SecretBytes(Array(passphrase.utf8)), workFactor: workFactor, isArmored: isArmored
    ) { file += $0 }
    try write(text, to: writer, pieceByteCount: pieceByteCount)
    return file
  }

  /// Opens files that are encrypted to `passphrase`.
  static func keys(passphrase: String) -> AgeKeyring {
    AgeKeyring(passphrase: SecretBytes(Array(passphrase.utf8)))
  }

  private static func write(_ text: [UInt8], to writer: AgeWriter, pieceByteCount: Int) throws {
    let source = source(of: text, pieceByteCount: pieceByteCount)
    while true {
      let piece = source(.max)
      guard !piece.isEmpty else { break }
      try writer.write(piece)
    }
    try writer.finish()
  }
}

/// SplitMix64: the same numbers everywhere for the same seed.
struct AgeRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
