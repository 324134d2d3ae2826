import Inference
import Testing

@testable import LocalPersona

/// Notes what it was called with, and wants one script.
private final class ScriptShaper: LogitsShaper {
  let script: [UInt8]
  var seen: [[TokenID]] = []

  init(_ script: String) { self.script = Array(script.utf8) }

  func shape(_ logits: inout [Float], after tokens: [TokenID]) {
    seen.append(tokens)
    let text = tokens.map { UInt8($0) }
    guard script.starts(with: text) else { return }
    logits[text.count == script.count ? Int(ByteTokenizer.end) : Int(script[text.count])] += 2000
  }
}

@Suite("shaping the choice of tokens")
struct ShapingTests {
  private func draft(
    _ model: FakeModel, _ shaper: ScriptShaper, history: [Entry] = []
  ) throws -> WrittenDraft {
    let sampling = SamplerSettings(
      temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1)
    return try Generator(
      model: model, sampling: sampling, copies: CopyIndex(history), shaper: shaper, isInterrupted: { false }
    ).draft(somePlan, length: .medium) { _ in }
  }

  @Test func drawsFromTheShapedLogits() throws {
    let shaper = ScriptShaper("Hello Bob.")
    #expect(try draft(.writing("Hello Ann."), shaper).text == "Hello Bob.")
    #expect(shaper.seen == (0...10).map { count in "Hello Bob.".utf8.prefix(count).map { TokenID($0) } })
  }

  @Test func doesNotCopyWhateverTheShaperWants() throws {
    let copied = "the seeds that my mother kept in the tin are all gone now"
    let entry = try Entry(text: copied)
    let shaper = ScriptShaper("Well, " + copied)
    let draft = try draft(.writing("Well, no"), shaper, history: [entry])
    #expect(draft.text == "Well, no")
    #expect(draft.avoidedSources == [entry.id])
    // Where it went back, it was asked once more, with what was left of the draft.
    let left = "Well, ".utf8.map { TokenID($0) }
    #expect(shaper.seen.count { $0 == left } == 2)
  }
}
