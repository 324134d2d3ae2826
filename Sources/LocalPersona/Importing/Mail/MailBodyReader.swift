// MailBodyReader.swift: finds the texts in the body of a mail (MIME, RFC 2045 and 2046) as its lines stream
// by.
//
// Only texts are kept in memory. Attachments are passed over line by line, and parts that are nested or
// broken in any way end at the latest with the mail: no boundary has to come.

/// Reads a body, line by line.
struct MailBodyReader {
  /// How deep parts may lie in parts; what lies deeper is passed over.
  private static let maximumDepth = 32

  /// How many parts are looked at; later ones are passed over.
  private static let maximumPartCount = 1000

  /// A multipart that is stack.
  private struct Multipart {
    enum Kind {
      case mixed, alternative, related, digest
    }

    var boundary: [UInt8]
    var kind: Kind

    /// The texts of each part that has ended.
    var children: [[MailPart]] = []
  }

  /// What the next line belongs to.
  private enum Place {
    case header(MailHeader)
    case text(MailPart, TransferDecoder)
    case nothing
  }

  private let textByteCount: Int
  private var body = MailBody()
  private var stack: [Multipart] = []
  private var partCount = 0
  private var keptByteCount = 0
  private var place = Place.nothing

  /// Begins the body of the mail that has `header`.
  ///
  /// - Parameters:
  ///   - header: The header of the mail.
  ///   - textByteCount: How long its texts may be together, in bytes, before one is passed over.
  init(_ header: MailHeader, textByteCount: Int) {
    self.textByteCount = textByteCount
    begin(header, isWhole: true)
  }

  /// Takes the next line, without its end.
  mutating func take(_ line: ArraySlice<UInt8>) {
    if endsPart(line) { return }
    switch place {
    case .nothing: return
    case .header(var header):
      if line.isEmpty { return begin(header, isWhole: false) }
      place = .nothing  // So that `header` is not copied.
      header.take(line)
      place = .header(header)
    case .text(var part, var decoder):
      place = .nothing  // So that `part` is not copied.
      decoder.decode(line, into: &part.bytes)
      if keptByteCount + part.bytes.count > textByteCount { return refuseText() }
      place = .text(part, decoder)
    }
  }

  /// Takes a line that was too long to be kept.
  mutating func takeLongLine() {
    if case .text = place { refuseText() }
  }

  /// Ends the body.
  mutating func finish() -> MailBody {
    while !stack.isEmpty { close() }
    endLeaf()
    return body
  }

  private mutating func refuseText() {
    body.findings.insert(.tooLong)
    place = .nothing
  }

  // MARK: Parts

  /// Begins a part, or the mail as a whole.
  private mutating func begin(_ header: MailHeader, isWhole: Bool) {
    let type = HeaderParameters(header.bytes("content-type") ?? [])
    let isDigest = stack.last?.kind == .digest
    let word = type.word.isEmpty ? (isDigest ? "message/rfc822" : "text/plain") : type.word
    place = .nothing
    partCount += 1
    guard partCount <= MailBodyReader.maximumPartCount else { return }
    if word.hasPrefix("multipart/") { return beginMultipart(type) }
    let disposition = HeaderParameters(header.bytes("content-disposition") ?? [])
    let hasName = type.bytes("name") != nil || disposition.bytes("filename") != nil
    let isAttached = !isWhole && (hasName || disposition.word == "attachment")
    switch word {
    case "text/plain", "text/html", "text":
      if !isAttached { beginText(header, type, isHTML: word == "text/html") }
    case "text/calendar":
      if !isAttached || type.bytes("method") != nil { body.findings.insert(.invitation) }
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      if type.token("smime-type") != "certs-only" { body.findings.insert(.encrypted) }
    case "message/rfc822", "message/global": body.findings.insert(.forward)
    case "message/delivery-status", "message/disposition-notification": body.findings.insert(.report)
    default: return
    }
  }

  private mutating func beginText(_ header: MailHeader, _ type: HeaderParameters, isHTML: Bool) {
    guard let encoding = TransferDecoder.Encoding(header.word("content-transfer-encoding")) else {
      body.findings.insert(.unknownEncoding)
      return
    }
    let part = MailPart(
      isHTML: isHTML, charset: type.token("charset"), isFlowed: !isHTML && type.token("format") == "flowed",
      deletesSpace: type.token("delsp") == "yes")
    place = .text(part, TransferDecoder(encoding))
  }

  private mutating func beginMultipart(_ type: HeaderParameters) {
    if type.word == "multipart/report" { body.findings.insert(.report) }
    if type.word == "multipart/encrypted" { body.findings.insert(.encrypted) }
    guard let boundary = type.bytes("boundary"), !boundary.isEmpty, stack.count < MailBodyReader.maximumDepth
    else { return }
    let kind: Multipart.Kind =
      switch type.word {
      case "multipart/alternative": .alternative
      case "multipart/related", "multipart/signed": .related
      case "multipart/digest": .digest
      default: .mixed
      }
    stack.append(Multipart(boundary: boundary, kind: kind))
  }

  // MARK: Boundaries

  /// Ends parts where `line` is a boundary of an open multipart; false where it is none.
  private mutating func endsPart(_ line: ArraySlice<UInt8>) -> Bool {
    guard !stack.isEmpty, line.starts(with: [0x2D, 0x2D]) else { return false }
    let mark = line.dropFirst(2).withoutBlanksAtEnd
    for level in stack.indices.reversed() {
      let boundary = stack[level].boundary
      guard mark.starts(with: boundary) else { continue }
      let rest = mark.dropFirst(boundary.count)
      guard rest.isEmpty || rest.elementsEqual([0x2D, 0x2D]) else { continue }
      while stack.count > level + 1 { close() }
      if rest.isEmpty {
        endLeaf()
        place = .header(MailHeader())
      } else {
        close()
      }
      return true
    }
    return false
  }

  /// Ends the part that is being read.
  private mutating func endLeaf() {
    if case .text(let part, _) = place {
      keptByteCount += part.bytes.count
      keep([part])
    }
    place = .nothing
  }

  /// Ends the innermost multipart.
  private mutating func close() {
    endLeaf()
    guard let multipart = stack.popLast() else { return }
    keep(MailBodyReader.chosen(multipart))
  }

  private mutating func keep(_ parts: [MailPart]) {
    if let last = stack.indices.last {
      stack[last].children.append(parts)
    } else {
      body.parts += parts
    }
  }

  /// The texts to read: of alternatives the plain one, of related parts the one that the others belong to.
  private static func chosen(_ multipart: Multipart) -> [MailPart] {
    let children = multipart.children.filter { !$0.allSatisfy(\.isBlank) }
    switch multipart.kind {
    case .mixed, .digest: return children.flatMap { $0 }
    case .related: return children.first ?? []
    case .alternative:
      return children.first { $0.allSatisfy { !$0.isHTML } } ?? children.first ?? []
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without spaces, tabs and a carriage return at its end.
  fileprivate var withoutBlanksAtEnd: ArraySlice<UInt8> {
    var rest = self
    while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D { rest.removeLast() }
    return rest
  }
}
