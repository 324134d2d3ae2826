import Inference
import Testing

@Suite("encoder-decoder, against an implementation in numpy")
struct EncoderDecoderFixtureTests {
  /// As T5 1.0 (ReLU, tied output) in floats; as T5 1.1 (gated, an output matrix of its own) in Q8_0.
  static let names = ["tiny-t5", "tiny-flan-t5"]

  @Test(arguments: names)
  func floatActivationsGiveTheReferencesLogits(name: String) throws {
    let difference = try EncoderDecoderDifference(
      of: .open(name, exact: true), from: EncoderDecoderReference(name))
    #expect(difference.worst < 1e-4)
    #expect(difference.winnersEqual == difference.positions)
  }

  @Test(arguments: names)
  func roundedActivationsAreCloseInTheMean(name: String) throws {
    let difference = try EncoderDecoderDifference(
      of: .open(name, exact: false), from: EncoderDecoderReference(name))
    #expect(difference.rms < 0.05)
    #expect(Double(difference.winnersEqual) >= 0.85 * Double(difference.positions))
  }

  @Test(arguments: names)
  func greedyTextIsTheReferences(name: String) throws {
    let model = try EncoderDecoder.open(name, exact: true)
    for item in try EncoderDecoderReference(name).cases {
      #expect(try model.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  @Test(arguments: names)
  func textsBecomeTheReferencesTokens(name: String) throws {
    let model = try EncoderDecoder.open(name, exact: true)
    for item in try EncoderDecoderReference(name).cases {
      #expect(model.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
    }
  }

  @Test func whatTheFilesSayIsRead() throws {
    let old = try EncoderDecoder.open("tiny-t5", exact: true).configuration
    #expect(old.encoderBlockCount == 2 && old.decoderBlockCount == 3 && !old.isGated && old.tiedOutput)
    let flan = try EncoderDecoder.open("tiny-flan-t5", exact: true).configuration
    #expect(flan.encoderBlockCount == 2 && flan.decoderBlockCount == 2 && flan.isGated && !flan.tiedOutput)
  }
}
