// CorpusSplits.swift: which authors are trained on, and which are kept to judge by.
//
// `splits.json` lies in the folder of the authors or beside it: {"splits": {"train": [names], "dev":
// [names]}}. Names are those of the files without `.jsonl`. Authors are parted and not passages, since a plug
// must serve people that it never saw.

private import Inference

/// The parts of a corpus, by name.
struct CorpusSplits: Equatable, Sendable {
  let path: String

  /// The authors of each part.
  let parts: [String: [String]]

  private static let byteLimit = 16 << 20

  /// The splits of a folder of authors, or nil where it has none.
  ///
  /// - Throws: ``TrainingError/invalidSplits(path:)``, `FileError`.
  init?(folder: String, files: any FileStore = POSIXFileStore()) throws {
    let places = ["\(folder)/splits.json", "\(folder)/../splits.json"]
    guard let path = try places.first(where: { try files.status(of: $0)?.kind == .file }) else { return nil }
    let bytes = try files.read(path, from: 0, maximumByteCount: Self.byteLimit)
    guard let members = (try? JSONValue.parse(bytes))?["splits"]?.object else {
      throw TrainingError.invalidSplits(path: path)
    }
    var parts: [String: [String]] = [:]
    for (part, value) in members {
      guard let names = value.array?.map(\.string), names.allSatisfy({ $0.map(Self.isName) ?? false }) else {
        throw TrainingError.invalidSplits(path: path)
      }
      parts[part] = names.compactMap(\.self)
    }
    self.path = path
    self.parts = parts
  }

  /// The authors of a part.
  ///
  /// - Throws: ``TrainingError/unknownSplit(_:known:)``.
  func names(of part: String) throws(TrainingError) -> [String] {
    guard let names = parts[part] else { throw .unknownSplit(part, known: parts.keys.sorted()) }
    return names
  }

  /// Names become paths: nothing outside the folder can be meant.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
  }

  /// For a folder without splits: a tenth of the authors, at least one, is kept to judge by.
  ///
  /// The same for every seed of training: what one run learned from, no other may be judged by. Nothing is
  /// kept of a single author.
  static func kept(of authors: [CorpusAuthor]) -> (training: [CorpusAuthor], kept: [CorpusAuthor]) {
    guard authors.count > 1 else { return (authors, []) }
    var random = SplitMix64(seed: 0, name: "kept")
    let names = Set(random.shuffled(authors.map(\.name)).prefix(max(1, authors.count / 10)))
    return (authors.filter { !names.contains($0.name) }, authors.filter { names.contains($0.name) })
  }
}
