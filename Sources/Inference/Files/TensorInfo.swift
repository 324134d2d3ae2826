// TensorInfo.swift: where a tensor lies in its file, and what shape it has.
//
// Dimensions are in ggml's order: the first one is contiguous (the inputs of a matrix, `columns`), the
// second one counts its rows (the outputs). Every number here has been checked against the file.

/// One tensor of a mapped model file.
public struct TensorInfo: Sendable, Equatable {
  /// The name in the file.
  public let name: String

  /// How the elements are stored.
  public let type: WeightType

  /// 1 to 4 sizes, in elements; the first one is contiguous.
  ///
  /// A scalar is `[1]`.
  public let dimensions: [Int]

  /// Where the data starts, in bytes from the start of the file.
  public let fileOffset: Int

  /// How many bytes the data takes.
  public let byteCount: Int

  /// The length of a row, in elements.
  public var columns: Int { dimensions[0] }

  /// How many rows there are, over all dimensions but the first.
  public var rows: Int { dimensions.dropFirst().reduce(1, *) }

  /// How many elements there are.
  public var elementCount: Int { dimensions.reduce(1, *) }

  /// The bytes of the data, as a range in the file.
  public var byteRange: Range<Int> { fileOffset..<fileOffset + byteCount }

  /// Describes a tensor whose numbers have been checked.
  ///
  /// - Precondition: 1 to 4 positive dimensions.
  public init(name: String, type: WeightType, dimensions: [Int], fileOffset: Int, byteCount: Int) {
    precondition((1...4).contains(dimensions.count) && dimensions.allSatisfy { $0 > 0 })
    self.name = name
    self.type = type
    self.dimensions = dimensions
    self.fileOffset = fileOffset
    self.byteCount = byteCount
  }

  /// Some of the rows, as a matrix of their own.
  ///
  /// - Precondition: The rows are among those that there are; rows are whole blocks.
  func rows(_ range: Range<Int>) -> TensorInfo {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
    let rowByteCount = byteCount / rows
    return TensorInfo(
      name: "\(name)[\(range.lowerBound)..<\(range.upperBound)]", type: type,
      dimensions: [columns, range.count], fileOffset: fileOffset + range.lowerBound * rowByteCount,
      byteCount: range.count * rowByteCount)
  }
}
