// MailRules.swift: tells by the header of a mail whether it is one that the user wrote.

/// Which mails are wanted.
struct MailRules {
  /// The addresses of the user, in lower case.
  let addresses: Set<String>

  /// Why a mail is not wanted; nil where it is.
  func refusal(of header: MailHeader) -> MailSkipReason? {
    guard !header.fields.isEmpty else { return .notMail }
    let authors = MailAddress.list(header.bytes("from") ?? [])
    guard authors.contains(where: { addresses.contains($0.address) }) else { return .notYours }
    if MailRules.isDeleted(header) { return .deleted }
    if MailRules.isDraft(header) { return .draft }
    if header.labels.contains("chat") || header.labels.contains("chats") { return .chat }
    let type = header.word("content-type")
    if type == "text/calendar" { return .invitation }
    if type == "multipart/report" { return .report }
    return MailRules.isAutomatic(header) ? .automatic : nil
  }

  /// Thunderbird, and with other words mutt and Dovecot, only mark what is deleted, until the folder is
  /// compacted.
  private static func isDeleted(_ header: MailHeader) -> Bool {
    let deleted = 0x0008
    let status = Int(header.word("x-mozilla-status"), radix: 16) ?? 0
    return status & deleted != 0 || header.word("x-status").contains("d")
      || header.labels.contains { QuotePhrases.trashLabels.contains($0) }
  }

  /// Whether it was never sent.
  private static func isDraft(_ header: MailHeader) -> Bool {
    header.bytes("x-mozilla-draft-info") != nil || header.word("x-status").contains("t")
      || header.labels.contains { QuotePhrases.draftLabels.contains($0) }
  }

  /// Whether no person wrote it: RFC 3834, and what came before it.
  private static func isAutomatic(_ header: MailHeader) -> Bool {
    let submitted = header.word("auto-submitted")
    if !submitted.isEmpty, submitted != "no" { return true }
    // `list` is not among them: what comes back from a list was written by a person.
    if ["bulk", "junk", "auto_reply"].contains(header.word("precedence")) { return true }
    let marks = ["x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from"]
    if marks.contains(where: { header.bytes($0) != nil && header.word($0) != "no" }) { return true }
    // Before the colon French has a space.
    let subject = (header.text("subject") ?? "").lowercased()
    return QuotePhrases.automaticSubjects.contains(String(subject.prefix { $0 != ":" }).trimmingSpaces())
  }
}
