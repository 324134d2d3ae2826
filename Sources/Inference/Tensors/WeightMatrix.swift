// WeightMatrix.swift: one weight matrix of a model, shape (rows, columns), as it lies in its mapped file
// and, for integer products, repacked into panels of 16 rows (WeightPanels.swift).
//
// y = W x for a number of tokens. With 8-bit activations the packed codes are multiplied as integers;
// with float activations the file's blocks are turned to floats row by row, which is slower and exact.

import CKernels

/// How activations enter the products with quantised weights.
public enum ActivationPrecision: Sendable {
  /// Rounded to 8 bits in blocks of 32: fast.
  case integer8

  /// Kept in 32-bit floats: exact, for tests and training.
  case float32
}

/// A weight matrix, frozen.
@safe
final class WeightMatrix: Sendable {
  let name: String
  let rows: Int
  let columns: Int
  let type: WeightType
  private let file: MappedFile
  private let fileOffset: Int
  private let panels: WeightPanels?
  private let servesManyTokens: Bool

  /// Views `tensor` in its file; where `precision` needs packed weights they are those of `packed`, or made
  /// here.
  ///
  /// `servesManyTokens` says whether products in floats are made for many tokens at a time: faster for those,
  /// slower for a few. It decides in which order is summed, so that a token's result does not depend on how
  /// many there are.
  init(
    _ tensor: TensorInfo, in file: MappedFile, precision: ActivationPrecision, threads: ThreadPool,
    packed: PackedWeightsFile? = nil, servesManyTokens: Bool = false
  ) {
    self.servesManyTokens = servesManyTokens
    name = tensor.name
    rows = tensor.rows
    columns = tensor.columns
    type = tensor.type
    self.file = file
    fileOffset = tensor.fileOffset
    let layout = PanelLayout(type: tensor.type, rows: tensor.rows, columns: tensor.columns)
    if precision == .integer8, let layout {
      panels =
        packed?.panels(of: tensor.name, layout) ?? Self.pack(tensor, layout, in: file, threads: threads)
    } else {
      panels = nil
    }
  }

  /// True where products need the input's rounded form.
  var takesIntegers: Bool { panels != nil }

  /// Bytes of memory beyond the mapped file.
  var packedByteCount: Int { panels?.memoryByteCount ?? 0 }

  /// Tasks begin at multiples of this many rows, of which a panel has as many.
  static let rowGranularity = Int(ck_panel_rows)

  /// Tasks take a multiple of this many rows where they can: what a tile of any kernel has.
  static let preferredGranularity = Int(ck_transposed_columns)

  /// output[t, r] = Σ_c W[r, c] · input[t, c] for t < `tokenCount` and the rows of `rowRange`, which starts
  /// and ends at multiples of ``rowGranularity`` (or at the last row).
  ///
  /// Row `thread` of `scratch` is this thread's memory, ``scratchCount(columns:)`` floats.
  func multiply(
    _ input: MatrixInput, firstToken: Int, tokenCount: Int, rowRange: Range<Int>, into output: FloatRows,
    scratch: FloatRows, thread: Int
  ) {
    let out = unsafe output.pointer(firstToken)
    if let panels {
      let granularity = Self.rowGranularity
      unsafe ck_matmul_panels(
        Self.code(type), panels.base, rowRange.lowerBound / granularity,
        (rowRange.upperBound + granularity - 1) / granularity, rows, columns,
        input.activations(from: firstToken),
        tokenCount, out, output.columns)
    } else {
      let product = unsafe servesManyTokens ? ck_matmul_turned : ck_matmul_rows
      unsafe product(
        Self.code(type), file.base + fileOffset, rowRange.lowerBound, rowRange.upperBound, columns,
        input.floats.pointer(firstToken), input.floats.columns, tokenCount, out, output.columns,
        scratch.pointer(thread))
    }
  }

  /// Columns of a tile of a transposed product.
  static let transposedColumnCount = Int(ck_transposed_columns)

  /// Floats of scratch that a transposed product needs.
  static let transposedScratchCount = Int(ck_transposed_columns) * Int(ck_transposed_depth)

  /// output[t, c] = Σ_r W[r, c] · gradient[t, r], or more of it, for t < `tokenCount` and the columns of
  /// `columnRange`, which starts at a multiple of ``transposedColumnCount``.
  ///
  /// Row `thread` of `scratch` is this thread's memory, ``transposedScratchCount`` floats.
  func multiplyTransposed(
    _ gradient: GradientRows, tokenCount: Int, columnRange: Range<Int>, accumulate: Bool,
    into output: FloatRows, scratch: FloatRows, thread: Int
  ) {
    precondition(
      gradient.floats.columns == rows && output.columns == columns && tokenCount <= gradient.floats.rows,
      "a gradient of \(gradient.floats.columns) for \(rows) rows")
    let weights = unsafe file.base + fileOffset, adds: Int32 = accumulate ? 1 : 0
    if let activations = unsafe gradient.activations {
      unsafe ck_matmul_transposed_codes(
        Self.code(type), weights, rows, columns, columnRange.lowerBound, columnRange.upperBound, activations,
        tokenCount, adds, output.pointer(0), output.columns, scratch.pointer(thread))
    } else {
      unsafe ck_matmul_transposed(
        Self.code(type), weights, rows, columns, columnRange.lowerBound, columnRange.upperBound,
        gradient.floats.pointer(0), rows, tokenCount, adds, output.pointer(0), output.columns,
        scratch.pointer(thread))
    }
  }

  /// Floats of scratch that a product with `columns` columns needs.
  static func scratchCount(columns: Int) -> Int {
    max(Int(ck_row_tile) * columns, ck_turned_scratch(columns))
  }

  /// Writes row `row`, as floats, to `output[to]`: an embedding look-up.
  func dequantize(row: Int, into output: FloatRows, row to: Int) {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    unsafe ck_dequantize_row(
      Self.code(type), file.base + fileOffset + row * type.byteCount(columns: columns), columns,
      output.pointer(to))
  }

  /// One row of a tensor as floats.
  static func dequantizedRow(of tensor: TensorInfo, row: Int, in file: MappedFile) -> [Float] {
    unsafe [Float](unsafeUninitializedCapacity: tensor.columns) { buffer, count in
      if let out = buffer.baseAddress {
        unsafe ck_dequantize_row(
          code(tensor.type),
          file.base + tensor.fileOffset + row * tensor.type.byteCount(columns: tensor.columns),
          tensor.columns, out)
      }
      count = tensor.columns
    }
  }

  /// The kernels number types as GGUF does.
  static func code(_ type: WeightType) -> ck_type { ck_type(rawValue: type.rawValue) }

  /// Packs `panels` of this matrix, the first of them to the start of `memory`.
  func pack(_ panels: Range<Int>, _ layout: PanelLayout, into memory: AlignedMemory, threads: ThreadPool) {
    layout.pack(panels, from: fileOffset, in: file, into: memory, threads: threads)
  }

  private static func pack(
    _ tensor: TensorInfo, _ layout: PanelLayout, in file: MappedFile, threads: ThreadPool
  ) -> WeightPanels {
    let memory = AlignedMemory(byteCount: layout.byteCount)
    layout.pack(0..<layout.panelCount, from: tensor.fileOffset, in: file, into: memory, threads: threads)
    return .memory(memory)
  }
}

extension WeightType {
  /// Bytes of a row of `columns` elements, a whole number of blocks.
  func byteCount(columns: Int) -> Int { columns / blockElementCount * blockByteCount }
}
