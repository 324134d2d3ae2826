// DraftLimits.swift: where a draft ends that does not end by itself.

/// When to stop.
struct DraftLimits {
  let length: DraftLength

  /// Texts that end the draft and do not belong to it.
  let stopTexts: [String]

  /// Whether the length is reached, at a place where a text may end: past the words asked for a paragraph's
  /// end, half as many again later the end of a sentence.
  func isReached(wordCount: Int, tokenCount: Int, lastBytes: [UInt8]) -> Bool {
    if tokenCount >= length.tokenLimit { return true }
    guard wordCount >= length.wordCount, let last = lastBytes.last else { return false }
    if lastBytes.contains(UInt8(ascii: "\n")) { return true }
    return wordCount >= length.wordCount * 3 / 2 && ".!?".utf8.contains(last)
  }

  /// The part of `bytes` before the first stop text; nil where there is none.
  func beforeStop(_ bytes: [UInt8]) -> [UInt8]? {
    for text in stopTexts {
      let stop = Array(text.utf8)
      for start in bytes.indices where bytes[start...].starts(with: stop) { return Array(bytes[..<start]) }
    }
    return nil
  }
}
