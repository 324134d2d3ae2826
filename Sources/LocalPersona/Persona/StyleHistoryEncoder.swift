// StyleHistoryEncoder.swift: a history as habits of writing that can be counted.

private import Crypto

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
