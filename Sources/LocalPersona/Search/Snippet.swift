// Snippet.swift: the few words of an entry that show why it was found.
//
// One line: white space is collapsed. Matched words are marked, so that the caller can print them bold.

/// An excerpt of an entry, cut into plain and matched parts.
struct Snippet: Equatable {
  /// A run of text that is printed in one way.
  struct Part: Equatable {
    var text: String
    var isMatch: Bool
  }

  /// The excerpt, in order.
  let parts: [Part]

  /// The excerpt as plain text.
  var text: String { parts.map(\.text).joined() }

  /// Cuts about `characterCount` characters out of `text`, around as many words of `query` as can be.
  init(of text: String, query: String, characterCount: Int) {
    let wanted = Set(WordScanner.words(of: query).map(\.stem))
    let words = WordScanner.words(of: text)
    let hits = words.filter { wanted.contains($0.stem) }.map(\.range)
    let window = Self.window(around: hits, words: words, byteCount: characterCount)
    parts = Self.parts(of: Array(text.utf8), window: window, hits: hits)
  }

  /// The bytes to show: whole words, with the densest group of hits near the start.
  private static func window(around hits: [Range<Int>], words: [Word], byteCount: Int) -> Range<Int> {
    guard let first = words.first, let last = words.last else { return 0..<0 }
    var anchor = first.range.lowerBound
    var most = 0
    for (index, hit) in hits.enumerated() {
      let inside = hits[index...].prefix { $0.upperBound <= hit.lowerBound + byteCount * 3 / 4 }.count
      if inside > most { (most, anchor) = (inside, hit.lowerBound) }
    }
    // A few words before the first hit make it readable; near the start, show the start itself.
    let earliest = anchor - byteCount / 4
    let start = words.first { $0.range.lowerBound >= earliest }?.range.lowerBound ?? first.range.lowerBound
    let end = words.last { $0.range.upperBound <= start + byteCount }?.range.upperBound
    return start..<max(end ?? last.range.upperBound, start)
  }

  private static func parts(of bytes: [UInt8], window: Range<Int>, hits: [Range<Int>]) -> [Part] {
    guard !window.isEmpty else { return [] }
    let hasMore = bytes[window.upperBound...].contains { !isSpace($0) }
    // Punctuation that belongs to the last word stays; a cut text ends in an ellipsis.
    let tail = bytes[window.upperBound...].prefix { !isSpace($0) && $0 < 0x80 }
    let end = window.upperBound + min(tail.count, 3)
    var parts: [Part] = []
    if window.lowerBound > 0, bytes[..<window.lowerBound].contains(where: { !isSpace($0) && $0 > 0x2f }) {
      parts.append(Part(text: "… ", isMatch: false))
    }
    var position = window.lowerBound
    for hit in hits where hit.lowerBound >= position && hit.upperBound <= end {
      append(bytes[position..<hit.lowerBound], isMatch: false, to: &parts)
      append(bytes[hit], isMatch: true, to: &parts)
      position = hit.upperBound
    }
    append(bytes[position..<end], isMatch: false, to: &parts)
    if hasMore, bytes[end...].contains(where: { !isSpace($0) }) {
      parts.append(Part(text: " …", isMatch: false))
    }
    return parts
  }

  private static func append(_ bytes: ArraySlice<UInt8>, isMatch: Bool, to parts: inout [Part]) {
    guard !bytes.isEmpty else { return }
    var line: [UInt8] = []
    for byte in bytes {
      if !isSpace(byte) { line.append(byte) } else if line.last != 0x20 { line.append(0x20) }
    }
    parts.append(Part(text: String(decoding: line, as: UTF8.self), isMatch: isMatch))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
