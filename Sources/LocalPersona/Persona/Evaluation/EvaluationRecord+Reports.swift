// EvaluationRecord+Reports.swift: an evaluation as JSON, as Markdown and as lines for the terminal.

extension EvaluationRecord {
  /// The results without single passages.
  var summary: JSONValue { .object(summaryMembers) }

  /// All of it: tables of several runs can be joined by author, index and strategy.
  ///
  /// `authorLosses` or `entryLosses` has what the intervals are made of, nats a token by strategy and author
  /// or entry: the means over plugs of several seeds are made of these.
  var json: JSONValue {
    let byStrategy = means().sorted { $0.key < $1.key }.map { ($0.key, JSONValue.numbers($0.value)) }
    var members = summaryMembers
    members.append(("\(unit.rawValue)Losses", .object(byStrategy)))
    members.append(("passages", .array(passages.map { $0.json(of: unit) })))
    if let attention { members.append(("attention", attention.json)) }
    return .object(members)
  }

  private var summaryMembers: [(String, JSONValue)] {
    [
      ("settings", .object(settings.map { ($0.name, .string($0.value)) })),
      ("plugs", .array(plugs.map(\.json))),
      ("seed", .string(String(seed))), ("reference", .string(reference)), ("partial", .bool(isPartial)),
      ("strategies", JSONValue(strategies)), (unit.plural, JSONValue(authors.count)),
      ("passageCount", JSONValue(passages.count)), ("omittedAuthors", JSONValue(omittedAuthors)),
      ("table", table().json), ("otherWorks", otherWorksTable?.json ?? .null),
      ("authorship", .array(authorship.map(\.json))), ("fits", .array(fitCosts.map(\.json))),
    ]
  }

  /// The results for a document.
  var markdown: String {
    var text = settings.map { "- \($0.name): \($0.value)\n" }.joined()
    text += "- \(EvaluationMessages.extent(self))\n\n" + table().markdown
    if let otherWorksTable {
      text += "\n\(EvaluationMessages.otherWorks(self)):\n\n" + otherWorksTable.markdown
    }
    for result in authorship { text += "\n\(EvaluationMessages.authorship(result))\n" }
    if let steps = EvaluationMessages.chosenSteps(self) { text += "\n\(steps)\n" }
    for cost in fitCosts { text += "\n\(EvaluationMessages.fit(cost))\n" }
    return text
  }

  /// The results for a terminal.
  func lines(for console: Console) -> [String] {
    var lines = [EvaluationMessages.extent(self), ""] + table().lines(for: console)
    if let otherWorksTable {
      lines += ["", EvaluationMessages.otherWorks(self) + ":", ""] + otherWorksTable.lines(for: console)
    }
    if !authorship.isEmpty { lines += [""] + authorship.map(EvaluationMessages.authorship) }
    if let steps = EvaluationMessages.chosenSteps(self) { lines += ["", steps] }
    if !fitCosts.isEmpty { lines += [""] + fitCosts.map(EvaluationMessages.fit) }
    return lines
  }
}

extension PassageRecord {
  fileprivate func json(of unit: EvaluationUnit) -> JSONValue {
    var members: [(String, JSONValue)] = [
      (unit.rawValue, .string(author)), ("index", JSONValue(index)), ("work", .string(work)),
      ("kind", .string(kind)), ("tokens", JSONValue(tokenCount)), ("history", JSONValue(historyCount)),
      ("sameWork", JSONValue(sameWorkCount)), ("losses", .numbers(losses)), ("ranks", .numbers(ranks)),
      ("steps", stepCount.map { JSONValue($0) } ?? .null),
    ]
    if !fits.isEmpty {
      members.append(("fits", .object(fits.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })))
    }
    return .object(members)
  }
}

extension JSONValue {
  /// An object of numbers, by name.
  fileprivate static func numbers(_ numbers: [String: Double]) -> JSONValue {
    .object(numbers.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
  }
}

extension MeasuredPlug {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("path", .string(path)), ("control", .bool(isControl)),
      ("seed", seed.map(JSONValue.string) ?? .null), ("steps", steps.map(JSONValue.string) ?? .null),
    ])
  }
}

extension AuthorshipResult {
  fileprivate var json: JSONValue {
    .object([
      ("plug", .string(plug)), ("candidates", JSONValue(candidateCount)), ("share", .number(share.mean)),
      ("low", .number(share.low)), ("high", .number(share.high)), ("meanRank", .number(meanRank)),
    ])
  }
}
