// TermModel+Coding.swift: the binary form of a term model, as the vault keeps it.
//
// Version (2 bytes), μ₁, μ₂ and μ₃ (IEEE 754 binary64), then the levels: for tokens, pairs and triples the
// number of n-grams, and for each context the number of its children and, for each child, its token as the
// difference to the one before it (the first one to −1), and its count. All numbers after the concentrations
// are of seven bits a byte, the lowest first, with the high bit where more follow: a child takes some three
// bytes, ten thousand entries a few megabytes.

internal import Inference

extension TermModel {
  private static let formatVersion: UInt16 = 1

  /// The binary form.
  func encode() -> [UInt8] {
    var writer = ByteWriter(reserving: 32 + 4 * (tokens.tokens.count + 2 * pairs.tokens.count))
    writer.write(Self.formatVersion)
    for number in [smoothing.tokens, smoothing.pairs, smoothing.triples] { writer.write(number.bitPattern) }
    for level in [tokens, pairs, triples] {
      writer.writeVarying(UInt64(level.tokens.count))
      for context in 0..<level.contextCount {
        let children = level.children(of: context)
        writer.writeVarying(UInt64(children.count))
        var last: Int64 = -1
        for index in children {
          let token = Int64(level.tokens[index])
          writer.writeVarying(UInt64(token - last))
          writer.writeVarying(UInt64(level.counts[index]))
          last = token
        }
      }
    }
    return writer.bytes
  }

  /// Reads the binary form.
  ///
  /// Memory stays within a small multiple of `bytes`, whatever they are.
  ///
  /// - Throws: `FormatError` where `bytes` are not exactly one model that ``encode()`` can have written.
  init(decoding bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try reader.expect(Self.formatVersion)
    let smoothing = TermSmoothing(
      tokens: try reader.readConcentration(), pairs: try reader.readConcentration(),
      triples: try reader.readConcentration())
    let tokens = try reader.readLevel(contexts: 1, vocabulary: nil)
    let pairs = try reader.readLevel(contexts: tokens.tokens.count, vocabulary: tokens)
    let triples = try reader.readLevel(contexts: pairs.tokens.count, vocabulary: tokens)
    guard reader.remaining == 0 else { throw FormatError(offset: reader.offset) }
    // A triple's last two tokens are a pair: mixing relies on it, as it does on pairs of counted tokens.
    for first in tokens.tokens.indices {
      for pair in pairs.children(of: first) {
        guard let middle = tokens.index(of: pairs.tokens[pair], in: 0) else { continue }
        for triple in triples.children(of: pair)
        where pairs.index(of: triples.tokens[triple], in: middle) == nil {
          throw FormatError(offset: reader.offset)
        }
      }
    }
    self.init(tokens: tokens, pairs: pairs, triples: triples, smoothing: smoothing)
  }
}

extension ByteWriter {
  /// Writes seven bits a byte, the lowest first.
  fileprivate mutating func writeVarying(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      write(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    write(UInt8(truncatingIfNeeded: rest))
  }
}

extension ByteReader {
  /// Reads a number of at most 32 bits that was written in the shortest way.
  fileprivate mutating func readVarying() throws(FormatError) -> UInt32 {
    let start = offset
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      let byte = try read(UInt8.self)
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 {
        guard number <= UInt64(UInt32.max), byte > 0 || shift == 0 else { throw FormatError(offset: start) }
        return UInt32(number)
      }
    }
    throw FormatError(offset: start)
  }

  fileprivate mutating func readConcentration() throws(FormatError) -> Double {
    let start = offset
    let number = Double(bitPattern: try read())
    guard number >= 1 else { throw FormatError(offset: start) }  // Refuses what is no number, too.
    return number
  }

  /// Reads a level; its tokens must be in `vocabulary`, where there is one.
  fileprivate mutating func readLevel(
    contexts: Int, vocabulary: TermLevel?
  ) throws(FormatError) -> TermLevel {
    let start = offset
    let childCount = Int(try readVarying())
    // Nothing is reserved that the bytes left cannot fill: one for each context, two for each child.
    guard remaining >= contexts, remaining - contexts >= 2 * childCount else {
      throw FormatError(offset: start)
    }
    var level = TermLevel()
    level.reserve(contexts: contexts, children: childCount)
    var total: UInt64 = 0
    for _ in 0..<contexts {
      let contextStart = offset
      let count = Int(try readVarying())
      guard count <= childCount - level.tokens.count else { throw FormatError(offset: contextStart) }
      var last: Int64 = -1
      for _ in 0..<count {
        let childStart = offset
        let step = try readVarying()
        last += Int64(step)
        let times = try readVarying()
        guard step > 0, times > 0, let token = TokenID(exactly: last),
          vocabulary.map({ $0.index(of: token, in: 0) != nil }) ?? true
        else { throw FormatError(offset: childStart) }
        level.append(token, count: times)
        total += UInt64(times)
      }
      level.endContext()
    }
    guard level.tokens.count == childCount, total <= UInt64(UInt32.max) else {
      throw FormatError(offset: start)
    }
    return level
  }
}
