// LaMPPersonas.swift: the soft rows of the people of a benchmark, by one plug.

internal import Inference

/// A plug that reads profiles.
struct LaMPPersonas {
  let document: PlugDocument

  /// The one that the plug was trained with.
  let encoder: any HistoryEncoder

  /// Draws strangers.
  let seed: UInt64

  /// Rows in front of a prompt.
  var softCount: Int { document.plug.softCount }

  /// The plug with the profile of `question` in it: its newest items, as many as the paper's authors read.
  ///
  /// - Parameters:
  ///   - question: Whose profile.
  ///   - readsProfile: Whether the profile is of any use; encoding one takes the longest.
  /// - Returns: The person.
  /// - Throws: What the encoder throws.
  func persona(_ question: LaMPQuestion, readsProfile: Bool) throws -> PlugPersona {
    let items = question.profile.suffix(readsProfile ? PersonaPlug.itemLimit : 0)
    let input = PersonaInput(
      items: try items.isEmpty ? [] : encoder.vectors(of: items.map(\.searchText)),
      ages: question.isDated ? Self.ages(items) : [])
    var random = SplitMix64(seed: seed, name: question.id)
    return PlugPersona(
      plug: document.plug, own: input, whole: input, bank: document.bank,
      encodeBrief: { [encoder] in try encoder.vectors(of: [$0]).first ?? [] }, seed: random.next())
  }

  /// The rows for one prompt; shape (softCount, E), none for ``LaMPWay/Rows/none``.
  ///
  /// - Parameters:
  ///   - rows: Whose.
  ///   - persona: Of the question.
  ///   - content: What the plug reads of the question.
  /// - Returns: The rows.
  /// - Throws: ``LaMPError/noStrangers(plug:)``, what the encoder throws.
  func rows(_ rows: LaMPWay.Rows, of persona: PlugPersona, for content: String) throws -> [[Float]] {
    let input: PersonaInput
    switch rows {
    case .none: return []
    case .instruction: return document.plug.meanRows.rows(count: softCount)
    case .plug: input = persona.own
    case .stranger:
      guard let stranger = persona.strangers.first else { throw LaMPError.noStrangers(plug: document.name) }
      input = stranger
    }
    return try persona.rows(input, briefs: [content]).first?.rows(count: softCount) ?? []
  }

  /// Years before the newest item.
  private static func ages(_ items: ArraySlice<LaMPItem>) -> [Float] {
    let years = items.compactMap { $0.date?.years }
    let newest = years.max() ?? 0
    return years.map { newest - $0 }
  }
}
