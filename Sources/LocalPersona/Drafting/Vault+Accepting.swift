// Vault+Accepting.swift: a kept draft becomes an entry: first the entry, then the verdict. Cut off in
// between, the draft still waits for a verdict, and accepting it again goes on there: nothing is lost or
// there twice.

extension Vault {
  /// Keeps `entry`, which was made of the draft with its id, and notes the verdict in `log`.
  ///
  /// Where accepting was cut off before the verdict, the entry of then becomes what is said now.
  ///
  /// - Throws: ``VaultError/storage(_:)``; the draft has its words, or the entry has those of it then.
  func accept(_ entry: Entry, from log: inout DraftLog) throws(VaultError) {
    if let earlier = entries.first(where: { $0.id == entry.id }) {
      let isSame =
        (earlier.kind, earlier.title, earlier.recipient, earlier.tags, earlier.text)
        == (entry.kind, entry.title, entry.recipient, entry.tags, entry.text)
      if !isSame { _ = try replaceAndUnlearn(earlier, by: entry) }
    } else {
      try append([entry], as: UndoStep(.add))
    }
    log.close(entry.id, .accepted)
    try log.store(in: self)
  }
}
