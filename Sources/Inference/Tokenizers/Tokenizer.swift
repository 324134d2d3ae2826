// Tokenizer.swift: what every tokenizer can do, whatever its kind.
//
// Token ids index the vocabulary of one model. Text is Unicode; the bytes of single tokens need not be.

/// The number of a token in its vocabulary.
public typealias TokenID = Int32

/// Turns text into token ids and ids into bytes.
///
/// Any text can be encoded: what the vocabulary cannot express becomes byte tokens, unknown tokens, or is
/// left out, as the model's own tokenizer does. Nothing traps.
public protocol Tokenizer: Sendable {
  /// How many tokens there are; ids are `0 ..< vocabularyCount`.
  var vocabularyCount: Int { get }

  /// The ids of `text`.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - addSpecial: Whether to add the tokens that the model expects around a text (BOS, EOS, CLS, SEP).
  ///   - parseSpecial: Whether the names of control tokens within `text` become those tokens. Never for text
  ///     that a person wrote: it could take over the conversation.
  /// - Returns: Ids, all within the vocabulary.
  func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID]

  /// The text bytes that `token` stands for; empty for control tokens and ids outside the vocabulary.
  func bytes(of token: TokenID) -> [UInt8]

  /// Whether `token` steers the model rather than being text.
  func isControl(_ token: TokenID) -> Bool

  /// The token that a sequence starts with, if the model has one.
  var beginOfSequence: TokenID? { get }

  /// The tokens after which nothing more is to be generated.
  var endOfGeneration: Set<TokenID> { get }

  /// The token whose text is exactly `name`, as in `<|im_end|>`.
  func token(named name: String) -> TokenID?
}

extension Tokenizer {
  /// The text of `tokens`, with what is not UTF-8 repaired.
  public func decode(_ tokens: [TokenID]) -> String {
    String(decoding: tokens.flatMap { bytes(of: $0) }, as: UTF8.self)
  }
}
