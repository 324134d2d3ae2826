// TrainingMessages.swift: what a person is told while a plug is trained.

extension TrainingError: Explained {
  /// What is wrong, and what to do.
  var explanation: Explanation { Explanation(what: what, next: next, exitCode: exitCode) }

  private var what: String {
    switch self {
    case .missingOption(let option): "persona plug train needs \(option)"
    case .noStrangers: "--strangers needs two authors or more to learn from, and there is one"
    case .readsNoHistory(let option): "\(option) is of plugs that read a history, and this preset reads none"
    case .needsAttention(let option): "\(option) is of attention, and this plug takes the mean of a history"
    case .noFolder(let path): "there is no folder \(path)"
    case .noAuthors(let folder): "the folder \(folder) has no author with a passage"
    case .authorMissing(let name, let folder): "the folder \(folder) lacks the file \(name).jsonl"
    case .corpusTooLarge(let folder): "the folder \(folder) holds more than 1 GiB of text"
    case .invalidLine(let site, let problem): "\(site.words): \(problem.words)"
    case .invalidSplits(let path): "\(path) names no splits"
    case .noSplits(let folder): "the folder \(folder) has no splits.json, neither in it nor beside it"
    case .unknownSplit(let name, _): "there is no split '\(name)'"
    case .sameSplit(let name): "'\(name)' cannot be both learned from and judged by"
    case .nothingToLearn(let folder): "no author in \(folder) has two passages, one of them of eight words"
    case .noTextEncoder(let encoder): "the encoder '\(encoder)' needs a text encoder, and none is installed"
    case .outputExists(let path): "\(path) is there already, and training never overwrites"
    case .running(let path, let holder): "\(path) is being trained by \(Self.name(holder))"
    case .startOfOtherModel(let path, let model): "\(path) was trained for another language model, \(model)"
    case .startOfOtherRows(let path, let rows, let wanted): "\(path) has \(rows) soft rows, not \(wanted)"
    case .checkpointDamaged(let path): "the checkpoint \(path) is damaged"
    case .checkpointDiffers(let path, let name, let was, let asked):
      "\(path) is of another training: \(name) was \(was.isEmpty ? "not set" : was), and is \(asked) now"
    case .notFinite(let step, _, _): "the loss is no number any more after \(step.grouped) steps"
    case .interrupted(let step, let total, let checkpoint):
      "interrupted after \(step.grouped) of \(total.grouped) steps; they are kept in \(checkpoint)"
    }
  }

  private var next: String? {
    switch self {
    case .missingOption: "'persona help plug train' explains it"
    case .readsNoHistory: "leave it out, or choose --preset standard or published"
    case .needsAttention: "give --aggregator attention as well, or leave it out"
    case .noFolder: nil
    case .noAuthors, .noStrangers, .nothingToLearn, .invalidLine:
      "an author is a file NAME.jsonl, each line an object with 'text' and, where known, 'kind', 'title', "
        + "'work' and 'year'"
    case .authorMissing: "splits.json names it: correct it there, or add the file"
    case .corpusTooLarge: "train on a part of it with --split"
    case .invalidSplits: #"it must say {"splits": {"train": ["name", …], "dev": ["name", …]}}"#
    case .noSplits: "leave --split and --dev-split out: then a tenth of the authors is kept to judge by"
    case .unknownSplit(_, let known): "there are \(known.joined(separator: ", "))"
    case .sameSplit: "name another one with --dev-split"
    case .noTextEncoder: "add one with 'persona model add', or use --encoder style"
    case .outputExists: "choose another name with --out"
    case .running: "wait until it is done, or choose another name with --out"
    case .startOfOtherModel: "name that model with --model, or leave --start out"
    case .startOfOtherRows(_, let rows, _): "give --rows \(rows), or leave --start out"
    case .checkpointDamaged: "remove it to begin anew"
    case .checkpointDiffers: "ask for the same again, choose another --out, or remove it to begin anew"
    case .notFinite(_, let checkpoint, let kept):
      (kept.map { "\(checkpoint) keeps step \($0.grouped); " } ?? "")
        + "another --seed may do better; remove the checkpoint first"
    case .interrupted: "the same command goes on from there"
    }
  }

  private static func name(_ holder: LockHolder?) -> String {
    holder.map { "process \($0.process) on \($0.host)" } ?? "another process"
  }

  private var exitCode: ExitCode {
    switch self {
    case .noFolder, .authorMissing, .noSplits, .noTextEncoder: .notFound
    case .noAuthors, .corpusTooLarge, .invalidLine, .invalidSplits, .unknownSplit, .nothingToLearn,
      .outputExists, .running, .startOfOtherRows, .checkpointDiffers, .checkpointDamaged:
      .invalidInput
    case .missingOption, .noStrangers, .sameSplit, .readsNoHistory, .needsAttention: .usage
    case .startOfOtherModel: .modelRejected
    case .notFinite: .failure
    case .interrupted: .interrupted
    }
  }
}

/// What training says beside its result.
enum TrainingMessages {
  static let reading = "reading authors"
  static let encoding = "encoding passages"
  static let training = "training, steps"

  static func begins(authors: Int, passages: Int, kept: Int, parameters: Int) -> String {
    "learning from \(passages.grouped) passages of \(authors.grouped) authors, "
      + (kept == 0 ? "judging by none" : "judging by \(kept.grouped) passages of others")
      + "; \(parameters.grouped) parameters"
  }

  static func goingOn(step: Int, total: Int, checkpoint: String) -> String {
    "going on after step \(step.grouped) of \(total.grouped), from \(checkpoint)"
  }

  static func measured(_ result: DevelopmentResult, left: Duration?) -> String {
    var parts = ["step \(result.step.grouped)"]
    if let training = result.training { parts.append("training \(training.rounded(to: 4))") }
    parts.append("judged \(losses(result))")
    if let left, left > .zero { parts.append("\(Progress.describe(left)) left") }
    return parts.joined(separator: "; ")
  }

  static func losses(_ result: DevelopmentResult) -> String {
    var parts = ["own \(result.own.rounded(to: 4))"]
    if let mean = result.mean { parts.append("mean author \(mean.rounded(to: 4))") }
    if let stranger = result.stranger { parts.append("another author \(stranger.rounded(to: 4))") }
    return parts.joined(separator: ", ")
  }

  /// What a model card says that its plug cannot do, or that nobody knows of it; a line each.
  static func limits(readsHistory: Bool, isMeasured: Bool) -> String {
    let measured =
      isMeasured ? "devLoss is of the authors kept to judge by" : "no authors were kept to judge by"
    return [
      "works with this language model \(readsHistory ? "and this encoder " : "")only",
      "\(measured); no test authors were measured: 'persona plug evaluate' does that",
      "what it is worth for writing unlike that of its authors is not known",
    ].joined(separator: "\n")
  }

  static func notSaved(_ explanation: Explanation) -> String {
    "no checkpoint was written: \(explanation.what); the one before stays, and training goes on"
  }

  static func done(_ document: PlugDocument, path: String, result: DevelopmentResult?, seconds: Double)
    -> String
  {
    let loss = result.map { "; nats a token: \(losses($0))" } ?? ""
    return "trained '\(document.name)' for \(document.decoderName) in "
      + "\(Progress.describe(.seconds(seconds))): \(path)\(loss)"
  }
}
