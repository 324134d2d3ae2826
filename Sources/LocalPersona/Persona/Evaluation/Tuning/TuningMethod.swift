// TuningMethod.swift: the ways to tune a model to one person that a persona is compared with, as `--tune`
// names them.

/// What is trained on a history.
struct TuningMethod: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Low-rank terms on queries and values, r directions each (LoRA, arXiv 2106.09685).
    case lowRank(rank: Int)

    /// The rows in front, from those of no person on, without a projector (prefix or prompt tuning, arXiv
    /// 2104.08691).
    case prefix
  }

  var kind: Kind

  /// The rate of AdamW; nil for the usual one of the kind.
  var askedRate: Float?

  /// Most directions of a projection.
  static let rankLimit = 64

  /// The usual rate for low-rank terms.
  static let lowRankRate: Float = 1e-3

  /// The rate of AdamW.
  var rate: Float {
    if let askedRate { return askedRate }
    return switch kind {
    case .lowRank: Self.lowRankRate
    case .prefix: RowAdaptation.rate
    }
  }

  /// The method of `lora8`, `lora8:0.002` or `prefix`; nil where `text` is none.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count <= 2 else { return nil }
    if name == "prefix" {
      kind = .prefix
    } else if name.hasPrefix("lora"), let rank = Int(name.dropFirst(4)), 1...Self.rankLimit ~= rank {
      kind = .lowRank(rank: rank)
    } else {
      return nil
    }
    guard parts.count == 2 else { return }
    guard let rate = ValueKind.decimal(String(parts[1])).map({ Float($0) }), rate > 0, rate <= 1 else {
      return nil
    }
    askedRate = rate
  }
}
