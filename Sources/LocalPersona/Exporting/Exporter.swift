// Exporter.swift: writes entries in clear, as JSON Lines or as a folder of Markdown files. What writes
// them encrypted is in Exporter+Age.swift.
//
// The counterpart of Importer: what is written here is read there without loss.

/// A way to write entries.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// One JSON object on each line, as ``EntrySchema`` says.
  case jsonl

  /// A folder with one Markdown file for each entry.
  case markdown

  /// JSON Lines in an age file, which is encrypted.
  case age
}

/// Writes entries.
public struct Exporter {
  let files: any FileStore
  private let checkpoint: (Int) throws -> Void

  /// Prepares an export.
  ///
  /// - Parameters:
  ///   - files: The file system.
  ///   - checkpoint: Called with the number of entries written so far, before the next; what it throws
  ///     ends the export, of which nothing remains then.
  public init(files: any FileStore, checkpoint: @escaping (Int) throws -> Void = { _ in }) {
    self.files = files
    self.checkpoint = checkpoint
  }

  /// The line of `entry` in JSON Lines, with its line feed.
  public static func line(of entry: Entry) -> String { EntrySchema.object(of: entry).text + "\n" }

  /// Writes JSON Lines to a new file at `path`.
  public func writeLines(_ entries: [Entry], to path: String) throws {
    let file = try ExportedFile(path: path, files: files)
    try forEachPiece(of: entries) { try file.write($0) }
    try file.finish()
  }

  /// Hands the lines of `entries` to `body`, many at once.
  func forEachPiece(of entries: [Entry], _ body: ([UInt8]) throws -> Void) throws {
    var collected: [UInt8] = []
    for (index, entry) in entries.enumerated() {
      try checkpoint(index)
      collected.append(contentsOf: Exporter.line(of: entry).utf8)
      if collected.count >= Exporter.pieceByteCount {
        try body(collected)
        collected.removeAll(keepingCapacity: true)
      }
    }
    try body(collected)
  }

  /// Writes Markdown files to a new or empty folder at `path`.
  public func writeFolder(_ entries: [Entry], to path: String) throws {
    let folder = try ExportedFolder(path: path, files: files)
    for (index, entry) in entries.enumerated() {
      try checkpoint(index)
      try folder.add(MarkdownWriter.fileName(of: entry), MarkdownWriter.content(of: entry))
    }
    try folder.finish()
  }

  /// How much is collected before it is written, in bytes.
  private static let pieceByteCount = 1 << 18
}
