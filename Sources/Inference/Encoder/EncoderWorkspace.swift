// EncoderWorkspace.swift: the buffers of a pass through the encoder, kept from one pass to the next.
//
// T is the number of tokens of all sequences together, E the width, F the feed-forward width. A pass over 128
// tokens touches 2 MB; asked for anew each time, these came page by page from the system, which took up to a
// twentieth of it.

private import Synchronization

/// Buffers of a pass of up to `tokenCapacity` tokens.
final class EncoderWorkspace: Sendable {
  let tokenCapacity: Int

  /// Of the longest sequence.
  let positionCapacity: Int

  let hidden: MatrixInput  // (T, E)
  let queries: FloatRows  // (T, E)
  let keys: FloatRows  // (T, E)
  let values: FloatRows  // (T, E)
  let attended: MatrixInput  // (T, E)
  let inner: MatrixInput  // (T, F)
  let delta: FloatRows  // (T, E)
  let scratch: FloatRows  // (threads, …), of products in floats
  let scores: FloatRows  // (threads, …)
  let caches: [HeadCache]  // one a thread

  init(_ c: BERTConfiguration, tokenCount: Int, longest: Int, threadCount: Int) {
    tokenCapacity = tokenCount
    positionCapacity = longest
    hidden = MatrixInput(rows: tokenCount, columns: c.embeddingLength)
    queries = FloatRows(rows: tokenCount, columns: c.embeddingLength)
    keys = FloatRows(rows: tokenCount, columns: c.embeddingLength)
    values = FloatRows(rows: tokenCount, columns: c.embeddingLength)
    attended = MatrixInput(rows: tokenCount, columns: c.embeddingLength)
    inner = MatrixInput(rows: tokenCount, columns: c.feedForwardLength)
    delta = FloatRows(rows: tokenCount, columns: c.embeddingLength)
    let widest = max(c.embeddingLength, c.feedForwardLength)
    scratch = FloatRows(rows: threadCount, columns: WeightMatrix.scratchCount(columns: widest))
    scores = FloatRows(rows: threadCount, columns: HeadCache.scoreCount(capacity: longest))
    caches = (0..<threadCount).map { _ in
      HeadCache(capacity: longest, dimension: c.headDimension, precision: .float32)
    }
  }
}

/// The workspace that the next pass of an encoder may use.
final class EncoderWorkspaces: Sendable {
  private let spare = Mutex<EncoderWorkspace?>(nil)

  /// The one that was given back, if it is large enough, or a new one.
  func take(
    _ configuration: BERTConfiguration, tokenCount: Int, longest: Int, threads: ThreadPool
  ) -> EncoderWorkspace {
    let kept = spare.withLock { spare in
      let kept = spare
      spare = nil
      return kept
    }
    if let kept, kept.tokenCapacity >= tokenCount, kept.positionCapacity >= longest { return kept }
    return EncoderWorkspace(
      configuration, tokenCount: tokenCount, longest: longest, threadCount: threads.threadCount)
  }

  /// Keeps a workspace of usual size; what a single very long text needed goes back to the system.
  func giveBack(_ workspace: EncoderWorkspace) {
    guard workspace.tokenCapacity <= TextEncoder.batchLimit else { return }
    spare.withLock { $0 = workspace }
  }
}
