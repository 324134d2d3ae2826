// StackedTable.swift: a table for terminals that are too narrow for its columns, and for who has it read
// aloud: below each other instead of beside each other.

/// Rows whose first cell is their title.
struct StackedTable {
  /// The names of the columns; of the first, and of those that need none, empty.
  let head: [String]
  let rows: [[String]]

  /// Lines of at most `columnCount` columns: the title, and below it the other cells with their names.
  func lines(columnCount: Int) -> [String] {
    rows.flatMap { row in
      [
        WrappedText.wrap("  " + row[0], to: columnCount),
        WrappedText.wrap("      " + facts(row), to: columnCount),
      ].filter { !$0.allSatisfy { $0 == " " } }
    }
  }

  /// One line for each row, of any length.
  var plainLines: [String] {
    rows.map { row in facts(row).isEmpty ? row[0] : "\(row[0]): \(facts(row))" }
  }

  private func facts(_ row: [String]) -> String {
    zip(head, row).dropFirst().filter { !$1.isEmpty }.map { $0.isEmpty ? $1 : "\($0) \($1)" }.joined(
      separator: ", ")
  }
}

extension Console {
  /// The lines of a table as this console can show them.
  func lines(of table: [String], orStacked stacked: StackedTable) -> [String] {
    if settings.isPlain { return stacked.plainLines }
    let isTooWide = table.contains { WrappedText.width(of: $0) > columnCount }
    return outputIsTerminal && isTooWide ? stacked.lines(columnCount: columnCount) : table
  }

  /// Prints a sentence: on a terminal broken at spaces.
  func printSentence(_ sentence: String) throws(ConsoleError) {
    try print(outputIsTerminal ? WrappedText.wrap(sentence, to: columnCount) : sentence)
  }
}
