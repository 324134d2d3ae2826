// ScoredModel.swift: a decoder as far as making prompts needs one; scores come from DecoderTraining.

internal import Inference

/// What prompts are laid out for.
final class ScoredModel: LanguageModel {
  let decoder: Decoder

  /// Loads the model that `record` describes.
  ///
  /// - Throws: `ModelFileError` where the file is not what the engine can run.
  init(_ record: ModelRecord, threads: ThreadPool) throws {
    decoder = try Decoder(file: GGUFFile(path: record.path), options: DecoderOptions(threads: threads))
  }

  var contextLength: Int { decoder.contextLength }
  var tokenizer: any Tokenizer { decoder.tokenizer }
  var chatTemplate: ChatTemplate? { decoder.chatTemplate }

  /// - Precondition: Never called: nothing is generated here.
  func makeSequence(capacity: Int) -> any ModelSequence {
    preconditionFailure("a scored model generates nothing")
  }
}
