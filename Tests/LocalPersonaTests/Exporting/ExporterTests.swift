import Foundation
import Testing

@testable import LocalPersona

@Suite("exporter")
struct ExporterTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  /// Entries that try everything a field can hold.
  private static func difficultEntries() throws -> [Entry] {
    let texts = [
      "plain", " leading and trailing \n\n", "\n---\ntitle: not front matter\n---\n",
      "tab\tand \"quotes\" \\ and ' too",
      "line\r\nends\rof all\u{2028}kinds\u{85}here", "null \u{0} and escape \u{1B}[1m",
      "日本語 🙂 e\u{301} \u{FEFF}mark",
      "---\nid: 0000000000\n---\n\nnested\n", "# heading\n", "same", "same", "\u{FEFF}begins with a mark",
      "\r", ".",
    ].map { $0 == "\r" ? "\r." : $0 }
    let titles: [String?] = [
      nil, "Thursday: moved", "\"quoted\" 'title' # no remark", "[list]", "- item", "yes", "2024-01-01",
      "null", "é\u{301}\\", "~",
    ]
    return try texts.enumerated().map { index, text in
      try Entry(
        written: Timestamp(Int64(index) * 86_401 - 1_000_000), added: Timestamp(1_600_000_000 + Int64(index)),
        kind: index % 3 == 0 ? .mail : EntryKind("y") ?? .other, title: titles[index % titles.count],
        recipient: titles[(index + 3) % titles.count],
        tags: index % 2 == 0 ? ["a", "#b", "c:d", "[e]", "true", "1"] : [],
        text: text)
    }
  }

  @Test func comesBackFromJSONLines() throws {
    let entries = try ExporterTests.difficultEntries()
    let path = "\(folder.path)/out.jsonl"
    try Exporter(files: POSIXFileStore()).writeLines(entries, to: path)
    let plan = try planImport([path])
    #expect(plan.entries == entries)
    #expect(plan.skipped.isEmpty && plan.problems.isEmpty)
    #expect(zip(plan.entries, entries).allSatisfy { $0.text.utf8.elementsEqual($1.text.utf8) })
    #expect(try folder.names() == ["out.jsonl"])
  }

  @Test func comesBackFromMarkdown() throws {
    let entries = try ExporterTests.difficultEntries()
    let path = "\(folder.path)/out"
    try Exporter(files: POSIXFileStore()).writeFolder(entries, to: path)
    let plan = try planImport([path])
    #expect(plan.problems.isEmpty)
    #expect(plan.skipped.isEmpty)
    let found = Dictionary(uniqueKeysWithValues: plan.entries.map { ($0.id, $0) })
    for entry in entries {
      let back = try #require(found[entry.id])
      #expect(back == entry)
      #expect(back.text.utf8.elementsEqual(entry.text.utf8))
    }
    #expect(plan.entries.count == entries.count)
  }

  @Test func survivesRandomTexts() throws {
    var random = ImportRandom(seed: 41)
    let pieces = [
      "a", " ", "\n", "\r\n", "---", "\t", ":", "#", "\"", "'", "é", "\u{301}", "🙂", "\u{0}", "\\", "]",
    ]
    let entries = try (0..<200).map { _ in
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      return try Entry(text: "x" + text.joined() + (Bool.random(using: &random) ? "" : "y"))
    }
    try Exporter(files: POSIXFileStore()).writeFolder(entries, to: "\(folder.path)/out")
    let plan = try planImport(["\(folder.path)/out"])
    let found = Dictionary(uniqueKeysWithValues: plan.entries.map { ($0.id, $0) })
    #expect(entries.allSatisfy { found[$0.id]?.text.utf8.elementsEqual($0.text.utf8) ?? false })
  }

  @Test func writesForTheOwnerOnly() throws {
    let exporter = Exporter(files: POSIXFileStore())
    let entries = [try Entry(title: "A walk!", text: "text")]
    try exporter.writeLines(entries, to: "\(folder.path)/out.jsonl")
    try exporter.writeFolder(entries, to: "\(folder.path)/out")
    func permissions(_ name: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")[.posixPermissions] as? Int
    }
    #expect(try permissions("out.jsonl") == 0o600)
    #expect(try permissions("out") == 0o700)
    let name = try #require(try folder.names(in: "out").first)
    #expect(name == "\(entries[0].written.day)-a-walk-\(entries[0].id).md")
    #expect(try permissions("out/\(name)") == 0o600)
  }

  @Test func overwritesNothing() throws {
    let exporter = Exporter(files: POSIXFileStore())
    let path = try folder.write("out.jsonl", "precious")
    #expect(throws: ExportError.alreadyExists(path: path)) { try exporter.writeLines([], to: path) }
    #expect(throws: ExportError.alreadyExists(path: path)) { try exporter.writeFolder([], to: path) }
    #expect(throws: ExportError.folderNotEmpty(path: folder.path)) {
      try exporter.writeFolder([], to: folder.path + "/")
    }
    try folder.link("link", to: "nowhere")
    #expect(throws: ExportError.alreadyExists(path: "\(folder.path)/link")) {
      try exporter.writeLines([], to: "\(folder.path)/link")
    }
    #expect(throws: ExportError.noParent(path: "\(folder.path)/no")) {
      try exporter.writeLines([], to: "\(folder.path)/no/out.jsonl")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    #expect(try folder.names() == ["link", "out.jsonl"])
  }

  @Test func takesTheNameOfAnEmptyFolder() throws {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/out", withIntermediateDirectories: false)
    try Exporter(files: POSIXFileStore()).writeFolder([try Entry(text: "a")], to: "\(folder.path)/out")
    #expect(try folder.names(in: "out").count == 1)
  }

  @Test func leavesNothingBehindWhenStopped() throws {
    struct Stop: Error {}
    let exporter = Exporter(files: POSIXFileStore()) { if $0 == 2 { throw Stop() } }
    let entries = try (0..<4).map { try Entry(text: "text \($0)") }
    #expect(throws: Stop.self) { try exporter.writeLines(entries, to: "\(folder.path)/out.jsonl") }
    #expect(throws: Stop.self) { try exporter.writeFolder(entries, to: "\(folder.path)/out") }
    #expect(try folder.names().isEmpty)
  }
}
