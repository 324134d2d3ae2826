// RotationTable.swift: cosines and sines for rotary position embedding (RoPE, arXiv 2104.09864).
//
// Shape (positions of one evaluation, pairs). Angles are computed in double precision.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// The rotations of a pass's positions.
struct RotationTable: Sendable {
  let pairCount: Int
  let cosines: FloatRows
  let sines: FloatRows
  private let frequencies: [Double]
  private let magnitude: Double

  /// - Parameters:
  ///   - dimension: How many of a head's dimensions turn; pair i turns by position · base^(−2i/dimension).
  ///   - base: The base of the angles.
  ///   - scale: Divides every position (linear context scaling); 1 without.
  ///   - factors: Divides each pair's frequency (long-context scaling of Llama 3 and Phi 3), or nil.
  ///   - magnitude: Multiplies cosines and sines; 1 for most.
  ///   - capacity: The rows of the table.
  init(dimension: Int, base: Float, scale: Float, factors: [Float]?, magnitude: Float = 1, capacity: Int) {
    self.magnitude = Double(magnitude)
    pairCount = dimension / 2
    cosines = FloatRows(rows: capacity, columns: pairCount)
    sines = FloatRows(rows: capacity, columns: pairCount)
    frequencies = (0..<dimension / 2).map { pair in
      pow(Double(base), -Double(2 * pair) / Double(dimension)) / Double((factors?[pair] ?? 1) * scale)
    }
  }

  /// Row `row` + i = the angles of position `first` + i, for i < `count`.
  ///
  /// - Parameters:
  ///   - first: The position of the first row.
  ///   - count: How many rows.
  ///   - row: Where the first one goes.
  ///   - table: Whose rows they are; nil for this one's. Sequences of another length may turn at other
  ///     speeds.
  func fill(from first: Int, count: Int, row: Int = 0, of table: RotationTable? = nil) {
    let cosines = table?.cosines ?? cosines, sines = table?.sines ?? sines
    for index in 0..<count {
      let cosine = unsafe cosines.pointer(row + index), sine = unsafe sines.pointer(row + index)
      for pair in 0..<pairCount {
        let angle = Double(first + index) * frequencies[pair]
        unsafe cosine[pair] = Float(magnitude * cos(angle))
        unsafe sine[pair] = Float(magnitude * sin(angle))
      }
    }
  }
}
