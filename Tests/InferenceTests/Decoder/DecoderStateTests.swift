import Inference
import Testing

@Suite("decoder state")
struct DecoderStateTests {
  private func decoder() throws -> Decoder {
    try .open(DecoderFixtureTests.path("tiny-llama-q4_1"), exact: false)
  }

  private func tokens(_ count: Int) -> [InputRow] { (0..<count).map { .token(TokenID(3 + $0 * 7 % 200)) } }

  @Test(arguments: DecoderFixtureTests.names, [true, false])
  func anyThreadCountGivesTheSameLogits(name: String, exact: Bool) throws {
    let results = try [1, 2, 3, 5].map { threads -> [[Float]] in
      let decoder = try Decoder.open(DecoderFixtureTests.path(name), exact: exact, threads: threads)
      let state = decoder.makeState(capacity: 42)
      // Many rows at a time, then single ones: both are divided among the threads, in ways of their own.
      var logits = try decoder.evaluate(tokens(40), state: state, logits: .all)
      for row in tokens(2) { logits += try decoder.evaluate([row], state: state) }
      return logits
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }

  @Test func aSequenceInPartsGivesWhatItGivesAtOnce() throws {
    let decoder = try decoder(), input = tokens(30)
    let whole = decoder.makeState(capacity: 30), parts = decoder.makeState(capacity: 30)
    let expected = try decoder.evaluate(input, state: whole, logits: .all)
    var actual: [[Float]] = []
    for range in [0..<1, 1..<12, 12..<13, 13..<30] {
      actual += try decoder.evaluate(Array(input[range]), state: parts, logits: .all)
    }
    // Bit for bit: what reads a prompt from where it differs from another relies on it.
    #expect(actual == expected)
    #expect(parts.count == 30)
  }

  @Test(arguments: ["tiny-llama-f32", "tiny-gemma3"])
  func aCacheOfEightBitsChangesLittle(fixture: String) throws {
    let reference = try Reference(
      contentsOf: SharedMaterial.fixtures.appending(path: fixture + ".json"))
    func difference(_ cache: CachePrecision) throws -> ReferenceDifference {
      let options = DecoderOptions(
        threads: ThreadPool(threadCount: 2), activations: .float32, cache: cache)
      return try ReferenceDifference(
        of: Decoder(file: GGUFFile(path: DecoderFixtureTests.path(fixture)), options: options),
        from: reference)
    }
    let exact = try difference(.float32), rounded = try difference(.integer8)
    #expect(rounded.rms < 0.02 && rounded.rms > exact.rms, "rms \(rounded.rms) of the spread")
    #expect(rounded.winnersEqual * 100 >= rounded.positions * 95)
    #expect(abs(rounded.likelihood.actual - rounded.likelihood.expected) < 0.01)
  }

  @Test func truncatingForgetsWhatCameAfter() throws {
    let decoder = try decoder(), input = tokens(20)
    let state = decoder.makeState(capacity: 40), fresh = decoder.makeState(capacity: 40)
    _ = try decoder.evaluate(Array(input[..<10]), state: state)
    let first = try decoder.evaluate(Array(input[10...]), state: state)
    state.truncate(to: 10)
    _ = try decoder.evaluate(tokens(5), state: state)
    state.truncate(to: 10)
    #expect(try decoder.evaluate(Array(input[10...]), state: state) == first)
    _ = try decoder.evaluate(Array(input[..<10]), state: fresh)
    #expect(try decoder.evaluate(Array(input[10...]), state: fresh) == first)
  }

  @Test func refusesMoreThanItHasRoomForAndStaysUsable() throws {
    let decoder = try decoder(), state = decoder.makeState(capacity: 8)
    _ = try decoder.evaluate(tokens(6), state: state)
    #expect(throws: DecoderError.contextFull(capacity: 8, needed: 9)) {
      try decoder.evaluate(tokens(3), state: state)
    }
    #expect(state.count == 6)
    #expect(try decoder.evaluate(tokens(2), state: state).count == 1)
  }

  @Test func refusesTokensAndRowsThatTheModelDoesNotHave() throws {
    let decoder = try decoder(), state = decoder.makeState(capacity: 8)
    let count = decoder.configuration.vocabularyCount
    for token in [TokenID(-1), TokenID(count)] {
      #expect(throws: DecoderError.tokenOutOfRange(token, vocabularyCount: count)) {
        try decoder.evaluate([.token(token)], state: state)
      }
    }
    #expect(throws: DecoderError.embeddingLength(expected: decoder.embeddingLength, actual: 3)) {
      try decoder.evaluate([.embedding([1, 2, 3])], state: state)
    }
  }

  @Test func longerInputsThanOnePassAreSplit() throws {
    let decoder = try decoder(), input = tokens(300)
    let state = decoder.makeState(capacity: 300)
    #expect(try decoder.evaluate(input, state: state, logits: .all).count == 300)
    let last = decoder.makeState(capacity: 300)
    #expect(try decoder.evaluate(input, state: last).count == 1)
    #expect(try decoder.evaluate([], state: last).isEmpty)
  }
}
