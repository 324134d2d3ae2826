import Inference
import Testing

@testable import LocalPersona

@Suite("loss queue")
struct LossQueueTests {
  private func queue(_ lengths: [Int]) -> LossQueue {
    var queue = LossQueue()
    for length in lengths {
      let place = queue.append(
        TrainingSequence(tokens: (0..<length).map { TokenID($0) }, targetStart: length - 1))
      #expect(place == queue.count - 1)
    }
    return queue
  }

  @Test func givesLossesBackInOrder() throws {
    let lengths = [3, 90, 5, 700, 2, 700, 700, 8, 9, 10, 11, 12, 13]
    var scored = 0
    let losses = try queue(lengths).losses(
      score: { $0.map { [Float($0.tokens.count)] } }, didScore: { scored += $0 })
    #expect(losses == lengths.map { [Float($0)] })
    #expect(scored == lengths.count)
  }

  @Test func keepsBatchesSmall() {
    let lengths = (0..<40).map { 20 + $0 * 37 % 900 } + [5000]
    let batches = queue(lengths).batches
    #expect(batches.flatMap(\.self).sorted() == Array(lengths.indices))
    for batch in batches {
      #expect((1...LossQueue.batchCount).contains(batch.count))
      let tokens = batch.reduce(0) { $0 + lengths[$1] }
      #expect(tokens <= LossQueue.batchTokenCount || batch.count == 1)
    }
  }

  @Test func computesWhatIsThereTwiceOnceWhereItIsKept() throws {
    let kept = try EvaluationSample.kept(on: SimulatedDisk())
    let lengths = [3, 90, 5, 3, 90, 4]
    var asked: [Int] = []
    var scored: [Int] = []
    for _ in 0..<2 {
      let losses = try queue(lengths).losses(
        score: { batch in
          asked += batch.map(\.tokens.count)
          return batch.map { [Float($0.tokens.count)] }
        }, kept: kept, didScore: { scored.append($0) })
      #expect(losses == lengths.map { [Float($0)] })
    }
    #expect(asked == [90, 5, 4, 3] && scored == [2, 4, 6])
    // Without anything kept, everything is computed.
    asked = []
    _ = try queue(lengths).losses(score: { batch in
      asked += batch.map(\.tokens.count)
      return batch.map { _ in [1] }
    })
    #expect(asked.count == lengths.count)
  }

  @Test func whatIsKeptAndDoesNotFitIsComputedForEveryPlace() throws {
    let kept = try EvaluationSample.kept(on: SimulatedDisk())
    let queue = queue([3, 3, 3])
    let key = kept.key(of: TrainingSequence(tokens: [0, 1, 2], targetStart: 2))
    try kept.log.add([KeptNumbers(key: key, values: [1, 2])])
    #expect(try queue.losses(score: { $0.map { _ in [7] } }, kept: kept) == [[7], [7], [7]])
  }

  @Test func stopsWhereToldTo() {
    #expect(throws: ConsoleError.interrupted) {
      try queue([3, 4, 5]).losses(score: { $0.map { _ in [1] } }) { _ in throw ConsoleError.interrupted }
    }
  }
}
