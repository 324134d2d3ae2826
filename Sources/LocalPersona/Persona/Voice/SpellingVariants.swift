// SpellingVariants.swift: whether somebody spells as in Britain or as in America.
//
// Only words whose spelling tells: verbs in -ize are spelt so in Britain too, and a "check" or a "program" is
// one on both sides of the ocean.

/// How often each spelling occurs.
struct SpellingVariants: Equatable {
  /// Words in their British spelling.
  let britishCount: Int

  /// Words in their American spelling.
  let americanCount: Int

  /// Counts both.
  init(_ terms: TermCounts) {
    britishCount = Self.keys.reduce(0) { $0 + terms.count(of: $1.british) }
    americanCount = Self.keys.reduce(0) { $0 + terms.count(of: $1.american) }
  }

  private static let keys: [(british: UInt64, american: UInt64)] = pairs.split { $0 == " " || $0 == "\n" }
    .compactMap { pair -> (british: UInt64, american: UInt64)? in
      let parts = pair.split(separator: "/")
      guard parts.count == 2 else { return nil }
      return (TermCounts.key(of: String(parts[0])), TermCounts.key(of: String(parts[1])))
    }

  private static let pairs = """
    colour/color colours/colors coloured/colored favour/favor favourite/favorite favourites/favorites
    favourable/favorable honour/honor honours/honors honoured/honored humour/humor labour/labor
    neighbour/neighbor neighbours/neighbors neighbourhood/neighborhood behaviour/behavior flavour/flavor
    flavours/flavors harbour/harbor rumour/rumor rumours/rumors odour/odor vapour/vapor parlour/parlor
    endeavour/endeavor saviour/savior splendour/splendor centre/center centres/centers theatre/theater
    theatres/theaters litre/liter litres/liters fibre/fiber sombre/somber
    grey/gray defence/defense offence/offense travelled/traveled travelling/traveling
    traveller/traveler cancelled/canceled cancelling/canceling modelling/modeling labelled/labeled
    marvellous/marvelous jewellery/jewelry woollen/woolen fulfil/fulfill enrol/enroll skilful/skillful
    wilful/willful catalogue/catalog dialogue/dialog plough/plow sceptical/skeptical sceptic/skeptic mould/mold
    moustache/mustache pyjamas/pajamas aluminium/aluminum analyse/analyze analysed/analyzed maths/math
    """
}
