// DraftWriting.swift: a draft in the making: one token a step, and back where a step completes a copy.

internal import Inference

/// The state of one draft.
struct DraftWriting {
  /// What is known about the draft so far.
  private(set) var draft = WrittenDraft()

  private let tokenizer: any Tokenizer
  private let sequence: any ModelSequence
  private let limits: DraftLimits
  private let copies: CopyIndex
  private let shaper: (any LogitsShaper)?
  private let givenRuns: Set<UInt64>  // of the text that the draft starts from
  private let promptCount: Int

  private var sampler: Sampler
  private var logits: [Float]  // as the model gave them: shaped anew for each draw, so also after a way back
  private var excluded: Set<TokenID> = []
  private var tokens: [TokenID] = []
  private var tail = DraftTail()
  private var text: DraftText
  private var shownWordCount = 0
  private var runs: [UInt64?] = []  // by checked word of the draft: the run that ends with it
  private var detourCount = 0

  /// Choices in one place, all of which led to a copy, after which the draft ends.
  private static let choiceLimit = 8

  /// Ways back in one draft, after which it ends.
  private static let detourLimit = 40

  /// Starts after a prompt.
  ///
  /// - Parameters:
  ///   - tokenizer: The model's.
  ///   - sequence: Holds the prompt.
  ///   - sampler: Draws the tokens.
  ///   - logits: What follows the prompt's last row.
  ///   - limits: Where the draft ends.
  ///   - copies: What must not be copied.
  ///   - shaper: Changes the logits before each draw.
  ///   - given: The text that the draft starts from: said again, it is no answer, no other words, no
  ///     continuation.
  init(
    tokenizer: any Tokenizer, sequence: any ModelSequence, sampler: Sampler, logits: [Float],
    limits: DraftLimits, copies: CopyIndex, shaper: (any LogitsShaper)? = nil, given: GivenText? = nil
  ) {
    self.tokenizer = tokenizer
    self.sequence = sequence
    self.sampler = sampler
    self.logits = logits
    self.limits = limits
    self.copies = copies
    self.shaper = shaper
    text = DraftText(after: given.flatMap { $0.use == .continued ? $0.spaceBehind : nil })
    givenRuns = given.map { CopyIndex.runs(of: $0.text) } ?? []
    promptCount = sequence.count
  }

  /// The text that became safe to show since the last call.
  mutating func takeText() -> String { text.take() }

  /// Writes one more token, or goes back.
  ///
  /// - Returns: Whether there is more to write.
  mutating func advance(isInterrupted: Bool) throws -> Bool {
    if isInterrupted { return stop(.interrupted) }
    let token = sampler.sample(shapedLogits, recent: tokens, excluding: barred)
    if tokenizer.endOfGeneration.contains(token) || tokenizer.isControl(token) { return complete() }
    let step = DraftTail.Step(
      token: token, bytes: tokenizer.bytes(of: token), logits: logits, excluded: excluded)
    tail.append(step)
    tokens.append(token)
    excluded = []
    switch checkNewWords() {
    case .fine: break
    case .wentBack: return true
    case .stuck: return end(.copying, with: tail.bytes)
    }
    if let rest = limits.beforeStop(tail.bytes) { return end(.complete, with: rest) }
    let wordCount = shownWordCount + tail.wordCount
    if limits.isReached(wordCount: wordCount, tokenCount: tokens.count, lastBytes: step.bytes) {
      return stop(.length)
    }
    showWhatIsSafe()
    logits = try sequence.append([.token(token)])
    return true
  }

  /// What is drawn from.
  private var shapedLogits: [Float] {
    guard let shaper else { return logits }
    var shaped = logits
    shaper.shape(&shaped, after: tokens)
    return shaped
  }

  /// What must not be drawn now: what led to a copy here, and an end before the first word.
  private var barred: Set<TokenID> {
    let isEmpty = shownWordCount == 0 && tail.bytes.allSatisfy { $0 <= 0x20 }
    return isEmpty ? excluded.union(tokenizer.endOfGeneration) : excluded
  }

  private mutating func showWhatIsSafe() {
    let released = tail.release(keeping: CopyIndex.runLength)
    shownWordCount += released.wordCount
    text.append(released.bytes)
  }
}

// Ends.
extension DraftWriting {
  /// The model came to its end: the last word is complete, and may complete a copy.
  private mutating func complete() -> Bool {
    tail.finish()
    switch checkNewWords() {
    case .fine: return end(.complete, with: tail.bytes)
    case .wentBack: return true
    case .stuck: return end(.copying, with: tail.bytes)
    }
  }

  /// Ends here, the last word complete or not.
  private mutating func stop(_ ending: WrittenDraft.Ending) -> Bool {
    tail.finish()
    _ = checkNewWords()  // Where the last word completes a copy, this cuts it off.
    return end(ending, with: tail.bytes)
  }

  private mutating func end(_ ending: WrittenDraft.Ending, with rest: [UInt8]) -> Bool {
    text.append(rest)
    text.finish()
    draft.ending = ending
    draft.text = text.all
    draft.tokenCount = tokens.count
    return false
  }
}

// Copies.
extension DraftWriting {
  private enum Check {
    case fine
    case wentBack
    case stuck
  }

  /// Checks the words of the tail that became complete since the last check.
  private mutating func checkNewWords() -> Check {
    while runs.count < shownWordCount + tail.wordCount {
      guard let run = tail.run(endingAt: runs.count - shownWordCount) else {
        runs.append(nil)
        continue
      }
      if let source = copies.source(ofRun: run.hash) {
        draft.avoidedSources.append(source)
        return goBack(to: run.firstStep)
      }
      if runs.contains(run.hash) || givenRuns.contains(run.hash) {
        draft.avoidedRepetitions += 1
        return goBack(to: run.firstStep)
      }
      runs.append(run.hash)
    }
    return .fine
  }

  /// Drops a step of the tail and all that follow, so that another token takes its place.
  private mutating func goBack(to step: Int) -> Check {
    let dropped = tail.steps[step]
    let droppedCount = tail.steps.count - step
    tokens.removeLast(droppedCount)
    tail.cut(from: step)
    runs.removeLast(max(0, runs.count - shownWordCount - tail.wordCount))
    sequence.truncate(to: promptCount + tokens.count)
    logits = dropped.logits
    excluded = dropped.excluded.union([dropped.token])
    detourCount += 1
    return excluded.count > Self.choiceLimit || detourCount > Self.detourLimit ? .stuck : .wentBack
  }
}
