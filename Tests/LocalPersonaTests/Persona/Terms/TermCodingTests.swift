import Inference
import Testing

@testable import LocalPersona

@Suite("the binary form of terms")
struct TermCodingTests {
  private let model = TermModel(
    sequences: someTexts(count: 4, length: 20, step: 3, seed: 4) + [[0, 300_000, Int32.max, 0]],
    smoothing: TermSmoothing(tokens: .infinity, pairs: 3000, triples: 1.5))

  @Test func comesBackTheSame() throws {
    #expect(try TermModel(decoding: model.encode()) == model)
    let empty = TermModel(sequences: [])
    #expect(try TermModel(decoding: empty.encode()) == empty)
  }

  @Test func refusesEveryTruncationAndMore() {
    let bytes = model.encode()
    for count in bytes.indices {
      #expect(throws: FormatError.self) { try TermModel(decoding: Array(bytes[..<count])) }
    }
    #expect(throws: FormatError.self) { try TermModel(decoding: bytes + [0]) }
  }

  @Test func refusesConcentrationsThatAreNone() {
    for bad: Double in [0, -1, 0.5, .nan, -.infinity] {
      var writer = ByteWriter()
      writer.write(bad.bitPattern)
      var bytes = model.encode()
      bytes.replaceSubrange(10..<18, with: writer.bytes)
      #expect(throws: FormatError.self) { try TermModel(decoding: bytes) }
    }
  }

  @Test func survivesAnyChange() {
    var random = SplitMix64(seed: 6)
    let bytes = model.encode()
    for _ in 0..<600 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int(random.nextUnit() * Double(bytes.count))] = UInt8(random.nextUnit() * 255.9)
      }
      guard let other = try? TermModel(decoding: changed) else { continue }
      var logits = [Float](repeating: 0, count: 40)
      other.mix(into: &logits, after: [3, 6])
      #expect(logits.allSatisfy { $0.isFinite })
      #expect(other.encode() == changed)
    }
  }
}
