// StyleHabits.swift: how a person's style differs from other people's, in plain words: for `--why`.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A habit in which a person differs from others.
struct StyleHabit: Equatable {
  /// What is done, as in "says 'however'" or "long sentences".
  let text: String

  /// How far this person is from the population's mean, in its deviations; below 0 for less of it.
  let deviations: Float

  /// How many times as often as others; nil where it is nothing that is counted, or others never do it.
  let ratio: Float?
}

/// Finds such habits.
enum StyleHabits {
  /// How many are told.
  static let toldCount = 6

  /// A smaller difference is not told, in deviations of the population.
  static let leastDeviations: Float = 1

  /// Of how many tokens in a thousand a rate must be to be compared: below, one occurrence decides.
  private static let leastRate: Float = 0.05

  /// The mean of vectors; nil without any.
  static func mean(of items: [[Float]]) -> [Float]? {
    guard var sum = items.first else { return nil }
    for item in items.dropFirst() {
      for index in sum.indices { sum[index] += item[index] }
    }
    return sum.map { $0 / Float(items.count) }
  }

  /// The habits that differ most from the population's, the most unusual first.
  ///
  /// Groups of letters are left out: they say nothing to a person.
  ///
  /// - Parameters:
  ///   - mean: The person's mean vector, which begins with a style vector.
  ///   - statistics: Of the population, by the same encoder.
  /// - Returns: None for vectors that hold no style.
  static func standingOut(in mean: [Float], statistics: PopulationStatistics) -> [StyleHabit] {
    guard mean.count >= StyleEncoder.dimension, statistics.mean.count == mean.count else { return [] }
    var habits: [StyleHabit] = []
    for group in StyleEncoder.groups where group.name != "letter groups" {
      for index in group.range {
        let deviations = (mean[index] - statistics.mean[index]) / statistics.deviation[index]
        guard abs(deviations) >= leastDeviations, deviations.isFinite else { continue }
        let isRate = group.name != "shape"
        habits.append(
          StyleHabit(
            text: StyleEncoder.featureName(index), deviations: deviations,
            ratio: isRate ? ratio(mean[index], statistics.mean[index]) : nil))
      }
    }
    habits.sort { abs($0.deviations) > abs($1.deviations) }
    return Array(habits.prefix(toldCount))
  }

  /// How much more often one is than the other, where both are ln(1 + 1000·rate).
  private static func ratio(_ own: Float, _ others: Float) -> Float? {
    let (own, others) = (exp(own) - 1, exp(others) - 1)
    return others >= leastRate ? own / others : nil
  }
}
