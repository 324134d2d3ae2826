// VoiceProfile.swift: how somebody writes, against others: what `persona voice` shows.

/// A readable profile.
struct VoiceProfile {
  /// With fewer entries than this, it says little.
  static let fewEntries = 20

  /// How many words and phrases are told, of each direction.
  static let toldTermCount = 12

  /// Entries that were asked about.
  let entryCount: Int

  /// The newest of them, that were read.
  let readCount: Int

  /// Words that were read.
  let wordCount: Int

  /// What could be measured, in the order of ``VoiceMeasure``.
  let standings: [VoiceStanding]

  let terms: VoiceTerms
  let ends: LetterEnds
  let spelling: SpellingVariants

  /// Pictures in a thousand words.
  let emojiRate: Double

  /// Reads `entries`, the newest first, as far as ``VoiceTally/maximumWordCount`` goes.
  init(_ entries: [Entry]) {
    let newest = entries.sorted { ($0.written, $0.id.value) > ($1.written, $1.id.value) }
    let texts = newest.map(\.text)
    let tally = VoiceTally(texts)
    let read = Array(newest.prefix(tally.textCount))
    let names = Self.names(of: read)
    entryCount = entries.count
    readCount = tally.textCount
    wordCount = tally.wordCount
    standings = VoiceMeasure.allCases.compactMap { measure in
      measure.value(of: tally).map { VoiceStanding(measure, $0) }
    }
    terms = VoiceTerms(tally, texts: texts, names: names, limit: Self.toldTermCount)
    ends = LetterEnds(read, names: names)
    spelling = SpellingVariants(tally.terms)
    emojiRate = tally.wordCount == 0 ? 0 : 1000 * Double(tally.emojiCount) / Double(tally.wordCount)
  }

  /// A word of a recipient that others use so often, in a million words, is none of a name: "the whole team".
  private static let commonRate = 200.0

  /// The words of all recipients.
  private static func names(of entries: [Entry]) -> Set<UInt64> {
    var names: Set<UInt64> = []
    for recipient in Set(entries.compactMap(\.recipient)) {
      for word in WordScanner.words(of: recipient) {
        let term = PopulationWords.termsByKey[TermCounts.key(of: CollectionOfOne(word.exact))]
        if term.map({ $0.isName || $0.rate < commonRate }) ?? true { names.insert(word.exact) }
      }
    }
    return names
  }
}
