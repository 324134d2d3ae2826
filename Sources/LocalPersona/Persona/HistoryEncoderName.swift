// HistoryEncoderName.swift: the encoders of a history that there are, as plug files and options call them.

/// Which encoder reads the history; stored in plug files.
enum HistoryEncoderName: UInt8, CaseIterable, Sendable {
  /// The habits of writing that can be counted.
  case style = 1

  /// The meaning, by the installed text encoder.
  case passages = 2

  /// Both, one after the other.
  case styleAndPassages = 3

  /// The middle layer of the language model itself.
  case modelLayer = 4

  /// The word for it in options and reports.
  var name: String {
    switch self {
    case .style: "style"
    case .passages: "passages"
    case .styleAndPassages: "style+passages"
    case .modelLayer: "model-layer"
    }
  }

  /// Whether its vectors begin with those of style.
  var readsStyle: Bool { self == .style || self == .styleAndPassages }

  /// The encoder of this name, if there is one.
  init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
