// Transcript.swift: a session with the program, written as it looks, run line by line in a shell.
//
// `$ line` is typed; what follows is expected: standard output as it is, standard error with `! ` before
// it, and `= N` for the exit code where it is not 0. `<vault>` and `<home>` are the folders, `<id:a>`
// stands for an id (the same one wherever it has the same letter), `<day>` for a date, `<*>` for
// anything in a line, and `<...>` alone in a line for any lines.

import Foundation
import Testing

/// Runs transcripts in a workplace.
struct Transcript {
  private struct Step {
    var line: String
    var output: [String] = []
    var errors: [String] = []
    var code: Int32 = 0
  }

  private let steps: [Step]

  init(_ text: String) {
    var steps: [Step] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("$ ") {
        steps.append(Step(line: String(line.dropFirst(2))))
      } else if steps.isEmpty {
        continue
      } else if line.hasPrefix("! ") {
        steps[steps.count - 1].errors.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("= "), let code = Int32(line.dropFirst(2)) {
        steps[steps.count - 1].code = code
      } else {
        steps[steps.count - 1].output.append(line)
      }
    }
    self.steps = steps
  }

  /// Runs every step; the ids found go from step to step.
  func run(in place: Workplace, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var match = TranscriptMatch(home: place.home, vault: place.vault)
    for step in steps {
      let outcome = try place.shell(match.filled(step.line))
      #expect(outcome.code == step.code, "$ \(step.line)\n\(outcome)", sourceLocation: sourceLocation)
      for (kind, expected, actual) in [
        ("output", step.output, outcome.output), ("errors", step.errors, outcome.errors),
      ] {
        var lines = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        let agrees = match.matches(expected, lines)
        #expect(
          agrees,
          "$ \(step.line)\n\(kind) differs; expected:\n\(expected.joined(separator: "\n"))\n\(outcome)",
          sourceLocation: sourceLocation)
      }
    }
  }
}

/// Compares lines with patterns, and remembers the ids.
private struct TranscriptMatch {
  private var known: [String: String]

  init(home: String, vault: String) { known = ["<home>": home, "<vault>": vault] }

  /// `line` with everything known put in.
  func filled(_ line: String) -> String {
    known.reduce(line) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
  }

  mutating func matches(_ patterns: [String], _ lines: [String]) -> Bool {
    guard let pattern = patterns.first else { return lines.isEmpty }
    let rest = Array(patterns.dropFirst())
    if pattern == "<...>" {
      for start in 0...lines.count {
        var attempt = self
        if attempt.matches(rest, Array(lines[start...])) {
          self = attempt
          return true
        }
      }
      return false
    }
    guard let line = lines.first, matches(filled(pattern)[...], line[...]) else { return false }
    return matches(rest, Array(lines.dropFirst()))
  }

  private mutating func matches(_ pattern: Substring, _ line: Substring) -> Bool {
    guard let open = pattern.range(of: "<") else { return pattern == line }
    let literal = pattern[..<open.lowerBound]
    guard line.hasPrefix(literal) else { return false }
    let line = line.dropFirst(literal.count)
    let pattern = pattern[open.lowerBound...]
    if pattern.hasPrefix("<*>") {
      let rest = pattern.dropFirst(3)
      for start in line.indices + [line.endIndex] {
        var attempt = self
        if attempt.matches(rest, line[start...]) {
          self = attempt
          return true
        }
      }
      return false
    }
    if pattern.hasPrefix("<day>") {
      let day = line.prefix(10)
      return day.utf8.count == 10 && day.allSatisfy { $0.isNumber || $0 == "-" }
        && matches(pattern.dropFirst(5), line.dropFirst(10))
    }
    if pattern.hasPrefix("<id:"), let end = pattern.firstIndex(of: ">") {
      let name = String(pattern[...end])
      let id = String(line.prefix(10))
      guard id.utf8.count == 10, id.allSatisfy({ "0123456789abcdefghjkmnpqrstvwxyz".contains($0) }) else {
        return false
      }
      if let before = known[name], before != id { return false }
      known[name] = id
      return matches(pattern[pattern.index(after: end)...], line.dropFirst(10))
    }
    return line.first == "<" && matches(pattern.dropFirst(), line.dropFirst())
  }
}
