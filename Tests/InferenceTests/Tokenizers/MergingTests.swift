// MergingTests.swift: the merge loop and its tables, against the plainest way of doing the same.

import Testing

@testable import Inference

@Suite("merging")
struct MergingTests {
  /// Merges by looking for the best pair again and again.
  private static func plainly(_ ids: [TokenID], _ table: MergeTable) -> [TokenID] {
    var ids = ids
    while true {
      var best: (rank: UInt32, index: Int, result: TokenID)?
      for index in ids.indices.dropLast() {
        guard let found = table.find(ids[index], ids[index + 1]) else { continue }
        if best == nil || found.priority < best!.rank { best = (found.priority, index, found.result) }
      }
      guard let best else { return ids }
      ids[best.index] = best.result
      ids.remove(at: best.index + 1)
    }
  }

  private struct Rule: MergeRule {
    let table: MergeTable

    func candidate(_ left: TokenID, _ right: TokenID, covering: Range<Int>) -> MergeCandidate? {
      table.find(left, right)
    }
  }

  @Test func agreesWithThePlainWay() {
    var generator = SeededGenerator(seed: 99)
    var merger = SymbolMerger()
    for round in 0..<300 {
      // Random merges over 4 letters: every result is a token of its own, as in a trained vocabulary.
      var table = MergeTable(count: 40)
      for rank in 0..<40 {
        let known = TokenID(4 + rank)
        table.insert(
          .random(in: 0..<known, using: &generator), .random(in: 0..<known, using: &generator), rank: rank,
          result: known)
      }
      let count = round < 50 ? round : Int.random(in: 0..<200, using: &generator)
      let ids = (0..<count).map { _ in TokenID.random(in: 0..<4, using: &generator) }
      merger.reset()
      for (index, id) in ids.enumerated() { merger.append(id, index..<index + 1) }
      merger.merge(Rule(table: table))
      let merged = merger.symbols.filter { $0.byteCount > 0 }
      #expect(merged.map(\.id) == Self.plainly(ids, table))
      #expect(merged.reduce(0) { $0 + $1.byteCount } == count)
    }
  }

  @Test func aLongRunTakesNoTime() {
    // One letter, merged into powers of two: the worst case for a queue.
    var table = MergeTable(count: 30)
    for rank in 0..<30 { table.insert(TokenID(rank), TokenID(rank), rank: rank, result: TokenID(rank + 1)) }
    var merger = SymbolMerger()
    for index in 0..<100_000 { merger.append(0, index..<index + 1) }
    let time = ContinuousClock().measure { merger.merge(Rule(table: table)) }
    #expect(time < .seconds(10))
    let left = merger.symbols.filter { $0.byteCount > 0 }
    #expect(left.map(\.byteCount).reduce(0, +) == 100_000 && left.first?.byteCount == 65_536)
  }

  @Test func firstOfEqualMergesCounts() {
    var table = MergeTable(count: 4)
    table.insert(1, 2, rank: 0, result: 3)
    table.insert(1, 2, rank: 1, result: 4)
    #expect(table.find(1, 2)?.result == 3 && table.find(2, 1) == nil)
  }

  @Test func indexFindsEveryTextAndNoOther() {
    let texts = PackedTexts((0..<5000).map { "token\($0 * 7)" } + ["", "dup", "dup"])
    let index = VocabularyIndex(texts)
    for id in 0..<5000 { #expect(index.find("token\(id * 7)") == TokenID(id)) }
    #expect(index.find("token1") == nil && index.find("") == nil && index.find("token") == nil)
    #expect(index.find("dup") == 5002)
    let (head, tail) = (Array("tok".utf8), Array("en14".utf8))
    #expect(index.find(head.span, tail.span) == 2)
  }
}
