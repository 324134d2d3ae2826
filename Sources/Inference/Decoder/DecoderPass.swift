// DecoderPass.swift: which rows of a pass belong to which sequence.
//
// Products with the weights see rows only. Where a row stands in its sequence, and what it may look back
// on, matters to rotation and attention alone: they ask here.

/// New rows, of one sequence or of several, that go through the weights together.
///
/// Row r of the pass is row r of the workspace.
struct DecoderPass {
  /// Consecutive new rows of one sequence.
  struct Span {
    let state: DecoderState
    let rows: Range<Int>

    /// The position of the first row in its sequence.
    let first: Int

    /// The position of any of the rows.
    func position(of row: Int) -> Int { first + row - rows.lowerBound }
  }

  let spans: [Span]

  /// Buffers for at least ``count`` rows, and for as many positions as the longest of the sequences has.
  let workspace: DecoderWorkspace

  /// The next `count` rows of one sequence.
  init(_ state: DecoderState, count: Int) {
    spans = [Span(state: state, rows: 0..<count, first: state.count)]
    workspace = state.workspace
  }

  /// One row of each of `states`, which are different ones.
  init(_ states: ArraySlice<DecoderState>, _ workspace: DecoderWorkspace) {
    spans = states.enumerated().map { row, state in
      Span(state: state, rows: row..<row + 1, first: state.count)
    }
    self.workspace = workspace
  }

  /// T, the number of rows.
  var count: Int { spans.last?.rows.upperBound ?? 0 }

  /// True where no two rows are of the same sequence.
  var isOneRowEach: Bool { count == spans.count }

  /// The rows in groups of up to `size` of the same sequence.
  func groups(of size: Int) -> [Span] {
    spans.flatMap { span in
      Swift.stride(from: span.rows.lowerBound, to: span.rows.upperBound, by: size).map { start in
        Span(
          state: span.state, rows: start..<min(start + size, span.rows.upperBound),
          first: span.position(of: start))
      }
    }
  }
}
