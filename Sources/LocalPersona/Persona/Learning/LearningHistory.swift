// LearningHistory.swift: a history as the plug's encoder sees it.
//
// Style is computed at each run, which takes milliseconds an entry at most. Vectors of meaning are those that
// the vault keeps for search: only what is new has to be encoded. Search reads an entry under its title, and
// a plug was trained on texts alone; so an entry with a title has its text encoded at each run.

internal import Inference

/// The vectors of entries by the encoder of one plug.
struct LearningHistory {
  private let document: PlugDocument
  private let encoder: any HistoryEncoder
  private let stored: [EntryID: [Float]]

  /// Finds the encoder that a plug reads.
  ///
  /// - Parameters:
  ///   - document: The plug.
  ///   - decoder: The language model, for plugs that read one of its layers.
  ///   - passages: The installed text encoder, where there is one.
  ///   - table: The vectors that it made of the entries.
  /// - Throws: ``PlugStoreError/otherEncoder(plug:encoder:)`` where it is not there, or another one;
  ///   ``PlugStoreError/readsModelByBrief(plug:)``, of which nothing could be kept for `write`.
  init(
    _ document: PlugDocument, decoder: Decoder, passages: (any PassageEncoder)?, table: VectorTable?
  ) throws {
    guard !document.plug.settings.readsModelByBrief else {
      throw PlugStoreError.readsModelByBrief(plug: document.name)
    }
    let name = document.plug.settings.encoder
    let passages = try passages.map { try PassageHistoryEncoder($0, dimension: table?.dimension) }
    let encoder: (any HistoryEncoder)? =
      switch name {
      case .style: StyleHistoryEncoder()
      case .passages: passages
      case .styleAndPassages: passages.map { JoinedHistoryEncoder($0) }
      case .modelLayer: LayerHistoryEncoder(decoder, fingerprint: document.decoderFingerprint)
      }
    guard let encoder, encoder.fingerprint == document.encoderFingerprint,
      encoder.dimension == document.plug.inputDimension
    else { throw PlugStoreError.otherEncoder(plug: document.name, encoder: name.name) }
    self.init(document, encoder: encoder, table: table)
  }

  /// Reads by `encoder`.
  init(_ document: PlugDocument, encoder: any HistoryEncoder, table: VectorTable?) {
    self.document = document
    self.encoder = encoder
    var stored: [EntryID: [Float]] = [:]
    if let table, encoder.name == .passages || encoder.name == .styleAndPassages {
      for (row, id) in table.ids.enumerated() {
        stored[id] = Array(table.values[row * table.dimension..<(row + 1) * table.dimension])
      }
    }
    self.stored = stored
  }

  /// The plug with this person in it; `seed` chooses the strangers.
  func persona(_ split: LearningSplit, all entries: [Entry], seed: UInt64 = 1) throws -> PlugPersona {
    let encoder = encoder
    let ordered = entries.sorted { ($0.written, $0.added, $0.id) < ($1.written, $1.added, $1.id) }
    let vectors = try self.vectors(of: ordered)
    var byID: [EntryID: [Float]] = [:]
    for (entry, vector) in zip(ordered, vectors) { byID[entry.id] = vector }
    let own = split.training.compactMap { byID[$0.id] }
    return PlugPersona(
      plug: document.plug, own: PersonaInput(items: own, ages: PersonaInput.ages(of: split.training)),
      whole: PersonaInput(items: vectors, ages: PersonaInput.ages(of: ordered)), bank: document.bank,
      encodeBrief: { try encoder.vectors(of: [$0]).first ?? [] }, seed: seed)
  }

  private func vectors(of entries: [Entry]) throws -> [[Float]] {
    switch encoder.name {
    case .passages:
      return try entries.map { try storedVector(of: $0) ?? encoder.vectors(of: [$0.text]).first ?? [] }
    case .styleAndPassages:
      let style = StyleHistoryEncoder().vectors(of: entries.map(\.text))
      return try zip(entries, style).map { entry, style in
        try storedVector(of: entry).map { style + $0 } ?? encoder.vectors(of: [entry.text]).first ?? []
      }
    case .style, .modelLayer:
      return try encoder.vectors(of: entries.map(\.text))
    }
  }

  /// The vector of the entry's text, where that is what search encodes.
  private func storedVector(of entry: Entry) -> [Float]? { entry.title == nil ? stored[entry.id] : nil }
}
