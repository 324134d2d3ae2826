// DraftText.swift: bytes of tokens as text: whole characters only, and no white space around the draft.

private import Inference

/// The text of a draft as it grows.
struct DraftText {
  /// Everything so far.
  private(set) var all = ""

  private var fresh = ""
  private var space = ""  // white space that only shows if more follows
  private var decoder = StreamingTextDecoder()

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
    space = all.isEmpty && visible.isEmpty ? "" : String(pending[visible.endIndex...])
    let text = all.isEmpty ? visible.drop(while: \.isWhitespace) : visible
    all += text
    fresh += text
  }
}
