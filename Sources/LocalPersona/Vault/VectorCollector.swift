// VectorCollector.swift: joins the pieces of a table of vectors as they come from frames.

/// A table in the making; of two rows for one entry the later counts.
struct VectorCollector {
  private var dimension: Int?
  private var ids: [EntryID] = []
  private var values: [Float] = []

  /// The last row of each entry so far.
  private var lastRow: [EntryID: Int] = [:]

  /// Whether a row was replaced by a later one of the same entry.
  private var hasReplacedRows = false

  /// - Parameter byteCount: What the pieces take in all, or somewhat more.
  init(reserving byteCount: Int) {
    values.reserveCapacity(byteCount / MemoryLayout<Float>.size)
  }

  /// Adds a piece, unless its dimension is not that of the pieces before.
  ///
  /// - Returns: Whether it was added.
  mutating func add(_ record: VectorRecord) -> Bool {
    guard dimension == nil || dimension == record.dimension else { return false }
    dimension = record.dimension
    for (row, id) in zip(ids.count..., record.ids) {
      if lastRow.updateValue(row, forKey: id) != nil { hasReplacedRows = true }
    }
    ids += record.ids
    values += record.values
    return true
  }

  /// The row of each entry that counts, in the order in which the entries came first.
  func table(fingerprint: [UInt8]) -> VectorTable? {
    guard let dimension else { return nil }
    guard hasReplacedRows else {
      return VectorTable(fingerprint: fingerprint, dimension: dimension, ids: ids, values: values)
    }
    var unread = lastRow
    let rows = ids.compactMap { unread.removeValue(forKey: $0) }
    var kept: [Float] = []
    kept.reserveCapacity(rows.count * dimension)
    for row in rows { kept += values[row * dimension..<(row + 1) * dimension] }
    return VectorTable(
      fingerprint: fingerprint, dimension: dimension, ids: rows.map { ids[$0] }, values: kept)
  }
}
