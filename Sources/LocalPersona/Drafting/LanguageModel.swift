// LanguageModel.swift: the whole of what drafting needs from a language model, and the installed one.
//
// Everything of Inference that drafting calls is called here. Tests draft with a model of a few lines.

public import Inference

/// A frozen model that continues sequences.
public protocol LanguageModel: AnyObject {
  /// The longest sequence it was made for.
  var contextLength: Int { get }

  /// How many tokens a prompt may have, where a draft of `draftTokenCount` follows it.
  func promptLimit(draftTokenCount: Int) -> Int

  /// Turns text into the model's tokens and back.
  var tokenizer: any Tokenizer { get }

  /// How a conversation is laid out; nil for a model that only continues texts.
  var chatTemplate: ChatTemplate? { get }

  /// An empty sequence with room for `capacity` positions.
  func makeSequence(capacity: Int) -> any ModelSequence

  /// A sequence with room for `capacity` positions that is going to begin with `rows`.
  ///
  /// - Returns: A sequence that is empty, or holds some of `rows` already, but never the last of them.
  func makeSequence(capacity: Int, beginning rows: [InputRow]) -> any ModelSequence

  /// Reads one row in each of several sequences, at once where the model can.
  ///
  /// - Parameters:
  ///   - rows: One row a sequence.
  ///   - sequences: Sequences of this model, all different.
  /// - Returns: For each sequence the logits for what follows its row, as if it had been read alone.
  /// - Throws: What reading throws.
  func append(_ rows: [InputRow], to sequences: [any ModelSequence]) throws -> [[Float]]
}

extension LanguageModel {
  /// Prompt and draft are one sequence.
  public func promptLimit(draftTokenCount: Int) -> Int { contextLength - draftTokenCount }

  /// An empty sequence.
  public func makeSequence(capacity: Int, beginning rows: [InputRow]) -> any ModelSequence {
    makeSequence(capacity: capacity)
  }

  /// Reads one row in each of several sequences, one after the other.
  ///
  /// - Throws: What reading throws.
  public func append(_ rows: [InputRow], to sequences: [any ModelSequence]) throws -> [[Float]] {
    precondition(rows.count == sequences.count, "\(rows.count) rows for \(sequences.count) sequences")
    return try zip(rows, sequences).map { try $1.append([$0]) }
  }
}

/// One sequence that a model has read so far.
public protocol ModelSequence: AnyObject {
  /// How many positions were read.
  var count: Int { get }

  /// Reads `rows`, and returns the logits for what follows the last of them.
  func append(_ rows: [InputRow]) throws -> [Float]

  /// Forgets every position from `count` on.
  func truncate(to count: Int)
}

extension ModelRecord {
  /// The language model that this describes, ready to draft with.
  ///
  /// - Throws: `ModelFileError` where the file is not what the engine can run; ``ModelUseError``.
  func open(
    threads: ThreadPool, layout: PromptLayout, cache: CachePrecision = .float16
  ) throws -> any LanguageModel {
    guard architecture == EncoderDecoderConfiguration.architecture else {
      return try InstalledModel(self, threads: threads, layout: layout, cache: cache)
    }
    guard layout == .automatic else { throw ModelUseError.hasOneLayout(model: name) }
    return try InstalledEncoderDecoder(self, threads: threads, cache: cache)
  }
}

/// A decoder of the model store, ready to run.
public final class InstalledModel: LanguageModel {
  /// What training scores with, too.
  let decoder: Decoder

  private let layout: PromptLayout

  /// Loads the model that `record` describes.
  ///
  /// - Throws: `ModelFileError` where the file is not what the engine can run;
  ///   ``ModelUseError/onlyDrafts(model:)``.
  public init(
    _ record: ModelRecord, threads: ThreadPool, layout: PromptLayout = .automatic,
    cache: CachePrecision = .float16
  ) throws {
    guard record.architecture != EncoderDecoderConfiguration.architecture else {
      throw ModelUseError.onlyDrafts(model: record.name)
    }
    self.layout = layout
    decoder = try Decoder(
      file: GGUFFile(path: record.path),
      options: DecoderOptions(threads: threads, cache: cache, packedWeights: record.packedWeights))
  }

  /// The longest sequence it was trained for.
  public var contextLength: Int { decoder.contextLength }

  /// The model's own tokenizer.
  public var tokenizer: any Tokenizer { decoder.tokenizer }

  /// The template that was asked for, or the model's own, where it is a known one.
  public var chatTemplate: ChatTemplate? { layout.template(own: decoder.chatTemplate) }

  /// An empty key-value cache.
  public func makeSequence(capacity: Int) -> any ModelSequence {
    DecoderSequence(decoder: decoder, state: decoder.makeState(capacity: capacity))
  }

  /// Reads one row in each of several sequences in one pass through the weights.
  ///
  /// - Precondition: The sequences were made here.
  /// - Throws: `DecoderError`, before anything is read.
  public func append(_ rows: [InputRow], to sequences: [any ModelSequence]) throws -> [[Float]] {
    let states = sequences.compactMap { ($0 as? DecoderSequence)?.state }
    return try decoder.evaluate(rows, states: states)
  }
}

private final class DecoderSequence: ModelSequence {
  let decoder: Decoder
  let state: DecoderState

  init(decoder: Decoder, state: DecoderState) {
    self.decoder = decoder
    self.state = state
  }

  var count: Int { state.count }

  func append(_ rows: [InputRow]) throws -> [Float] {
    try decoder.evaluate(rows, state: state, logits: .last).last ?? []
  }

  func truncate(to count: Int) { state.truncate(to: count) }
}
