// VectorTable.swift: one vector for each of some entries, by one model. Derived data: it can always
// be computed again, so it is replaced rather than repaired.

/// Vectors of entries, all made by one model.
public struct VectorTable: Equatable, Sendable {
  /// The length of a fingerprint, in bytes.
  public static let fingerprintByteCount = 32

  /// The largest dimension that is accepted; encoders of today have 384 to 4096.
  public static let maximumDimension = 1 << 16

  /// What tells the model that made the vectors from every other: ``fingerprintByteCount`` bytes.
  public let fingerprint: [UInt8]

  /// The number of elements of each vector.
  public let dimension: Int

  /// The entry of each row.
  public let ids: [EntryID]

  /// The elements, shape (ids.count, dimension), row-major.
  public let values: [Float]

  /// Joins the parts.
  ///
  /// - Precondition: `fingerprint` has ``fingerprintByteCount`` bytes, `dimension` is from 1 to
  ///   ``maximumDimension``, and `values` has `ids.count * dimension` elements.
  public init(fingerprint: [UInt8], dimension: Int, ids: [EntryID], values: [Float]) {
    precondition(
      fingerprint.count == Self.fingerprintByteCount,
      "the fingerprint has \(fingerprint.count) bytes, not \(Self.fingerprintByteCount)")
    precondition(
      (1...Self.maximumDimension).contains(dimension), "vectors of \(dimension) elements")
    precondition(
      values.count == ids.count * dimension,
      "\(values.count) elements for \(ids.count) rows of \(dimension)")
    self.fingerprint = fingerprint
    self.dimension = dimension
    self.ids = ids
    self.values = values
  }
}
