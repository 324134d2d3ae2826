// InstalledEncoderDecoder.swift: an encoder-decoder of the model store (T5) as a model that continues
// sequences.
//
// A sequence of drafting is a prompt and what follows it. Here the prompt is what the encoder reads: it is
// complete with the token that ends an input, and what comes after that goes to the decoder.

internal import Inference

/// An encoder-decoder, ready to run.
final class InstalledEncoderDecoder: LanguageModel {
  private let model: EncoderDecoder
  private let endOfInput: TokenID

  /// Loads the model that `record` describes.
  ///
  /// - Throws: `ModelFileError` where the file is not what the engine can run.
  init(_ record: ModelRecord, threads: ThreadPool, cache: CachePrecision) throws {
    model = try EncoderDecoder(
      file: GGUFFile(path: record.path),
      options: DecoderOptions(threads: threads, cache: cache, packedWeights: record.packedWeights))
    guard let endOfInput = model.tokenizer.token(named: ChatTemplate.endOfInput) else {
      throw ModelFileError.missingKey(file: record.path, key: "the token \(ChatTemplate.endOfInput)")
    }
    self.endOfInput = endOfInput
  }

  /// As many as it was trained for.
  var contextLength: Int { model.contextLength }

  /// The draft takes nothing from the prompt: each has positions of its own.
  func promptLimit(draftTokenCount: Int) -> Int { model.contextLength }

  /// The model's own tokenizer.
  var tokenizer: any Tokenizer { model.tokenizer }

  /// The only one.
  var chatTemplate: ChatTemplate? { .encoderDecoder }

  /// A sequence without a prompt.
  func makeSequence(capacity: Int) -> any ModelSequence {
    EncoderDecoderSequence(model, capacity: capacity, endOfInput: .token(endOfInput))
  }
}

private final class EncoderDecoderSequence: ModelSequence {
  private let model: EncoderDecoder
  private let capacity: Int
  private let endOfInput: InputRow
  private var input: [InputRow] = []

  /// What the decoder wrote; nil as long as the input is not complete.
  private var state: EncoderDecoderState?

  init(_ model: EncoderDecoder, capacity: Int, endOfInput: InputRow) {
    self.model = model
    self.capacity = capacity
    self.endOfInput = endOfInput
  }

  /// The decoder's first token is the model's own, and does not count.
  var count: Int { input.count + (state.map { $0.count - 1 } ?? 0) }

  func append(_ rows: [InputRow]) throws -> [Float] {
    if let state { return try model.evaluate(rows, state: state).last ?? [] }
    input += rows
    guard input.last == endOfInput else { return [] }
    let state = model.makeState(for: try model.encode(input), capacity: capacity - input.count + 1)
    self.state = state
    return try model.evaluate([.token(model.configuration.decoderStart)], state: state).last ?? []
  }

  func truncate(to count: Int) {
    if count > input.count || (count == input.count && state != nil) {
      state?.truncate(to: count - input.count + 1)
    } else {
      state = nil
      input.removeLast(input.count - count)
    }
  }
}
