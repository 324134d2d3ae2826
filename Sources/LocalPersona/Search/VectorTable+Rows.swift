// VectorTable+Rows.swift: putting tables of vectors together, and leaving rows out.

extension VectorTable {
  /// This table followed by the rows of `other`, which is of the same model.
  func appending(_ other: VectorTable) -> VectorTable {
    precondition(
      other.dimension == dimension, "rows of \(other.dimension) numbers after rows of \(dimension)")
    return VectorTable(
      fingerprint: fingerprint, dimension: dimension, ids: ids + other.ids, values: values + other.values)
  }

  /// The rows of the entries named, in their order here.
  func keeping(_ wanted: Set<EntryID>) -> VectorTable {
    guard !ids.allSatisfy(wanted.contains) else { return self }
    let rows = ids.indices.filter { wanted.contains(ids[$0]) }
    return VectorTable(
      fingerprint: fingerprint, dimension: dimension, ids: rows.map { ids[$0] },
      values: rows.flatMap { values[$0 * dimension..<($0 + 1) * dimension] })
  }
}
