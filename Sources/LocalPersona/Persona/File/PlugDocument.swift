// PlugDocument.swift: everything that a plug file says: the plug, the models it was trained with, the
// population that it knows, and where it comes from.

/// A plug and what has to travel with it.
struct PlugDocument: Equatable, Sendable {
  /// What it is called: one line of at most ``PlugFile/maximumNameByteCount`` bytes.
  var name: String

  var plug: Plug

  /// SHA-256 of the language model that it was trained in front of: `ModelRecord.fingerprint`, 32 bytes.
  ///
  /// Soft rows mean nothing to another model, nor to the same one with other weights.
  var decoderFingerprint: [UInt8]

  /// What that model was called where the plug was trained; for people.
  var decoderName: String

  /// `HistoryEncoder.fingerprint` of the encoder that it reads, 32 bytes.
  var encoderFingerprint: [UInt8]

  /// The mean vector of each of some authors of the population, as the encoder makes them;
  /// `plug.inputDimension` numbers each.
  ///
  /// They stand for strangers where the worth of a personal plug is measured.
  var bank: [[Float]]

  /// The kind of writing of each author of ``bank``, and as many.
  var bankKinds: [String]

  /// The model card: data, settings of the training, seed, cost, figures, limits.
  var card: [String: String]

  /// Whether it was trained in front of the language model with this fingerprint.
  func isMade(forDecoder fingerprint: [UInt8]) -> Bool { decoderFingerprint == fingerprint }

  /// The document as it is after it was written and read: numbers that files keep in half precision are
  /// rounded.
  var rounded: PlugDocument {
    var document = self
    document.plug.parameters.values = plug.parameters.values.map(Self.round)
    document.bank = bank.map { $0.map(Self.round) }
    return document
  }

  private static func round(_ number: Float) -> Float {
    HalfPrecision.float(bits: HalfPrecision.bits(of: number))
  }
}
