import Inference
import Testing

@Suite("one row of each of several sequences")
struct DecoderBatchTests {
  /// `count` sequences, each of another length and capacity, and what is appended to each in three steps.
  private struct Batch {
    let prefixes: [[InputRow]]
    let steps: [[InputRow]]  // by step, one row a sequence

    init(count: Int, seed: UInt64, decoder: Decoder) {
      var random = SplitMix64(seed: seed)
      let vocabularyCount = UInt64(decoder.configuration.vocabularyCount)
      func token() -> InputRow { .token(TokenID(random.next() % vocabularyCount)) }
      prefixes = (0..<count).map { _ in (0..<random.next() % 40).map { _ in token() } }
      steps = (0..<3).map { step in
        (0..<count).map { index in
          guard (step + index) % 3 == 2 else { return token() }
          return Reference.softPrompt(embeddingLength: decoder.embeddingLength)[index % 3]
        }
      }
    }

    /// The sequences with their prefixes read; the room behind them differs as well.
    func states(_ decoder: Decoder) throws -> [DecoderState] {
      try prefixes.enumerated().map { index, prefix in
        let state = decoder.makeState(capacity: prefix.count + 3 + index * 5)
        _ = try decoder.evaluate(prefix, state: state, logits: .none)
        return state
      }
    }
  }

  @Test(arguments: DecoderFixtureTests.names, [1, 2, 5])
  func giveBitForBitWhatEachGivesAlone(name: String, count: Int) throws {
    for exact in [false, true] {
      let decoder = try Decoder.open(DecoderFixtureTests.path(name), exact: exact)
      let batch = Batch(count: count, seed: UInt64(count), decoder: decoder)
      let (together, alone) = try (batch.states(decoder), batch.states(decoder))
      for rows in batch.steps {
        let expected = try zip(rows, alone).map { try decoder.evaluate([$0], state: $1)[0] }
        #expect(try decoder.evaluate(rows, states: together) == expected)
      }
      #expect(together.map(\.count) == alone.map(\.count))
    }
  }

  @Test func mayGoOnAloneAndTogetherByTurns() throws {
    let decoder = try Decoder.open(DecoderFixtureTests.path("tiny-llama-q4_1"), exact: false)
    let batch = Batch(count: 3, seed: 9, decoder: decoder)
    let (mixed, alone) = try (batch.states(decoder), batch.states(decoder))
    for (step, rows) in batch.steps.enumerated() {
      let expected = try zip(rows, alone).map { try decoder.evaluate([$0], state: $1)[0] }
      let left = Array(mixed.indices.filter { $0 != step })
      let own = try decoder.evaluate([rows[step]], state: mixed[step])
      let others = try decoder.evaluate(left.map { rows[$0] }, states: left.map { mixed[$0] })
      #expect(own == [expected[step]] && others == left.map { expected[$0] })
    }
  }

  @Test func moreSequencesThanTheBuffersHoldGoInSeveralPasses() throws {
    let decoder = try Decoder.open(DecoderFixtureTests.path("tiny-llama-q4_1"), exact: false)
    let rows = (0..<7).map { InputRow.token(TokenID(3 + $0)) }
    let states = rows.map { _ in decoder.makeState(capacity: 2) }
    let expected = try rows.map { try decoder.evaluate([$0], state: decoder.makeState(capacity: 2))[0] }
    #expect(try decoder.evaluate(rows, states: states) == expected)
    #expect(try decoder.evaluate([], states: []).isEmpty)
  }

  @Test func shortAndLongSequencesTurnAtTheirOwnSpeeds() throws {
    // Up to 1,024 positions and beyond: short and long factors.
    let decoder = try ScratchDecoder("hf-phi3").decoder(exact: false)
    func states() -> [DecoderState] {
      [decoder.makeState(capacity: 1024), decoder.makeState(capacity: 2048)]
    }
    let (alone, together) = (states(), states())
    for step in 0..<6 {
      let rows = [InputRow.token(TokenID(3 + step)), .token(TokenID(5 + step))]
      let expected = try zip(rows, alone).map { try decoder.evaluate([$0], state: $1)[0] }
      #expect(try decoder.evaluate(rows, states: together) == expected)
      if step > 0 { #expect(expected[0] != expected[1]) }
    }
  }

  @Test func refusesAllWhereOneCannotGoOn() throws {
    let decoder = try Decoder.open(DecoderFixtureTests.path("tiny-llama-q4_1"), exact: false)
    let states = [decoder.makeState(capacity: 4), decoder.makeState(capacity: 1)]
    _ = try decoder.evaluate([.token(5), .token(6)], states: states)
    #expect(throws: DecoderError.contextFull(capacity: 1, needed: 2)) {
      try decoder.evaluate([.token(7), .token(8)], states: states)
    }
    let fresh = decoder.makeState(capacity: 1)
    #expect(throws: DecoderError.embeddingLength(expected: decoder.embeddingLength, actual: 1)) {
      try decoder.evaluate([.token(7), .embedding([0])], states: [states[0], fresh])
    }
    #expect(states.map(\.count) == [1, 1])
  }
}
