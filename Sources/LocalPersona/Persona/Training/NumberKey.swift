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
    writer.write(UInt32(training.stages.count))
    for stage in training.stages { writer.write(UInt32(stage)) }
    for part in [lesson.training, lesson.kept] {
      writer.write(UInt32(part.count))
      for example in part { write(example.sequence(), to: &writer) }
    }
    return SHA256.hash(of: writer.bytes)
  }

  private static func begun(_ kind: String, _ fingerprint: [UInt8]) -> ByteWriter {
    var writer = ByteWriter()
    writer.writeCounted(Array(kind.utf8))
    writer.writeCounted(fingerprint)
    return writer
  }

  private static func write(_ sequence: TrainingSequence, to writer: inout ByteWriter) {
    writer.writeCounted(sequence.softRows)
    writer.write(UInt32(sequence.targetStart))
    writer.write(UInt32(sequence.tokens.count))
    for token in sequence.tokens { writer.write(token) }
  }
}
