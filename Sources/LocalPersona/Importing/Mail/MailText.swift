// MailText.swift: the text of a mail, from the parts of its body to the lines that a person sees.

/// Makes the text of a body.
enum MailText {
  private static let signedMark = "-----BEGIN PGP SIGNED MESSAGE-----"
  private static let signatureMark = "-----BEGIN PGP SIGNATURE-----"
  private static let encryptedMark = "-----BEGIN PGP MESSAGE-----"

  /// The text of `body`, quotes and signatures included.
  ///
  /// - Throws: Why there is none.
  static func text(of body: MailBody) throws(MailSkipReason) -> String {
    if body.findings.contains(.encrypted) { throw .encrypted }
    if body.findings.contains(.invitation) { throw .invitation }
    if body.findings.contains(.report) { throw .report }
    if body.findings.contains(.tooLong) { throw .tooLong }
    var texts: [String] = []
    for part in body.parts where !part.isBlank { texts.append(try text(of: part)) }
    let whole = texts.joined(separator: "\n")
    guard !whole.utf8.allSatisfy({ $0 <= 0x20 }) else {
      if body.findings.contains(.unknownEncoding) { throw .unknownEncoding }
      throw body.findings.contains(.forward) ? .nothingOfOnesOwn : .noText
    }
    if whole.trimmingSpaces().hasPrefix(encryptedMark) { throw .encrypted }
    return withoutSeal(whole)
  }

  private static func text(of part: MailPart) throws(MailSkipReason) -> String {
    guard let charset = MailCharset(part.charset) else {
      let name = String(part.charset.prefix(40))
      throw MailCharset.lacksConverter(part.charset) ? .noConverter(name) : .unknownCharset(name)
    }
    let text = charset.decode(part.bytes)
    if part.isHTML { return HTMLText.text(of: text) }
    return part.isFlowed ? FlowedText.unwrap(text, deletesSpace: part.deletesSpace) : text
  }

  /// Without what signs a text in OpenPGP (RFC 9580, section 7).
  private static func withoutSeal(_ text: String) -> String {
    guard text.trimmingSpaces().hasPrefix(signedMark) else { return text }
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
    // After the mark come fields of its own, up to an empty line.
    lines = lines.drop { !$0.hasPrefix(signedMark) }
    lines = lines.drop { !$0.isEmpty }
    return lines.prefix { !$0.hasPrefix(signatureMark) }
      .map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 }
      .joined(separator: "\n")
  }
}
