// ValueKind+Check.swift: what a value must look like, and how its place is shown.

extension ValueKind {
  /// The placeholder in help, such as `NAME` or `json|markdown`.
  var placeholder: String {
    switch self {
    case .text(let name), .path(let name), .integer(let name, _), .number(let name, _), .date(let name),
      .days(let name):
      name
    case .choice(let words): words.joined(separator: "|")
    }
  }

  /// What is wrong with `value`, or nil where it is right.
  func problem(with value: String) -> ValueProblem? {
    switch self {
    case .text: nil
    case .path: value.isEmpty ? .empty : nil
    case .integer(_, let range):
      switch Int(value) {
      case nil: .notInteger
      case let number? where !range.contains(number):
        .outOfRange(lowest: "\(range.lowerBound)", highest: "\(range.upperBound)")
      default: nil
      }
    case .number(_, let range):
      switch ValueKind.decimal(value) {
      case nil: .notNumber
      case let number? where !range.contains(number):
        .outOfRange(lowest: range.lowerBound.plain, highest: range.upperBound.plain)
      default: nil
      }
    case .date: DatePhrase(value)?.isOneDay == true ? nil : .notDate
    case .days: DatePhrase(value) == nil ? .notDays : nil
    case .choice(let words):
      words.contains(value)
        ? nil : .notChoice(choices: words, suggestion: NearMiss.suggestion(for: value, among: words))
    }
  }

  /// Whether `word` is one of the words to choose from.
  func isChoice(of word: String) -> Bool {
    if case .choice(let words) = self { words.contains(word) } else { false }
  }

  /// The number that `text` writes in decimal digits; `Double` alone would take `inf` and `0x1p3`.
  static func decimal(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}

extension Positional {
  /// The name as help shows it.
  var shownName: String { name.uppercased() }
}
