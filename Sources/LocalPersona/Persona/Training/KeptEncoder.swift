// KeptEncoder.swift: an encoder whose vectors are kept in a file: a corpus takes a text encoder minutes,
// which a run that was ended need not spend again. The vectors are those of the encoder itself, to the last
// bit.

/// An encoder, and what it gave before.
final class KeptEncoder: HistoryEncoder {
  /// Between two writes: the style encoder is done before, and leaves no file.
  static let usualInterval: Duration = .seconds(5)

  let name: HistoryEncoderName
  let dimension: Int
  let fingerprint: [UInt8]

  /// Told why vectors were not kept; what was computed is used all the same.
  var didNotKeep: (any Error) -> Void = { _ in }

  private let encoder: any HistoryEncoder
  private let log: NumberLog
  private let interval: Duration
  private var waiting: [KeptNumbers] = []
  private var fresh: [[UInt8]: [Float]] = [:]  // those that wait, by key
  private var keptAt = ContinuousClock.now

  /// Wraps `encoder`.
  ///
  /// - Parameters:
  ///   - encoder: What computes vectors.
  ///   - log: Where they are kept.
  ///   - interval: How long they may wait for that.
  init(_ encoder: any HistoryEncoder, log: NumberLog, interval: Duration = usualInterval) {
    self.encoder = encoder
    self.log = log
    self.interval = interval
    name = encoder.name
    dimension = encoder.dimension
    fingerprint = encoder.fingerprint
  }

  /// One vector for each text, those that are known not computed again.
  func vectors(of texts: [String]) throws -> [[Float]] {
    let keys = texts.map { NumberKey.vector(of: $0, encoder: fingerprint) }
    let missing = keys.indices.filter { vector(keys[$0]) == nil }
    if !missing.isEmpty {
      let computed = try encoder.vectors(of: missing.map { texts[$0] })
      for (index, vector) in zip(missing, computed) where fresh[keys[index]] == nil {
        fresh[keys[index]] = vector
        // The protocol promises finite numbers; others must not be kept.
        if vector.allSatisfy(\.isFinite) { waiting.append(KeptNumbers(key: keys[index], values: vector)) }
      }
    }
    let vectors = keys.compactMap { vector($0) }
    precondition(vectors.count == texts.count, "an encoder that left texts out")
    if ContinuousClock.now - keptAt >= interval { keep() }
    return vectors
  }

  /// Writes what waits.
  func keep() {
    defer { keptAt = ContinuousClock.now }
    guard !waiting.isEmpty else { return }
    do {
      try log.add(waiting)
    } catch {
      didNotKeep(error)
    }
    // The log knows them now, whether they are on the disk or not.
    waiting = []
    fresh = fresh.filter { log[$0.key] == nil }
  }

  private func vector(_ key: [UInt8]) -> [Float]? {
    if let vector = fresh[key] { return vector }
    guard let vector = log[key], vector.count == dimension else { return nil }
    return vector
  }
}
