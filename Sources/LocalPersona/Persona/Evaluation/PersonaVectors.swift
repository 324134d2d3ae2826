// PersonaVectors.swift: soft rows of authors; every passage is encoded once for each encoder.

/// A plug that is judged, with the encoder that it reads.
struct EvaluatedPlug {
  /// How tables name it.
  var name: String
  var plug: Plug
  var encoder: any HistoryEncoder
}

/// Encodes passages, and remembers their vectors.
final class PersonaVectors {
  private struct Key: Hashable {
    var encoder: HistoryEncoderName
    var author: String
    var passage: Int
  }

  private var known: [Key: [Float]] = [:]
  private var briefs: [String: [Float]] = [:]

  /// The soft rows of an author for a brief.
  ///
  /// - Parameters:
  ///   - plug: Whose rows.
  ///   - author: Whose persona.
  ///   - history: The author's passages that are read, oldest first.
  ///   - brief: What is asked for; only plugs with attention read it. nil for nothing in particular.
  /// - Returns: Shape (softCount, E).
  /// - Throws: What the encoder throws.
  func rows(
    of plug: EvaluatedPlug, _ author: CorpusAuthor, history: [Int], brief: String?
  ) throws -> [Float] {
    guard plug.plug.settings.form != .instructionOnly else { return plug.plug.meanRows }
    return plug.plug.softRows(for: try input(of: plug, author, history: history, brief: brief))
  }

  /// How much each passage of a history counts for a brief.
  ///
  /// - Parameters:
  ///   - plug: Who weighs; it has a persona.
  ///   - author: Whose passages.
  ///   - history: Which of them, oldest first.
  ///   - brief: What is asked for.
  /// - Returns: As many shares, which add up to 1.
  /// - Throws: What the encoder throws.
  func weights(
    of plug: EvaluatedPlug, _ author: CorpusAuthor, history: [Int], brief: String
  ) throws -> [Float] {
    plug.plug.forward(try input(of: plug, author, history: history, brief: brief)).weights
  }

  private func input(
    of plug: EvaluatedPlug, _ author: CorpusAuthor, history: [Int], brief: String?
  ) throws -> PersonaInput {
    let settings = plug.plug.settings
    let query =
      settings.aggregator == .attention ? try brief.flatMap { try vector(plug.encoder, brief: $0) } : nil
    // As in training, ages included.
    return PersonaInput(
      author, history: history, rows: try vectors(plug.encoder, author, history), query: query,
      countsAges: settings.recencyDecay > 0)
  }

  private func vectors(
    _ encoder: any HistoryEncoder, _ author: CorpusAuthor, _ history: [Int]
  ) throws -> [[Float]] {
    func key(_ passage: Int) -> Key { Key(encoder: encoder.name, author: author.name, passage: passage) }
    let missing = history.filter { known[key($0)] == nil }
    if !missing.isEmpty {
      let vectors = try encoder.vectors(of: missing.map { author.passages[$0].text })
      for (passage, vector) in zip(missing, vectors) { known[key(passage)] = vector }
    }
    return history.compactMap { known[key($0)] }
  }

  private func vector(_ encoder: any HistoryEncoder, brief: String) throws -> [Float]? {
    let key = "\(encoder.name.rawValue) \(brief)"
    if let vector = briefs[key] { return vector }
    let vector = try encoder.vectors(of: [brief]).first
    briefs[key] = vector
    return vector
  }
}
