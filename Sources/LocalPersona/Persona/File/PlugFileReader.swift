// PlugFileReader.swift: the fields of a plug file, one after the other, none trusted: every length is held
// against what is left before anything is allocated, every number against its limits, and what is refused
// is named.

/// Reads the fields of a plug file.
struct PlugFileReader {
  var reader: ByteReader

  init(_ bytes: [UInt8], _ range: Range<Int>) { reader = ByteReader(bytes, range) }

  /// Where the next field begins.
  var offset: Int { reader.offset }

  /// All fields.
  mutating func document() throws(PlugFileError) -> PlugDocument {
    let settings = try settings()
    let dimension = try count("input dimension", 1...PlugFile.maximumInputDimension)
    let embeddingLength = try count("embedding length", 1...PlugFile.maximumEmbeddingLength)
    let scale = try number("embedding scale", atMost: .greatestFiniteMagnitude)
    let decoder = try bytes("fingerprint of the language model", count: 32)
    let encoder = try bytes("fingerprint of the encoder", count: 32)
    let name = try text("name", maximum: PlugFile.maximumNameByteCount)
    let decoderName = try text("name of the language model", maximum: PlugFile.maximumNameByteCount)
    let card = try card()
    let statistics = try statistics(dimension)
    let parameters = try parameters(settings, dimension, embeddingLength)
    let (bank, kinds) = try bank(dimension)
    return PlugDocument(
      name: name,
      plug: Plug(
        settings: settings, inputDimension: dimension, embeddingLength: embeddingLength,
        embeddingScale: scale, statistics: statistics, parameters: parameters),
      decoderFingerprint: decoder, decoderName: decoderName, encoderFingerprint: encoder, bank: bank,
      bankKinds: kinds, card: card)
  }

  /// Checks that nothing is left.
  func requireEnd() throws(PlugFileError) {
    guard reader.remaining == 0 else {
      throw .trailingBytes(expected: offset, actual: offset + reader.remaining)
    }
  }

  // MARK: groups of fields

  private mutating func settings() throws(PlugFileError) -> PlugSettings {
    let start = offset
    var settings = PlugSettings.standard
    settings.encoder = try choice("encoder")
    settings.form = try choice("form")
    settings.aggregator = try choice("aggregator")
    settings.instructionSource = try choice("instruction source")
    settings.learnsTemperature = try flag("learns temperature")
    settings.standardises = try flag("standardises")
    let reserved = offset
    let zero: UInt16 = try integer("reserved bytes")
    guard zero == 0 else {
      throw .badValue(field: "reserved bytes", offset: reserved, value: "\(zero)", allowed: "0")
    }
    settings.instructionCount = try count("instruction rows", 1...PlugFile.maximumRowCount)
    settings.personaCount = try count("persona rows", 0...PlugFile.maximumRowCount)
    settings.hiddenCount = try count("hidden width", 1...PlugFile.maximumHiddenCount)
    settings.temperature = try number("temperature", atMost: PlugFile.maximumTemperature)
    settings.recencyDecay = try number("recency decay", atMost: PlugFile.maximumDecay, orZero: true)
    guard settings.isConsistent else {
      let rows = "\(settings.instructionCount) and \(settings.personaCount) rows"
      throw .badValue(
        field: "settings", offset: start,
        value: "form \(settings.form.rawValue) with \(rows), aggregator \(settings.aggregator.rawValue)",
        allowed: "settings that fit each other")
    }
    return settings
  }

  private mutating func card() throws(PlugFileError) -> [String: String] {
    let cardOffset = offset
    let entryCount = Int(try integer("card") as UInt16)
    guard entryCount <= PlugFile.maximumCardCount else {
      throw .badValue(
        field: "card", offset: cardOffset, value: "\(entryCount) entries",
        allowed: "at most \(PlugFile.maximumCardCount)")
    }
    var card: [String: String] = [:]
    var last: [UInt8] = []
    for _ in 0..<entryCount {
      let start = offset
      let key = try text("key of the card", maximum: PlugFile.maximumCardKeyByteCount)
      guard last.lexicographicallyPrecedes(key.utf8) else {
        throw .badValue(
          field: "key of the card", offset: start, value: "'\(key)'", allowed: "in rising order")
      }
      last = Array(key.utf8)
      card[key] = try text(
        "card '\(key)'", maximum: PlugFile.maximumCardValueByteCount, ofLines: true)
    }
    return card
  }

  private mutating func statistics(_ dimension: Int) throws(PlugFileError) -> PopulationStatistics {
    let mean = try singles("population mean", count: dimension)
    let start = offset
    let deviation = try singles("population deviation", count: dimension)
    if let index = deviation.firstIndex(where: { $0 <= 0 }) {
      throw .badValue(
        field: "population deviation", offset: start + 4 * index, value: "\(deviation[index])",
        allowed: "above 0")
    }
    return PopulationStatistics(mean: mean, deviation: deviation)
  }

  private mutating func parameters(
    _ settings: PlugSettings, _ dimension: Int, _ embeddingLength: Int
  ) throws(PlugFileError) -> PlugParameters {
    let start = offset
    let stored = Int(try integer("number of weights") as UInt32)
    // The limits of the sizes keep these products far from overflow; nothing is allocated before this.
    let layout = PlugParameters.layout(
      settings: settings, inputDimension: dimension, embeddingLength: embeddingLength)
    let expected = layout.last?.range.upperBound ?? 0
    guard stored == expected else {
      throw .badValue(
        field: "number of weights", offset: start, value: "\(stored)",
        allowed: "\(expected) for these settings and sizes")
    }
    guard reader.remaining / 2 >= stored else { throw .overrun(field: "weights", offset: offset) }
    var parameters = PlugParameters(
      settings: settings, inputDimension: dimension, embeddingLength: embeddingLength)
    for tensor in layout {
      parameters.values.replaceSubrange(
        tensor.range, with: try halves("weights \(tensor.name.rawValue)", count: tensor.range.count))
    }
    return parameters
  }

  private mutating func bank(_ dimension: Int) throws(PlugFileError) -> ([[Float]], [String]) {
    let authorCount = try count("authors of the bank", 0...PlugFile.maximumBankCount)
    var kinds: [String] = []
    for _ in 0..<authorCount {
      kinds.append(try text("kind of writing", maximum: PlugFile.maximumNameByteCount))
    }
    var bank: [[Float]] = []
    for author in 0..<authorCount {
      bank.append(try halves("bank author \(author)", count: dimension))
    }
    return (bank, kinds)
  }
}

extension Plug {
  /// A plug with trained parameters, of the shapes that the settings ask for.
  fileprivate init(
    settings: PlugSettings, inputDimension: Int, embeddingLength: Int, embeddingScale: Float,
    statistics: PopulationStatistics, parameters: PlugParameters
  ) {
    self.settings = settings
    self.inputDimension = inputDimension
    self.embeddingLength = embeddingLength
    self.embeddingScale = embeddingScale
    self.statistics = statistics
    self.parameters = parameters
  }
}
