// VocabularyIndex.swift: from the text of a token to its id, without a string object for each.
//
// Open addressing with linear probing over the packed texts; a slot holds the id and 32 bits of the hash, so
// that nearly every mismatch is found without touching the text.

/// A hash table over the texts of a vocabulary.
struct VocabularyIndex: Sendable {
  let texts: PackedTexts

  /// The length of the longest text, in bytes: longer ones need no look-up.
  let longestByteCount: Int

  /// hash bits << 32 | id + 1; zero where empty.
  ///
  /// The count is a power of two, at least twice the texts.
  private var slots: [UInt64]

  /// Indexes `texts`; of equal texts the last one counts.
  ///
  /// Empty texts are left out.
  init(_ texts: PackedTexts) {
    self.texts = texts
    var capacity = 16
    while capacity < 2 * texts.count { capacity *= 2 }
    var slots = [UInt64](repeating: 0, count: capacity)
    var longest = 0
    let bytes = texts.bytes.span
    for id in 0..<texts.count {
      let range = texts.range(id)
      guard !range.isEmpty else { continue }
      longest = max(longest, range.count)
      let text = bytes.extracting(range)
      let hash = TextHash.of(text)
      var slot = Self.slot(hash, capacity)
      while slots[slot] != 0, !Self.matches(slots[slot], hash, texts, text, nil) {
        slot = (slot + 1) & (capacity - 1)
      }
      slots[slot] = Self.tag(hash) << 32 | UInt64(id + 1)
    }
    self.slots = slots
    self.longestByteCount = longest
  }

  /// The id of `text`, or nil.
  func find(_ text: Span<UInt8>) -> TokenID? {
    guard text.count <= longestByteCount else { return nil }
    return find(text, nil, TextHash.of(text))
  }

  /// The id of `text` in UTF-8, or nil.
  func find(_ text: String) -> TokenID? { find(Array(text.utf8).span) }

  /// The id of `head` followed by `tail`, or nil.
  func find(_ head: Span<UInt8>, _ tail: Span<UInt8>) -> TokenID? {
    guard head.count + tail.count <= longestByteCount else { return nil }
    var hash = TextHash.of(head)
    hash.add(tail)
    return find(head, tail, hash)
  }

  /// The id of `head` followed by `tail`, whose hash together is `hash`; or nil.
  func find(_ head: Span<UInt8>, _ tail: Span<UInt8>?, _ hash: TextHash) -> TokenID? {
    var slot = Self.slot(hash, slots.count)
    while slots[slot] != 0 {
      if Self.matches(slots[slot], hash, texts, head, tail) {
        return TokenID(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func tag(_ hash: TextHash) -> UInt64 { hash.value & 0xFFFF_FFFF }

  /// Another 29 bits of the hash than the tag, spread over the table.
  private static func slot(_ hash: TextHash, _ capacity: Int) -> Int {
    Int(truncatingIfNeeded: (hash.value &* 0x9E37_79B9_7F4A_7C15) >> 32) & (capacity - 1)
  }

  private static func matches(
    _ slot: UInt64, _ hash: TextHash, _ texts: PackedTexts, _ head: Span<UInt8>, _ tail: Span<UInt8>?
  ) -> Bool {
    guard slot >> 32 == tag(hash) else { return false }
    let range = texts.range(Int(slot & 0xFFFF_FFFF) - 1)
    guard range.count == head.count + (tail?.count ?? 0) else { return false }
    let text = texts.bytes.span.extracting(range)
    for index in head.indices where text[index] != head[index] { return false }
    guard let tail else { return true }
    for index in tail.indices where text[head.count + index] != tail[index] { return false }
    return true
  }
}
