// MailboxReader.swift: the mails of a file, one at a time: of a mailbox (mbox), or the one that a file is.
//
// In a mailbox a mail begins at a line `From …` (RFC 4155). Lines of a mail that would look like one have a
// `>` before them, which is taken away (mboxrd). Of the file, one piece and one line are in memory.

/// A mail that was found.
struct FoundMail: Equatable {
  /// The line on which it begins, from 1.
  var line: Int

  /// When it came in, as the line `From …` of a mailbox has it.
  var received: Timestamp?

  /// Its header.
  var header: MailHeader

  /// Its body, where that was wanted.
  var body: MailBody?
}

/// Reads the mails of a file.
struct MailboxReader<Source: PieceSource & ~Copyable>: ~Copyable {
  private var lines: LineReader<Source>
  private let isMailbox: Bool
  private let textByteCount: Int

  /// The line `From …` of the mail that comes next.
  private var envelope: (line: Int, received: Timestamp?)?
  private var isAfterEmptyLine = true
  private var isAtEnd = false

  /// How many bytes of the file were read.
  var byteCount: Int { lines.byteCount }

  /// Reads `source` from where it stands.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - isMailbox: Whether it has many mails, and not one.
  ///   - limits: How much of a mail is kept.
  init(_ source: consuming Source, isMailbox: Bool, limits: MailLimits) {
    lines = LineReader(source, limit: limits.lineByteCount)
    self.isMailbox = isMailbox
    textByteCount = limits.textByteCount
    if !isMailbox { envelope = (1, nil) }
  }

  /// The next mail, or nil at the end.
  ///
  /// - Parameter wanting: Tells by the header whether the body is wanted.
  /// - Returns: The mail, without a body where that is not wanted or where there is none.
  /// - Throws: What the source throws.
  mutating func next(wanting: (MailHeader) -> Bool) throws(Source.Failure) -> FoundMail? {
    while envelope == nil {
      // What stands before the first mail belongs to none.
      guard let line = try nextLine() else { return nil }
      if case .mark(let received) = line { envelope = (lines.lineNumber, received) }
    }
    guard let (line, received) = envelope else { return nil }
    envelope = nil
    let header = try readHeader()
    guard let header else {
      return isMailbox || lines.lineNumber > 0
        ? FoundMail(line: line, received: received, header: MailHeader(), body: nil) : nil
    }
    var body = wanting(header) ? MailBodyReader(header, textByteCount: textByteCount) : nil
    try readBody(&body)
    return FoundMail(line: line, received: received, header: header, body: body?.finish())
  }

  /// The header of a mail; nil where the mail ends before it has any line.
  private mutating func readHeader() throws(Source.Failure) -> MailHeader? {
    var header = MailHeader()
    var isEmpty = true
    while let line = try nextLine() {
      switch line {
      case .mark(let received):
        envelope = (lines.lineNumber, received)
        return isEmpty ? nil : header
      case .long: isEmpty = false
      case .line(let bytes):
        // Empty lines before a header occur.
        if bytes.isEmpty, !isEmpty { return header }
        header.take(bytes)
        isEmpty = isEmpty && bytes.isEmpty
      }
    }
    return isEmpty ? nil : header
  }

  private mutating func readBody(_ body: inout MailBodyReader?) throws(Source.Failure) {
    guard envelope == nil else { return }
    while let line = try nextLine() {
      switch line {
      case .mark(let received):
        envelope = (lines.lineNumber, received)
        return
      case .long: body?.takeLongLine()
      case .line(let bytes): body?.take(bytes)
      }
    }
  }

  // MARK: Lines

  private enum Line {
    /// A line `From …`, which begins a mail.
    case mark(received: Timestamp?)
    case line(ArraySlice<UInt8>)
    case long
  }

  private mutating func nextLine() throws(Source.Failure) -> Line? {
    guard !isAtEnd else { return nil }
    guard let line = try lines.next() else {
      isAtEnd = true
      return nil
    }
    guard case .bytes(let bytes) = line else {
      isAfterEmptyLine = false
      return .long
    }
    defer { isAfterEmptyLine = bytes.isEmpty }
    guard isMailbox else { return .line(bytes) }
    if isAfterEmptyLine, MailboxMark.isMark(bytes) { return .mark(received: MailboxMark.date(of: bytes)) }
    return .line(MailboxMark.unquoted(bytes))
  }
}

/// The lines that begin a mail of a mailbox.
enum MailboxMark {
  /// `From `.
  static let word = Array("From ".utf8)

  /// Whether `line` begins a mail: after a sender it has a date and nothing else, or it has nothing at all.
  ///
  /// A sentence that begins so has other words, so that a mailbox in which such lines were not quoted is
  /// taken for what it is.
  static func isMark(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: word) else { return false }
    let rest = line.dropFirst(word.count).prefix(512)
    return rest.allSatisfy { $0 == 0x20 } || MailDate.isDate(Array(withoutSender(rest)))
  }

  /// The date in such a line.
  static func date(of line: ArraySlice<UInt8>) -> Timestamp? {
    MailDate.parse(Array(withoutSender(line.dropFirst(word.count))))
  }

  /// The line without one `>` of those that were put before `From `.
  static func unquoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard line.first == UInt8(ascii: ">") else { return line }
    let marks = line.prefix { $0 == UInt8(ascii: ">") }.count
    return line.dropFirst(marks).starts(with: word) ? line.dropFirst() : line
  }

  private static func withoutSender(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    rest.drop { $0 != 0x20 }
  }
}
