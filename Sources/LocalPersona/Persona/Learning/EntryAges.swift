// EntryAges.swift: how old the entries of a history are, for plugs that forget by the year.
//
// Relative to the newest entry and not to the clock: the same history always gives the same rows.

extension PersonaInput {
  private static let secondsPerYear = 31_556_952.0

  /// Years from each entry to the newest of them, in the order of `entries`.
  static func ages(of entries: [Entry]) -> [Float] {
    guard let newest = entries.map(\.written).max() else { return [] }
    return entries.map {
      // As doubles: dates of entries may be as far apart as 64 bits allow.
      let seconds = Double(newest.secondsSince1970) - Double($0.written.secondsSince1970)
      return Float(seconds / secondsPerYear)
    }
  }
}
