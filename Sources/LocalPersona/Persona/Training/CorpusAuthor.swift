// CorpusAuthor.swift: a passage of a training corpus, and an author with many of them.
//
// A corpus is a folder with one JSON Lines file an author. Its lines are those of an import; what an import
// has no field for (the work, the year) is read as well, and all else is passed over.

/// A piece of an author's writing.
struct CorpusPassage: Equatable, Sendable {
  var text: String

  /// The addressee ("To Ann") of a letter, the date line of a diary, a headline; nil where there is none.
  var title: String?

  /// To whom it was written, where the file says so apart from the title.
  var recipient: String?

  /// The book or volume it is from; empty where nothing is said.
  var work: String

  /// `letter`, `fiction` and so on.
  var kind: String

  /// When it was written, as far as known.
  var year: Int?
}

/// Somebody with passages.
struct CorpusAuthor: Equatable, Sendable {
  /// The name of the file without `.jsonl`; splits go by it.
  var name: String

  /// In the order of the file.
  var passages: [CorpusPassage]

  /// The kind of most passages; of several the first in the alphabet.
  var kind: String {
    let counts = Dictionary(passages.map { ($0.kind, 1) }, uniquingKeysWith: +)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
  }

  /// The numbers of all passages, the oldest first: by year where every year is known, else as in the file.
  var oldestFirst: [Int] {
    let years = passages.compactMap(\.year)
    guard years.count == passages.count else { return Array(passages.indices) }
    return passages.indices.sorted { (years[$0], $0) < (years[$1], $1) }
  }
}
