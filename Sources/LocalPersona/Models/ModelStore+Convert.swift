// ModelStore+Convert.swift: taking a decoder in Hugging Face's layout into the store, as a GGUF file that is
// written straight to where it will lie.
//
// What counts afterwards is the file: it is opened and checked like any other, and only then shown under its
// name.

internal import Crypto
internal import Inference

extension ModelStore {
  /// Converts the folder `source` and adds the result.
  ///
  /// Converting the same folder in the same way again gives the same bytes, and changes nothing.
  ///
  /// - Parameters:
  ///   - source: A decoder's folder, by its canonical path.
  ///   - name: A valid name.
  ///   - quantization: How to store the matrices; nil to keep their types.
  ///   - threadCount: How many threads round the weights.
  ///   - progress: Called with the bytes written and all bytes; may throw to stop.
  /// - Returns: The model's record, and what became of each tensor.
  /// - Throws: `ModelFileError`, ``ModelStoreError``, `FileError`.
  func convert(
    folder source: String, named name: String, quantization: Quantization?, threadCount: Int,
    progress: (Int, Int) throws -> Void
  ) throws -> AddedModel {
    let decoder = try Self.open(source, quantization)
    try makeStoreFolder()
    removeLeftovers()
    let place = folder + "/" + name
    let isTaken = try files.status(of: place) != nil
    // Found out before minutes of work, where it is plain.
    if isTaken, try info(name).architecture != decoder.architecture { throw ModelStoreError.nameTaken(name) }
    let staging = temporaryFolder(for: name)
    try files.makeFolder(staging)
    do {
      let path = staging + "/" + Self.fileName(source, quantization)
      let report = try write(decoder, to: path, threadCount: threadCount, progress: progress)
      let candidate = try ModelCandidate(path: path, files: files)
      // All is written, and only a wish to stop is of interest while the file is hashed.
      let record = try register(candidate, named: name, in: staging, link: false) { _, total in
        try progress(total, total)
      }
      if isTaken {
        let existing = try sameModel(as: record)
        try removeTree(staging)
        return AddedModel(record: existing, conversion: report)
      }
      try files.synchronizeFolder(staging)
      try files.rename(staging, to: place)
      try files.synchronizeFolder(folder)
      return AddedModel(record: record.moved(to: place), conversion: report)
    } catch {
      try? removeTree(staging)
      throw error
    }
  }

  /// Opens a decoder's folder; errors that do not name a file get the folder's path.
  private static func open(_ source: String, _ quantization: Quantization?) throws -> DecoderFolder {
    do throws(ModelFileError) {
      return try DecoderFolder(source, quantization: quantization)
    } catch {
      if error.namesFile { throw error }
      throw ModelStoreError.rejected(path: source, cause: error)
    }
  }

  /// The name of the file that a folder becomes.
  private static func fileName(_ source: String, _ quantization: Quantization?) -> String {
    let base = name(for: source)
    return base + (quantization.map { "-" + $0.rawValue } ?? "") + ".gguf"
  }

  private func write(
    _ decoder: DecoderFolder, to path: String, threadCount: Int, progress: (Int, Int) throws -> Void
  ) throws -> ConversionReport {
    let file = try files.create(path)
    var offset = 0
    let report = try decoder.write(threads: ThreadPool(threadCount: threadCount)) { bytes in
      try file.write(bytes.rawBytes, at: offset)
      offset += bytes.count
      try progress(offset, decoder.byteCount)
    }
    try file.synchronize()
    try file.close()
    return report
  }

  /// The model that has the name of `record` already, if its files are the same.
  private func sameModel(as record: ModelRecord) throws -> ModelRecord {
    let existing = try info(record.name)
    guard existing.role == record.role, existing.files.map(\.sha256) == record.files.map(\.sha256) else {
      throw ModelStoreError.nameTaken(record.name)
    }
    return try verifyUnchanged(existing)
  }
}
