// Style.swift: the few escape sequences of our output. All are empty where colour is off.
//
// Colour is off unless standard output is a terminal, and with --no-color, NO_COLOR or TERM=dumb.

/// Escape sequences to put around words; empty strings where colour is off.
public struct Style: Sendable, Equatable {
  /// Starts bold.
  public let bold: String

  /// Starts faint.
  public let dim: String

  /// Starts red: failures.
  public let red: String

  /// Starts green: proofs that passed.
  public let green: String

  /// Starts yellow: warnings.
  public let yellow: String

  /// Starts the colour of names and ids.
  public let accent: String

  /// Ends all of the above.
  public let reset: String

  /// Escape sequences, or empty strings where `isColoured` is false.
  public init(isColoured: Bool) {
    func sequence(_ code: Int) -> String { isColoured ? "\u{1B}[\(code)m" : "" }
    bold = sequence(1)
    dim = sequence(2)
    red = sequence(31)
    green = sequence(32)
    yellow = sequence(33)
    accent = sequence(36)
    reset = sequence(0)
  }
}
