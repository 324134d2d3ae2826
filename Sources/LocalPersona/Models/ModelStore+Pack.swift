// ModelStore+Pack.swift: the weights of a model as the kernels read them, made once and kept beside its note.
//
// A model works without them: it takes longer to open then, and more memory. So what is missing, changed or
// left by another version of this program is passed over, and can be made anew at any time.

internal import Crypto
internal import Inference

extension ModelStore {
  /// The name of the file in the model's folder, also where the model itself is linked.
  static let packedName = "weights.packed"

  /// Packs the weights of a model; changes nothing where that was done.
  ///
  /// - Parameters:
  ///   - name: The model.
  ///   - threadCount: How many threads pack.
  ///   - progress: Called with the bytes written and all bytes; may throw to stop.
  /// - Returns: The model's record; without packed weights where there are none to pack: text encoders, and
  ///   models whose weights are floats.
  /// - Throws: What ``resolve(name:role:)`` throws, `ModelFileError`, `FileError`, and what `progress`
  ///   throws: the model is then as it was.
  @discardableResult
  public func pack(
    _ name: String, threadCount: Int, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> ModelRecord {
    var record = try verifyUnchanged(info(name))
    guard let source = record.packedSource, record.packedWeights == nil else { return record }
    let writer = try PackedWeightsWriter(
      file: GGUFFile(path: record.path), source: source, threads: ThreadPool(threadCount: threadCount))
    guard !writer.isEmpty else { return record }
    removeLeftovers()
    let staging = temporaryFolder(for: name)
    try files.makeFolder(staging)
    let made = staging + "/" + Self.packedName, place = "\(folder)/\(name)/\(Self.packedName)"
    do {
      try write(writer, to: made, progress: progress)
      _ = try PackedWeightsFile(path: made, source: source)
      // All is written, and only a wish to stop is of interest while the file is hashed.
      let hash = try ModelFingerprint.ofFile(made) { _ in try progress(writer.byteCount, writer.byteCount) }
      try files.rename(made, to: place)
      // Taken now, for a new name is a change to the file system.
      guard let identity = ModelFileCalls.identity(of: place) else {
        throw ModelFileError.changed(file: place)
      }
      record.packed = ModelRecord.File(path: place, sha256: hash, identity: identity)
      try write(record, in: folder + "/" + name)
    } catch {
      if record.packed != nil { try? files.removeFile(place) }  // It is nowhere noted.
      try? removeTree(staging)
      throw error
    }
    try? removeTree(staging)
    return record
  }

  /// What the note says of packed weights, if it is still so; nil where they are gone or changed.
  func unchangedPacked(_ packed: ModelRecord.File?) -> ModelRecord.File? {
    guard var packed, let identity = ModelFileCalls.identity(of: packed.path) else { return nil }
    guard identity != packed.identity else { return packed }
    guard identity.byteCount == packed.byteCount,
      let hash = try? ModelFingerprint.ofFile(packed.path), hash == packed.sha256
    else { return nil }
    packed.identity = identity
    return packed
  }

  private func write(
    _ writer: PackedWeightsWriter, to path: String, progress: (Int, Int) throws -> Void
  ) throws {
    let file = try files.create(path)
    var offset = 0
    try writer.write { bytes in
      try file.write(bytes.rawBytes, at: offset)
      offset += bytes.count
      try progress(offset, writer.byteCount)
    }
    try file.synchronize()
    try file.close()
  }
}

extension ModelRecord {
  /// The weights as they were packed for this model; nil where there are none that can be used.
  var packedWeights: PackedWeightsFile? {
    guard let packed, let source = packedSource, ModelFileCalls.identity(of: packed.path) == packed.identity
    else { return nil }
    return try? PackedWeightsFile(path: packed.path, source: source)
  }

  /// Whether opening the model packs weights, unless that was done before: it writes, and some weights are
  /// rounded.
  var packsWeights: Bool {
    let floats = [WeightType.f32, .f16, .bf16].map(\.name)
    return packedSource != nil && weightTypes.contains { !floats.contains($0) }
  }

  /// What its packed weights are made from; nil for a text encoder.
  fileprivate var packedSource: PackedSource? {
    guard role == .decoder, files.count == 1, let file = files.first else { return nil }
    return PackedSource(fingerprint: file.sha256, byteCount: file.byteCount)
  }
}
