// HistoryEncoder.swift: what turns each piece of a history, and a brief, into the numbers a plug reads.
//
// The published method has one frozen encoder; here are four to choose from. A plug remembers which one
// it was trained on by its name and its fingerprint, and reads the vectors of no other.

private import Crypto
internal import Inference

/// Which encoder reads the history; stored in plug files.
enum HistoryEncoderName: UInt8, CaseIterable, Sendable {
  /// The habits of writing that can be counted.
  case style = 1

  /// The meaning, by the installed text encoder.
  case passages = 2

  /// Both, one after the other.
  case styleAndPassages = 3

  /// The middle layer of the language model itself.
  case modelLayer = 4

  /// The word for it in options and reports.
  var name: String {
    switch self {
    case .style: "style"
    case .passages: "passages"
    case .styleAndPassages: "style+passages"
    case .modelLayer: "model-layer"
    }
  }

  /// Whether its vectors begin with those of style.
  var readsStyle: Bool { self == .style || self == .styleAndPassages }

  /// The encoder of this name, if there is one.
  init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

/// A frozen encoder of texts.
protocol HistoryEncoder {
  /// Which of the encoders it is.
  var name: HistoryEncoderName { get }

  /// The length of its vectors.
  var dimension: Int { get }

  /// 32 bytes that change whenever the vectors of a text could.
  var fingerprint: [UInt8] { get }

  /// One vector of ``dimension`` finite numbers for each text.
  func vectors(of texts: [String]) throws -> [[Float]]
}

/// The style encoder as a history encoder.
struct StyleHistoryEncoder: HistoryEncoder {
  let name = HistoryEncoderName.style
  let dimension = StyleEncoder.dimension

  /// Of the version and of what each number means.
  let fingerprint: [UInt8] = SHA256.hash(
    of: Array("style encoder \(StyleEncoder.version)\n\(StyleEncoder.featureNames)".utf8))

  func vectors(of texts: [String]) -> [[Float]] {
    let encoder = StyleEncoder()
    return texts.map { encoder.vector(of: $0) }
  }
}

/// The installed text encoder as a history encoder; long texts become one vector as they do for search.
struct PassageHistoryEncoder: HistoryEncoder {
  let name = HistoryEncoderName.passages
  let dimension: Int
  private let encoder: any PassageEncoder

  /// Wraps `encoder`.
  ///
  /// - Parameters:
  ///   - encoder: What encodes the passages.
  ///   - dimension: The length of its vectors, where it is known; otherwise it is asked for one.
  /// - Throws: What the encoder throws.
  init(_ encoder: any PassageEncoder, dimension: Int? = nil) throws {
    self.encoder = encoder
    self.dimension = try dimension ?? encoder.encode([""]).first?.count ?? 0
  }

  var fingerprint: [UInt8] { encoder.fingerprint }

  func vectors(of texts: [String]) throws -> [[Float]] {
    // A text that no entry could hold, blank or too long, is read as far as one passage goes.
    let entries = texts.map { try? Entry(text: $0) }
    var rows = try EntryPassages.vectors(of: entries.compactMap(\.self), with: encoder)[...]
    return try zip(texts, entries).flatMap { text, entry in
      if entry != nil { return [rows.removeFirst()] }
      return try encoder.encode([String(text.prefix(EntryPassages.passageByteCount))])
    }
  }
}

/// Two encoders, their vectors one after the other.
struct JoinedHistoryEncoder: HistoryEncoder {
  let name = HistoryEncoderName.styleAndPassages
  private let style = StyleHistoryEncoder()
  private let passages: PassageHistoryEncoder

  init(_ passages: PassageHistoryEncoder) { self.passages = passages }

  var dimension: Int { style.dimension + passages.dimension }
  var fingerprint: [UInt8] { SHA256.hash(of: style.fingerprint + passages.fingerprint) }

  func vectors(of texts: [String]) throws -> [[Float]] {
    zip(style.vectors(of: texts), try passages.vectors(of: texts)).map { $0 + $1 }
  }
}

/// The mean of a middle layer's residual stream over the first tokens of a text.
struct LayerHistoryEncoder: HistoryEncoder {
  /// Tokens of a text that are read.
  static let maximumTokenCount = 128

  /// Texts in one pass.
  static let batchCount = 8

  let name = HistoryEncoderName.modelLayer
  let dimension: Int
  let fingerprint: [UInt8]
  private let tokens: (String) -> [TokenID]
  private let means: ([[TokenID]]) throws -> [[Float]]

  /// Reads the layer in the middle of `decoder`.
  ///
  /// - Parameters:
  ///   - decoder: The language model.
  ///   - fingerprint: Its SHA-256, as its record has it.
  init(_ decoder: Decoder, fingerprint: [UInt8]) {
    let layer = decoder.configuration.blockCount / 2
    let training = DecoderTraining(decoder)
    let tokenizer = decoder.tokenizer
    self.init(
      dimension: decoder.embeddingLength,
      fingerprint: SHA256.hash(of: fingerprint + Array("layer \(layer)".utf8)),
      tokens: { tokenizer.encode($0, addSpecial: true, parseSpecial: false) },
      means: { try training.meanHidden($0, layer: layer) })
  }

  /// Reads texts by `tokens` and sequences, none of them empty, by `means`.
  init(
    dimension: Int, fingerprint: [UInt8], tokens: @escaping (String) -> [TokenID],
    means: @escaping ([[TokenID]]) throws -> [[Float]]
  ) {
    self.dimension = dimension
    self.fingerprint = fingerprint
    self.tokens = tokens
    self.means = means
  }

  /// One vector for each text; zeros for one without tokens.
  func vectors(of texts: [String]) throws -> [[Float]] {
    let sequences = texts.map { Array(tokens($0).prefix(Self.maximumTokenCount)) }
    let full = sequences.indices.filter { !sequences[$0].isEmpty }
    var vectors = [[Float]](repeating: [Float](repeating: 0, count: dimension), count: texts.count)
    for start in stride(from: 0, to: full.count, by: Self.batchCount) {
      let batch = full[start..<min(start + Self.batchCount, full.count)]
      for (index, mean) in zip(batch, try means(batch.map { sequences[$0] })) { vectors[index] = mean }
    }
    return vectors
  }
}
