// LaMPTask.swift: the tasks of LaMP (Salemi et al., ACL 2024, arXiv 2304.11406): names, fields and answers.
//
// LaMP-6 is left out: its mails cannot be had without a licence. Of LaMP-2 there are two: movies, as
// published now, and news, as published at first.

/// A task of the benchmark.
enum LaMPTask: String, CaseIterable, Sendable {
  /// Which of two papers does the author cite?
  case citation = "1"

  /// Which of 15 tags does the person give to the movie?
  case movieTag = "2"

  /// Under which of 15 categories does the author publish the article?
  case newsCategory = "2n"

  /// How many stars, 1 to 5, does the person give?
  case rating = "3"

  /// The author's headline for an article.
  case headline = "4"

  /// The author's title for an abstract.
  case paperTitle = "5"

  /// A tweet in the words of the person.
  case tweet = "7"

  /// What `task` is called in files of outputs.
  var officialName: String { "LaMP_" + rawValue.prefix(1) }

  /// What can be answered, in the order of LaMP's script; none where the answer is free text.
  var answers: [String] {
    switch self {
    case .citation: ["[1]", "[2]"]
    case .movieTag: Self.movieTags
    case .newsCategory: Self.newsCategories
    case .rating: ["1", "2", "3", "4", "5"]
    case .headline, .paperTitle, .tweet: []
    }
  }

  /// What can be answered to `input`: the tags or categories that it lists, where it does, since files in
  /// this format may have others; those of the task otherwise.
  func answers(to input: String) -> [String] {
    let marker =
      switch self {
      case .movieTag: "tags: ["
      case .newsCategory: "categories: ["
      default: ""
      }
    guard !marker.isEmpty, let start = input.firstRange(of: marker)?.upperBound,
      let end = input[start...].firstIndex(of: "]")
    else { return answers }
    let listed = input[start..<end].split(separator: ",").map { String($0).trimmingSpaces() }
    let distinct = listed.filter { !$0.isEmpty }
    return distinct.count > 1 && Set(distinct).count == distinct.count ? distinct : answers
  }

  /// What is measured.
  var metrics: [LaMPMetric] {
    switch self {
    case .citation, .movieTag, .newsCategory: [.accuracy, .macroF1]
    case .rating: [.meanAbsoluteError, .rootMeanSquareError]
    case .headline, .paperTitle, .tweet: [.rouge1, .rougeL]
    }
  }

  private static let movieTags = [
    "sci-fi", "based on a book", "comedy", "action", "twist ending", "dystopia", "dark comedy", "classic",
    "psychology", "fantasy", "romance", "thought-provoking", "social commentary", "violence", "true story",
  ]

  private static let newsCategories = [
    "food & drink", "sports", "education", "parents", "religion", "travel", "business", "crime",
    "science & technology", "culture & arts", "entertainment", "politics", "women", "style & beauty",
    "healthy living",
  ]
}

// What of an input is content. Around it stands the same instruction in every question.
extension LaMPTask {
  /// What profile items are looked up by, as in LaMP's script; the whole input where it is worded otherwise.
  func query(of input: String) -> String {
    guard self == .citation else { return content(of: input) }
    let quoted = Self.quoted(in: input)
    return quoted.count >= 3 ? quoted[1] + " " + quoted[2] : input
  }

  /// What the plug's encoder reads of an input: the title, description, review, article or tweet alone, as in
  /// the code of PPlug's authors.
  func content(of input: String) -> String {
    let found: String? =
      switch self {
      case .citation: Self.quoted(in: input).first
      case .movieTag: Self.text(behind: "description:", in: input)
      case .newsCategory, .headline: Self.text(behind: "article:", in: input)
      case .rating: Self.text(behind: "review:", in: input)
      case .paperTitle: Self.text(behind: "paper:", in: input)
      case .tweet: Self.text(behind: ":", in: input)
      }
    let content = found?.trimmingSpaces() ?? ""
    return content.isEmpty ? input : content
  }

  private static func text(behind marker: String, in input: String) -> String? {
    input.firstRange(of: marker).map { String(input[$0.upperBound...]) }
  }

  /// The texts between the first and second quotation mark, the third and fourth, and so on.
  private static func quoted(in input: String) -> [String] {
    let parts = input.split(separator: "\"", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }
  }
}
