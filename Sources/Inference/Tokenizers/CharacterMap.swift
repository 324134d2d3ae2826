// CharacterMap.swift: the character map of a SentencePiece model (`precompiled_charsmap`), from an untrusted
// file.
//
// The layout, all little-endian: the byte count of a double array (uint32), its units (uint32 each), and
// texts, each with a NUL behind. The double array is a trie over UTF-8 in the form of Darts-clone: from a
// node with an offset, the child for a byte lies at node ^ offset ^ byte, and is that child only if its label
// is the byte. A unit: bits 0–7 the label (of a value bit 31 is set instead), bit 8 whether a value lies
// below, at the child for byte 0, bits 10–30 the offset, which is 256 times as large where bit 9 is set. A
// value is where a text starts.

/// Rules that replace characters, or short runs of them, by others (NFKC and the like).
struct CharacterMap: Sendable {
  /// What one rule does to a text.
  struct Rule: Equatable {
    /// How many bytes of the text it takes, at least 1.
    var byteCount: Int

    /// What they become, as a range of ``CharacterMap/texts``; may be empty.
    var replacement: Range<Int>
  }

  /// All replacements, each with a NUL behind.
  let texts: [UInt8]

  private let units: [UInt32]

  /// The longest run of characters that Unicode composes or folds has a handful of them.
  ///
  /// A double array can be damaged so that it runs in circles: this ends every walk.
  private static let ruleByteLimit = 256

  /// The longest of NFKC is that of U+FDFA, of 33 bytes.
  ///
  /// Without a limit a small text could become gigabytes.
  private static let replacementByteLimit = 1024

  /// Reads the map in `bytes`, the value of `key` in `file`.
  ///
  /// - Throws: ``ModelFileError/badValue(file:key:value:allowed:)`` where a length, a value or a replacement
  ///   cannot be right. Damage beyond that leads to other replacements, never out of bounds.
  init(_ bytes: [UInt8], file: String, key: String) throws(ModelFileError) {
    func bad(_ value: String, _ allowed: String) -> ModelFileError {
      .badValue(file: file, key: key, value: value, allowed: allowed)
    }
    guard bytes.count >= 4 else { throw bad("\(bytes.count) bytes", "4 bytes or more") }
    let byteCount = Int(Self.word(bytes, at: 0))
    guard byteCount >= 4, byteCount.isMultiple(of: 4), byteCount <= bytes.count - 4 else {
      throw bad("a table of \(byteCount) bytes", "a multiple of 4 from 4 to \(bytes.count - 4)")
    }
    let texts = Array(bytes[(4 + byteCount)...])
    guard texts.last == 0, String(validating: texts, as: UTF8.self) != nil else {
      throw bad("replacements that are no text", "UTF-8, each with a zero behind")
    }
    let longest = texts.split(separator: 0, omittingEmptySubsequences: true).map(\.count).max() ?? 0
    guard longest <= Self.replacementByteLimit else {
      throw bad("a replacement of \(longest) bytes", "at most \(Self.replacementByteLimit) bytes")
    }
    let units = stride(from: 4, to: 4 + byteCount, by: 4).map { Self.word(bytes, at: $0) }
    guard let limit = UInt32(exactly: texts.count) else { throw bad("replacements of 4 GiB", "less") }
    for unit in units where Self.isValue(unit) && unit & Self.valueMask >= limit {
      throw bad("a replacement at \(unit & Self.valueMask)", "below \(limit)")
    }
    self.texts = texts
    self.units = units
  }

  /// The rule for the most bytes of `text` from `start` on, or nil where none begins there.
  func longestRule(in text: Span<UInt8>, from start: Int) -> Rule? {
    var found: Rule?
    var node = Self.offset(units[0])
    for position in start..<min(text.count, start + Self.ruleByteLimit) {
      let byte = text[position]
      node ^= Int(byte)
      guard node < units.count else { break }
      let unit = units[node]
      guard unit & Self.labelMask == UInt32(byte) else { break }
      node ^= Self.offset(unit)
      if unit >> 8 & 1 == 1, node < units.count, Self.isValue(units[node]) {
        let value = Int(units[node] & Self.valueMask)
        found = Rule(byteCount: position + 1 - start, replacement: value..<end(of: value))
      }
    }
    return found
  }

  /// Where the replacement that starts at `start` ends: at its NUL, which the last text has too.
  private func end(of start: Int) -> Int {
    var end = start
    while texts[end] != 0 { end += 1 }
    return end
  }

  private static let labelMask: UInt32 = 0x8000_00FF
  private static let valueMask: UInt32 = 0x7FFF_FFFF

  private static func isValue(_ unit: UInt32) -> Bool { unit >> 31 == 1 }

  /// At most 2²² − 1, or 256 times as much.
  private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << (unit >> 9 & 1 == 1 ? 8 : 0) }

  private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
  }
}
