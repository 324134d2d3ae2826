// ModelPackMessages.swift: what is said about the packed weights of models.

extension ModelMessages {
  /// What `persona model pack` did.
  static func packed(_ record: ModelRecord, isNew: Bool) -> String {
    guard let packed = record.packed else {
      return "'\(record.name)' has nothing to pack: it is a text encoder, or its weights are floats"
    }
    return isNew
      ? "packed '\(record.name)': \(packed.byteCount.grouped) bytes"
      : "'\(record.name)' is packed already: \(packed.byteCount.grouped) bytes"
  }

  /// What `persona model info` says.
  static func packedWeights(_ record: ModelRecord) -> String {
    guard let packed = record.packed else {
      return "no; it opens faster and in less memory after 'persona model pack \(record.name)'"
    }
    return
      "\(packed.byteCount.grouped) bytes more; 'persona model pack \(record.name)' makes them anew if they are lost"
  }

  static func packingStopped(_ record: ModelRecord) -> String {
    "'\(record.name)' is added and works, but its weights are not packed: persona model pack \(record.name)"
  }

  static func notPacked(_ record: ModelRecord, because reason: String) -> String {
    "\(reason); '\(record.name)' is added and works, but its weights are not packed, so that it opens more slowly: "
      + "persona model pack \(record.name)"
  }
}
