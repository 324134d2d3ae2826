// NumberLogFormat.swift: kept numbers as bytes: what they are numbers of, then frames, each sealed with all
// before it.
//
// magic (8 bytes) · length and bytes of a JSON object · seal: SHA-256 of all before. Then for each frame:
// length of its body · the first four bytes of SHA-256(seal before · length) · body · seal: SHA-256(seal
// before · length · body). A body is a count, then for each entry a key of 32 bytes and counted finite
// floats. So a frame is found out that is changed, moved or from another file; docs/formats.md has it to the
// byte.

private import Crypto

/// Numbers under a key.
struct KeptNumbers: Equatable, Sendable {
  /// Of all that the numbers depend on: ``NumberLogFormat/keyByteCount`` bytes.
  var key: [UInt8]

  /// Finite.
  var values: [Float]
}

/// Reads and writes the bytes of a ``NumberLog``.
enum NumberLogFormat {
  typealias Setting = TrainingCheckpoint.Setting

  /// What a file holds.
  struct Content: Equatable {
    /// What the numbers are of, and what made them.
    var identity: [Setting]

    /// In the order in which they were added.
    var entries: [KeptNumbers] = []

    /// Where the next frame goes: what is behind it was never finished.
    var byteCount: Int

    /// The seal that the next frame is bound to.
    var seal: [UInt8]
  }

  static let keyByteCount = 32

  private static let magic = Array("PNUMLOG1".utf8)
  private static let headerLimit: UInt32 = 1 << 16
  private static let bodyLimit: UInt32 = 1 << 28
  private static let frameHeadByteCount = 8

  /// What a file of `identity` begins with, and its seal, which are the last bytes of it.
  static func header(_ identity: [Setting]) -> (bytes: [UInt8], seal: [UInt8]) {
    let text = Array(JSONValue.object(identity.map { ($0.name, .string($0.value)) }).text.utf8)
    var writer = ByteWriter()
    writer.write(magic)
    writer.writeCounted(text)
    let seal = SHA256.hash(of: writer.bytes)
    return (writer.bytes + seal, seal)
  }

  /// Entries as a frame behind the one whose seal is `seal`, and the seal of the new one.
  ///
  /// - Precondition: Keys have ``keyByteCount`` bytes, numbers are finite, and all of it takes less than 256
  ///   MiB.
  static func frame(_ entries: [KeptNumbers], after seal: [UInt8]) -> (bytes: [UInt8], seal: [UInt8]) {
    var body = ByteWriter()
    body.write(UInt32(entries.count))
    for entry in entries {
      precondition(entry.key.count == keyByteCount, "a key of \(entry.key.count) bytes")
      precondition(entry.values.allSatisfy(\.isFinite), "numbers that are none")
      body.write(entry.key)
      body.writeCounted(entry.values)
    }
    precondition(body.bytes.count < Int(bodyLimit), "a frame of \(body.bytes.count) bytes")
    var head = ByteWriter()
    head.write(UInt32(body.bytes.count))
    let next = self.seal(head.bytes + body.bytes, after: seal)
    return (head.bytes + check(of: head.bytes, after: seal) + body.bytes + next, next)
  }

  /// Reads a file.
  ///
  /// - Throws: `FormatError` where it is none, or was changed. What a process that was killed leaves of its
  ///   last frame is no error: ``Content/byteCount`` is in front of it.
  static func read(_ bytes: [UInt8]) throws(FormatError) -> Content {
    var reader = ByteReader(bytes)
    guard Array(try reader.readBytes(magic.count)) == magic else { throw FormatError(offset: 0) }
    let text = Array(try reader.readBytes(Int(try reader.readCount(upTo: headerLimit))))
    let end = reader.offset
    let seal = Array(try reader.readBytes(SHA256.digestByteCount))
    guard SHA256.hash(of: Array(bytes[..<end])) == seal, let identity = identity(text) else {
      throw FormatError(offset: magic.count)
    }
    var content = Content(identity: identity, byteCount: reader.offset, seal: seal)
    while try readFrame(&reader, of: bytes, into: &content) {}
    return content
  }

  private static func identity(_ text: [UInt8]) -> [Setting]? {
    guard let members = (try? JSONValue.parse(text))?.object else { return nil }
    return members.map { Setting(name: $0.0, value: $0.1.string ?? "") }
  }

  /// Reads the next frame; false at the end, and where the rest is a frame that was never finished: cut off,
  /// of zeros, or the last one and not as it was sealed.
  private static func readFrame(
    _ reader: inout ByteReader, of bytes: [UInt8], into content: inout Content
  ) throws(FormatError) -> Bool {
    let start = reader.offset
    guard reader.remaining >= frameHeadByteCount else { return false }
    let head = Array(try reader.readBytes(4))
    guard Array(try reader.readBytes(4)) == check(of: head, after: content.seal) else {
      if bytes[start...].allSatisfy({ $0 == 0 }) { return false }
      throw FormatError(offset: start)
    }
    let length = Int(head.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    guard length < Int(bodyLimit) else { throw FormatError(offset: start) }
    guard reader.remaining >= length + SHA256.digestByteCount else { return false }
    let body = reader.offset..<reader.offset + length
    _ = try reader.readBytes(length)
    let seal = Array(try reader.readBytes(SHA256.digestByteCount))
    guard seal == self.seal(head + bytes[body], after: content.seal) else {
      if reader.remaining == 0 { return false }
      throw FormatError(offset: start)
    }
    content.entries += try entries(bytes, body)
    content.byteCount = reader.offset
    content.seal = seal
    return true
  }

  /// The entries of a frame's body, which is `range` of `bytes`.
  static func entries(_ bytes: [UInt8], _ range: Range<Int>) throws(FormatError) -> [KeptNumbers] {
    var reader = ByteReader(bytes, range)
    var entries: [KeptNumbers] = []
    let count = try reader.read(UInt32.self)
    for _ in 0..<count {
      let key = Array(try reader.readBytes(keyByteCount))
      entries.append(KeptNumbers(key: key, values: try reader.readCountedFloats()))
    }
    guard reader.remaining == 0 else { throw FormatError(offset: reader.offset) }
    return entries
  }

  private static func check(of head: [UInt8], after seal: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(of: seal + head).prefix(4))
  }

  private static func seal(_ bytes: [UInt8], after seal: [UInt8]) -> [UInt8] {
    SHA256.hash(of: seal + bytes)
  }
}
