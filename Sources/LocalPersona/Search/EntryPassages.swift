// EntryPassages.swift: which text of an entry is encoded, and how a long one becomes one vector.
//
// The encoder reads 256 tokens at a time. A long text is cut into passages at white space; the entry's
// vector is the normalised mean of theirs. What goes in is what the user wrote, under its title.

/// Entries as the passages that an encoder reads.
enum EntryPassages {
  /// About 256 tokens of English.
  static let passageByteCount = 1000

  /// Passages of one entry that are read; a mean over more would say less about any of them.
  static let maximumPassageCount = 4

  /// One L2-normalised vector for each entry.
  static func vectors(of entries: some Collection<Entry>, with encoder: any PassageEncoder) throws
    -> [[Float]]
  {
    let passages = entries.map(passages(of:))
    let rows = try encoder.encode(passages.flatMap(\.self))
    var next = 0
    return passages.map { passages in
      defer { next += passages.count }
      return normalizedMean(rows[next..<next + passages.count])
    }
  }

  /// The first passages of an entry; at least one.
  static func passages(of entry: Entry) -> [String] {
    var rest = Substring(entry.title.map { $0 + "\n" + entry.text } ?? entry.text)
    var passages: [String] = []
    while !rest.isEmpty, passages.count < maximumPassageCount {
      let passage = rest.utf8.count <= passageByteCount ? rest : head(of: rest)
      passages.append(String(passage))
      rest = rest[passage.endIndex...]
    }
    return passages
  }

  /// As much of a text as one passage takes, up to the last white space in it if there is one.
  private static func head(of text: Substring) -> Substring {
    var end = text.utf8.index(text.startIndex, offsetBy: passageByteCount)
    while text.utf8[end] & 0xc0 == 0x80 { end = text.utf8.index(before: end) }
    let head = text[..<end]
    guard let space = head.lastIndex(where: \.isWhitespace), space > head.startIndex else { return head }
    return head[...space]
  }

  private static func normalizedMean(_ rows: ArraySlice<[Float]>) -> [Float] {
    guard rows.count > 1, var sum = rows.first else { return rows.first ?? [] }
    for row in rows.dropFirst() {
      for index in sum.indices { sum[index] += row[index] }
    }
    let norm = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return norm > 0 ? sum.map { $0 / norm } : sum
  }
}
