// TermTrace.swift: which words of a draft the writer's terms made more likely: for `--why`.
//
// It stands between the generator and the shaper that does the work, and compares what that one was given
// with what it made of it. A place to which a draft goes back is compared only if it is shaped once more.

internal import Inference

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A word or phrase of a draft that became more likely.
struct TermPush: Equatable {
  /// The words as they are in the draft.
  let text: String

  /// How many times as likely they became.
  let factor: Float
}

/// Remembers what another shaper did to the tokens that were drawn.
final class TermTrace: LogitsShaper {
  private let shaper: any LogitsShaper
  private var pushes: [Float] = []  // by token of the draft: ln (probability after / before)
  private var tokens: [TokenID] = []
  private var before: [Float] = []
  private var after: [Float] = []
  private var place = -1  // how many tokens came before `before` and `after`

  /// Watches `shaper`.
  init(_ shaper: any LogitsShaper) { self.shaper = shaper }

  /// Shapes as the shaper does.
  func shape(_ logits: inout [Float], after tokens: [TokenID]) {
    note(tokens)
    before = logits
    shaper.shape(&logits, after: tokens)
    after = logits
    place = tokens.count
  }

  private func note(_ tokens: [TokenID]) {
    let shared = zip(tokens, self.tokens).prefix { $0 == $1 }.count
    self.tokens = tokens
    pushes.removeLast(pushes.count - min(shared, pushes.count))
    pushes += [Float](repeating: 0, count: tokens.count - pushes.count)
    guard place == tokens.count - 1, let last = tokens.last, before.indices.contains(Int(last))
    else { return }
    let push = after[Int(last)] - before[Int(last)] + LogSumExp.of(before) - LogSumExp.of(after)
    if push.isFinite { pushes[tokens.count - 1] = push }
  }
}

extension TermTrace {
  /// A word is told from this factor on.
  private static let leastFactor: Float = 1.5

  /// A phrase can become likelier by any factor; beyond this one nobody cares, and a float overflows.
  static let greatestFactor: Float = 1000

  /// How many are told.
  private static let toldCount = 6

  private struct Part {
    var bytes: [UInt8]
    var push: Float
  }

  /// The words and phrases that were pushed most, each once, the most pushed first.
  func pushes(_ tokenizer: any Tokenizer) -> [TermPush] {
    var phrases: [Part] = []
    var isOpen = false
    for word in words(tokenizer) {
      guard word.push >= log(Self.leastFactor) else {
        isOpen = false
        continue
      }
      if isOpen, let last = phrases.indices.last {
        phrases[last].bytes += word.bytes
        phrases[last].push += word.push
      } else {
        phrases.append(word)
      }
      isOpen = true
    }
    phrases.sort { $0.push > $1.push }
    var told: [TermPush] = []
    for phrase in phrases where told.count < Self.toldCount {
      let words = String(decoding: phrase.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      let text = words.joined(separator: " ")  // A phrase may go over the end of a line.
      guard !text.isEmpty, !told.contains(where: { $0.text == text }) else { continue }
      let factor = exp(min(phrase.push, log(Self.greatestFactor)))
      told.append(TermPush(text: text, factor: min(factor, Self.greatestFactor)))
    }
    return told
  }

  /// The draft's words with the white space before them, and how much all of their tokens were pushed.
  private func words(_ tokenizer: any Tokenizer) -> [Part] {
    var words: [Part] = []
    for (token, push) in zip(tokens, pushes) {
      let bytes = tokenizer.bytes(of: token)
      let isNew = words.last.map { $0.bytes.last ?? 0 <= 0x20 && $0.bytes.contains { $0 > 0x20 } } ?? true
      let joins = bytes.first ?? 0 > 0x20 && !isNew
      if joins, let last = words.indices.last {
        words[last].bytes += bytes
        words[last].push += push
      } else {
        words.append(Part(bytes: bytes, push: push))
      }
    }
    return words
  }
}
