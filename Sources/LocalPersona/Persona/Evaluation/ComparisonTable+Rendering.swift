// ComparisonTable+Rendering.swift: the table for the terminal, for programs, and for a document.

extension ComparisonTable {
  private var head: [String] {
    [
      "strategy", "nats/token", unit.plural, "compared with", "difference", "95 % interval",
      "better/worse/same",
    ]
  }

  /// How many columns are words; the others are set to the right.
  private static func isWords(_ column: Int) -> Bool { column == 0 || column == 3 }

  /// The lines of the table for a terminal, the head first.
  ///
  /// A difference whose interval holds 0 is faint.
  func lines(style: Style) -> [String] {
    let cells = [head] + rows.map(\.cells)
    let widths = head.indices.map { column in
      cells.map { ColumnText.width(of: $0[column]) }.max() ?? 0
    }
    return cells.enumerated().map { index, cells in
      let columns = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - ColumnText.width(of: cell))
        return Self.isWords(column) ? cell + space : space + cell
      }
      let line = columns.joined(separator: "  ").trimmingEnd()
      if index == 0 { return style.bold + line + style.reset }
      guard let difference = rows[index - 1].difference, !difference.isClear else { return line }
      return style.dim + line + style.reset
    }
  }

  /// The lines as a console can show them.
  func lines(for console: Console) -> [String] {
    let stacked = StackedTable(head: [""] + head.dropFirst(), rows: rows.map(\.cells))
    return console.lines(of: lines(style: console.style), orStacked: stacked)
  }

  /// The table in Markdown, with a line end.
  var markdown: String {
    let rule = head.indices.map { Self.isWords($0) ? "---" : "---:" }
    let lines = ([head, rule] + rows.map(\.cells)).map { cells in
      "| " + cells.map { $0.replacingBars() }.joined(separator: " | ") + " |\n"
    }
    return lines.joined()
  }

  /// The rows for programs.
  var json: JSONValue { .array(rows.map { $0.json(of: unit) }) }
}

extension ComparisonTable.Row {
  /// The row as words.
  fileprivate var cells: [String] {
    let head = [strategy, Self.shown(mean), String(authorCount)]
    guard let reference, let difference else { return head + ["", "", "", ""] }
    return head + [
      reference, Self.signed(difference.mean),
      "[\(Self.signed(difference.low)), \(Self.signed(difference.high))]", "\(wins)/\(losses)/\(ties)",
    ]
  }

  /// Four digits, with a plus where it is one.
  private static func signed(_ value: Double) -> String {
    let text = shown(value)
    return text.hasPrefix("-") || !value.isFinite ? text : "+" + text
  }

  /// Four digits; a loss that is no number has none.
  private static func shown(_ value: Double) -> String {
    abs(value) < 1e9 ? value.rounded(to: 4) : "not finite"
  }

  fileprivate func json(of unit: EvaluationUnit) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("strategy", .string(strategy)), ("natsPerToken", .number(mean)),
      (unit.plural, JSONValue(authorCount)),
    ]
    if let reference, let difference {
      members += [
        ("reference", .string(reference)), ("difference", .number(difference.mean)),
        ("low", .number(difference.low)), ("high", .number(difference.high)),
        ("better", JSONValue(wins)), ("worse", JSONValue(losses)), ("same", JSONValue(ties)),
      ]
    }
    return .object(members)
  }
}

extension String {
  /// Without the spaces at the end.
  fileprivate func trimmingEnd() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// With bars that do not part cells of Markdown.
  fileprivate func replacingBars() -> String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
