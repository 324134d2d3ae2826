// PersonaPlug.swift: a plug with one person's history in it: soft rows for any brief, and why they are so.
//
// The vectors of the history are made at the first use and not before: most drafts have learned rows, which
// need none of them.

/// The plug of one language model, reading one history.
final class PersonaPlug {
  /// The newest entries that are read; as many as the paper's authors take.
  static let itemLimit = 512

  /// How many entries an account names.
  static let namedEntryCount = 5

  let document: PlugDocument
  private let entries: [Entry]  // oldest first
  private let encoder: any HistoryEncoder
  private var madeItems: [[Float]]?

  /// Puts a history into a plug.
  ///
  /// - Parameters:
  ///   - document: The plug.
  ///   - entries: The history, in any order.
  ///   - encoder: The encoder that the plug was trained with.
  /// - Throws: ``PlugStoreError/otherEncoder(plug:encoder:)`` where it is another one.
  init(_ document: PlugDocument, entries: [Entry], encoder: any HistoryEncoder) throws(PlugStoreError) {
    guard
      encoder.fingerprint == document.encoderFingerprint,
      encoder.dimension == document.plug.inputDimension
    else { throw .otherEncoder(plug: document.name, encoder: encoder.name.name) }
    self.document = document
    self.encoder = encoder
    self.entries = Array(
      entries.sorted { ($0.written, $0.id) < ($1.written, $1.id) }.suffix(Self.itemLimit))
  }

  /// The rows of this person for `brief`; shape (softCount, E).
  func softRows(for brief: Brief) throws -> [[Float]] {
    document.plug.softRows(for: try input(for: brief)).rows(count: document.plug.softCount)
  }

  /// The rows of nobody in particular; shape (softCount, E).
  var instructionRows: [[Float]] { document.plug.meanRows.rows(count: document.plug.softCount) }

  /// What of the history stands behind the rows for `brief`.
  func account(of brief: Brief) throws -> PlugAccount {
    let items = try items()
    let mean = StyleHabits.mean(of: items)
    let weights = document.plug.forward(try input(for: brief)).weights
    let isEven = (weights.max() ?? 0) - (weights.min() ?? 0) <= 1e-6
    let rank = isEven ? closeness(of: items, to: mean) : weights
    let named = rank.indices.sorted { (rank[$0], $1) > (rank[$1], $0) }.prefix(Self.namedEntryCount)
    return PlugAccount(
      plugName: document.name, entryCount: entries.count, isEven: isEven,
      uses: weights.isEmpty ? [] : named.map { EntryUse(entry: entries[$0], weight: weights[$0]) },
      habits: habits(of: mean))
  }

  /// What this person does more or less often than others; none of a plug that does not read style.
  func habits() throws -> [StyleHabit] {
    // Other encoders would read the whole history for nothing.
    guard document.plug.settings.encoder.readsStyle else { return [] }
    return habits(of: StyleHabits.mean(of: try items()))
  }

  private func habits(of mean: [Float]?) -> [StyleHabit] {
    mean.map { StyleHabits.standingOut(in: $0, statistics: document.plug.statistics) } ?? []
  }

  private func input(for brief: Brief) throws -> PersonaInput {
    let settings = document.plug.settings
    let query = settings.aggregator == .attention ? try encoder.vectors(of: [brief.subject]).first : nil
    return PersonaInput(
      items: try items(), ages: settings.recencyDecay > 0 ? PersonaInput.ages(of: entries) : [],
      query: query)
  }

  private func items() throws -> [[Float]] {
    if let madeItems { return madeItems }
    let items = try encoder.vectors(of: entries.map(\.text))
    madeItems = items
    return items
  }

  /// The negative squared distance of each item to the mean, in deviations of the population.
  private func closeness(of items: [[Float]], to mean: [Float]?) -> [Float] {
    guard let mean else { return [] }
    let deviation = document.plug.statistics.deviation
    return items.map { item in
      -item.indices.reduce(0) { sum, index in
        let difference = (item[index] - mean[index]) / deviation[index]
        return sum + difference * difference
      }
    }
  }
}

/// What stands behind the soft rows of a draft.
struct PlugAccount: Equatable {
  /// The plug that made them.
  let plugName: String

  /// How many entries it read.
  let entryCount: Int

  /// Whether all of them weigh the same; ``uses`` then holds those closest to the person's mean style.
  let isEven: Bool

  /// Some of them, with their share of the whole; the most important first.
  let uses: [EntryUse]

  /// What this person does more or less often than others; empty for a plug that does not read style.
  let habits: [StyleHabit]
}

extension [Float] {
  /// The numbers as `count` rows of equal length.
  func rows(count: Int) -> [[Float]] {
    guard count > 0 else { return [] }
    let width = self.count / count
    return (0..<count).map { Array(self[$0 * width..<($0 + 1) * width]) }
  }
}

extension PersonaPlug {
  /// Puts a history into a plug, with the encoder that the plug names.
  ///
  /// - Parameters:
  ///   - document: The plug.
  ///   - entries: What it reads.
  ///   - passages: The installed text encoder, if there is one.
  /// - Throws: ``StrategyError/noEncoder(plug:)``, ``StrategyError/notLearned(plug:)``,
  ///   ``PlugStoreError/otherEncoder(plug:encoder:)``, ``PlugStoreError/readsModelByBrief(plug:)``, what the
  ///   text encoder throws.
  convenience init(
    _ document: PlugDocument, reading entries: [Entry], passages: (any PassageEncoder)?
  ) throws {
    let dimension = document.plug.inputDimension
    func installed(_ dimension: Int) throws -> PassageHistoryEncoder {
      guard let passages else { throw StrategyError.noEncoder(plug: document.name) }
      return try PassageHistoryEncoder(passages, dimension: dimension)
    }
    let encoder: any HistoryEncoder
    switch document.plug.settings.encoder {
    case .style: encoder = StyleHistoryEncoder()
    case .passages: encoder = try installed(dimension)
    case .styleAndPassages: encoder = JoinedHistoryEncoder(try installed(dimension - StyleEncoder.dimension))
    case .modelLayer:
      // Reading a whole history with the language model would take minutes at each draft; `persona learn`
      // does it once, and its rows are used instead, unless they differ from brief to brief.
      guard !document.plug.settings.readsModelByBrief else {
        throw PlugStoreError.readsModelByBrief(plug: document.name)
      }
      throw StrategyError.notLearned(plug: document.name)
    }
    try self.init(document, entries: entries, encoder: encoder)
  }
}
