// VoiceTerms.swift: the words and phrases that somebody uses far more, or far less, than others.
//
// What only a few entries have is a subject, not a habit, and is left out. So are names of people and places:
// words that are mostly written with a capital, and the words of recipients. They say whom somebody writes
// to, not how, and a profile is something that one may want to show.

/// A word or phrase that stands out.
struct VoiceTerm: Equatable {
  /// The words in lower case, with spaces between them.
  let text: String

  /// How often.
  let count: Int

  /// In how many texts.
  let textCount: Int

  /// Against the population.
  let odds: LogOdds
}

/// Finds such terms.
struct VoiceTerms: Equatable {
  /// A smaller difference is not told, in its standard deviations: with thousands of terms looked at, two or
  /// three deviations are nothing.
  static let leastDeviations = 4.0

  /// A term that others use is told as missing only if so many of them use it.
  static let commonShare = 0.9

  /// The fewest texts that have a term that is told; of many texts, one in a hundred.
  static func leastTextCount(of textCount: Int) -> Int { max(3, textCount / 100) }

  /// Used more than by others, the surest first.
  let more: [VoiceTerm]

  /// Used less, the surest first.
  let less: [VoiceTerm]

  /// Compares with the population.
  ///
  /// - Parameters:
  ///   - tally: The counts of `texts`.
  ///   - texts: As they were counted, in their order.
  ///   - names: Words that are names, whatever they look like: those of recipients.
  ///   - limit: How many of each are told.
  init(_ tally: VoiceTally, texts: [String], names: Set<UInt64>, limit: Int) {
    let search = Search(tally: tally, texts: texts, names: names)
    more = search.more(limit: limit)
    less = search.less(limit: limit)
  }
}

private struct Search {
  let tally: VoiceTally
  let texts: [String]
  let names: Set<UInt64>

  /// A term that may be told.
  private struct Candidate {
    let key: UInt64
    let count: TermCounts.Count
    let wordCount: Int
    let odds: LogOdds
  }

  func more(limit: Int) -> [VoiceTerm] {
    var told: [VoiceTerm] = []
    var toldWords: [[UInt64]] = []
    for candidate in candidates() where told.count < limit {
      let text = text(at: candidate.count.place)
      let words = WordScanner.words(of: text).map(\.exact)
      guard !words.contains(where: isName), !text.utf8.contains(where: { 0x30...0x39 ~= $0 }),
        !toldWords.contains(where: { $0.contains(run: words) || words.contains(run: $0) })
      else { continue }
      toldWords.append(words)
      told.append(
        VoiceTerm(
          text: text, count: Int(candidate.count.count), textCount: Int(candidate.count.textCount),
          odds: candidate.odds))
    }
    return told
  }

  func less(limit: Int) -> [VoiceTerm] {
    var told: [VoiceTerm] = []
    for term in PopulationWords.terms where term.authorShare >= VoiceTerms.commonShare && !term.isName {
      let count = tally.terms.count(of: term.key)
      let odds = odds(count: count, rate: term.rate)
      guard odds.z <= -VoiceTerms.leastDeviations else { continue }
      let textCount = Int(tally.terms.counts[term.key]?.textCount ?? 0)
      told.append(VoiceTerm(text: term.text, count: count, textCount: textCount, odds: odds))
    }
    told.sort { $0.odds.z < $1.odds.z }
    var distinct: [VoiceTerm] = []
    var words: [[UInt64]] = []
    for term in told where distinct.count < limit {
      let own = WordScanner.words(of: term.text).map(\.exact)
      guard !words.contains(where: { $0.contains(run: own) || own.contains(run: $0) }) else { continue }
      words.append(own)
      distinct.append(term)
    }
    return distinct
  }

  /// What enough texts have and stands out, the surest first.
  private func candidates() -> [Candidate] {
    let least = VoiceTerms.leastTextCount(of: tally.textCount)
    var candidates: [Candidate] = []
    for (key, count) in tally.terms.counts where Int(count.textCount) >= least {
      let wordCount = PopulationWords.termsByKey[key]?.wordCount ?? self.wordCount(of: count)
      let odds = odds(
        count: Int(count.count), rate: PopulationWords.rate(of: key, wordCount: wordCount))
      guard odds.z >= VoiceTerms.leastDeviations else { continue }
      candidates.append(Candidate(key: key, count: count, wordCount: wordCount, odds: odds))
    }
    // Of equally sure ones the longer first: a phrase says more than its word. Keys make the order one.
    candidates.sort {
      ($0.odds.z, $0.wordCount, $0.key) > ($1.odds.z, $1.wordCount, $1.key)
    }
    return candidates
  }

  private func odds(count: Int, rate: Double) -> LogOdds {
    LogOdds(
      count: count, of: tally.wordCount, rate: rate, populationCount: PopulationWords.wordCount)
  }

  private func wordCount(of count: TermCounts.Count) -> Int {
    WordScanner.words(of: text(at: count.place)).count
  }

  /// Whether a word is a name, by the population or by how this person writes it.
  private func isName(_ word: UInt64) -> Bool {
    if names.contains(word) { return true }
    let key = TermCounts.key(of: CollectionOfOne(word))
    if let known = PopulationWords.termsByKey[key] { return known.isName }
    return tally.terms.isCapitalised(word)
  }

  private func text(at place: TermCounts.Place) -> String {
    let bytes = texts[Int(place.text)].utf8
    let start = bytes.index(bytes.startIndex, offsetBy: Int(place.start))
    let end = bytes.index(bytes.startIndex, offsetBy: Int(place.end))
    let words = texts[Int(place.text)][start..<end].split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ").lowercased()
  }
}
