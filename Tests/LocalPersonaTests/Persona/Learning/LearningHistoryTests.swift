import Inference
import Testing

@testable import LocalPersona

@Suite("a history as a plug reads it")
struct LearningHistoryTests {
  /// Says of each text how long it is; counts what it is asked.
  private final class Encoder: PassageEncoder {
    let fingerprint = [UInt8](repeating: 4, count: 32)
    private(set) var texts: [String] = []

    func encode(_ texts: [String]) -> [[Float]] {
      self.texts += texts
      return texts.map { [Float($0.utf8.count), 1] }
    }
  }

  private func document(_ encoder: any HistoryEncoder) -> PlugDocument {
    var settings = PlugSettings.standard
    settings.encoder = encoder.name
    let count = encoder.dimension
    let plug = Plug(
      settings: settings, inputDimension: count, embeddingLength: 2, embeddingScale: 1,
      statistics: PopulationStatistics(
        mean: [Float](repeating: 0, count: count), deviation: [Float](repeating: 1, count: count)),
      initialRows: nil, seed: 1)
    return PlugDocument(
      name: "p", plug: plug, decoderFingerprint: [UInt8](repeating: 1, count: 32), decoderName: "m",
      encoderFingerprint: encoder.fingerprint, bank: [], bankKinds: [], card: [:])
  }

  /// A vector of the vault is of the title as well, which no plug was trained on.
  @Test func usesStoredVectorsOfEntriesWithoutATitleOnly() throws {
    let entries = try (0..<20).map { number in
      try Entry(
        written: Timestamp(Int64(number)), title: number % 2 == 0 ? nil : "title",
        text: "text \(100 + number)")
    }
    let table = VectorTable(
      fingerprint: [UInt8](repeating: 4, count: 32), dimension: 2, ids: entries.map(\.id),
      values: entries.flatMap { _ in [-1, -2] as [Float] })
    let passages = Encoder()
    let meaning = try PassageHistoryEncoder(passages, dimension: 2)
    for encoder in [meaning, JoinedHistoryEncoder(meaning)] as [any HistoryEncoder] {
      let persona = try LearningHistory(document(encoder), encoder: encoder, table: table)
        .persona(LearningSplit(entries), all: entries)
      #expect(persona.whole.items.count == 20)
      for (number, item) in persona.whole.items.enumerated() {
        #expect(Array(item.suffix(2)) == (number % 2 == 0 ? [-1, -2] : [8, 1]))
      }
    }
    #expect(passages.texts.allSatisfy { $0.hasPrefix("text 1") })
  }

  @Test func entriesAgeFromTheNewestHoweverFarApartTheyAre() throws {
    let year: Int64 = 31_556_952
    let entries = try [0, 3 * year, year].map { try Entry(written: Timestamp($0), text: "x") }
    #expect(PersonaInput.ages(of: entries) == [3, 0, 2])
    let apart = try [Int64.min, .max].map { try Entry(written: Timestamp($0), text: "x") }
    #expect(PersonaInput.ages(of: apart).allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(PersonaInput.ages(of: []).isEmpty)
  }
}
