// WrittenDraft.swift: what generation gives back: the text, and how it came about.

/// A finished or interrupted draft.
public struct WrittenDraft: Equatable, Sendable {
  /// Why generation ended.
  public enum Ending: String, Sendable {
    /// The model came to an end.
    case complete

    /// The length asked for was reached.
    case length

    /// Every way on would have copied the history, or repeated the draft itself.
    case copying

    /// Ctrl-C.
    case interrupted
  }

  /// The text, without white space around it; a continuation begins with what parts it from the text before.
  public internal(set) var text = ""

  /// Why it ends where it does.
  public internal(set) var ending = Ending.complete

  /// Entries that the draft began to copy word for word; each time it went back and took another way.
  public internal(set) var avoidedSources: [EntryID] = []

  /// How many times the draft went back because it repeated itself.
  public internal(set) var avoidedRepetitions = 0

  /// Tokens and soft rows of the prompt.
  public internal(set) var promptTokenCount = 0

  /// Tokens of the draft.
  public internal(set) var tokenCount = 0

  /// How long the model took to read the prompt.
  public internal(set) var promptSeconds = 0.0

  /// How long it took to write the draft.
  public internal(set) var writingSeconds = 0.0

  /// How long it took until the first words were there to be seen; nil where there are none.
  ///
  /// Later than the first token: the last eight words are held back until it is known that they copy nothing.
  public internal(set) var firstTextSeconds: Double?

  /// How many words the draft has.
  var wordCount: Int { WordScanner.words(of: text).count }

  /// An empty draft.
  init() {}
}
