// UnigramNormalizer.swift: what SentencePiece does to a text before it looks for pieces.
//
// Character by character: user-defined pieces stay as they are, then the longest rule of the character map
// applies, then the character stays. Spaces that this leaves are merged and trimmed where the model asks for
// it, and become ▁.

/// The normaliser of a SentencePiece model.
struct UnigramNormalizer: Sendable {
  /// Replacements, or nil where characters stay.
  let map: CharacterMap?

  /// User-defined pieces.
  let kept: SortedPieces

  /// Whether a text gets a space in front.
  let addsSpacePrefix: Bool

  /// Whether spaces at both ends go, and runs of them become one.
  let removesExtraSpaces: Bool

  /// Some bytes of a text that are normalised together.
  private struct Step {
    var byteCount: Int

    /// What they become, in the map's texts; nil where they stay.
    var replacement: Range<Int>?
  }

  /// The normalised form of `text`, spaces written as ▁; empty where nothing but spaces is left.
  func normalize(_ text: Span<UInt8>) -> [UInt8] {
    var position = removesExtraSpaces ? endOfLeadingSpaces(text) : 0
    guard position < text.count else { return [] }
    var normalized = addsSpacePrefix ? SentencePieceText.blank : []
    normalized.reserveCapacity(text.count + text.count / 2 + SentencePieceText.blank.count)
    var dropsSpaces = removesExtraSpaces
    while position < text.count {
      let step = step(in: text, at: position)
      if let last = append(step, of: text, at: position, droppingSpaces: dropsSpaces, to: &normalized) {
        dropsSpaces = removesExtraSpaces && last == 0x20
      }
      position += step.byteCount
    }
    if removesExtraSpaces { Self.trimEnd(&normalized) }
    return normalized
  }

  private func step(in text: Span<UInt8>, at position: Int) -> Step {
    if let end = kept.endOfLongestPiece(in: text, from: position) { return Step(byteCount: end - position) }
    if let rule = map?.longestRule(in: text, from: position) {
      return Step(byteCount: rule.byteCount, replacement: rule.replacement)
    }
    return Step(byteCount: min(UTF8Scalars.byteCount(text[position]), text.count - position))
  }

  /// Adds what a step becomes, without spaces at its start where `droppingSpaces`.
  ///
  /// - Returns: The last byte before spaces became ▁, or nil where nothing was added.
  private func append(
    _ step: Step, of text: Span<UInt8>, at position: Int, droppingSpaces: Bool, to normalized: inout [UInt8]
  ) -> UInt8? {
    var last: UInt8?
    for offset in 0..<(step.replacement?.count ?? step.byteCount) {
      let byte = byte(offset, of: step, text, position)
      if droppingSpaces, last == nil, byte == 0x20 { continue }
      if byte == 0x20 { normalized += SentencePieceText.blank } else { normalized.append(byte) }
      last = byte
    }
    return last
  }

  private func byte(_ offset: Int, of step: Step, _ text: Span<UInt8>, _ position: Int) -> UInt8 {
    guard let replacement = step.replacement, let map else { return text[position + offset] }
    return map.texts[replacement.lowerBound + offset]
  }

  /// Where the first step that becomes anything but one space begins.
  private func endOfLeadingSpaces(_ text: Span<UInt8>) -> Int {
    var position = 0
    while position < text.count {
      let step = step(in: text, at: position)
      guard (step.replacement?.count ?? step.byteCount) == 1, byte(0, of: step, text, position) == 0x20 else {
        break
      }
      position += step.byteCount
    }
    return position
  }

  /// Takes every ▁ off the end, those that the text itself had too.
  private static func trimEnd(_ normalized: inout [UInt8]) {
    let blank = SentencePieceText.blank
    while normalized.count >= blank.count, normalized.suffix(blank.count).elementsEqual(blank) {
      normalized.removeLast(blank.count)
    }
  }
}
