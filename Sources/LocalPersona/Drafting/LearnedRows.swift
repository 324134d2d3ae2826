// LearnedRows.swift: what is known of soft rows that `persona learn` stored: for `--why`.
//
// They were made then, of the entries that there were. What the installed plug would make of the history now
// is another thing (PlugAccount), and no draft with stored rows was written with it.

/// Stored rows behind a draft.
struct LearnedRows: Equatable {
  /// Steps of training behind them; 0 for rows as the plug made them.
  let stepCount: Int

  /// Entries that they were made of, and trained on.
  let entryCount: Int

  /// When.
  let date: Timestamp

  /// The plug that they were made with; nil where that very one is not installed.
  let plugName: String?

  /// What this person does more or less often than others; empty without the plug, and for one that reads no
  /// style.
  let habits: [StyleHabit]
}

extension LearnedPersona {
  /// Entries that ``softRows`` were made of.
  ///
  /// What was trained never saw those that were kept aside; their number follows from that of all.
  var rowEntryCount: Int {
    rowsOrigin == .adapted ? max(0, entryCount - LearningSplit.keptCount(of: entryCount)) : entryCount
  }
}
