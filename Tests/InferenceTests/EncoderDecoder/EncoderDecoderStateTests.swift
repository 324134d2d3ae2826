import Testing

@testable import Inference

@Suite("encoder-decoder state")
struct EncoderDecoderStateTests {
  private func tokens(_ count: Int, _ step: Int = 7) -> [InputRow] {
    (0..<count).map { .token(TokenID(3 + $0 * step % 43)) }
  }

  @Test(arguments: EncoderDecoderFixtureTests.names, [true, false])
  func anyThreadCountGivesTheSameLogits(name: String, exact: Bool) throws {
    let results = try [1, 2, 3, 5].map { threads in
      let model = try EncoderDecoder.open(name, exact: exact, threads: threads)
      let state = model.makeState(for: try model.encode(tokens(40)), capacity: 30)
      return try model.evaluate(tokens(30, 5), state: state, logits: .all)
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }

  @Test(arguments: EncoderDecoderFixtureTests.names, [true, false])
  func oneAtATimeGivesWhatAllAtOnceGives(name: String, exact: Bool) throws {
    let model = try EncoderDecoder.open(name, exact: exact), input = try model.encode(tokens(20))
    let rows = tokens(25, 5)
    let expected = try model.evaluate(rows, state: model.makeState(for: input, capacity: 25), logits: .all)
    let single = model.makeState(for: input, capacity: 25), parts = model.makeState(for: input, capacity: 25)
    #expect(try rows.map { try model.evaluate([$0], state: single)[0] } == expected)
    let inParts = try [0..<1, 1..<12, 12..<25].flatMap {
      try model.evaluate(Array(rows[$0]), state: parts, logits: .all)
    }
    #expect(inParts == expected && single.count == 25)
  }

  /// Room enough for a longer sequence changes the table of biases, not what is read of it.
  @Test func roomLeftDoesNotMatter() throws {
    let model = try EncoderDecoder.open("tiny-flan-t5", exact: false), input = try model.encode(tokens(9))
    let results = try [12, 13, 100, 600].map {
      try model.evaluate(tokens(12), state: model.makeState(for: input, capacity: $0))
    }
    for result in results { #expect(result == results[0]) }
  }

  @Test func statesOfOneInputDoNotDisturbEachOther() throws {
    let model = try EncoderDecoder.open("tiny-t5", exact: false)
    let input = try model.encode(tokens(10)), other = try model.encode(tokens(30, 5))
    let first = model.makeState(for: input, capacity: 10), second = model.makeState(for: input, capacity: 10)
    let third = model.makeState(for: other, capacity: 10)
    var results: [[[Float]]] = [[], [], []]
    for row in tokens(6) {
      for (index, state) in [first, second, third].enumerated() {
        results[index] += try model.evaluate([row], state: state)
      }
    }
    #expect(results[0] == results[1] && results[0] != results[2])
  }

  @Test func truncatingForgetsWhatCameAfter() throws {
    let model = try EncoderDecoder.open("tiny-flan-t5", exact: false), rows = tokens(14)
    let state = model.makeState(for: try model.encode(tokens(10)), capacity: 20)
    let first = try model.evaluate(rows, state: state)
    state.truncate(to: 6)
    _ = try model.evaluate(tokens(8, 3), state: state)
    state.truncate(to: 6)
    #expect(try model.evaluate(Array(rows[6...]), state: state) == first)
  }

  @Test func embeddingRowsOfTokensAreTheTokens() throws {
    let model = try EncoderDecoder.open("tiny-flan-t5", exact: false), input = tokens(12)
    let row = FloatRows(rows: 1, columns: model.embeddingLength)
    let rows = input.map { content -> InputRow in
      guard case .token(let token) = content else { return content }
      model.embedding.dequantize(row: Int(token), into: row, row: 0)
      return .embedding(row.array(0))
    }
    let results = try [(input, input), (rows, input), (input, rows), (rows, rows)].map { encoder, decoder in
      try model.evaluate(decoder, state: model.makeState(for: try model.encode(encoder), capacity: 12))
    }
    for result in results { #expect(result == results[0]) }
  }

  @Test func longerInputsThanOnePassAreSplit() throws {
    let model = try EncoderDecoder.open("tiny-t5", exact: true), long = tokens(300)
    let input = try model.encode(long)
    let state = model.makeState(for: input, capacity: 300)
    #expect(input.count == 300)
    #expect(try model.evaluate(long, state: state, logits: .all).count == 300)
    let last = model.makeState(for: input, capacity: 300)
    #expect(try model.evaluate(long, state: last).count == 1)
    #expect(try model.evaluate([], state: last).isEmpty)
    // The last rows of an input count as the first do.
    let changed = try model.encode(Array(long.dropLast()) + [.token(1)])
    let before = try model.evaluate([.token(0)], state: model.makeState(for: input, capacity: 1))
    #expect(try model.evaluate([.token(0)], state: model.makeState(for: changed, capacity: 1)) != before)
  }

  @Test func anEmptyInputIsNothingToAttendTo() throws {
    for exact in [true, false] {
      let model = try EncoderDecoder.open("tiny-flan-t5", exact: exact), input = try model.encode([])
      let logits = try model.evaluate(tokens(3), state: model.makeState(for: input, capacity: 3))
      #expect(input.count == 0 && logits[0].allSatisfy(\.isFinite))
    }
  }

  @Test func refusesMoreThanItHasRoomForAndStaysUsable() throws {
    let model = try EncoderDecoder.open("tiny-t5", exact: false)
    let state = model.makeState(for: try model.encode(tokens(4)), capacity: 8)
    _ = try model.evaluate(tokens(6), state: state)
    #expect(throws: DecoderError.contextFull(capacity: 8, needed: 9)) {
      try model.evaluate(tokens(3), state: state)
    }
    #expect(state.count == 6)
    #expect(try model.evaluate(tokens(2), state: state).count == 1)
    let limit = EncoderDecoder.positionLimit
    #expect(throws: DecoderError.contextFull(capacity: limit, needed: limit + 1)) {
      try model.encode([InputRow](repeating: .token(3), count: limit + 1))
    }
  }

  @Test func refusesTokensAndRowsThatTheModelDoesNotHave() throws {
    let model = try EncoderDecoder.open("tiny-t5", exact: false)
    let state = model.makeState(for: try model.encode(tokens(4)), capacity: 8)
    let count = model.configuration.vocabularyCount
    for token in [TokenID(-1), TokenID(count)] {
      let error = DecoderError.tokenOutOfRange(token, vocabularyCount: count)
      #expect(throws: error) { try model.evaluate([.token(token)], state: state) }
      #expect(throws: error) { try model.encode([.token(token)]) }
    }
    let error = DecoderError.embeddingLength(expected: model.embeddingLength, actual: 3)
    #expect(throws: error) { try model.encode([.embedding([1, 2, 3])]) }
    #expect(throws: error) { try model.evaluate([.embedding([1, 2, 3])], state: state) }
  }
}
