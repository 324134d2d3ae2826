// TrainingCorpus.swift: the authors of a run: those to learn from, and those to judge by.

/// Authors in two parts.
struct TrainingCorpus: Sendable {
  /// The name of the part to learn from, where splits.json is there and no part is named.
  static let trainingSplit = "train"

  /// The name of the part to judge by, likewise; taken if it is there.
  static let keptSplit = "dev"

  /// Each of them can be learned from.
  let training: [CorpusAuthor]

  /// May be empty.
  let kept: [CorpusAuthor]

  /// Reads the authors of `folder`.
  ///
  /// - Parameters:
  ///   - folder: The authors' files.
  ///   - split: The part to learn from, as asked for.
  ///   - keptSplit: The part to judge by, as asked for.
  ///   - files: The file system.
  ///   - didRead: Told after each author; may throw to stop.
  /// - Throws: ``TrainingError``, `FileError`, and what `didRead` throws.
  init(
    folder: String, split: String?, keptSplit: String?,
    files: any FileStore = POSIXFileStore(), didRead: (Int) throws -> Void = { _ in }
  ) throws {
    guard try files.status(of: folder + "/.")?.kind == .folder else { throw TrainingError.noFolder(folder) }
    let training: [CorpusAuthor]
    if let splits = try CorpusSplits(folder: folder, files: files) {
      let name = split ?? Self.trainingSplit
      let keptName = keptSplit ?? (splits.parts[Self.keptSplit] == nil ? nil : Self.keptSplit)
      guard name != keptName else { throw TrainingError.sameSplit(name) }
      let keptNames = try keptName.map { try splits.names(of: $0) } ?? []
      let names = try splits.names(of: name)
      if let both = names.first(where: keptNames.contains) { throw TrainingError.sameSplit(both) }
      training = try AuthorCorpus(folder: folder, names: names, files: files, didRead: didRead).authors
      kept =
        keptNames.isEmpty
        ? [] : try AuthorCorpus(folder: folder, names: keptNames, files: files, didRead: didRead).authors
    } else {
      guard split == nil, keptSplit == nil else { throw TrainingError.noSplits(folder: folder) }
      let all = try AuthorCorpus(folder: folder, files: files, didRead: didRead).authors
      (training, kept) = CorpusSplits.kept(of: all)
    }
    self.training = training.filter(TrainingBatches.isUsable)
    guard !self.training.isEmpty else { throw TrainingError.nothingToLearn(folder: folder) }
  }
}
