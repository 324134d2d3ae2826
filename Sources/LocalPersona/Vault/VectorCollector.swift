// VectorCollector.swift: joins the pieces of a table of vectors as they come from frames.

/// A table in the making; of two rows for one entry the later counts.
struct VectorCollector {
  private var dimension: Int?
  private var ids: [EntryID] = []
  private var values: [Float] = []
  private var rows: [EntryID: Int] = [:]

  mutating func add(_ record: VectorRecord, at offset: Int) throws(FormatError) {
    guard dimension == nil || dimension == record.dimension else { throw FormatError(offset: offset) }
    dimension = record.dimension
    let size = record.dimension
    for (source, id) in record.ids.enumerated() {
      let vector = record.values[source * size..<(source + 1) * size]
      if let row = rows[id] {
        values.replaceSubrange(row * size..<(row + 1) * size, with: vector)
      } else {
        rows[id] = ids.count
        ids.append(id)
        values.append(contentsOf: vector)
      }
    }
  }

  func table(fingerprint: [UInt8]) -> VectorTable? {
    guard let dimension else { return nil }
    return VectorTable(fingerprint: fingerprint, dimension: dimension, ids: ids, values: values)
  }
}
