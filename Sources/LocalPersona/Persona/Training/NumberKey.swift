// NumberKey.swift: hashes of all that kept numbers depend on: two computations with one key have one result.

private import Crypto
internal import Inference

/// Keys of a ``NumberLog``.
enum NumberKey {
  /// Of the vector of a text.
  static func vector(of text: String, encoder fingerprint: [UInt8]) -> [UInt8] {
    var writer = begun("vector", fingerprint)
    writer.write(Array(text.utf8))
    return SHA256.hash(of: writer.bytes)
  }

  /// Of the losses of a sequence: rows in front, tokens, and where prediction begins.
  static func losses(of sequence: TrainingSequence, model fingerprint: [UInt8]) -> [UInt8] {
    var writer = begun("losses", fingerprint)
    write(sequence, to: &writer)
    return SHA256.hash(of: writer.bytes)
  }

  /// Of what training rows on a lesson comes to.
  static func rows(
    after training: PersonalTraining, from start: [Float], scale: Float,
    on lesson: PersonalTraining.Lesson, seed: UInt64, model fingerprint: [UInt8]
  ) -> [UInt8] {
    var writer = begun("rows", fingerprint)
    writer.write(scale.bitPattern)
    writer.write(seed)
    writer.writeCounted(start)
    write(lesson, stages: training.stages, to: &writer)
    return SHA256.hash(of: writer.bytes)
  }

  /// Of what training the model on a lesson comes to: the losses of `targets`, which have no rows.
  static func tuned(
    by training: Tuning.Training, front: Tuning.Front, targets: [TrainingSequence], model fingerprint: [UInt8]
  ) -> [UInt8] {
    var writer = begun("tuned", fingerprint)
    switch training.method.kind {
    case .prefix: writer.write(UInt32(0))
    case .lowRank(let rank): writer.write(UInt32(rank))
    }
    writer.write(training.method.rate.bitPattern)
    writer.write(front.scale.bitPattern)
    writer.write(training.seed)
    writer.writeCounted(front.rows)
    write(training.lesson, stages: training.stages, to: &writer)
    write(targets, to: &writer)
    return SHA256.hash(of: writer.bytes)
  }

  private static func begun(_ kind: String, _ fingerprint: [UInt8]) -> ByteWriter {
    var writer = ByteWriter()
    writer.writeCounted(Array(kind.utf8))
    writer.writeCounted(fingerprint)
    return writer
  }

  private static func write(_ lesson: PersonalTraining.Lesson, stages: [Int], to writer: inout ByteWriter) {
    writer.write(UInt32(stages.count))
    for stage in stages { writer.write(UInt32(stage)) }
    for part in [lesson.training, lesson.kept] { write(part.map { $0.sequence() }, to: &writer) }
  }

  private static func write(_ sequences: [TrainingSequence], to writer: inout ByteWriter) {
    writer.write(UInt32(sequences.count))
    for sequence in sequences { write(sequence, to: &writer) }
  }

  private static func write(_ sequence: TrainingSequence, to writer: inout ByteWriter) {
    writer.writeCounted(sequence.softRows)
    writer.write(UInt32(sequence.targetStart))
    writer.write(UInt32(sequence.tokens.count))
    for token in sequence.tokens { writer.write(token) }
  }
}
