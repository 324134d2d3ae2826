// LearnedStrategy.swift: a way of writing that was compared: which soft rows, how many examples, own terms.

/// A way of using a history, in parts that combine.
struct LearnedStrategy: Hashable, Sendable {
  /// Where the soft rows in front of the prompt come from.
  ///
  /// The raw values are those of stored records.
  enum Rows: UInt8, CaseIterable, Sendable {
    /// There are none.
    case none = 0

    /// I: the plug's instruction rows alone, which know nothing of this person.
    case instruction = 1

    /// P as the population plug makes it of this history, without a step of training.
    case plug = 2

    /// P after some steps of training on this history.
    case adapted = 3

    /// P of a stranger, from the plug's bank: a control, never a choice.
    case stranger = 4
  }

  var rows = Rows.none

  /// Entries that are shown as examples; 0 is none.
  var exampleCount = 0

  /// Whether the person's own terms are mixed in.
  var usesTerms = false

  /// The brief alone.
  static let none = LearnedStrategy()

  /// The name by which `write --strategy` takes it: that of ``StrategyName``.
  var name: String {
    let soft: String? =
      switch rows {
      case .none: nil
      case .instruction: "instruction"
      case .plug, .adapted, .stranger: "plug"
      }
    let parts = [soft, exampleCount > 0 ? "retrieval" : nil, usesTerms ? "terms" : nil].compactMap(\.self)
    return parts.isEmpty ? "none" : parts.joined(separator: "+")
  }

  /// The same with other rows.
  func with(rows: Rows) -> LearnedStrategy {
    LearnedStrategy(rows: rows, exampleCount: exampleCount, usesTerms: usesTerms)
  }

  /// The same with own terms.
  var withTerms: LearnedStrategy {
    LearnedStrategy(rows: rows, exampleCount: exampleCount, usesTerms: true)
  }

  /// The same without own terms.
  var withoutTerms: LearnedStrategy { LearnedStrategy(rows: rows, exampleCount: exampleCount) }

  /// Whether it may be used for writing, and is not only a control.
  var isChoice: Bool { rows != .stranger }
}
