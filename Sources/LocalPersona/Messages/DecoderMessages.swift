// DecoderMessages.swift: what a person is told where a language model could not evaluate its input.

public import Inference

extension DecoderError: Explained {
  /// What happened, and what to do.
  public var explanation: Explanation {
    switch self {
    case .contextFull(let capacity, let needed):
      Explanation(
        what:
          "the prompt and the draft need \(needed.grouped) tokens, but there is room for \(capacity.grouped)",
        next: "give a shorter brief, or ask for fewer words", exitCode: .usage)
    case .tokenOutOfRange(let token, let vocabularyCount):
      Explanation(
        what: "the tokenizer made token \(token), but the model has \(vocabularyCount.grouped)",
        next: "get the model's file again from where it came", exitCode: .modelRejected)
    case .embeddingLength(let expected, let actual):
      Explanation(
        what: "the plug's rows have \(actual.grouped) numbers, but the model's \(expected.grouped)",
        next: "use a plug that was trained for this model", exitCode: .modelRejected)
    case .fileChanged(let file):
      Explanation(
        what: "\(file) was changed while it was in use; what came of it is worth nothing",
        next: "compare its SHA-256 with that of the file that you added, and run the command again",
        exitCode: .modelRejected)
    }
  }
}

extension ModelUseError: Explained {
  /// What the model cannot do, and what can.
  var explanation: Explanation {
    switch self {
    case .onlyDrafts(let model):
      Explanation(
        what: "the model '\(model)' is an encoder-decoder: it drafts, but nothing can be trained for it",
        next: "name a decoder with --model; 'persona model list' shows what there is", exitCode: .usage)
    case .hasOneLayout(let model):
      Explanation(
        what: "the model '\(model)' is an encoder-decoder: its prompts have one layout only",
        next: "leave out --template", exitCode: .usage)
    }
  }
}
