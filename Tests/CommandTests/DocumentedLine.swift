// DocumentedLine.swift: every command line of ours that help, the documents and the messages show.

import Foundation
import Testing

@testable import LocalPersona

/// A command line that somebody may copy.
struct DocumentedLine: Sendable, CustomTestStringConvertible {
  /// How it is shown.
  enum Sort: Sendable {
    /// To be copied.
    case example

    /// With what it prints.
    case transcript

    /// In the middle of a sentence, maybe without the arguments that it needs.
    case mention
  }

  /// Where it stands, such as `README.md:216` or `persona help list`.
  let place: String

  /// The whole line, as a shell takes it.
  let text: String

  let sort: Sort

  var testDescription: String { "\(place): \(text)" }

  /// The words behind `persona`, of each run of it in the line.
  var runs: [[String]] {
    ShellLine(text).commands.compactMap { words -> [String]? in
      guard let place = words.firstIndex(of: "persona"), place == 0 || words[0] == "time" else { return nil }
      // What a variable stands for is not known here; a number will do everywhere.
      return words[(place + 1)...].map { $0.hasPrefix("$") ? "1" : $0 }
    }
  }
}

extension DocumentedLine {
  /// The examples of help.
  static let ofHelp: [DocumentedLine] = [commandTree].all.flatMap { path -> [DocumentedLine] in
    let place = ([path[0].name, "help"] + path.dropFirst().map(\.name)).joined(separator: " ")
    return path[path.count - 1].examples.map {
      DocumentedLine(place: place, text: $0.command, sort: .example)
    }
  }

  /// What the documents show.
  static let ofDocuments: [DocumentedLine] = documents.flatMap { blocks(of: $0) + mentions(in: $0) }

  /// What the messages and explanations of the program name, in single quotes.
  static let ofMessages: [DocumentedLine] = sources.flatMap { path -> [DocumentedLine] in
    // A literal may go on in the next line.
    let text = content(path).replacingOccurrences(
      of: #""\s*\n\s*\+ "|\\\n\s*"#, with: "", options: .regularExpression)
    return matches(of: #"'(persona [^'\n]*)'"#, in: text).map { line -> DocumentedLine in
      // What is put in is a word.
      let words = line.replacingOccurrences(of: #"\\\([^)]*\)+"#, with: "X", options: .regularExpression)
      return DocumentedLine(place: path, text: words, sort: .mention)
    }
  }

  private static let documents =
    ["README.md", "CONTRIBUTING.md", "Benchmarks/README.md", "Examples/README.md", "Plugs/README.md"]
    + files(in: "docs").filter { $0.hasSuffix(".md") }

  private static let sources = files(in: "Sources/LocalPersona").filter { $0.hasSuffix(".swift") }

  /// The files below a folder of the source tree, by their path in it.
  private static func files(in folder: String) -> [String] {
    let walk = FileManager.default.enumerator(atPath: "\(Program.root)/\(folder)")
    return (walk?.compactMap { $0 as? String } ?? []).sorted().map { "\(folder)/\($0)" }
  }

  private static func content(_ path: String) -> String {
    (try? String(contentsOfFile: "\(Program.root)/\(path)", encoding: .utf8)) ?? ""
  }

  /// The lines of blocks: of those for a shell all, of others what is typed.
  private static func blocks(of document: String) -> [DocumentedLine] {
    var found: [DocumentedLine] = []
    var fence: String?
    var begun = ""
    for (index, line) in content(document).components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        fence = fence == nil ? String(line.dropFirst(3)) : nil
        continue
      }
      guard fence != nil || line.hasPrefix("    ") else { continue }
      let whole = begun + line.trimmingCharacters(in: .whitespaces)
      begun = whole.hasSuffix("\\") ? String(whole.dropLast()) : ""
      let isTyped = whole.hasPrefix("$ ")
      guard begun.isEmpty, isTyped || fence != "" else { continue }
      let text = isTyped ? String(whole.dropFirst(2)) : whole
      let made = DocumentedLine(
        place: "\(document):\(index + 1)", text: text, sort: isTyped ? .transcript : .example)
      if !made.runs.isEmpty { found.append(made) }
    }
    return found
  }

  /// What stands between backticks outside of blocks.
  private static func mentions(in document: String) -> [DocumentedLine] {
    let text = content(document).replacingOccurrences(
      of: "(?s)```.*?```", with: "", options: .regularExpression)
    return matches(of: "`([^`]*)`", in: text).compactMap { line -> DocumentedLine? in
      // `persona slot 1··` and its like are the first bytes of records.
      guard !line.contains("··") else { return nil }
      let words = line.replacingOccurrences(of: "\n", with: " ")
      let made = DocumentedLine(place: document, text: words, sort: .mention)
      return made.runs.isEmpty ? nil : made
    }
  }

  /// What the first group of `pattern` matches.
  private static func matches(of pattern: String, in text: String) -> [String] {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    let whole = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: whole).compactMap { match in
      Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }
  }
}

/// As much of a shell as the documents use: quotes, comments, pipes, redirections.
private struct ShellLine {
  /// The words of each command of the line.
  private(set) var commands: [[String]] = [[]]

  private var word: String?
  private var quote: Character?
  private var isRedirection = false

  init(_ text: String) {
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "#", word == nil {
        break
      } else {
        take(character)
      }
    }
    endWord()
  }

  private mutating func take(_ character: Character) {
    switch character {
    case "'", "\"":
      quote = character
      word = word ?? ""
    case " ", "\t": endWord()
    case "|", ";", "&":
      endWord()
      commands.append([])
    case "<", ">":
      endWord()
      isRedirection = true
    default: word = (word ?? "") + String(character)
    }
  }

  private mutating func endWord() {
    defer { word = nil }
    guard let word else { return }
    if isRedirection {
      isRedirection = false
    } else {
      commands[commands.count - 1].append(word)
    }
  }
}
