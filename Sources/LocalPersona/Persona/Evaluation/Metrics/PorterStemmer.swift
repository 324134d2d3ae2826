// PorterStemmer.swift: word stems as the `rouge-score` package makes them: Porter's algorithm with the
// additions of NLTK, which that package calls. For ROUGE only: search has stems of its own (WordScanner).
//
// M. F. Porter, "An algorithm for suffix stripping", Program 14.3 (1980). The additions: irregular words,
// short words in -ies, -ied and -y, the suffixes -fulli and -logi, and -alli taken off before others.

/// Stems of English words in lower case.
enum PorterStemmer {
  /// A suffix, and what takes its place.
  private struct Rule {
    let suffix: [UInt8]
    let replacement: [UInt8]

    init(_ suffix: String, _ replacement: String) {
      self.suffix = Array(suffix.utf8)
      self.replacement = Array(replacement.utf8)
    }
  }

  /// The stem of a word of the letters a to z and digits.
  static func stem(_ word: String) -> String {
    if let known = irregular[word] { return known }
    var letters = Array(word.utf8)
    guard letters.count > 2 else { return word }
    letters = withoutPlural(letters)
    letters = withoutPast(letters)
    letters = withoutFinalY(letters)
    letters = withoutDoubleSuffix(letters)
    letters = applying(thirdStep, to: letters, above: 0)
    letters = withoutLastSuffix(letters)
    letters = withoutFinalE(letters)
    if letters.ends(with: "ll"), measure(letters.dropLast()) > 1 { letters.removeLast() }
    return String(decoding: letters, as: UTF8.self)
  }

  private static let irregular = [
    "sky": "sky", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "news": "news",
    "innings": "inning", "inning": "inning", "outings": "outing", "outing": "outing", "cannings": "canning",
    "canning": "canning", "howe": "howe", "proceed": "proceed", "exceed": "exceed", "succeed": "succeed",
  ]

  // MARK: Letters

  /// For each letter whether it is a consonant; y is one at the beginning and after a vowel.
  private static func consonants(_ word: some Sequence<UInt8>) -> [Bool] {
    var flags: [Bool] = []
    for letter in word {
      switch letter {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
        flags.append(false)
      case UInt8(ascii: "y"): flags.append(flags.last.map { !$0 } ?? true)
      default: flags.append(true)
      }
    }
    return flags
  }

  /// How many times a vowel is followed by a consonant: the m of the paper.
  private static func measure(_ word: some Sequence<UInt8>) -> Int {
    let flags = consonants(word)
    return zip(flags, flags.dropFirst()).count { !$0 && $1 }
  }

  private static func hasVowel(_ word: some Sequence<UInt8>) -> Bool { consonants(word).contains(false) }

  /// Whether a word ends as "hop" does, but not in w, x or y; or is a vowel and a consonant.
  private static func endsLikeHop(_ word: [UInt8]) -> Bool {
    let flags = consonants(word)
    if word.count == 2 { return !flags[0] && flags[1] }
    guard word.count >= 3, let last = word.last else { return false }
    return flags.suffix(3).elementsEqual([true, false, true]) && !"wxy".utf8.contains(last)
  }

  /// `word` with the first of `rules` that fits, where what is left has a measure above `least`.
  private static func applying(_ rules: [Rule], to word: [UInt8], above least: Int) -> [UInt8] {
    guard let rule = rules.first(where: { word.ends(with: $0.suffix) }) else { return word }
    let stem = Array(word.dropLast(rule.suffix.count))
    return measure(stem) > least ? stem + rule.replacement : word
  }

  // MARK: Steps

  /// Step 1a.
  private static func withoutPlural(_ word: [UInt8]) -> [UInt8] {
    if word.ends(with: "ies") { return Array(word.dropLast(word.count == 4 ? 1 : 2)) }
    if word.ends(with: "sses") { return Array(word.dropLast(2)) }
    if word.ends(with: "ss") || !word.ends(with: "s") { return word }
    return Array(word.dropLast())
  }

  /// Step 1b.
  private static func withoutPast(_ word: [UInt8]) -> [UInt8] {
    if word.ends(with: "ied") { return Array(word.dropLast(word.count == 4 ? 1 : 2)) }
    if word.ends(with: "eed") { return measure(word.dropLast(3)) > 0 ? Array(word.dropLast()) : word }
    let ending = ["ed", "ing"].first { word.ends(with: $0) && hasVowel(word.dropLast($0.utf8.count)) }
    guard let ending else { return word }
    let stem = Array(word.dropLast(ending.utf8.count))
    if ["at", "bl", "iz"].contains(where: stem.ends(with:)) { return stem + [UInt8(ascii: "e")] }
    if let last = stem.last, stem.count >= 2, stem[stem.count - 2] == last, consonants(stem).last == true {
      return "lsz".utf8.contains(last) ? stem : Array(stem.dropLast())
    }
    return measure(stem) == 1 && endsLikeHop(stem) ? stem + [UInt8(ascii: "e")] : stem
  }

  /// Step 1c.
  private static func withoutFinalY(_ word: [UInt8]) -> [UInt8] {
    let stem = Array(word.dropLast())
    guard word.ends(with: "y"), stem.count > 1, consonants(stem).last == true else { return word }
    return stem + [UInt8(ascii: "i")]
  }

  /// Step 2.
  private static func withoutDoubleSuffix(_ word: [UInt8]) -> [UInt8] {
    if word.ends(with: "alli"), measure(word.dropLast(4)) > 0 {
      return withoutDoubleSuffix(Array(word.dropLast(2)))
    }
    if word.ends(with: "logi") { return measure(word.dropLast(3)) > 0 ? Array(word.dropLast()) : word }
    return applying(secondStep, to: word, above: 0)
  }

  private static let secondStep = [
    Rule("ational", "ate"), Rule("tional", "tion"), Rule("enci", "ence"), Rule("anci", "ance"),
    Rule("izer", "ize"), Rule("bli", "ble"), Rule("alli", "al"), Rule("entli", "ent"), Rule("eli", "e"),
    Rule("ousli", "ous"), Rule("ization", "ize"), Rule("ation", "ate"), Rule("ator", "ate"),
    Rule("alism", "al"), Rule("iveness", "ive"), Rule("fulness", "ful"), Rule("ousness", "ous"),
    Rule("aliti", "al"), Rule("iviti", "ive"), Rule("biliti", "ble"), Rule("fulli", "ful"),
  ]

  private static let thirdStep = [
    Rule("icate", "ic"), Rule("ative", ""), Rule("alize", "al"), Rule("iciti", "ic"), Rule("ical", "ic"),
    Rule("ful", ""), Rule("ness", ""),
  ]

  /// Step 4.
  private static func withoutLastSuffix(_ word: [UInt8]) -> [UInt8] {
    guard word.ends(with: "ion") else { return applying(fourthStep, to: word, above: 1) }
    let stem = Array(word.dropLast(3))
    guard measure(stem) > 1, let last = stem.last, "st".utf8.contains(last) else { return word }
    return stem
  }

  private static let fourthStep = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate",
    "iti",
    "ous", "ive", "ize",
  ].map { Rule($0, "") }

  /// Step 5a.
  private static func withoutFinalE(_ word: [UInt8]) -> [UInt8] {
    guard word.ends(with: "e") else { return word }
    let stem = Array(word.dropLast())
    let count = measure(stem)
    return count > 1 || (count == 1 && !endsLikeHop(stem)) ? stem : word
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }

  fileprivate func ends(with suffix: String) -> Bool {
    count >= suffix.utf8.count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
