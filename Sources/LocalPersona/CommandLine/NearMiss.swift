// NearMiss.swift: finds the word that was probably meant.

/// Finds the word that was probably meant.
enum NearMiss {
  /// The candidate closest to `word`, or nil where none is close enough to be a slip.
  ///
  /// Close enough is one slip for words of up to four letters, two up to seven, three beyond, but
  /// never as many as the word has letters; or a candidate that begins with the word.
  static func suggestion(for word: String, among candidates: [String]) -> String? {
    let typed = Array(word.lowercased())
    guard !typed.isEmpty else { return nil }
    let allowed = min(typed.count <= 4 ? 1 : typed.count <= 7 ? 2 : 3, typed.count - 1)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(typed, Array(candidate.lowercased()))
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate ?? candidates.first { typed.count >= 2 && $0.hasPrefix(word.lowercased()) }
  }

  /// The number of slips between two words: a letter added, left out, replaced, or swapped with its
  /// neighbour (optimal string alignment).
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in 0..<left.count {
      var current = [i + 1] + [Int](repeating: 0, count: right.count)
      for j in 0..<right.count {
        let replaced = previous[j] + (left[i] == right[j] ? 0 : 1)
        current[j + 1] = min(replaced, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
        }
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
