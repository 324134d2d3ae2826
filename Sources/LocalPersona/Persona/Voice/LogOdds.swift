// LogOdds.swift: how much more often somebody uses a term than others, and how sure that is.
//
// Log-odds with an informative Dirichlet prior: Monroe, Colaresi and Quinn, "Fightin' Words" (Political
// Analysis 16, 2008), equations 15, 16 and 22. The prior is the population: as if everybody had written a
// thousand words like all others before. So one occurrence in a small history says little, and a word that is
// frequent everywhere has to be much more frequent to be told.

/// A comparison of two rates.
struct LogOdds: Equatable {
  /// The size of the prior, in words.
  static let priorWordCount = 1000.0

  /// ln (odds of the person / odds of the others).
  let difference: Double

  /// The difference in its standard deviations.
  let z: Double

  /// How many times as often as others, with the prior in it.
  let ratio: Double

  /// Compares.
  ///
  /// - Parameters:
  ///   - count: How often the person used the term.
  ///   - total: The person's words.
  ///   - rate: How often others use it, in a million words; above 0.
  ///   - populationCount: Words of others.
  init(count: Int, of total: Int, rate: Double, populationCount: Int) {
    let share = rate / 1e6
    let prior = Self.priorWordCount * share
    let own = Double(count) + prior
    let ownRest = Double(total) + Self.priorWordCount - own
    let others = Double(populationCount) * share + prior
    let othersRest = Double(populationCount) + Self.priorWordCount - others
    difference =
      StyleLogarithm.log(own) - StyleLogarithm.log(ownRest) - StyleLogarithm.log(others)
      + StyleLogarithm.log(othersRest)
    z = difference / (1 / own + 1 / others).squareRoot()
    ratio = own / (Double(total) + Self.priorWordCount) / share
  }
}
