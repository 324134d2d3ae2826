// AgeHeader.swift: the text at the beginning of an age file: who can open it, and a code over all of that.
//
// Every byte of a header is prescribed, so that there is one way to write it: a reader that let
// something pass would make two files of one.

/// A header.
struct AgeHeader {
  /// The longest header that is read or written, in bytes: some ten thousand recipients.
  ///
  /// It is kept in memory, and its reading must end.
  static let maximumByteCount = 1 << 20

  /// How every age file of any version begins.
  static let magic = Array("age-encryption.org/".utf8)

  /// The ways to the file key; at least one.
  let stanzas: [AgeStanza]

  /// The bytes that the code authenticates: all up to the three dashes before it.
  private let authenticated: [UInt8]

  /// The code.
  private let code: [UInt8]

  /// The number of its lines.
  let lineCount: Int

  /// Reads a header up to its last line; what follows remains in `input`.
  ///
  /// - Throws: ``AgeError`` where a rule is broken; whatever the source of `input` throws.
  init(reading input: AgeInput) throws {
    var lines = AgeHeaderLines(input: input)
    try Self.readVersion(&lines)
    var stanzas: [AgeStanza] = []
    while let stanza = try Self.readStanza(&lines) { stanzas.append(stanza) }
    guard !stanzas.isEmpty else { throw AgeError.malformedHeader(line: lines.number, .noStanza) }
    if let scrypt = stanzas.first(where: \.isScrypt), stanzas.count > 1 {
      throw AgeError.malformedHeader(line: scrypt.line, .notAlone)
    }
    let last = lines.text
    guard last.count > Self.end.count, last[Self.end.count] == UInt8(ascii: " "),
      let code = AgePrimitives.decodeBase64(Array(last[(Self.end.count + 1)...]), isPadded: false),
      code.count == SHA256.digestByteCount
    else { throw AgeError.malformedHeader(line: lines.number, .authenticationCode) }
    self.stanzas = stanzas
    self.code = code
    authenticated = Array(lines.all.dropLast(last.count + 1 - Self.end.count))
    lineCount = lines.number
  }

  /// Whether whoever wrote the header had `fileKey`.
  func isAuthentic(fileKey: borrowing SecretBytes) -> Bool {
    let expected = AgeFileKey.authenticationCode(of: authenticated, fileKey: fileKey)
    return expected.hasSameBytes(as: SecretBytes(copying: code.rawBytes))
  }

  /// Writes a header.
  static func encode(_ stanzas: [AgeStanza], fileKey: borrowing SecretBytes) -> [UInt8] {
    var header = version + [newline]
    for stanza in stanzas { header += stanza.text }
    header += end
    let code = AgeFileKey.authenticationCode(of: header, fileKey: fileKey)
    let bytes = (0..<code.count).map { code.bytes.byte($0) }  // public from here on
    return header + Array(" ".utf8) + AgePrimitives.encodeBase64(bytes, isPadded: false) + [newline]
  }

  /// Whether the header that begins `input` is for a passphrase.
  ///
  /// The first stanza says it: one for a passphrase is alone.
  static func isForPassphrase(reading input: AgeInput) throws -> Bool {
    var lines = AgeHeaderLines(input: input)
    try readVersion(&lines)
    try lines.next()
    return try readArguments(lines).first == Array("scrypt".utf8)
  }
}

extension AgeHeader {
  private static let version = magic + Array("v1".utf8)
  private static let stanzaStart = Array("-> ".utf8)
  private static let end = Array("---".utf8)

  /// The number of columns of a line that is followed by another one of the same body.
  private static let columnCount = 64

  private static func readVersion(_ lines: inout AgeHeaderLines) throws {
    try lines.next()
    guard lines.text != version else { return }
    throw isOtherVersion(lines.text) ? AgeError.unsupportedVersion : .malformedHeader(line: 1, .version)
  }

  /// Whether a line looks as that of another version would.
  private static func isOtherVersion(_ line: [UInt8]) -> Bool {
    guard line.starts(with: magic + Array("v".utf8)) else { return false }
    let number = line[(magic.count + 1)...]
    return !number.isEmpty && number.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// Reads a stanza; nil where the line is the last one of the header, which is then the current one.
  private static func readStanza(_ lines: inout AgeHeaderLines) throws -> AgeStanza? {
    try lines.next()
    guard !lines.text.starts(with: end) else { return nil }
    let line = lines.number
    let arguments = try readArguments(lines)
    var body: [UInt8] = []
    repeat {
      try lines.next()
      guard lines.text.count <= columnCount,
        let bytes = AgePrimitives.decodeBase64(lines.text, isPadded: false)
      else { throw AgeError.malformedHeader(line: lines.number, .body) }
      body += bytes
    } while lines.text.count == columnCount
    return try AgeStanza(arguments: arguments, body: body, line: line)
  }

  private static func readArguments(_ lines: AgeHeaderLines) throws(AgeError) -> [[UInt8]] {
    guard lines.text.starts(with: stanzaStart) else {
      throw .malformedHeader(line: lines.number, .notAStanza)
    }
    let arguments = lines.text[stanzaStart.count...]
      .split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Array.init)
    let arePrintable = arguments.allSatisfy { argument in
      !argument.isEmpty && argument.allSatisfy { (33...126).contains($0) }
    }
    guard arePrintable else { throw .malformedHeader(line: lines.number, .arguments) }
    return arguments
  }
}

/// The lines of a header, one at a time.
private struct AgeHeaderLines {
  let input: AgeInput

  /// The current line, without the line feed that ends it.
  private(set) var text: [UInt8] = []

  /// The number of the current line, from 1.
  private(set) var number = 0

  /// All lines so far.
  private(set) var all: [UInt8] = []

  init(input: AgeInput) { self.input = input }

  /// Goes on to the next line.
  mutating func next() throws {
    number += 1
    switch try input.readLine(maximumByteCount: AgeHeader.maximumByteCount - all.count - 1) {
    case .ended(let line):
      text = line
      all += line
      all.append(newline)
    case .cutShort: throw AgeError.malformedHeader(line: number, .cutShort)
    case .tooLong: throw AgeError.headerTooLarge
    }
  }
}
