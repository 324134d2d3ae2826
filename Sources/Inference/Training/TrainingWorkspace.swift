// TrainingWorkspace.swift: the buffers of a forward pass of training, reused from batch to batch.

/// Buffers for batches of up to `rows` tokens, none of whose sequences is longer than `longest`.
final class TrainingWorkspace {
  let rows: Int
  let longest: Int
  let forward: DecoderWorkspace
  let caches: [HeadCache]  // one a thread, for the sequence and head that it is at

  init(_ c: DecoderConfiguration, rows: Int, longest: Int, threadCount: Int) {
    self.rows = rows
    self.longest = longest
    forward = DecoderWorkspace(c, rows: rows, capacity: longest, threadCount: threadCount)
    caches = (0..<threadCount).map { _ in
      HeadCache(capacity: longest, dimension: c.headDimension, precision: .float32)
    }
  }
}
