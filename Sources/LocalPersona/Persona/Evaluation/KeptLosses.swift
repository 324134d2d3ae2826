// KeptLosses.swift: the losses of an evaluation on authors as they are computed, so that a run that was ended
// goes on, and one that asks for more computes only that.
//
// A loss is found by the sequence that it is of, rows and tokens, and by the model: plug, history, passage,
// prompt and whatever else decided the sequence is in there, so nothing can be taken for something else.

internal import Inference

/// What was measured with one language model.
final class KeptLosses {
  /// Where it is kept.
  let log: NumberLog

  /// Told why losses were not kept; they are used all the same.
  var didNotKeep: (any Error) -> Void = { _ in }

  private let model: [UInt8]

  /// Keeps the losses of a model in `log`.
  ///
  /// - Parameters:
  ///   - log: Where they are kept.
  ///   - fingerprint: The model's.
  init(_ log: NumberLog, model fingerprint: [UInt8]) {
    self.log = log
    model = fingerprint
  }

  /// What a file of the losses of a model is of.
  static func identity(model fingerprint: [UInt8], name: String) -> [NumberLog.Setting] {
    [
      (NumberLogMessages.content, NumberLogMessages.losses),
      (NumberLogMessages.model, "\(name) \(Hexadecimal.text(fingerprint))"),
      (NumberLogMessages.version, Version.number),
    ].map { NumberLog.Setting(name: $0.0, value: $0.1) }
  }

  /// The loss of each target token of a sequence, in nats; nil where it was not computed.
  func losses(of sequence: TrainingSequence) -> [Float]? {
    guard let losses = log[key(of: sequence)], losses.count == sequence.targetCount else { return nil }
    return losses
  }

  /// What the losses of a sequence are found by.
  func key(of sequence: TrainingSequence) -> [UInt8] { NumberKey.losses(of: sequence, model: model) }

  /// Keeps the losses of a batch: all of it, or, should the process be killed, none.
  ///
  /// Losses that are no numbers are not kept: they end the evaluation.
  func keep(_ losses: [[Float]], of batch: [TrainingSequence]) {
    let entries = zip(batch, losses).filter { $1.allSatisfy(\.isFinite) }.map { sequence, losses in
      KeptNumbers(key: key(of: sequence), values: losses)
    }
    add(entries)
  }

  /// What a training of rows came to; nil where it was not done.
  func outcome(_ key: [UInt8], stageCount: Int, rowLength: Int) -> PersonalTraining.Outcome? {
    log[key].flatMap { PersonalTraining.Outcome($0, stageCount: stageCount, rowLength: rowLength) }
  }

  /// Keeps what a training of rows came to.
  func keep(_ outcome: PersonalTraining.Outcome, under key: [UInt8]) {
    let numbers = outcome.numbers
    if numbers.allSatisfy(\.isFinite) { add([KeptNumbers(key: key, values: numbers)]) }
  }

  /// The key of a training of rows.
  func key(
    of training: PersonalTraining, from start: [Float], scale: Float, on lesson: PersonalTraining.Lesson,
    seed: UInt64
  ) -> [UInt8] {
    NumberKey.rows(after: training, from: start, scale: scale, on: lesson, seed: seed, model: model)
  }

  /// What a training of the model came to; nil where it was not done.
  func tuned(_ key: [UInt8], stages: [Int], targets: [TrainingSequence]) -> TunedLosses? {
    log[key].flatMap { TunedLosses($0, stages: stages, targets: targets) }
  }

  /// Keeps what a training of the model came to.
  func keep(_ tuned: TunedLosses, under key: [UInt8]) {
    let numbers = tuned.numbers
    if numbers.allSatisfy(\.isFinite) { add([KeptNumbers(key: key, values: numbers)]) }
  }

  /// The key of a training of the model, and of the targets that are scored after it, which have no rows.
  func key(
    of training: Tuning.Training, front: Tuning.Front, targets: [TrainingSequence]
  ) -> [UInt8] {
    NumberKey.tuned(by: training, front: front, targets: targets, model: model)
  }

  private func add(_ entries: [KeptNumbers]) {
    do {
      try log.add(entries)
    } catch {
      didNotKeep(error)
    }
  }
}

extension PersonalTraining.Outcome {
  /// The place of the best stage, then the rows of each.
  fileprivate var numbers: [Float] { [Float(best)] + rows.flatMap(\.self) }

  /// Reads ``numbers``; nil where they are of another training.
  fileprivate init?(_ numbers: [Float], stageCount: Int, rowLength: Int) {
    guard numbers.count == 1 + stageCount * rowLength, let best = Int(exactly: numbers[0]),
      (0..<stageCount).contains(best)
    else { return nil }
    rows = (0..<stageCount).map { Array(numbers[1 + $0 * rowLength..<1 + ($0 + 1) * rowLength]) }
    self.best = best
  }
}
