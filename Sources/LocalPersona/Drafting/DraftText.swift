// DraftText.swift: bytes of tokens as text: whole characters only, and no white space around the draft, but
// for what parts a continuation from the text that it goes on from.

private import Inference

/// The text of a draft as it grows.
struct DraftText {
  /// Everything so far.
  private(set) var all = ""

  private var fresh = ""
  private var space = ""  // white space that only shows if more follows
  private var decoder = StreamingTextDecoder()
  private let spaceBefore: String?

  /// An empty draft.
  ///
  /// - Parameter spaceBefore: What follows the text that the draft goes on from; nil where it stands alone.
  init(after spaceBefore: String? = nil) { self.spaceBefore = spaceBefore }

  /// Adds bytes; a character that they leave incomplete waits for its rest.
  mutating func append(_ bytes: [UInt8]) { add(decoder.append(bytes)) }

  /// Adds what is left of an incomplete character, since nothing follows.
  mutating func finish() { add(decoder.finish()) }

  /// What was added since the last call.
  mutating func take() -> String {
    defer { fresh = "" }
    return fresh
  }

  private mutating func add(_ piece: String) {
    let pending = space + piece
    let visible = pending.lastIndex { !$0.isWhitespace }.map { pending[...$0] } ?? ""
    let isDropped = all.isEmpty && visible.isEmpty && spaceBefore == nil
    space = isDropped ? "" : String(pending[visible.endIndex...])
    let text = all.isEmpty ? beginning(visible) : String(visible)
    all += text
    fresh += text
  }

  /// The first characters, with no more white space before them than is missing there.
  private func beginning(_ visible: Substring) -> String {
    let text = visible.drop(while: \.isWhitespace)
    guard let spaceBefore, !text.isEmpty else { return String(text) }
    return GivenText.missingSpace(visible[..<text.startIndex], after: spaceBefore) + text
  }
}
