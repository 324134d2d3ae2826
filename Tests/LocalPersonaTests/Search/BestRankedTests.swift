// BestRankedTests.swift: keeping the best gives what sorting everything gives.

import Inference
import Testing

@testable import LocalPersona

@Suite("best of many")
struct BestRankedTests {
  @Test(arguments: [0, 1, 3, 10, 64, 200, 5000])
  func areTheFirstOfAllInOrder(limit: Int) throws {
    var random = SplitMix64(seed: UInt64(limit))
    let all = try (0..<3000).map { position in
      // Few ranks, so that ids have to decide.
      RankedEntry(
        rank: Float(random.next() % 40), id: try #require(EntryID(value: random.next() >> 14)),
        position: position)
    }
    var best = BestRanked(limit: limit)
    for entry in all { best.add(entry) }
    let expected = all.sorted(by: RankedEntry.precedes).prefix(limit)
    #expect(best.sorted.map(\.position) == expected.map(\.position))
  }
}
