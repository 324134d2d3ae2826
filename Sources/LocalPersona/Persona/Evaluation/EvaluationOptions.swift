// EvaluationOptions.swift: options of an evaluation that no declaration can check.

/// Reads options that are lists, and names that must differ.
enum EvaluationOptions {
  /// The numbers of examples unless others are asked for.
  static let exampleCounts = [1, 4]

  /// Most passages that a prompt shows.
  static let exampleLimit = 8

  /// The counts of `1,4`; 0 stands for no examples.
  ///
  /// - Throws: ``EvaluationError/invalidExamples(_:)``.
  static func exampleCounts(_ text: String) throws(EvaluationError) -> [Int] {
    let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard counts.count <= 4, counts.allSatisfy({ 0...exampleLimit ~= $0 }) else {
      throw .invalidExamples(text)
    }
    return Set(counts).sorted().filter { $0 > 0 }
  }

  /// Most passages of a history.
  static let historyLimit = 1000

  /// The lengths of `1,4,16`, ascending.
  ///
  /// - Throws: ``EvaluationError/invalidHistory(_:)``.
  static func historyCounts(_ text: String) throws(EvaluationError) -> [Int] {
    let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard counts.count <= 8, counts.allSatisfy({ 1...historyLimit ~= $0 }) else {
      throw .invalidHistory(text)
    }
    return Set(counts).sorted()
  }

  /// The numbers of `1,4,all`, ascending; all of a history is read anyhow.
  ///
  /// - Throws: ``EvaluationError/invalidNearest(_:)``.
  static func nearestCounts(_ text: String) throws(EvaluationError) -> [Int] {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let counts = words.filter { $0 != "all" }.map { Int($0) ?? 0 }
    guard words.count <= 8, counts.allSatisfy({ 1...historyLimit ~= $0 }) else {
      throw .invalidNearest(text)
    }
    return Set(counts).sorted()
  }

  /// The ways to choose examples that `--by` knows.
  static let rankings = [ExampleRanking.words, .meaning, .recency]

  /// Tokens that rows and examples may take together.
  static let budgets = 16...4096

  /// The passage of `NAME:12`.
  ///
  /// - Throws: ``EvaluationError/invalidAttention(_:)``.
  static func attention(_ text: String) throws(EvaluationError) -> AttentionTarget {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let passage = Int(text[text.index(after: colon)...]), passage >= 0
    else { throw .invalidAttention(text) }
    return AttentionTarget(author: String(text[..<colon]), passage: passage)
  }

  /// Most steps of personal training: as many as `persona learn` takes.
  static let stepLimit = 1000

  /// The numbers of steps of `10,20`, ascending; 0 is measured anyhow.
  ///
  /// - Throws: ``EvaluationError/invalidSteps(_:)``.
  static func stepCounts(_ text: String) throws(EvaluationError) -> [Int] {
    let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard counts.count <= 8, counts.allSatisfy({ 0...stepLimit ~= $0 }), counts.contains(where: { $0 > 0 })
    else { throw .invalidSteps(text) }
    return Set(counts).sorted().filter { $0 > 0 }
  }

  /// The numbers of steps among which tuning chooses, unless others are asked for.
  static let tuningSteps = [10, 20, 40, 80]

  /// Most ways to tune: each takes minutes an author.
  static let tuningLimit = 8

  /// The methods of `lora4,lora8:0.002,prefix`, each once, in their order.
  ///
  /// - Throws: ``EvaluationError/invalidTuning(_:)``.
  static func tuningMethods(_ text: String) throws(EvaluationError) -> [TuningMethod] {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let methods = words.compactMap { TuningMethod(String($0)) }
    guard methods.count == words.count, methods.count <= tuningLimit else { throw .invalidTuning(text) }
    var seen: Set<TuningMethod> = []
    return methods.filter { seen.insert($0).inserted }
  }

  /// The smoothing of `μ1,μ2,μ3`.
  ///
  /// - Throws: ``EvaluationError/invalidSmoothing(_:)``.
  static func smoothing(_ text: String) throws(EvaluationError) -> TermSmoothing {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
      .compactMap { ValueKind.decimal(String($0)) }.filter { $0 >= 1 }
    guard numbers.count == 3, text.count(where: { $0 == "," }) == 2 else { throw .invalidSmoothing(text) }
    return TermSmoothing(tokens: numbers[0], pairs: numbers[1], triples: numbers[2])
  }

  /// The names, with numbers behind those that came before.
  static func distinct(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name) (\(number))"
        number += 1
      }
      return candidate
    }
  }
}
