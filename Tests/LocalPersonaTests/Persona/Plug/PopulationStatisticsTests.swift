import Testing

@testable import LocalPersona

@Suite("population statistics")
struct PopulationStatisticsTests {
  @Test func areMeanAndDeviationOverAuthors() {
    let statistics = PopulationStatistics(authors: [[1, 0], [3, 4]])
    #expect(statistics.mean == [2, 2])
    #expect(statistics.deviation == [1, 2])
  }

  @Test func keepAFeatureThatNeverDiffersFromDrowningTheRest() {
    let deviation = PopulationStatistics(authors: [[1, 5], [3, 5]]).deviation
    #expect(deviation[0] == 1)
    #expect(deviation[1] > 0.005 && deviation[1] < 0.01)
  }

  @Test func divideByOneWhereAuthorsDoNotDiffer() {
    #expect(PopulationStatistics(authors: [[1, 5]]).deviation == [1, 1])
  }
}
