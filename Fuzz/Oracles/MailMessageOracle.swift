// MailMessageOracle.swift: a file of mail, read as a mailbox and as one mail; how it comes in pieces makes no
// difference, and whatever text is found in it makes an entry.

@testable import LocalPersona

enum MailMessageOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    var verdict = Verdict.refused
    for isMailbox in [false, true] {
      let mails = try self.mails(bytes, isMailbox: isMailbox, pieceByteCount: .max)
      let again = try self.mails(bytes, isMailbox: isMailbox, pieceByteCount: 1 + bytes.count % 7)
      try require(mails == again, "mails are the same in pieces of any length")
      try require(isMailbox || mails.count <= 1, "a file that is no mailbox is one mail")
      for mail in mails {
        let isTaken = try makesEntry(mail)
        if isTaken { verdict = .accepted }
      }
    }
    return verdict
  }

  /// Whether there is a text in `mail` that somebody wrote.
  private static func makesEntry(_ mail: FoundMail) throws(OracleFailure) -> Bool {
    _ = MailRules(addresses: ["ann@example.org"]).refusal(of: mail.header)
    guard let body = mail.body, let whole = try? MailText.text(of: body) else { return false }
    let own = OwnText(whole)
    try require(own.text.utf8.count <= whole.utf8.count, "cutting makes nothing longer")
    var endings = RepeatedEndings()
    for _ in 0..<5 { endings.note(own.text) }
    let cut = endings.cut(own.text)
    try require(cut.map { !$0.isEmpty && own.text.hasPrefix($0) } ?? true, "a signature is no whole text")
    let item = MailItem.item(mail.header, received: mail.received, text: own.text)
    do throws(EntryError) {
      _ = try Entry(title: item.title, recipient: item.recipient, text: item.text)
    } catch {
      switch error {
      case .emptyText, .textTooLong: return false
      default: throw OracleFailure(description: "what a header says fits an entry")
      }
    }
    return true
  }

  private static func mails(
    _ bytes: [UInt8], isMailbox: Bool, pieceByteCount: Int
  ) throws(OracleFailure) -> [FoundMail] {
    let source = MailInPieces(bytes: BytesInPieces(bytes, pieceByteCount: pieceByteCount))
    var mails: [FoundMail] = []
    do {
      var reader = MailboxReader(source, isMailbox: isMailbox, limits: MailLimits())
      while let mail = try reader.next(wanting: { _ in true }) { mails.append(mail) }
    } catch {
      throw OracleFailure(description: "bytes in memory are read to their end")
    }
    return mails
  }
}

/// Bytes as a source to import from.
private struct MailInPieces: PieceSource {
  typealias Failure = CallError

  let bytes: BytesInPieces

  func readPiece() throws(CallError) -> [UInt8] { bytes.next(.max) }
}
