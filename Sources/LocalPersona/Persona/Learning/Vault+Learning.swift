// Vault+Learning.swift: keeps what was learned only while the entries that it was learned from are there.
//
// Learning takes minutes, in which a person may remove an entry, and what was learned with it. To store what
// has that entry in it after that would bring a trace of it back.

extension Vault {
  /// Stores, as the writer for that moment, something that was made of `entries`.
  ///
  /// - Parameters:
  ///   - entries: What it was made of, as they were.
  ///   - body: Stores it in this vault.
  /// - Throws: ``LearningError/entriesChanged`` where one of them was removed or has other words now: nothing
  ///   is stored. What ``writing(_:)`` throws.
  func storing(madeOf entries: [Entry], _ body: () throws(VaultError) -> Void) throws {
    try writing {
      var current: [EntryID: Entry] = [:]
      for entry in self.entries { current[entry.id] = entry }
      guard entries.allSatisfy({ current[$0.id]?.hasWords(of: $0) ?? false }) else {
        throw LearningError.entriesChanged
      }
      try body()
    }
  }
}

extension Entry {
  /// Whether whatever was learned from `other` could be learned from this.
  fileprivate func hasWords(of other: Entry) -> Bool {
    (text, title, recipient) == (other.text, other.title, other.recipient)
  }
}
