// LaMPTable+Rendering.swift: the table of a run for the terminal and for programs.

extension LaMPTable {
  /// The lines for a terminal: what was measured, the metrics, and below them the texts of free answers.
  func lines(style: Style) -> [String] {
    [LaMPMessages.extent(self)] + tables.flatMap { [""] + Self.aligned($0, style: style) }
  }

  /// The same as a console can show it: rows below each other where it is too narrow, or plain.
  func lines(for console: Console) -> [String] {
    [LaMPMessages.extent(self)]
      + tables.flatMap { table in
        let stacked = StackedTable(
          head: [""] + (table.first ?? []).dropFirst(), rows: Array(table.dropFirst()))
        return [""] + console.lines(of: Self.aligned(table, style: console.style), orStacked: stacked)
      }
  }

  /// The tables as words, the heads first.
  private var tables: [[[String]]] {
    var tables: [[[String]]] = []
    if let first = rows.first, !first.cells.isEmpty {
      let head =
        ["strategy"]
        + first.cells.flatMap { [$0.metric.rawValue, "difference", "95 % interval", "better/worse/same"] }
      tables.append([head] + rows.map(\.metricCells))
    }
    guard task.answers.isEmpty else { return tables }
    let head = ["strategy", "words", "distinct-2", "copying answers", "copied words"]
    return tables + [[head] + rows.map(\.textCells)]
  }

  /// The first column to the left, the others to the right.
  private static func aligned(_ table: [[String]], style: Style) -> [String] {
    let columns = table.first?.indices ?? 0..<0
    let widths = columns.map { column in table.map { ColumnText.width(of: $0[column]) }.max() ?? 0 }
    return table.enumerated().map { index, cells in
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - ColumnText.width(of: cell))
        return column == 0 ? cell + space : space + cell
      }
      let line = padded.joined(separator: "  ").trimmingSpaces()
      return index == 0 ? style.bold + line + style.reset : line
    }
  }

  /// The table for programs.
  var json: JSONValue {
    .object([
      ("task", .string(task.officialName)), ("questions", JSONValue(questionCount)),
      ("users", JSONValue(userCount)), ("reference", JSONValue(rows.first?.way.name)),
      ("strategies", .array(rows.map(\.json))),
    ])
  }
}

extension LaMPRow {
  fileprivate var metricCells: [String] {
    [way.name]
      + cells.flatMap { cell -> [String] in
        let value = cell.value.rounded(to: 4)
        guard let difference = cell.difference else { return [value, "", "", ""] }
        let interval = "[\(Self.signed(difference.low)), \(Self.signed(difference.high))]"
        return [
          value, Self.signed(difference.mean), interval, "\(cell.wins)/\(cell.losses)/\(cell.ties)",
        ]
      }
  }

  fileprivate var textCells: [String] {
    [
      way.name, texts.wordCount.rounded(to: 1), texts.distinctPairs?.rounded(to: 3) ?? "",
      Self.percent(texts.copyingShare), Self.percent(texts.copiedShare),
    ]
  }

  fileprivate var json: JSONValue {
    .object([
      ("strategy", .string(way.name)), ("metrics", .array(cells.map(\.json))),
      ("meanWords", .number(texts.wordCount)),
      ("distinct2", texts.distinctPairs.map(JSONValue.number) ?? .null),
      ("copyingAnswers", .number(texts.copyingShare)), ("copiedWords", .number(texts.copiedShare)),
    ])
  }

  private static func signed(_ value: Double) -> String {
    let text = value.rounded(to: 4)
    return text.hasPrefix("-") || !value.isFinite ? text : "+" + text
  }

  private static func percent(_ share: Double) -> String { (share * 100).rounded(to: 1) + " %" }
}

extension LaMPCell {
  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("metric", .string(metric.rawValue)), ("value", .number(value)),
      ("higherIsBetter", .bool(metric.isGain)),
    ]
    if let difference {
      members += [
        ("difference", .number(difference.mean)), ("low", .number(difference.low)),
        ("high", .number(difference.high)), ("better", JSONValue(wins)), ("worse", JSONValue(losses)),
        ("same", JSONValue(ties)),
      ]
    }
    return .object(members)
  }
}
