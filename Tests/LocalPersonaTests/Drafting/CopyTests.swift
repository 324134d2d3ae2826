import Inference
import Testing

@testable import LocalPersona

@Suite("a draft does not copy")
struct CopyTests {
  private let source = "the truck with the timber got itself stuck behind a crane in the harbour"

  /// The longest run of words that two texts share, by comparing words as strings.
  private func longestSharedRun(_ draft: String, _ texts: [String]) -> Int {
    func words(_ text: String) -> [Substring] { text.lowercased().split { !$0.isLetter && !$0.isNumber } }
    let written = words(draft)
    var longest = 0
    for known in texts.map(words) {
      for start in written.indices {
        for other in known.indices {
          var count = 0
          while start + count < written.count, other + count < known.count,
            written[start + count] == known[other + count]
          { count += 1 }
          longest = max(longest, count)
        }
      }
    }
    return longest
  }

  @Test func goesBackToWhereACopyBeganAndTakesAnotherWay() throws {
    let entry = try Entry(text: source)
    let other = "ok so it is late again and nobody knows why"
    let (draft, pieces) = try Generator(.writing("ok so " + source, other), history: [entry]).collect()
    #expect(draft.text == other)
    #expect(pieces.joined() == other)
    #expect(draft.avoidedSources == [entry.id])
    #expect(draft.ending == .complete)
  }

  @Test func allowsSevenWordsInARow() throws {
    let text = "truck with the timber got itself stuck today"
    let (draft, _) = try Generator(.writing(text), history: [try Entry(text: source)]).collect()
    #expect(draft.text == text && draft.avoidedSources.isEmpty)
  }

  @Test(arguments: [
    "The TRUCK, with the timber: got itself – stuck behind",
    "thé truck with the timber got itself stuck\n\nbehind",
  ])
  func seesThroughCaseAccentsAndPunctuation(copy: String) throws {
    let (draft, _) = try Generator(.writing(copy, "no"), history: [try Entry(text: source)]).collect()
    #expect(draft.text == "no")
    #expect(!draft.avoidedSources.isEmpty)
  }

  @Test func seesACopyThatTheLastWordCompletes() throws {
    let copy = "the truck with the timber got itself stuck"
    let (draft, _) = try Generator(.writing(copy, "an end"), history: [try Entry(text: source)]).collect()
    #expect(draft.text == "an end")
  }

  @Test func leavesHabitsAlone() throws {
    let habit = "I remain as ever your most grateful old colleague Dev"
    let entries = try (0..<3).map { try Entry(text: "Letter \($0). \(habit)") }
    #expect(try Generator(.writing(habit), history: entries).collect().draft.text == habit)
    let two = try Generator(.writing(habit), history: Array(entries.prefix(2))).collect().draft
    #expect(two.text != habit && !two.avoidedSources.isEmpty)
  }

  @Test func countsAHabitByEntriesNotByOccurrences() throws {
    let line = "I remain as ever your most grateful colleague Dev. "
    let entry = try Entry(text: line + line + line)
    #expect(try !Generator(.writing(line), history: [entry]).collect().draft.avoidedSources.isEmpty)
  }

  @Test func endsWhereEveryWayOnIsACopy() throws {
    let letters = "abcdefghi".map(String.init)
    let entries = try letters.map { try Entry(text: "\($0)n " + source) }
    var logits = [Float](repeating: -1000, count: 259)
    let model = FakeModel { draft in
      for token in logits.indices { logits[token] = -1000 }
      let text = "well. " + String(decoding: draft.dropFirst(6).prefix(1), as: UTF8.self) + "n " + self.source
      if draft.count == 6 {
        for letter in letters { logits[Int(Array(letter.utf8)[0])] = 0 }
      } else {
        logits[draft.count < text.utf8.count ? Int(Array(text.utf8)[draft.count]) : Int(ByteTokenizer.end)] =
          0
      }
      return logits
    }
    let (draft, pieces) = try Generator(model, history: entries).collect()
    #expect(draft.ending == .copying)
    #expect(draft.text == "well." && pieces.joined() == draft.text)
    #expect(draft.avoidedSources.count == letters.count)
  }

  @Test func doesNotRunInCircles() throws {
    let sentence = "I hope you are well and happy and warm. "
    let circle = String(repeating: sentence, count: 9)
    let (draft, _) = try Generator(.writing(circle, sentence + "Goodbye.")).collect()
    #expect(draft.text == sentence + "Goodbye.")
    #expect(draft.avoidedRepetitions == 1)
  }

  /// A model that writes words of the history in the history's own order most of the time.
  private func parrot(_ texts: [String], seed: UInt64) -> FakeModel {
    var followers: [String: [String]] = [:]
    for text in texts {
      let words = text.split(separator: " ").map { String($0) }
      for (word, next) in zip(words, words.dropFirst()) { followers[word, default: []].append(next) }
    }
    let all = followers.keys.sorted()
    return FakeModel { draft in
      var logits = [Float](repeating: -50, count: 259)
      let written = String(decoding: draft, as: UTF8.self).split(
        separator: " ", omittingEmptySubsequences: false)
      let open = written.last.map { String($0) } ?? ""
      let before = written.dropLast().last.map { String($0) } ?? ""
      for (candidates, logit) in [(all, Float(0)), (followers[before] ?? [], Float(4))] {
        for word in candidates where word.hasPrefix(open) {
          let rest = Array(word.utf8.dropFirst(open.utf8.count))
          logits[Int(rest.first ?? 0x20)] = logit
        }
      }
      return logits
    }
  }

  @Test(arguments: 1...40)
  func holdsForAModelThatWantsToCopy(seed: UInt64) throws {
    var random = SearchRandom(seed: seed)
    let vocabulary = (0..<12).map { "w\($0)" }
    let texts = (0..<6).map { _ in
      (0..<30).map { _ in vocabulary.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    let model = parrot(texts, seed: seed)
    let generator = Generator(
      model, history: try texts.map { try Entry(text: $0) }, temperature: 1, seed: seed)
    let (draft, pieces) = try generator.collect(length: try #require(DraftLength("60")))
    #expect(longestSharedRun(draft.text, texts) < CopyIndex.runLength)
    #expect(pieces.joined() == draft.text)
    #expect(!draft.text.isEmpty)
  }
}
