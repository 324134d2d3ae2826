// SpecialTokenSplitter.swift: cuts tokens that are found by name out of a text, before anything else.
//
// Longer names win over shorter ones wherever they stand; among equal ones the leftmost wins. User-defined
// tokens are always looked for, control tokens only where the caller allows it.

/// A part of a text.
enum TextFragment: Equatable {
  /// Ordinary text, as a range of UTF-8 bytes.
  case text(Range<Int>)

  /// A token that was found by its name.
  case token(TokenID)
}

/// Finds special tokens in text.
struct SpecialTokenSplitter: Sendable {
  /// A token's name.
  private struct Name: Sendable {
    var id: TokenID
    var bytes: [UInt8]
    var dropsSpaceAfter: Bool
  }

  /// User-defined tokens, longest first.
  private let userDefined: [Name]

  /// User-defined, control and unknown tokens, longest first.
  private let all: [Name]

  /// Prepares for `vocabulary`.
  ///
  /// - Parameters:
  ///   - vocabulary: Whose tokens to look for.
  ///   - kinds: Which of them; a tokenizer that finds some kind by itself leaves it out.
  ///   - dropsSpaceAfter: Tokens that swallow the white space that follows them (Phi-3).
  init(
    _ vocabulary: Vocabulary, kinds: Set<TokenKind> = [.control, .userDefined, .unknown],
    dropsSpaceAfter: (TokenID) -> Bool = { _ in false }
  ) {
    var names: [Name] = []
    for (id, kind) in vocabulary.kinds.enumerated() where kinds.contains(kind) {
      let bytes = Array(vocabulary.index.texts[id])
      guard !bytes.isEmpty else { continue }
      names.append(Name(id: TokenID(id), bytes: bytes, dropsSpaceAfter: dropsSpaceAfter(TokenID(id))))
    }
    names.sort { ($1.bytes.count, $0.id) < ($0.bytes.count, $1.id) }
    all = names
    userDefined = names.filter { vocabulary.kinds[Int($0.id)] == .userDefined }
  }

  /// Cuts `text`; neighbouring fragments are in order and no text fragment is empty.
  func split(_ text: Span<UInt8>, parseSpecial: Bool) -> [TextFragment] {
    guard !text.isEmpty else { return [] }
    let names = parseSpecial ? all : userDefined
    var fragments = [TextFragment.text(0..<text.count)]
    guard !names.isEmpty else { return fragments }
    let seen = BytesSeen(text)
    for name in names where seen.mayContain(name.bytes) {
      fragments = fragments.flatMap { fragment in
        guard case .text(let range) = fragment else { return [fragment] }
        return cut(name, out: range, of: text)
      }
    }
    return fragments
  }

  private func cut(_ name: Name, out range: Range<Int>, of text: Span<UInt8>) -> [TextFragment] {
    var fragments: [TextFragment] = []
    var start = range.lowerBound
    while let found = Self.first(name.bytes, in: text, start..<range.upperBound) {
      if found > start { fragments.append(.text(start..<found)) }
      fragments.append(.token(name.id))
      start = found + name.bytes.count
      if name.dropsSpaceAfter {
        while start < range.upperBound, Self.isSpace(text[start]) { start += 1 }
      }
    }
    if start < range.upperBound { fragments.append(.text(start..<range.upperBound)) }
    return fragments
  }

  /// The first place of `name` within `range`.
  private static func first(_ name: [UInt8], in text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count >= name.count else { return nil }
    for start in range.lowerBound...(range.upperBound - name.count) where text[start] == name[0] {
      if name.indices.allSatisfy({ text[start + $0] == name[$0] }) { return start }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// Which pairs of neighbouring bytes a text has, and how often each byte follows itself: most names are ruled
/// out by these, among them the runs of line ends and blanks that Gemma has a token for each length of.
private struct BytesSeen {
  private var pairs = [UInt64](repeating: 0, count: 65_536 / 64)

  /// The length of the longest run of each byte.
  private var runs = [Int](repeating: 0, count: 256)

  init(_ text: Span<UInt8>) {
    var previous = text[0], run = 1
    for index in text.indices.dropFirst() {
      let byte = text[index]
      let pair = Int(previous) << 8 | Int(byte)
      pairs[pair >> 6] |= 1 << UInt64(pair & 63)
      if byte != previous {
        runs[Int(previous)] = max(runs[Int(previous)], run)
        run = 0
      }
      run += 1
      previous = byte
    }
    runs[Int(previous)] = max(runs[Int(previous)], run)
  }

  func mayContain(_ name: [UInt8]) -> Bool {
    guard let first = name.first, name.contains(where: { $0 != first }) else {
      return name.isEmpty || runs[Int(name[0])] >= name.count
    }
    return zip(name, name.dropFirst()).allSatisfy { left, right in
      let pair = Int(left) << 8 | Int(right)
      return pairs[pair >> 6] >> UInt64(pair & 63) & 1 == 1
    }
  }
}
