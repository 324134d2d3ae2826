// VocabularyTokenizer.swift: what the tokenizers of language models answer alike, from the vocabulary of
// their file.

/// A tokenizer whose tokens are those of a ``Vocabulary``.
protocol VocabularyTokenizer: Tokenizer {
  /// The tokens.
  var vocabulary: Vocabulary { get }
}

extension VocabularyTokenizer {
  /// How many tokens there are.
  public var vocabularyCount: Int { vocabulary.count }

  /// The token that a sequence starts with, if the model has one.
  public var beginOfSequence: TokenID? { vocabulary.beginOfSequence }

  /// The tokens after which nothing more is to be generated.
  public var endOfGeneration: Set<TokenID> { vocabulary.endOfGeneration }

  /// Whether `token` steers the model rather than being text.
  public func isControl(_ token: TokenID) -> Bool { vocabulary.isControl(token) }

  /// The token whose text is exactly `name`.
  public func token(named name: String) -> TokenID? { vocabulary.index.find(name) }
}
