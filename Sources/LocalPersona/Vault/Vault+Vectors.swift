// Vault+Vectors.swift: vectors of entries, which can always be computed again. Each model has its own
// stream of frames, by its fingerprint.

internal import Crypto

extension Vault {
  /// The vectors that the model with this fingerprint made; nil where there are none.
  ///
  /// Read and decrypted at each call. May name entries that are not in ``entries`` where another
  /// process added them since.
  public func vectors(model fingerprint: [UInt8]) throws(VaultError) -> VectorTable? {
    try readingDerivedData { reader, head throws(VaultError) in
      try reader.readVectors(fingerprint, head: head, keys: keys)
    }
  }

  /// What `score` says of each vector that the model with this fingerprint made; nil where there are none.
  ///
  /// Read and decrypted at each call, a piece after the other: their table, which may be larger than all
  /// text, is never in memory. May name entries that are not in ``entries`` where another process added them
  /// since.
  func vectorScores(
    model fingerprint: [UInt8], by score: @escaping VectorScore
  ) throws(VaultError) -> EntryScores? {
    try readingDerivedData { reader, head throws(VaultError) in
      try reader.readVectorScores(fingerprint, by: score, head: head, keys: keys)
    }
  }

  /// Whether the vault has any vector of the model with this fingerprint; reads nothing.
  public func hasVectors(model fingerprint: [UInt8]) -> Bool {
    state.head.vectorStream(fingerprint) != nil
  }

  /// Stores vectors instead of all that the same model made before.
  public func store(_ table: VectorTable) throws(VaultError) {
    try prepareChange()
    let position = state.head.vectorPosition(table.fingerprint)
    try change(rewriting: position != nil) { head, writer throws(VaultError) in
      var stream = VaultStream(kind: VaultStream.vectorsKind, key: table.fingerprint)
      let frames = writer.frames(VectorRecord.pieces(of: table).map { $0.encode() })
      stream.segments = try writer.write(frames, of: stream, order: 0, keys: keys)
      if let position { head.streams.remove(at: position) }
      if !stream.segments.isEmpty { head.streams.append(stream) }
    }
  }

  /// Adds vectors to those that the same model made before; for an entry that had one, the new one counts.
  ///
  /// - Throws: ``VaultError/vectorDimension(expected:actual:)``, ``VaultError/storage(_:)``.
  public func append(vectors table: VectorTable) throws(VaultError) {
    try prepareChange()
    guard !table.ids.isEmpty else { return }
    guard let position = state.head.vectorPosition(table.fingerprint) else { return try store(table) }
    try requireDimension(table.dimension, of: state.head.streams[position])
    try change { head, writer throws(VaultError) in
      let frames = writer.frames(VectorRecord.pieces(of: table).map { $0.encode() })
      head.streams[position] = try writer.extend(head.streams[position], with: frames, keys: keys)
    }
  }

  /// Reads the first frame only: all of a stream have one dimension.
  private func requireDimension(_ dimension: Int, of stream: VaultStream) throws(VaultError) {
    guard let segment = stream.segments.first else { return }
    let file = try folder.read(
      segment.fileName, maximumByteCount: min(segment.byteCount, Int(Segment.maximumByteCount)))
    guard file.count >= Segment.headerByteCount else {
      throw folder.damaged(
        segment.fileName, .truncated(expected: segment.byteCount, actual: file.count))
    }
    var chain = FrameChain(file, segment: segment, vaultID: header.vaultID)
    do {
      let frame = try chain.open(file, at: Segment.headerByteCount, end: file.count, keys: keys)
      let stored = try VectorRecord.decode(frame.plaintext, frame.payload).dimension
      guard stored == dimension else { throw VaultError.vectorDimension(expected: stored, actual: dimension) }
    } catch let error as VaultError {
      throw error
    } catch let problem as VaultDamage.Problem {
      throw folder.damaged(segment.fileName, problem)
    } catch {
      throw folder.damaged(
        segment.fileName, .malformedRecord(frame: 0, offset: Segment.headerByteCount))
    }
  }
}

extension VaultHead {
  /// The stream with the vectors of one model.
  func vectorStream(_ fingerprint: [UInt8]) -> VaultStream? {
    vectorPosition(fingerprint).map { streams[$0] }
  }

  /// Its position.
  fileprivate func vectorPosition(_ fingerprint: [UInt8]) -> Int? {
    streams.firstIndex { $0.kind == VaultStream.vectorsKind && $0.key == fingerprint }
  }
}
