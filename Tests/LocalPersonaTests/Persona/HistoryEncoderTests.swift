import Testing

@testable import LocalPersona

@Suite("history encoders")
struct HistoryEncoderTests {
  @Test func areFoundByTheirNames() {
    for name in HistoryEncoderName.allCases { #expect(HistoryEncoderName(name: name.name) == name) }
    #expect(HistoryEncoderName(name: "else") == nil)
  }

  @Test func haveFingerprintsOfTheirOwn() throws {
    let passages = try PassageHistoryEncoder(LengthEncoder())
    let encoders: [any HistoryEncoder] = [StyleHistoryEncoder(), passages, JoinedHistoryEncoder(passages)]
    #expect(Set(encoders.map(\.fingerprint)).count == 3)
    #expect(encoders.allSatisfy { $0.fingerprint.count == 32 })
    #expect(StyleHistoryEncoder().fingerprint == StyleHistoryEncoder().fingerprint)
  }

  @Test func giveOneVectorForEachText() throws {
    let joined = JoinedHistoryEncoder(try PassageHistoryEncoder(LengthEncoder()))
    let texts = ["one", "", "  ", "three words here"]
    let vectors = try joined.vectors(of: texts)
    #expect(joined.dimension == StyleEncoder.dimension + 2)
    #expect(vectors.map(\.count) == texts.map { _ in joined.dimension })
    #expect(vectors.map { $0.suffix(2).last } == [3, 0, 2, 16])
    #expect(Array(vectors[3].prefix(StyleEncoder.dimension)) == StyleEncoder().vector(of: texts[3]))
  }

  @Test func readTheFirstTokensOfATextInBatches() throws {
    var batches: [Int] = []
    let encoder = LayerHistoryEncoder(
      dimension: 1, fingerprint: [UInt8](repeating: 7, count: 32), tokens: { $0.utf8.map { Int32($0) } },
      means: { sequences in
        batches.append(sequences.count)
        return sequences.map { [Float($0.count)] }
      })
    let texts = (0..<10).map { String(repeating: "a", count: $0 * 30) }
    #expect(try encoder.vectors(of: texts).map(\.[0]) == [0, 30, 60, 90, 120, 128, 128, 128, 128, 128])
    #expect(batches == [8, 1])
  }
}

/// A text's vector is (1, its bytes).
private final class LengthEncoder: PassageEncoder {
  let fingerprint = [UInt8](repeating: 1, count: 32)

  func encode(_ texts: [String]) -> [[Float]] { texts.map { [1, Float($0.utf8.count)] } }
}
