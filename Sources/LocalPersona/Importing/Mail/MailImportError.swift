// MailImportError.swift: why mail was not imported, as facts. Words are in Messages/MailMessages.swift.

/// Why mail was not imported.
enum MailImportError: Error, Equatable {
  /// Nobody said which addresses are the user's; `candidates` are the most frequent ones.
  case addressNeeded(candidates: [AddressCandidate])

  /// A word that was given as an address of the user is none.
  case notAnAddress(String)

  /// An option of mail was given where something else is imported.
  case onlyForMail(option: String)

  /// It is an age file, of which nothing may be used before its end.
  case encryptedFile(path: String)
}
