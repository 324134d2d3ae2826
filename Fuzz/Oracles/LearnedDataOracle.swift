// LearnedDataOracle.swift: what streams of derived data hold: the record of a learned persona, a training
// that was cut off, an evaluation, the settings of learning, the journal of undo; and what begins with none
// of their names, as a term model.

@testable import LocalPersona

enum LearnedDataOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    switch String(decoding: bytes.prefix(4), as: UTF8.self) {
    case "PLRN": try checkPersona(bytes)
    case "PLCK": try checkCheckpoint(bytes)
    case "PLEV": try checkEvaluation(bytes)
    case "PLST": try checkSettings(bytes)
    case "PLUJ": try checkJournal(bytes)
    default: try checkTerms(bytes)
    }
  }

  private static func checkPersona(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let persona = try? LearnedPersona(decoding: bytes) else { return .refused }
    try require(persona.encode() == bytes, "a learned persona is written as it was read")
    return .accepted
  }

  private static func checkSettings(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let settings = try? LearningSettings(decoding: bytes) else { return .refused }
    try require(settings.encode() == bytes, "settings of learning are written as they were read")
    return .accepted
  }

  private static func checkJournal(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let journal = try? UndoJournal(decoding: bytes) else { return .refused }
    try require(journal.encode() == bytes, "a journal of undo is written as it was read")
    return .accepted
  }

  private static func checkTerms(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let terms = try? TermModel(decoding: bytes) else { return .refused }
    try require(terms.encode() == bytes, "a term model is written as it was read")
    return .accepted
  }

  /// A checkpoint is read for a training that is known: here one of four parameters, whose identity is what
  /// the bytes say, on two entries of two tokens and one.
  private static func checkCheckpoint(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let identity = Array(bytes.dropFirst(12).prefix(32))
    let start: [Float] = [0, 0, 0, 0]
    func read(_ bytes: [UInt8]) -> RowAdaptation? {
      RowAdaptation(decoding: bytes, identity: identity, start: start, targetCounts: [2, 1])
    }
    guard let training = read(bytes) else { return .refused }
    let written = training.encode(identity: identity)
    try require(read(written)?.encode(identity: identity) == written, "a training comes back as it was")
    return .accepted
  }

  /// Losses are read for an evaluation that is known, as checkpoints are.
  private static func checkEvaluation(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let identity = Array(bytes.dropFirst(12).prefix(32))
    guard let losses = VaultLosses(decoding: bytes, identity: identity, targetCounts: [2, 1]) else {
      return .refused
    }
    try require(losses.encode(identity: identity) == bytes, "an evaluation is written as it was read")
    return .accepted
  }
}
