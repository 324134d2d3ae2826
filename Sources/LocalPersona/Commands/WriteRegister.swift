// WriteRegister.swift: which register `persona write` goes by: the one that fits, one named by hand, or none.

extension Option {
  static let writeRegister = Option(
    name: "register", value: .text("NAME"),
    help:
      "go by the entries of a kind (mail), to somebody (to:Ann) or with a tag (tag:work) before all others; "
      + "auto, those that --to and --kind fit, is the default; none goes by all alike")
}

extension Invocation {
  /// The register of what is to be written.
  ///
  /// - Parameters:
  ///   - entries: The history.
  ///   - kind: What it is to be, where that was said.
  /// - Returns: The register; nil for all entries alike.
  /// - Throws: ``VoiceError/noSuchGroup(_:)`` for a name that fits no entry.
  func draftRegister(in entries: [Entry], kind: EntryKind?) throws(VoiceError) -> DraftRegister? {
    switch text(Option.writeRegister.name) ?? "auto" {
    case "auto": return DraftRegister.fitting(entries, recipient: text("to"), kind: kind)
    case "none": return nil
    case let name: return try DraftRegister(named: name, in: entries)
    }
  }

  /// Says in one line which register drafts go by.
  func tell(_ register: DraftRegister?, of personas: [DraftingPersona], by means: PersonaMeans) {
    guard let register else { return }
    if personas.contains(where: means.usesRegister) {
      console.note(RegisterMessages.used(register))
    } else if register.isNamed {
      console.note(RegisterMessages.unused(register))
    }
  }
}

extension DraftRegister {
  /// The register for programs.
  var json: JSONValue {
    .object([
      ("name", .string(group.name)), ("entryCount", JSONValue(entries.count)), ("isNamed", .bool(isNamed)),
    ])
  }
}
