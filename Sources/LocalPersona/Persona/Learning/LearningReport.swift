// LearningReport.swift: the table of `persona learn`, and what it means in plain words.

/// What is shown of a comparison.
struct LearningReport {
  let persona: LearnedPersona
  let losses: HeldOutLosses

  /// Entries with enough words, held-out ones included.
  let usedCount: Int

  /// What was learned with training before and stays, where this run trained nothing; nil where this run
  /// counts.
  var kept: LearnedPersona?

  /// The rows of the table, as words.
  private var rows: [[String]] {
    persona.results.map { result in
      [
        LearningMessages.label(result.strategy), result.loss.rounded(to: 4),
        result.strategy == .none ? "" : LearningMessages.signed(result.difference),
        result.strategy == .none ? "" : LearningMessages.interval(low: result.low, high: result.high),
        result.strategy == persona.winner ? kept == nil ? "<- used" : "<- best" : "",
      ]
    }
  }

  /// The lines of the table.
  var table: [String] {
    let header = LearningMessages.header
    let lines = [[header.0, header.1, header.2, header.3, ""]] + rows
    let widths = (0..<4).map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { cells in
      var line = ColumnText.fitted(cells[0], to: widths[0])
      for column in 1..<4 {
        line += "  " + String(repeating: " ", count: widths[column] - cells[column].count) + cells[column]
      }
      return cells[4].isEmpty ? line : line + "  " + cells[4]
    }
  }

  /// The table for narrow terminals and for reading aloud.
  var stackedTable: StackedTable {
    let header = LearningMessages.header
    return StackedTable(head: ["", header.1, header.2, header.3, ""], rows: rows)
  }

  /// What it means, a sentence a line.
  var sentences: [String] {
    let winner = persona.winner
    var sentences = [LearningMessages.verdict(persona, kept: kept)]
    if winner.rows == .instruction {
      let alone = LearnedStrategy(rows: .instruction)
      sentences.append(
        LearningMessages.instruction(
          winner, gap: winner == alone ? nil : losses.difference(of: winner, from: alone)))
    }
    sentences.append(
      LearningMessages.requirement(
        wayCount: LearningGate.wayCount(in: persona.results), isPlug: bestPlug != nil))
    for rival in gateRivals {
      guard let plug = bestPlug, let gap = losses.difference(of: plug, from: rival) else { continue }
      sentences.append(LearningMessages.gate(plug, against: rival, gap: gap))
    }
    if let kept { sentences.append(LearningMessages.kept(kept)) }
    if usedCount < LearningSplit.comfortableCount {
      sentences.append(LearningMessages.moreHelps(count: usedCount))
    } else if persona.heldOutCount < 2 * LearningSplit.minimumHeldOutCount {
      sentences.append(LearningMessages.heldOutFew)
    }
    return sentences
  }

  /// The plug as it fared best for this person.
  private var bestPlug: LearnedStrategy? {
    if [.plug, .adapted].contains(persona.winner.rows) { return persona.winner }
    return [LearnedStrategy(rows: .plug), LearnedStrategy(rows: .adapted)]
      .filter { losses[$0] != nil }
      .min(by: { (losses.loss(of: $0) ?? .infinity) < (losses.loss(of: $1) ?? .infinity) })
  }

  private var gateRivals: [LearnedStrategy] {
    guard let plug = bestPlug else { return [] }
    return LearningGate(losses: losses, results: persona.results).controls(of: plug)
  }

  /// Everything, for programs.
  var json: JSONValue {
    .object([
      ("strategy", .string(persona.strategy)),
      ("used", .string((kept ?? persona).strategy)),
      ("winner", Self.json(persona.winner)),
      ("results", .array(persona.results.map(Self.json))),
      ("sentences", JSONValue(sentences)),
      ("entries", JSONValue(persona.entryCount)),
      ("heldOut", JSONValue(persona.heldOutCount)),
      ("steps", JSONValue(persona.stepCount)),
      ("softRows", JSONValue(persona.softCount)),
      ("terms", .bool(persona.terms != nil)),
      ("model", .string(Hexadecimal.text(persona.modelFingerprint))),
      ("plug", .string(Hexadecimal.text(persona.plugFingerprint))),
      ("date", .string(persona.date.iso8601)),
    ])
  }

  private static func json(_ result: LearnedResult) -> JSONValue {
    .object([
      ("way", json(result.strategy)),
      ("loss", .number(result.loss)),
      ("difference", .number(result.difference)),
      ("low", .number(result.low)),
      ("high", .number(result.high)),
    ])
  }

  private static func json(_ strategy: LearnedStrategy) -> JSONValue {
    .object([
      ("label", .string(LearningMessages.label(strategy))),
      ("strategy", .string(strategy.name)),
      ("rows", .string("\(strategy.rows)")),
      ("examples", JSONValue(strategy.exampleCount)),
      ("terms", .bool(strategy.usesTerms)),
    ])
  }
}
