// RegisterMessages.swift: what `write` says about the register that a draft goes by.

/// The sentences about registers of drafts.
enum RegisterMessages {
  static func used(_ register: DraftRegister) -> String {
    "going by your register \(facts(register))"
      + (register.isNamed ? "" : "; --register none goes by all entries alike")
  }

  static func unused(_ register: DraftRegister) -> String {
    "the register \(register.group.name) changes nothing here: it takes examples, or a plug that was not "
      + "trained on all your entries"
  }

  /// A line of `--why`.
  static func why(_ register: DraftRegister) -> String {
    "  the register \(facts(register)), \(register.isNamed ? "as you asked" : "by --to and --kind")"
  }

  private static func facts(_ register: DraftRegister) -> String {
    let count = register.entries.count
    return "\(register.group.name), \(count.grouped) \(count == 1 ? "entry" : "entries")"
  }
}
