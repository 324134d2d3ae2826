// WeightPanels.swift: the packed form of a matrix (CKernels/panel.h): how large it is, how it is made, where
// it lies.

import CKernels

/// The size of a packed matrix, and its packing.
struct PanelLayout: Equatable, Sendable {
  /// Raised whenever what a panel holds changes: CKernels/panel.h and pack.c.
  ///
  /// The same for every instruction set.
  static let version: UInt32 = 1

  let type: WeightType
  let rows: Int
  let columns: Int

  /// How many panels of ``WeightMatrix/rowGranularity`` rows there are; the last may have fewer rows.
  let panelCount: Int
  let panelByteCount: Int

  /// What all panels take.
  let byteCount: Int

  /// nil where `type` is not packed, or where no matrix has this shape: the numbers may come from anywhere.
  init?(type: WeightType, rows: Int, columns: Int) {
    let extents = 1...MappedFile.maximumByteCount
    guard ck_packs(WeightMatrix.code(type)) != 0, extents.contains(rows), extents.contains(columns),
      columns.isMultiple(of: type.blockElementCount)
    else { return nil }
    let panelCount = (rows + WeightMatrix.rowGranularity - 1) / WeightMatrix.rowGranularity
    // At most 2^40 columns of 16 rows, of a few bytes each: no overflow.
    let panelByteCount = Int(ck_panel_bytes(WeightMatrix.code(type), columns))
    let (byteCount, overflow) = panelCount.multipliedReportingOverflow(by: panelByteCount)
    guard !overflow else { return nil }
    self.type = type
    self.rows = rows
    self.columns = columns
    self.panelCount = panelCount
    self.panelByteCount = panelByteCount
    self.byteCount = byteCount
  }

  /// Packs `panels` of the matrix whose rows begin at `offset` of `file`; the first of them goes to the start
  /// of `memory`.
  ///
  /// The padding within a panel stays as it is.
  func pack(
    _ panels: Range<Int>, from offset: Int, in file: MappedFile, into memory: AlignedMemory,
    threads: ThreadPool
  ) {
    precondition(
      panels.upperBound <= panelCount && panels.count * panelByteCount <= memory.byteCount,
      "panels \(panels) of \(panelCount)")
    let code = WeightMatrix.code(type), rowBytes = type.byteCount(columns: columns)
    let perTask = 16, granularity = WeightMatrix.rowGranularity
    threads.run(taskCount: (panels.count + perTask - 1) / perTask) { task in
      for index in task * perTask..<min((task + 1) * perTask, panels.count) {
        let row = (panels.lowerBound + index) * granularity
        unsafe ck_pack_panel(
          code, file.base + offset + row * rowBytes, rowBytes, min(granularity, rows - row), columns,
          memory.base + index * panelByteCount)
      }
    }
  }
}

/// Where the panels of a matrix lie.
enum WeightPanels: Sendable {
  /// They were packed when the model was opened.
  case memory(AlignedMemory)

  /// They were packed before, and begin at `offset` of a file.
  case file(MappedFile, offset: Int)

  /// The first panel, aligned to 64 bytes; valid while this lives.
  @unsafe var base: UnsafeRawPointer {
    switch self {
    case .memory(let memory): return unsafe UnsafeRawPointer(memory.base)
    case .file(let file, let offset): return unsafe file.base + offset
    }
  }

  /// Bytes of memory beyond mapped files.
  var memoryByteCount: Int {
    switch self {
    case .memory(let memory): memory.byteCount
    case .file: 0
    }
  }
}
