// BatchLayout.swift: where each sequence of a batch lies among the packed rows, and what is predicted where.

/// The rows of a batch.
struct BatchLayout {
  struct Sequence {
    let rows: Range<Int>  // soft rows and tokens
    let soft: Range<Int>
    let targetCount: Int
  }

  /// A row, and the token that it predicts.
  struct Target {
    let row: Int
    let token: TokenID
  }

  private(set) var sequences: [Sequence] = []
  private(set) var targets: [Target] = []

  /// T, the number of rows.
  private(set) var rowCount = 0

  /// The rows of the longest sequence.
  private(set) var longest = 0

  /// By row, its position in its sequence.
  private(set) var positions: [Int] = []

  /// Checks and packs `batch`.
  init(_ batch: [TrainingSequence], decoder: Decoder) throws(DecoderError) {
    for sequence in batch { try append(sequence, decoder: decoder) }
  }

  private mutating func append(_ sequence: TrainingSequence, decoder: Decoder) throws(DecoderError) {
    let length = decoder.embeddingLength, vocabulary = decoder.embedding.rows
    guard sequence.softRows.count.isMultiple(of: length) else {
      throw .embeddingLength(expected: length, actual: sequence.softRows.count)
    }
    for token in sequence.tokens where token < 0 || Int(token) >= vocabulary {
      throw .tokenOutOfRange(token, vocabularyCount: vocabulary)
    }
    let softCount = sequence.softRows.count / length, count = softCount + sequence.tokens.count
    // The backward pass of attention knows no windows.
    let capacity = min(decoder.contextLength, decoder.configuration.sliding?.window ?? .max)
    guard count <= capacity else { throw .contextFull(capacity: capacity, needed: count) }
    let start = sequence.targetStart
    precondition((0...sequence.tokens.count).contains(start), "targets from \(start) on")
    precondition(start == sequence.tokens.count || softCount + start >= 1, "nothing stands before a target")
    sequences.append(
      Sequence(
        rows: rowCount..<rowCount + count, soft: rowCount..<rowCount + softCount,
        targetCount: sequence.targetCount))
    for index in sequence.targetStart..<sequence.tokens.count {
      targets.append(Target(row: rowCount + softCount + index - 1, token: sequence.tokens[index]))
    }
    positions += 0..<count
    rowCount += count
    longest = max(longest, count)
  }

  /// What belongs to each target, by sequence.
  func split(_ values: [Float]) -> [[Float]] {
    var next = 0
    return sequences.map { sequence in
      defer { next += sequence.targetCount }
      return Array(values[next..<next + sequence.targetCount])
    }
  }
}
