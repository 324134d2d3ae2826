// EvaluationEncoders.swift: the encoders that the plugs of an evaluation read, each made once, and their
// vectors kept where losses are.

internal import Inference

/// Makes the encoders of plugs.
final class EvaluationEncoders {
  private let decoder: Decoder
  private let fingerprint: [UInt8]
  private let models: String
  private let threads: ThreadPool
  private let kept: KeptLosses?
  private var known: [HistoryEncoderName: any HistoryEncoder] = [:]

  /// Prepares to make encoders.
  ///
  /// - Parameters:
  ///   - decoder: The language model, for plugs that read one of its layers.
  ///   - fingerprint: Its SHA-256, as its record has it.
  ///   - models: The folder of the model store.
  ///   - threads: What they compute on.
  ///   - kept: Where vectors are kept as they are computed; nil where they are not.
  init(
    decoder: Decoder, fingerprint: [UInt8], models: String, threads: ThreadPool, kept: KeptLosses? = nil
  ) {
    self.decoder = decoder
    self.fingerprint = fingerprint
    self.models = models
    self.threads = threads
    self.kept = kept
  }

  /// The encoder that a plug was trained on.
  ///
  /// - Throws: ``PlugStoreError/otherEncoder(plug:encoder:)`` where it is another one here,
  ///   ``ModelStoreError/noneInstalled(_:)`` where it needs a text encoder and there is none.
  func encoder(for document: PlugDocument) throws -> any HistoryEncoder {
    let name = document.plug.settings.encoder
    let encoder = try encoder(named: name)
    guard encoder.fingerprint == document.encoderFingerprint,
      encoder.dimension == document.plug.inputDimension
    else { throw PlugStoreError.otherEncoder(plug: document.name, encoder: name.name) }
    return encoder
  }

  /// The encoder of a name.
  ///
  /// - Throws: ``ModelStoreError/noneInstalled(_:)`` where it needs a text encoder and there is none.
  func encoder(named name: HistoryEncoderName) throws -> any HistoryEncoder {
    if let encoder = known[name] { return encoder }
    let encoder = keeping(try make(name))
    known[name] = encoder
    return encoder
  }

  private func keeping(_ encoder: any HistoryEncoder) -> any HistoryEncoder {
    guard let kept else { return encoder }
    // Losses are on the disk batch by batch, and so is what rows are made of.
    let keeping = KeptEncoder(encoder, log: kept.log, interval: .zero)
    keeping.didNotKeep = kept.didNotKeep
    return keeping
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
