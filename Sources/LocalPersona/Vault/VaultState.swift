// VaultState.swift: what an open vault has in memory.

/// A vault as it was at one moment.
struct VaultState {
  var head: VaultHead

  /// The last bytes of the file that the head was read from.
  var headTag: [UInt8]

  /// In the order of adding: frame after frame of the segments of the first stream.
  var entries: [Entry]

  /// The ids of the entries.
  var ids: Set<EntryID>
}
