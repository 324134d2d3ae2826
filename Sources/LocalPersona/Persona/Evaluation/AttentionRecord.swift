// AttentionRecord.swift: how much each passage of a history counts for one brief, by a plug that looks at the
// brief: the weights w = softmax(x·h) of the paper, for one target, to be drawn.

/// Which target's weights are asked for.
struct AttentionTarget: Equatable, Sendable {
  var author: String

  /// Its place among the author's passages, as what `--save` writes has it.
  var passage: Int
}

/// The weights of one history for one brief.
struct AttentionRecord: Equatable, Sendable {
  /// A passage of the history.
  struct Item: Equatable, Sendable {
    /// Its place among the author's passages.
    var index: Int
    var kind: String

    /// When it was written, as far as known.
    var year: Int?

    /// Its share; those of all items add up to 1.
    var weight: Double
  }

  /// How tables name the plug.
  var plug: String
  var target: AttentionTarget

  /// Oldest first.
  var items: [Item]
}

extension EvaluatedPlug {
  /// Whether it weighs a history by the brief.
  var hasAttention: Bool {
    plug.settings.aggregator == .attention && plug.settings.form != .instructionOnly
  }
}

extension PopulationEvaluation {
  /// The weights that the first plug with attention gives.
  ///
  /// - Parameter asked: Whose; nil for the first target that is measured, which the seed draws.
  /// - Returns: Nil where no plug has attention, or the target has no history.
  /// - Throws: What the encoders and the making of prompts throw,
  ///   ``EvaluationError/notFinite(author:strategy:)``.
  func attention(on asked: AttentionTarget?) throws -> AttentionRecord? {
    guard let plug = plugs.first(where: \.hasAttention) else { return nil }
    let chosen = asked.map { asked in authors.indices.filter { authors[$0].name == asked.author } }
    for author in (chosen ?? measuredAuthors).map({ authors[$0] }) {
      for passage in asked.map({ [$0.passage] }) ?? roles(of: author).targets {
        let history = history(for: passage, of: author)
        guard !history.isEmpty,
          let example = try prompts.example(passage, of: author, examples: nil, among: [], isSoft: true)
        else { continue }
        let weights = try PersonaVectors().weights(of: plug, author, history: history, brief: example.brief)
        guard weights.allSatisfy(\.isFinite) else {
          throw EvaluationError.notFinite(author: author.name, strategy: StrategyTitle.own(plug))
        }
        let items = zip(history, weights).map { index, weight in
          AttentionRecord.Item(
            index: index, kind: author.passages[index].kind, year: author.passages[index].year,
            weight: Double(weight))
        }
        return AttentionRecord(
          plug: plug.name, target: AttentionTarget(author: author.name, passage: passage), items: items)
      }
    }
    return nil
  }

  /// What is read for a passage, be it a target or not: never the passage itself.
  func history(for passage: Int, of author: CorpusAuthor) -> [Int] {
    roles(of: author).history(for: passage, of: author).filter { $0 != passage }
  }

  private func roles(of author: CorpusAuthor) -> PassageRoles {
    PassageRoles(author, selection) { prompts.isTarget($0) }
  }
}

extension AttentionRecord {
  /// The weights as a picture: names and numbers, no word of any text.
  var page: SVGPage {
    let rows = items.map { BarChart.Row(label: EvaluationMessages.label($0), share: $0.weight) }
    return BarChart(
      title: EvaluationMessages.attentionTitle, caption: EvaluationMessages.attentionCaption(self), rows: rows
    ).page
  }

  /// The weights for programs.
  var json: JSONValue {
    .object([
      ("plug", .string(plug)), ("author", .string(target.author)), ("index", JSONValue(target.passage)),
      (
        "weights",
        .array(
          items.map { item in
            .object([
              ("index", JSONValue(item.index)), ("kind", .string(item.kind)),
              ("year", item.year.map { JSONValue($0) } ?? .null), ("weight", .number(item.weight)),
            ])
          })
      ),
    ])
  }
}
