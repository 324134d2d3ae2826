// ExportLinesOracle.swift: a file of JSON Lines, from the file to the plan of an import; what that would add
// to a vault comes through an export as it was.

import Crypto

@testable import LocalPersona

enum ExportLinesOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    // What looks like an age file is one to an importer, whatever its name.
    guard !AgeReader.looksLikeAge(bytes) else { return .refused }
    let plan = try plan(bytes)
    guard !plan.entries.isEmpty else { return .refused }
    for entry in plan.entries { try EntryExports.check(entry) }
    let exported = plan.entries.map(Exporter.line(of:)).joined()
    let again = try self.plan(Array(exported.utf8))
    try require(again.problems.isEmpty && again.skipped.isEmpty, "all of an export is taken")
    try require(
      again.entries.map(EntryRecord.encode) == plan.entries.map(EntryRecord.encode),
      "entries come back from an export as they were")
    return .accepted
  }

  private static func plan(_ bytes: [UInt8]) throws(OracleFailure) -> ImportPlan {
    var importer = Importer(existing: [], defaults: ImportDefaults(), files: POSIXFileStore())
    do {
      try ScratchBytes.withFile(bytes, named: ".jsonl") { path in try importer.read(path) }
    } catch {
      throw OracleFailure(description: "a small file is read to its end, whatever is in it")
    }
    return importer.plan
  }
}
