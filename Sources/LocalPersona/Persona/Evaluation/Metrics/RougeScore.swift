// RougeScore.swift: ROUGE-1 and ROUGE-L (Lin 2004) as the Python package `rouge-score` 0.1.2 computes them,
// whose numbers LaMP reports: its words, its counts, its longest common subsequence, no confidence intervals.

/// How much of a reference a text has, and how much of it is in the reference; each in 0...1.
struct RougeScore: Equatable, Sendable {
  /// The share of the text that the reference has.
  var precision: Double

  /// The share of the reference that the text has.
  var recall: Double

  /// The harmonic mean of both, which is what is reported.
  var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

  private init(common: Int, textCount: Int, referenceCount: Int) {
    precision = textCount > 0 ? Double(common) / Double(textCount) : 0
    recall = referenceCount > 0 ? Double(common) / Double(referenceCount) : 0
  }

  /// ROUGE-1: words in common, each as often as both have it.
  ///
  /// - Parameters:
  ///   - text: The words of what was written.
  ///   - reference: Those of what should have been.
  /// - Returns: The score; 0 where either has no word.
  static func words(_ text: [String], _ reference: [String]) -> RougeScore {
    var left = Dictionary(reference.map { ($0, 1) }, uniquingKeysWith: +)
    var common = 0
    for word in text {
      guard let count = left[word], count > 0 else { continue }
      left[word] = count - 1
      common += 1
    }
    return RougeScore(common: common, textCount: text.count, referenceCount: reference.count)
  }

  /// ROUGE-L: the longest run of words in the same order, gaps allowed.
  static func longestSubsequence(_ text: [String], _ reference: [String]) -> RougeScore {
    RougeScore(
      common: commonCount(text, reference), textCount: text.count, referenceCount: reference.count)
  }

  /// The length of the longest common subsequence.
  private static func commonCount(_ text: [String], _ reference: [String]) -> Int {
    // Words become numbers, so that each is compared letter by letter only once.
    var numbers: [String: Int] = [:]
    for word in reference where numbers[word] == nil { numbers[word] = numbers.count }
    let columns = reference.map { numbers[$0] ?? 0 }
    var lengths = [Int](repeating: 0, count: columns.count + 1)
    for word in text {
      guard let number = numbers[word] else { continue }
      var diagonal = 0
      for (column, other) in columns.enumerated() {
        let above = lengths[column + 1]
        lengths[column + 1] = number == other ? diagonal + 1 : max(above, lengths[column])
        diagonal = above
      }
    }
    return lengths[columns.count]
  }
}

/// The words that ROUGE compares.
enum RougeWords {
  /// Words of at most so many letters have no stem but themselves.
  private static let shortWordCount = 3

  /// The runs of the letters a to z and digits of `text`, in lower case.
  ///
  /// Everything else parts words, accented letters too, as in the package.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - stemming: Whether words become stems; LaMP's own script compares words.
  /// - Returns: The words in order.
  static func of(_ text: String, stemming: Bool = false) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func end() {
      guard !word.isEmpty else { return }
      let whole = String(decoding: word, as: UTF8.self)
      words.append(stemming && word.count > shortWordCount ? PorterStemmer.stem(whole) : whole)
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": word.append(UInt8(truncatingIfNeeded: scalar.value))
      case "A"..."Z": word.append(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
      case "\u{212A}": word.append(UInt8(ascii: "k"))  // KELVIN SIGN, whose lower case is a plain k
      case "\u{130}":  // I WITH DOT ABOVE: an i, and a combining mark, which ends the word
        word.append(UInt8(ascii: "i"))
        end()
      default: end()
      }
    }
    end()
    return words
  }
}
