// EvaluationEncoders.swift: the encoders that the plugs of an evaluation read, each made once.

internal import Inference

/// Makes the encoders of plugs.
final class EvaluationEncoders {
  private let decoder: Decoder
  private let fingerprint: [UInt8]
  private let models: String
  private let threads: ThreadPool
  private var known: [HistoryEncoderName: any HistoryEncoder] = [:]

  /// Prepares to make encoders.
  ///
  /// - Parameters:
  ///   - decoder: The language model, for plugs that read one of its layers.
  ///   - fingerprint: Its SHA-256, as its record has it.
  ///   - models: The folder of the model store.
  ///   - threads: What they compute on.
  init(decoder: Decoder, fingerprint: [UInt8], models: String, threads: ThreadPool) {
    self.decoder = decoder
    self.fingerprint = fingerprint
    self.models = models
    self.threads = threads
  }

  /// The encoder that a plug was trained on.
  ///
  /// - Throws: ``PlugStoreError/otherEncoder(plug:encoder:)`` where it is another one here,
  ///   ``ModelStoreError/noneInstalled(_:)`` where it needs a text encoder and there is none.
  func encoder(for document: PlugDocument) throws -> any HistoryEncoder {
    let name = document.plug.settings.encoder
    let encoder = try known[name] ?? make(name)
    known[name] = encoder
    guard encoder.fingerprint == document.encoderFingerprint,
      encoder.dimension == document.plug.inputDimension
    else { throw PlugStoreError.otherEncoder(plug: document.name, encoder: name.name) }
    return encoder
  }

  private func make(_ name: HistoryEncoderName) throws -> any HistoryEncoder {
    switch name {
    case .style: StyleHistoryEncoder()
    case .passages: try passages()
    case .styleAndPassages: JoinedHistoryEncoder(try passages())
    case .modelLayer: LayerHistoryEncoder(decoder, fingerprint: fingerprint)
    }
  }

  private func passages() throws -> PassageHistoryEncoder {
    let threads = self.threads
    guard let encoder = try InstalledEncoder.find(inStore: models, threads: { threads }) else {
      throw ModelStoreError.noneInstalled(.encoder)
    }
    return try PassageHistoryEncoder(encoder)
  }
}
