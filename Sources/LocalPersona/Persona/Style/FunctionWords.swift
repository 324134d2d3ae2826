// FunctionWords.swift: the little words of English that writers choose without thinking.
//
// They say who writes more than what about. Contractions are words of their own: whether someone writes
// "don't" or "do not" is a habit. The order is roughly that of frequency; it names features, and so does
// not change without a new ``StyleEncoder/version``.

/// The words whose frequencies the style encoder measures.
enum FunctionWords {
  /// The words, without repetition.
  static let all: [String] = [
    articlesAndPrepositions, pronouns, verbs, conjunctions, adverbs, contractions,
  ].flatMap { $0.split(separator: " ").map(String.init) }

  /// The place of a word in ``all`` by the hash of its folded form.
  static let placeByHash: [UInt64: Int] = {
    var places: [UInt64: Int] = [:]
    for (place, text) in all.enumerated() {
      for word in WordScanner.words(of: text) { places[word.exact] = place }
    }
    return places
  }()

  private static let articlesAndPrepositions = """
    the of and to a in that for with on at by from an into upon about over after before between through \
    under without against within among toward towards during until till since beyond behind besides \
    above below across along around near down up out off like per
    """

  private static let pronouns = """
    i it he you his her they we she him my me their your its our them us this these those who what which \
    whom whose one each all some any no none every both few many much more most other another such same \
    own something anything nothing everything someone anyone everyone myself himself herself itself \
    themselves
    """

  private static let verbs = """
    is was be are were had have has been being do did does will would could can should may might must \
    shall ought cannot am let seems seemed
    """

  private static let conjunctions = """
    but or as if not so when than because though although while whether unless nor yet where \
    either neither however therefore thus moreover indeed otherwise
    """

  private static let adverbs = """
    there then now here only very too also just even still again never always often ever once already \
    almost quite rather perhaps maybe well how why away back far less least enough first last \
    together sometimes really actually certainly anyway please yes oh
    """

  private static let contractions = """
    don't it's i'm i've i'll i'd that's can't didn't you're won't we're
    """
}
