// LaMPQuestion.swift: a question of LaMP and the profile it comes with, out of an element of a questions
// file: {"id": …, "input": …, "profile": [{"id": …, fields of the task}, …]}.
//
// In files split by time each item has a `date`; in those split by user it has none, and the order of the
// file stands for it. `user_id`, where a file has it, says which questions are of one person.

/// A piece of what a person wrote before.
struct LaMPItem: Equatable, Sendable {
  var id: String

  /// What a prompt shows, and may cut: title, description, review, article, abstract or tweet.
  var text: String

  /// What belongs to it: tag, category, score or title; empty where the task has none.
  var label: String

  /// What is searched and encoded.
  var searchText: String

  /// When it was written; nil where nothing is said.
  var date: LaMPDate?
}

/// A question.
struct LaMPQuestion: Equatable, Sendable {
  var id: String

  /// Whose it is: `user_id`, or the question's own id, as in the official files each person has one question.
  var user: String

  var input: String

  /// The oldest first.
  var profile: [LaMPItem]

  /// Whether the profile is ordered by dates, and not by the order of the file.
  var isDated: Bool { profile.allSatisfy { $0.date != nil } }
}

/// A day, a month or a year, as numbers.
struct LaMPDate: Equatable, Comparable, Sendable {
  /// Year, and month and day where they are known.
  let parts: [Int]

  /// Reads numbers parted by `-`, such as `2016-05-27` or `2016`; what follows a space or a `T` is left out.
  init?(_ text: String) {
    let day = text.prefix { $0 != " " && $0 != "T" }
    let parts = day.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard (1...3).contains(parts.count), parts.allSatisfy({ (0...9999).contains($0) }) else { return nil }
    self.parts = parts
  }

  /// The date in years, near enough for ages.
  var years: Float {
    let month = parts.count > 1 ? Float(parts[1] - 1) / 12 : 0
    return Float(parts[0]) + month + (parts.count > 2 ? Float(parts[2] - 1) / 365 : 0)
  }

  /// The earlier first; a year comes before its months.
  static func < (first: LaMPDate, second: LaMPDate) -> Bool {
    first.parts.lexicographicallyPrecedes(second.parts)
  }
}

extension LaMPQuestion {
  /// Reads an element of a questions file.
  ///
  /// - Throws: ``LaMPFieldError``, which names the field.
  init(_ value: JSONValue, task: LaMPTask) throws(LaMPFieldError) {
    let fields = LaMPFields(value, within: "")
    try fields.requireObject()
    id = try fields.text("id")
    user = fields.has("user_id") ? try fields.text("user_id") : id
    input = try fields.text("input")
    guard !input.trimmingSpaces().isEmpty else { throw .empty("input") }
    guard let items = fields["profile"]?.array else { throw fields.problem("profile", .list) }
    var profile: [LaMPItem] = []
    profile.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      profile.append(try LaMPItem(LaMPFields(item, within: "profile[\(index)]"), task: task))
    }
    // Stable: items of one date stay in the order of the file.
    if profile.allSatisfy({ $0.date != nil }) {
      let order = profile.indices.sorted { first, second in
        guard let one = profile[first].date, let other = profile[second].date, one != other else {
          return first < second
        }
        return one < other
      }
      profile = order.map { profile[$0] }
    }
    self.profile = profile
  }
}

extension LaMPItem {
  fileprivate init(_ fields: LaMPFields, task: LaMPTask) throws(LaMPFieldError) {
    try fields.requireObject()
    id = try fields.text("id")
    switch task {
    case .citation:
      text = try fields.text("title")
      label = ""
      searchText = text + " " + (try fields.text("abstract"))
    case .movieTag:
      text = try fields.text("description")
      label = try fields.text("tag")
      searchText = text
    case .newsCategory:
      text = try fields.text("text")
      label = try fields.text("category")
      searchText = try fields.text("title") + " " + text
    case .rating:
      text = try fields.text("text")
      label = try fields.text("score")
      searchText = text
    case .headline, .paperTitle:
      text = try fields.text(task == .headline ? "text" : "abstract")
      label = try fields.text("title")
      searchText = label + " " + text
    case .tweet:
      text = try fields.text("text")
      label = ""
      searchText = text
    }
    guard fields.has("date") else { return }
    guard let date = LaMPDate(try fields.text("date")) else { throw fields.problem("date", .date) }
    self.date = date
  }
}

/// The members of one object of a file, and where they are.
private struct LaMPFields {
  private let value: JSONValue
  private let place: String

  init(_ value: JSONValue, within place: String) {
    (self.value, self.place) = (value, place)
  }

  subscript(name: String) -> JSONValue? { value[name] }

  func requireObject() throws(LaMPFieldError) {
    guard value.object == nil else { return }
    throw .wrongType(place.isEmpty ? "question" : place, expected: .object)
  }

  /// Whether there is such a member that is not null.
  func has(_ name: String) -> Bool {
    if let member = value[name], case .null = member { return false }
    return value[name] != nil
  }

  /// A string, or a number as one; an empty one for null.
  func text(_ name: String) throws(LaMPFieldError) -> String {
    guard let member = value[name] else { throw .missing(path(name)) }
    switch member {
    case .null: return ""
    case .string(let text): return text
    case .integer(let number): return String(number)
    case .number(let number): return number.description
    default: throw .wrongType(path(name), expected: .text)
    }
  }

  func problem(_ name: String, _ expected: LaMPFieldError.Expected) -> LaMPFieldError {
    value[name] == nil ? .missing(path(name)) : .wrongType(path(name), expected: expected)
  }

  private func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }
}

/// What is wrong with a member of a question.
enum LaMPFieldError: Error, Equatable {
  /// What a member has to be.
  enum Expected: Equatable, Sendable {
    case text, list, object, date
  }

  /// It is not there.
  case missing(String)

  /// It is there, and something else.
  case wrongType(String, expected: Expected)

  /// It has nothing but white space.
  case empty(String)
}
