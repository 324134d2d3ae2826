// PlugPersona.swift: the soft rows that one plug gives for one person, for nobody, and for strangers.

private import Inference

/// A plug with one person's history in it.
struct PlugPersona {
  /// Strangers that are compared with.
  static let strangerCount = 3

  let plug: Plug

  /// The vectors of the training entries and their ages, oldest first.
  let own: PersonaInput

  /// Those of all entries: what is used once everything is decided.
  let whole: PersonaInput

  /// Mean vectors of authors of the population, drawn by a fixed seed.
  let strangers: [PersonaInput]

  /// Encodes a brief; nil where the plug does not look at it.
  let encodeBrief: ((String) throws -> [Float])?

  /// Puts the plug, a history and the plug's bank together.
  ///
  /// - Parameters:
  ///   - plug: The plug.
  ///   - own: The vectors of the training entries.
  ///   - whole: Those of all entries.
  ///   - bank: The plug's bank of authors.
  ///   - encodeBrief: Makes the vector of a brief by the plug's encoder.
  ///   - seed: Chooses the strangers.
  init(
    plug: Plug, own: PersonaInput, whole: PersonaInput, bank: [[Float]],
    encodeBrief: @escaping (String) throws -> [Float], seed: UInt64 = 1
  ) {
    self.plug = plug
    self.own = own
    self.whole = whole
    self.encodeBrief = plug.settings.aggregator == .attention ? encodeBrief : nil
    var random = SplitMix64(seed: seed)
    var rest = bank
    var drawn: [PersonaInput] = []
    while drawn.count < Self.strangerCount, !rest.isEmpty {
      drawn.append(PersonaInput(items: [rest.remove(at: Int(random.next() % UInt64(rest.count)))]))
    }
    strangers = drawn
  }

  /// Of P for each brief, shape (softCount, E) each.
  func rows(_ input: PersonaInput, briefs: [String]) throws -> [[Float]] {
    guard let encodeBrief else {
      let rows = plug.softRows(for: input)
      return briefs.map { _ in rows }
    }
    return try briefs.map { brief in
      var input = input
      input.query = try encodeBrief(brief)
      return plug.softRows(for: input)
    }
  }

  /// P for no brief in particular, where adaptation starts.
  var startRows: [Float] { plug.softRows(for: own) }
}
