// LowRankTests.swift: low-rank terms inside a frozen decoder: what they compute, their slopes, and that they
// learn.

import Foundation
import Inference
import Testing

@Suite("low-rank terms in a decoder")
struct LowRankTests {
  private static func fixture(_ name: String) -> String {
    SharedMaterial.fixtures.appending(path: "\(name).gguf").path
  }

  private func sequence(_ decoder: Decoder, soft: Int, count: Int, seed: UInt64) -> TrainingSequence {
    var random = SplitMix64(seed: seed)
    let vocabulary = UInt64(decoder.configuration.vocabularyCount)
    return TrainingSequence(
      softRows: (0..<soft * decoder.embeddingLength).map { _ in Float(random.nextUnit() - 0.5) * 0.2 },
      tokens: (0..<count).map { _ in TokenID(random.next() % vocabulary) }, targetStart: count / 3 + 1)
  }

  private func batch(_ decoder: Decoder) -> [TrainingSequence] {
    [sequence(decoder, soft: 2, count: 9, seed: 1), sequence(decoder, soft: 0, count: 14, seed: 2)]
  }

  /// An adapter none of whose numbers is 0.
  private func adapter(_ training: DecoderTraining, rank: Int = 2) -> LowRankAdapter {
    var random = SplitMix64(seed: 7)
    let shape = training.lowRankShape(rank: rank)
    let parameters = (0..<shape.parameterCount).map { _ in Float(random.nextUnit() - 0.5) * 0.2 }
    return LowRankAdapter(shape: shape, parameters: parameters)
  }

  private func mean(_ losses: [[Float]]) -> Double {
    let all = losses.flatMap(\.self)
    return all.reduce(0.0) { $0 + Double($1) } / Double(all.count)
  }

