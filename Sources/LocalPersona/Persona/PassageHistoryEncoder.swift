// PassageHistoryEncoder.swift: a history as what its texts mean, by the encoder that search has as well.

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
