// MailFormat.swift: which of the formats of import are mail.

extension ImportFormat {
  /// Whether it is mail, of which an import takes what the user wrote.
  var isMail: Bool {
    switch self {
    case .mbox, .maildir, .eml: true
    default: false
    }
  }

  /// The format of mail that the name of a file tells, or nil.
  init?(mailFileName name: String) {
    let lower = name.lowercased()
    if lower.hasSuffix(".mbox") || lower.hasSuffix(".mbx") {
      self = .mbox
    } else if lower.hasSuffix(".eml") {
      self = .eml
    } else {
      return nil
    }
  }
}
