// EvaluationSample.swift: what the tests of evaluation share: prompts of bytes, an encoder of a letter,
// authors.

import Inference

@testable import LocalPersona

/// Prompts of one token, 1 with a system turn, and the examples, which are the first passages by words and
/// the last ones otherwise; tokens are bytes.
struct BytePrompts: EvaluationPrompts {
  func isTarget(_ passage: CorpusPassage) -> Bool { true }

  func example(
    _ number: Int, of author: CorpusAuthor, examples: ExampleChoice?, among history: [Int], isSoft: Bool
  ) -> PassageExample? {
    let order = closest(to: number, of: author, among: history, by: examples?.ranking ?? .words)
    let all = order.map { tokens(of: author.passages[$0]) }
    let shown: [TokenID] =
      switch examples?.amount {
      case nil: []
      case .passages(let count): all.prefix(count).flatMap(\.self)
      case .tokens(let count): Array(all.flatMap(\.self).prefix(count))
      }
    return PassageExample(
      prompt: [isSoft ? 0 : 1] + shown, target: tokens(of: author.passages[number]), brief: author.name)
  }

  func closest(
    to number: Int, of author: CorpusAuthor, among history: [Int], by ranking: ExampleRanking
  ) -> [Int] {
    ranking == .words ? history : history.reversed()
  }

  func tokens(of passage: CorpusPassage) -> [TokenID] { passage.text.utf8.map { TokenID($0) } }
}

/// Encodes a text as the letter that it begins with, and as 1.
struct LetterEncoder: HistoryEncoder {
  let name = HistoryEncoderName.style
  let dimension = 2
  let fingerprint = [UInt8](repeating: 1, count: 32)

  func vectors(of texts: [String]) -> [[Float]] {
    texts.map { [Float($0.utf8.first ?? 0), 1] }
  }
}

/// Authors who say the same again and again, and a plug of a few numbers that tells them apart.
enum EvaluationSample {
  static let names = ["ann", "bob", "cyd", "dee"]

  static func author(_ name: String, count: Int = 12) -> CorpusAuthor {
    let passages = (0..<count).map { index in
      CorpusPassage(
        text: "\(name)\(index % 3) writes about \(name) \(index)", title: nil, work: "\(index % 2)",
        kind: "letter", year: 1850)
    }
    return CorpusAuthor(name: name, passages: passages)
  }

  /// Two rows of three numbers.
  static func plug(_ aggregator: PlugSettings.Aggregator = .mean) -> EvaluatedPlug {
    var settings = PlugSettings.standard
    settings.aggregator = aggregator
    (settings.instructionCount, settings.personaCount, settings.hiddenCount) = (2, 2, 4)
    let authors = names.map { [Float($0.utf8.first ?? 0), 1] }
    var plug = Plug(
      settings: settings, inputDimension: 2, embeddingLength: 3, embeddingScale: 1,
      statistics: PopulationStatistics(authors: authors), initialRows: nil, seed: 1)
    var random = SplitMix64(seed: 9)
    plug.parameters.values = plug.parameters.values.map { _ in Float(random.nextUnit()) - 0.5 }
    return EvaluatedPlug(name: "style", plug: plug, encoder: LetterEncoder())
  }

  /// What is kept in `/home/kept` of the losses of a model.
  static func kept(on disk: SimulatedDisk, model: UInt8 = 7) throws -> KeptLosses {
    let fingerprint = [UInt8](repeating: model, count: 32)
    let log = try NumberLog(
      path: "/home/kept", identity: KeptLosses.identity(model: fingerprint, name: "tiny"), isLocked: false,
      files: disk)
    return KeptLosses(log, model: fingerprint)
  }
}
