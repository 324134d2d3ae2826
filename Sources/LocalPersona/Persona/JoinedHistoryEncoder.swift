// JoinedHistoryEncoder.swift: a history as habits and meaning together.

private import Crypto

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
