// DayOneJournalOracle.swift: a journal of Day One, from the bytes of the file to entries of a vault.

@testable import LocalPersona

enum DayOneJournalOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let entries = try? DayOneReader.entries(in: bytes[...]) else { return .refused }
    var verdict = Verdict.refused
    for value in entries {
      guard let (item, omitted) = try? DayOneReader.item(from: value) else { continue }
      let original = value["text"]?.string ?? ""
      try require(item.text.utf8.count <= original.utf8.count, "an entry says no more than the file")
      try require(omitted.values.allSatisfy { $0 > 0 }, "what was left out is counted")
      guard
        let entry = try? Entry(kind: item.kind ?? .note, title: item.title, tags: item.tags, text: item.text)
      else { continue }
      try EntryExports.check(entry)
      verdict = .accepted
    }
    return verdict
  }
}
