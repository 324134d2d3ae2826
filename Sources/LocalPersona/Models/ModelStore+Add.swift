// ModelStore+Add.swift: taking a model into the store: checked, copied, hashed, then shown under its name.
//
// Everything is prepared in a folder beside, and renamed when it is complete and on the disk: a model is
// there whole or not at all, whatever happens in between.

public import Inference

/// A model that was added.
public struct AddedModel: Sendable {
  /// What the store knows about it now.
  public var record: ModelRecord

  /// What became of its weights, where it came as a folder that was converted.
  public var conversion: ConversionReport?
}

extension ModelStore {
  /// Adds the model at `path`, which is not to be made smaller; see
  /// ``add(path:name:link:quantization:threadCount:progress:)``.
  ///
  /// Adding the same model under the same name again changes nothing.
  ///
  /// - Parameters:
  ///   - path: A GGUF file, or the folder of an encoder or a decoder.
  ///   - name: The name to give it; nil for one made from the name of the file.
  ///   - link: Whether to leave the file in its place instead of copying it.
  ///   - progress: Called with the bytes done and all bytes; may throw to stop.
  /// - Returns: The model's record.
  /// - Throws: `ModelFileError` for a file that is damaged or not supported, ``ModelStoreError``,
  ///   `FileError`.
  @discardableResult
  public func add(
    path: String, name: String? = nil, link: Bool = false, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> ModelRecord {
    try add(
      path: path, name: name, link: link, quantization: nil, threadCount: 1, progress: progress
    ).record
  }

  /// Adds the model at `path`.
  ///
  /// A GGUF file and an encoder's folder are copied; a decoder's folder in Hugging Face's layout becomes a
  /// GGUF file.
  ///
  /// - Parameters:
  ///   - path: A GGUF file; a folder with config.json, model.safetensors and vocab.txt, for an encoder; one
  ///     with config.json, tokenizer.json and safetensors, for a decoder.
  ///   - name: The name to give it; nil for one made from the name of the file.
  ///   - link: Whether to leave the file in its place instead of copying it.
  ///   - quantization: How to store the matrices of a decoder's folder; nil to keep the types that they have.
  ///   - threadCount: How many threads convert.
  ///   - progress: Called with the bytes done and all bytes; may throw to stop.
  /// - Returns: The model's record, and what a conversion did.
  /// - Throws: `ModelFileError` for a file that is damaged or not supported, ``ModelStoreError``,
  ///   `FileError`.
  public func add(
    path: String, name: String?, link: Bool, quantization: Quantization?, threadCount: Int,
    progress: (Int, Int) throws -> Void
  ) throws -> AddedModel {
    let source = try ModelFileCalls.absolute(path)
      .mapError { ModelStoreError.unreadable(path: path, code: $0.code) }.get()
    let name = name ?? Self.name(for: source)
    guard Self.isValidName(name) else { throw ModelStoreError.invalidName(name) }
    if try files.status(of: source)?.kind == .folder, try DecoderFolder.isOne(source) {
      guard !link else { throw ModelStoreError.linkedFolder(path: source) }
      return try convert(
        folder: source, named: name, quantization: quantization, threadCount: threadCount, progress: progress)
    }
    guard quantization == nil else { throw ModelStoreError.notQuantizable(path: source) }
    return AddedModel(record: try addFiles(at: source, named: name, link: link, progress: progress))
  }

  /// Adds a file or a folder that is used as it is.
  private func addFiles(
    at source: String, named name: String, link: Bool, progress: (Int, Int) throws -> Void
  ) throws -> ModelRecord {
    let candidate = try ModelCandidate(path: source, files: files)
    try makeStoreFolder()
    removeLeftovers()
    if try files.status(of: folder + "/" + name) != nil {
      return try sameModel(as: candidate, named: name, progress: progress)
    }
    let staging = temporaryFolder(for: name)
    try files.makeFolder(staging)
    do {
      let record = try prepare(candidate, named: name, in: staging, link: link, progress: progress)
      try files.synchronizeFolder(staging)
      try files.rename(staging, to: folder + "/" + name)
      try files.synchronizeFolder(folder)
      return record.moved(to: folder + "/" + name)
    } catch {
      try? removeTree(staging)
      throw error
    }
  }

  /// A name made from that of a file or folder.
  static func name(for path: String) -> String {
    var base = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    for suffix in [".gguf"] where base.hasSuffix(suffix) { base.removeLast(suffix.count) }
    let bytes = base.utf8.map { byte -> UInt8 in
      let isAllowed =
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "._-".utf8.contains(byte)
      return isAllowed ? byte : UInt8(ascii: "-")
    }
    let trimmed = bytes.drop { "._-".utf8.contains($0) }.prefix(64)
    return trimmed.isEmpty ? "model" : String(decoding: trimmed, as: UTF8.self)
  }

  /// The record of the model that has the name already, if it is the same one.
  private func sameModel(
    as candidate: ModelCandidate, named name: String, progress: (Int, Int) throws -> Void
  ) throws -> ModelRecord {
    let existing = try info(name)
    let hashes = try hash(candidate.files, progress: progress)
    guard existing.role == candidate.role, existing.files.map(\.sha256) == hashes else {
      throw ModelStoreError.nameTaken(name)
    }
    return try verifyUnchanged(existing)
  }

  /// Copies and hashes the files, checks the copies, and writes the note.
  private func prepare(
    _ candidate: ModelCandidate, named name: String, in staging: String, link: Bool,
    progress: (Int, Int) throws -> Void
  ) throws -> ModelRecord {
    var checked = candidate
    if !link {
      let copies = candidate.files.map { staging + "/" + ModelCandidate.storedName(of: $0) }
      try copy(candidate.files, to: copies, progress: progress)
      // What counts is the copy: the source may have changed since it was looked at.
      checked = try ModelCandidate(path: candidate.files.count > 1 ? staging : copies[0], files: files)
    }
    // A copy is hashed when all is copied: there is no progress to tell of, but a wish to stop is heard.
    return try register(checked, named: name, in: staging, link: link) { done, total in
      try progress(link ? done : total, total)
    }
  }

  /// Hashes the files of a model that was checked, and writes the note.
  func register(
    _ checked: ModelCandidate, named name: String, in staging: String, link: Bool,
    progress: (Int, Int) throws -> Void
  ) throws -> ModelRecord {
    let before = checked.files.map(ModelFileCalls.identity)
    let hashes = try hash(checked.files, progress: progress)
    var entries: [ModelRecord.File] = []
    for (index, path) in checked.files.enumerated() {
      guard let identity = ModelFileCalls.identity(of: path), identity == before[index] else {
        throw ModelFileError.changed(file: path)
      }
      entries.append(ModelRecord.File(path: path, sha256: hashes[index], identity: identity))
    }
    let record = ModelRecord(
      name: name, role: checked.role, architecture: checked.architecture, title: checked.title,
      parameterCount: checked.parameterCount, weightTypes: checked.weightTypes,
      contextLength: checked.contextLength, hasChatTemplate: checked.hasChatTemplate, isLinked: link,
      files: entries)
    try write(record, in: staging)
    return record
  }

  private func hash(_ paths: [String], progress: (Int, Int) throws -> Void) throws -> [[UInt8]] {
    let sizes = paths.map { ModelFileCalls.identity(of: $0)?.byteCount ?? 0 }
    let total = sizes.reduce(0, +)
    var done = 0
    var hashes: [[UInt8]] = []
    for (path, size) in zip(paths, sizes) {
      hashes.append(try ModelFingerprint.ofFile(path) { try progress(done + $0, total) })
      done += size
    }
    return hashes
  }

  private func copy(_ paths: [String], to copies: [String], progress: (Int, Int) throws -> Void) throws {
    let total = paths.reduce(0) { $0 + (ModelFileCalls.identity(of: $1)?.byteCount ?? 0) }
    var done = 0
    for (path, copy) in zip(paths, copies) {
      let start = done
      done += try copyFile(path, to: copy) { try progress(start + $0, total) }
    }
  }

  /// Copies one file, durably.
  ///
  /// - Returns: Its size.
  private func copyFile(_ path: String, to copy: String, progress: (Int) throws -> Void) throws -> Int {
    if ModelFileCalls.clone(path, to: copy) {
      let file = try files.openForWriting(copy)
      try file.synchronize()
      try file.close()
      let byteCount = ModelFileCalls.identity(of: copy)?.byteCount ?? 0
      try progress(byteCount)
      return byteCount
    }
    let source = try MappedFile(path: path)
    let file = try files.create(copy)
    var done = 0
    while done < source.byteCount {
      let end = min(done + ModelFingerprint.chunkByteCount, source.byteCount)
      do {
        try file.write(source.bytes.extracting(done..<end), at: done)
      } catch {
        // Where the source was cut, the system has no bytes to write, and names an address that says nothing.
        try source.verifyUnchanged()
        throw error
      }
      done = end
      try progress(done)
    }
    try source.verifyUnchanged()
    try file.synchronize()
    try file.close()
    return done
  }
}
