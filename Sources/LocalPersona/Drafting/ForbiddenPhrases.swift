// ForbiddenPhrases.swift: keeps words and phrases that the writer forbade out of a draft, token by token.
//
// A phrase can be spelt by many rows of tokens, so it is not tokens that are compared but the folded
// characters that they stand for: without case, accents or kinds of white space. A token that would complete
// a phrase as whole words cannot be drawn. One that ends with the phrase's last letter counts as completing
// it: where "cat" is forbidden, "category" can be written by tokens that go on in one piece, and not by "cat"
// and "egory".

internal import Inference

/// Phrases that no draft may have, for one tokenizer.
///
/// The vocabulary is looked through once, for the tokens that can end a phrase; what a step costs then grows
/// with the phrases alone.
final class ForbiddenPhrases {
  private let phrases: [[UInt32]]
  private let tokenizer: any Tokenizer

  /// How much of a draft a phrase can lie in: white space folds to one character, however much there is.
  private let tailByteCount: Int

  /// Tokens with a whole phrase in them, behind the end of a word.
  private var whole: [TokenID] = []

  /// Tokens by what they begin with, where that is the end of a phrase and of a word.
  private var finishing: [[UInt32]: [TokenID]] = [:]

  /// Tokens that begin within a character.
  private var torn: [TokenID] = []

  /// Looks for `phrases` in what `tokenizer` can write; nil where there is nothing to look for.
  init?(_ phrases: [String], tokenizer: any Tokenizer) {
    let folded = phrases.map { PhraseCharacters.folded(Array($0.utf8)) }.filter { !$0.isEmpty }
    guard let longest = folded.map(\.count).max() else { return nil }
    self.phrases = folded
    self.tokenizer = tokenizer
    tailByteCount = 64 + 4 * longest
    sortVocabulary()
  }

  /// Takes every token away that would complete a phrase.
  ///
  /// - Parameters:
  ///   - logits: One a token of the vocabulary.
  ///   - tokens: The draft so far.
  func bar(_ logits: inout [Float], after tokens: [TokenID]) {
    for token in whole { Self.bar(token, &logits) }
    let bytes = tail(of: tokens)
    let complete = bytes.count - PhraseCharacters.tornByteCount(bytes)
    let text = PhraseCharacters.folded(Array(bytes[..<complete]))
    for phrase in phrases {
      for count in 0..<min(phrase.count, text.count + 1) where Self.isBegun(phrase, count, at: text) {
        for token in finishing[Array(phrase[count...])] ?? [] { Self.bar(token, &logits) }
        // White space that is there already may be written once more.
        guard count > 0, phrase[count - 1] == PhraseCharacters.space else { continue }
        for token in finishing[[PhraseCharacters.space] + phrase[count...]] ?? [] { Self.bar(token, &logits) }
      }
    }
    guard complete < bytes.count else { return }
    for token in torn {
      let all = PhraseCharacters.folded(bytes + tokenizer.bytes(of: token))
      if isCompleted(in: all, from: text.count) { Self.bar(token, &logits) }
    }
  }

  private static func bar(_ token: TokenID, _ logits: inout [Float]) {
    if logits.indices.contains(Int(token)) { logits[Int(token)] = -.infinity }
  }

  /// The last bytes of a draft.
  private func tail(of tokens: [TokenID]) -> [UInt8] {
    var parts: [[UInt8]] = []
    var count = 0
    for token in tokens.reversed() where count < tailByteCount {
      parts.append(tokenizer.bytes(of: token))
      count += parts[parts.count - 1].count
    }
    return parts.reversed().flatMap(\.self)
  }

  /// Whether `text` ends with the first `count` characters of a phrase, behind the end of a word.
  private static func isBegun(_ phrase: [UInt32], _ count: Int, at text: [UInt32]) -> Bool {
    let start = text.count - count
    guard text[start...].elementsEqual(phrase[..<count]) else { return false }
    return PhraseCharacters.parts(text[..<start], from: phrase[0])
  }

  /// Whether a phrase ends in `text` beyond its first `count` characters.
  private func isCompleted(in text: [UInt32], from count: Int) -> Bool {
    guard count < text.count else { return false }
    return (count + 1...text.count).contains { end in
      phrases.contains { phrase in
        end >= phrase.count && text[(end - phrase.count)..<end].elementsEqual(phrase)
          && PhraseCharacters.parts(text[..<(end - phrase.count)], from: phrase[0])
          && PhraseCharacters.ends(text, at: end)
      }
    }
  }
}

// The vocabulary.
extension ForbiddenPhrases {
  private func sortVocabulary() {
    let ends = endings()
    let beginnings = Set(phrases.map { $0[0] })
    for number in 0..<tokenizer.vocabularyCount {
      let token = TokenID(number)
      let bytes = tokenizer.isControl(token) ? [] : tokenizer.bytes(of: token)
      guard let first = bytes.first else { continue }
      if first & 0xC0 == 0x80 { torn.append(token) }
      let text = PhraseCharacters.folded(bytes)
      for end in 1..<(text.count + 1) where PhraseCharacters.ends(text, at: end) {
        let beginning = Array(text[..<end])
        if ends.contains(beginning) { finishing[beginning, default: []].append(token) }
      }
      if hasWhole(text, beginnings) { whole.append(token) }
    }
  }

  /// Every end of every phrase, with a space in front where one may be repeated.
  private func endings() -> Set<[UInt32]> {
    var endings: Set<[UInt32]> = []
    for phrase in phrases {
      for start in phrase.indices {
        endings.insert(Array(phrase[start...]))
        if start > 0, phrase[start - 1] == PhraseCharacters.space {
          endings.insert([PhraseCharacters.space] + phrase[start...])
        }
      }
    }
    return endings
  }

  /// Whether a phrase lies in `text`, not at its start.
  private func hasWhole(_ text: [UInt32], _ beginnings: Set<UInt32>) -> Bool {
    text.indices.dropFirst().contains { start in
      beginnings.contains(text[start])
        && phrases.contains { phrase in
          text[start...].starts(with: phrase) && PhraseCharacters.parts(text[..<start], from: phrase[0])
            && PhraseCharacters.ends(text, at: start + phrase.count)
        }
    }
  }
}

/// Shapes as another shaper does, and then takes away what the writer forbade.
struct ForbiddingShaper: LogitsShaper {
  /// What comes first; nil for nothing.
  let shaper: (any LogitsShaper)?

  let forbidden: ForbiddenPhrases

  /// Shapes, and bars.
  func shape(_ logits: inout [Float], after tokens: [TokenID]) {
    shaper?.shape(&logits, after: tokens)
    forbidden.bar(&logits, after: tokens)
  }
}
