// FuzzTarget.swift: the parsers of untrusted bytes that are fuzzed, by name.
//
// The same oracles serve libFuzzer (Fuzz/Sources/persona-fuzz) and the ordinary tests, which replay the
// corpus without it (Tests/LocalPersonaTests/Fuzzing): this folder is part of both by a link.

/// What a parser said about an input.
enum Verdict {
  case accepted, refused
}

/// A parser, and what has to be true of it whatever it is given.
struct FuzzTarget: Sendable {
  /// The name of its folders in Corpus and Regressions.
  let name: String

  /// Feeds `bytes` to the parser.
  ///
  /// Beside what throws, no input may trap, hang or take memory out of proportion.
  ///
  /// - Throws: ``OracleFailure``, where the parser took what it should not have taken, or took it wrongly.
  let check: @Sendable (_ bytes: [UInt8]) throws(OracleFailure) -> Verdict

  /// All of them, by name.
  static let all: [FuzzTarget] =
    ageTargets + [
      FuzzTarget(name: "backup-manifest", check: BackupManifestOracle.check),
      FuzzTarget(name: "character-map", check: CharacterMapOracle.check),
      FuzzTarget(name: "configuration", check: ConfigurationOracle.check),
      FuzzTarget(name: "dayone-journal", check: DayOneJournalOracle.check),
      FuzzTarget(name: "decoder-folder", check: DecoderFolderOracle.check),
      FuzzTarget(name: "derived-record", check: DerivedRecordOracle.check),
      FuzzTarget(name: "entry-record", check: EntryRecordOracle.check),
      FuzzTarget(name: "export-lines", check: ExportLinesOracle.check),
      FuzzTarget(name: "front-matter", check: FrontMatterOracle.check),
      FuzzTarget(name: "gguf", check: GGUFOracle.check),
      FuzzTarget(name: "json", check: JSONOracle.check),
      FuzzTarget(name: "lamp-questions", check: LaMPQuestionsOracle.check),
      FuzzTarget(name: "learned-data", check: LearnedDataOracle.check),
      FuzzTarget(name: "mail-message", check: MailMessageOracle.check),
      FuzzTarget(name: "number-log", check: NumberLogOracle.check),
      FuzzTarget(name: "packed-weights", check: PackedWeightsOracle.check),
      FuzzTarget(name: "plug-file", check: PlugFileOracle.check),
      FuzzTarget(name: "recovery-words", check: RecoveryWordsOracle.check),
      FuzzTarget(name: "safetensors", check: SafetensorsOracle.check),
      FuzzTarget(name: "segment", check: SegmentOracle.check),
      FuzzTarget(name: "tokenizer", check: TokenizerOracle.check),
      FuzzTarget(name: "tokenizer-file", check: TokenizerFileOracle.check),
      FuzzTarget(name: "vault-head", check: VaultHeadOracle.check),
      FuzzTarget(name: "vault-header", check: VaultHeaderOracle.check),
      FuzzTarget(name: "vector-record", check: VectorRecordOracle.check),
      FuzzTarget(name: "voice-habits", check: VoiceHabitsOracle.check),
      FuzzTarget(name: "whatsapp-chat", check: WhatsAppChatOracle.check),
    ]
}

/// A parser that broke a rule of its oracle.
struct OracleFailure: Error, CustomStringConvertible {
  /// The rule, in words.
  let description: String
}

/// Checks a rule of an oracle.
func require(_ isTrue: Bool, _ rule: String) throws(OracleFailure) {
  guard isTrue else { throw OracleFailure(description: rule) }
}

/// A value that cannot be missing where the rule holds.
func require<Value>(_ value: Value?, _ rule: String) throws(OracleFailure) -> Value {
  guard let value else { throw OracleFailure(description: rule) }
  return value
}