  /// The places of A and B of every projection in the numbers of an adapter.
  private func parts(_ shape: LowRankShape) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    for _ in 0..<shape.blockCount {
      for width in [shape.inputCount, shape.queryCount, shape.inputCount, shape.valueCount] {
        let start = parts.last?.upperBound ?? 0
        parts.append(start..<start + shape.rank * width)
      }
    }
    return parts
  }

  @Test func anAdapterBeginsWithNothing() throws {
    let shape = LowRankShape(rank: 3, blockCount: 2, inputCount: 16, queryCount: 8, valueCount: 4)
    let adapter = LowRankAdapter(shape: shape, seed: 5)
    #expect(adapter.parameters.count == 2 * 3 * (16 + 8 + 16 + 4))
    for (index, part) in parts(shape).enumerated() {
      let numbers = adapter.parameters[part]
      if index.isMultiple(of: 2) {
        #expect(numbers.allSatisfy { abs($0) <= 0.25 } && Set(numbers).count == part.count)
        #expect(numbers.map(abs).max() ?? 0 > 0.2)
      } else {
        #expect(numbers.allSatisfy { $0 == 0 })
      }
    }
    #expect(LowRankAdapter(shape: shape, seed: 5) == adapter)
    #expect(LowRankAdapter(shape: shape, seed: 6) != adapter)
  }

  @Test(arguments: ["tiny-llama-f32", "tiny-llama-q4_1", "tiny-qwen2", "tiny-gemma3"], [false, true])
  func withBOfZerosItIsTheFrozenModel(name: String, exact: Bool) throws {
    let decoder = try Decoder.open(Self.fixture(name), exact: exact)
    let training = DecoderTraining(decoder, precision: exact ? .exact : .fast)
    let adapter = LowRankAdapter(shape: training.lowRankShape(rank: 4), seed: 1)
    let plain = try training.gradients(batch(decoder))
    let adapted = try training.gradients(batch(decoder), adapter: adapter)
    #expect(adapted.losses == plain.losses && adapted.softRows == plain.softRows)
    #expect(try training.losses(batch(decoder), adapter: adapter) == plain.losses)
    #expect(plain.adapter.isEmpty && adapted.adapter.count == adapter.parameters.count)
    // Of A nothing is asked as long as B is 0; B is where it begins.
    for (index, part) in parts(adapter.shape).enumerated() {
      #expect(adapted.adapter[part].contains { $0 != 0 } == !index.isMultiple(of: 2))
    }
  }

  @Test(arguments: [
    "tiny-llama-f32", "tiny-llama-f16", "tiny-llama-q4_k", "tiny-qwen2", "tiny-qwen3", "tiny-phi3",
    "tiny-gemma3",
  ])
  func gradientsAreSlopesOfTheMeanLoss(name: String) throws {
    let decoder = try Decoder.open(Self.fixture(name), exact: true)
    let training = DecoderTraining(decoder, precision: .exact)
    let adapter = adapter(training), batch = batch(decoder)
    let gradient = try training.gradients(batch, adapter: adapter).adapter
    let slope = { (direction: [Int: Float]) throws -> Double in
      var up = adapter, down = adapter
      for (index, share) in direction {
        up.parameters[index] += 0.003 * share
        down.parameters[index] -= 0.003 * share
      }
      return try (mean(training.losses(batch, adapter: up)) - mean(training.losses(batch, adapter: down)))
        / 0.006
    }
    for (number, part) in parts(adapter.shape).enumerated() {
      let length = gradient[part].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      #expect(length > 0, "part \(number)")
      // Uphill it is as steep as the gradient is long, and single numbers go as they say.
      let uphill = part.map { ($0, Float(Double(gradient[$0]) / length)) }
      let steepest = try slope(Dictionary(uniqueKeysWithValues: uphill))
      #expect(abs(steepest - length) < 0.02 * length + 1e-4, "part \(number)")
      for index in stride(from: part.lowerBound, to: part.upperBound, by: max(1, part.count / 3)) {
        let single = try slope([index: 1])
        #expect(
          abs(single - Double(gradient[index])) < 0.02 * length + 1e-4, "part \(number), number \(index)")
      }
    }
  }

  @Test func softRowsFeelTheTermsToo() throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-f32"), exact: true)
    let training = DecoderTraining(decoder, precision: .exact)
    let adapter = adapter(training), batch = batch(decoder)
    let gradient = try training.gradients(batch, adapter: adapter).softRows[0]
    let size = gradient.map(abs).max() ?? 0
    for index in stride(from: 0, to: gradient.count, by: max(1, gradient.count / 7)) {
      var up = batch, down = batch
      up[0].softRows[index] += 0.005
      down[0].softRows[index] -= 0.005
      let slope =
        try (mean(training.losses(up, adapter: adapter)) - mean(training.losses(down, adapter: adapter)))
        / 0.01
      #expect(abs(slope - Double(gradient[index])) < 0.02 * Double(size), "element \(index)")
    }
  }

  /// W + (α / r) · B A in the place of W, in a copy of the file.
  private func merged(_ adapter: LowRankAdapter, into path: String) throws -> [UInt8] {
    let tensors = try GGUFFile(path: path).tensors, shape = adapter.shape
    var bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    let parts = parts(shape)
    for (number, name) in (0..<shape.blockCount).flatMap({ ["blk.\($0).attn_q", "blk.\($0).attn_v"] })
      .enumerated()
    {
      let tensor = try #require(tensors["\(name).weight"])
      try #require(tensor.type == .f32 && tensor.columns == shape.inputCount)
      let down = Array(adapter.parameters[parts[2 * number]])
      let up = Array(adapter.parameters[parts[2 * number + 1]])
      for row in 0..<tensor.rows {
        for column in 0..<tensor.columns {
          let sum = (0..<shape.rank).reduce(Float(0)) { sum, direction in
            sum + up[direction * tensor.rows + row] * down[direction * tensor.columns + column]
          }
          let place = tensor.fileOffset + 4 * (row * tensor.columns + column)
          let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
          let weight = Float(bitPattern: bits) + LowRankAdapter.alpha / Float(shape.rank) * sum
          for byte in 0..<4 {
            bytes[place + byte] = UInt8(truncatingIfNeeded: weight.bitPattern >> UInt32(8 * byte))
          }
        }
      }
    }
    return bytes
  }

  @Test func itIsTheModelWhoseWeightsHaveTheTermsInThem() throws {
    let path = Self.fixture("tiny-llama-f32")
    let decoder = try Decoder.open(path, exact: true)
    let training = DecoderTraining(decoder, precision: .exact)
    let adapter = adapter(training, rank: 3), batch = batch(decoder)
    let folder = try ScratchFolder()
    let other = try Decoder.open(try folder.write(merged(adapter, into: path)), exact: true)
    let expected = try DecoderTraining(other, precision: .exact).gradients(batch)
    let actual = try training.gradients(batch, adapter: adapter)
    let plain = try training.losses(batch)
    #expect(abs(mean(actual.losses) - mean(plain)) > 1e-3)
    for (losses, others) in zip(actual.losses, expected.losses) {
      #expect(zip(losses, others).allSatisfy { abs($0 - $1) < 1e-4 })
    }
    let size = expected.softRows[0].map(abs).max() ?? 0
    #expect(zip(actual.softRows[0], expected.softRows[0]).allSatisfy { abs($0 - $1) < 1e-3 * size })
  }

  @Test func theNumberOfThreadsDoesNotMatter() throws {
    let results = try [1, 2, 5].map { threads in
      let decoder = try Decoder.open(Self.fixture("tiny-llama-q4_1"), exact: false, threads: threads)
      let training = DecoderTraining(decoder)
      let batch = (0..<3).map { sequence(decoder, soft: $0, count: 20 + $0, seed: UInt64($0)) }
      return try training.gradients(batch, adapter: adapter(training))
    }
    for result in results.dropFirst() {
      #expect(result.losses == results[0].losses && result.adapter == results[0].adapter)
    }
  }

  @Test(arguments: [TrainingPrecision.exact, .fast])
  func stepsDownhillLearnATextByHeart(precision: TrainingPrecision) throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-q4_1"), exact: precision == .exact)
    let training = DecoderTraining(decoder, precision: precision)
    let batch = [sequence(decoder, soft: 0, count: 16, seed: 3)]
    func trained() throws -> LowRankAdapter {
      var adapter = LowRankAdapter(shape: training.lowRankShape(rank: 4), seed: 1)
      for _ in 0..<40 {
        let gradient = try training.gradients(batch, adapter: adapter).adapter
        let length = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        for index in gradient.indices { adapter.parameters[index] -= Float(0.05 / length) * gradient[index] }
      }
      return adapter
    }
    let adapter = try trained()
    #expect(try mean(training.losses(batch, adapter: adapter)) < mean(training.losses(batch)) - 0.05)
    #expect(try trained() == adapter)
  }

  @Test func whatPredictsNothingHasNoSlope() throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-f16"), exact: true)
    let training = DecoderTraining(decoder)
    let adapter = adapter(training)
    let nothing = try training.gradients(
      [TrainingSequence(tokens: [1, 2], targetStart: 2)], adapter: adapter)
    #expect(nothing.losses == [[]] && nothing.adapter == adapter.parameters.map { _ in 0 })
    #expect(try training.losses([], adapter: adapter) == [])
    #expect(throws: DecoderError.tokenOutOfRange(-1, vocabularyCount: decoder.configuration.vocabularyCount))
    {
      _ = try training.losses([TrainingSequence(tokens: [1, -1], targetStart: 1)], adapter: adapter)
    }
  }
}
