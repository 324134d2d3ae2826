// AgeStanza.swift: the part of a header that holds the file key for one recipient, or for a passphrase.
//
// Kinds that are not known are passed over: others may have added recipients of their own.

/// One way to the file key.
struct AgeStanza: Equatable {
  /// How the file key is wrapped.
  enum Kind: Equatable {
    /// For a recipient; `share` is the public half of a key that was used once.
    case x25519(share: [UInt8])

    /// For a passphrase; the cost is 2 to the work factor.
    case scrypt(salt: [UInt8], workFactor: Int)

    /// By a rule of somebody else's.
    case unknown
  }

  var kind: Kind

  /// The wrapped file key.
  var body: [UInt8]

  /// The line of the header that it begins at, from 1; 0 where it was not read.
  var line = 0

  var isScrypt: Bool {
    if case .scrypt = kind { true } else { false }
  }

  /// The stanza as a header has it; the body takes one line, being shorter than 64 columns.
  ///
  /// - Precondition: The kind is known.
  var text: [UInt8] {
    let body = AgePrimitives.encodeBase64(body, isPadded: false)
    return Array("-> ".utf8) + arguments + [newline] + body + [newline]
  }

  private var arguments: [UInt8] {
    switch kind {
    case .x25519(let share):
      return Array("X25519 ".utf8) + AgePrimitives.encodeBase64(share, isPadded: false)
    case .scrypt(let salt, let workFactor):
      return Array("scrypt ".utf8) + AgePrimitives.encodeBase64(salt, isPadded: false)
        + Array(" \(workFactor)".utf8)
    case .unknown: preconditionFailure("a stanza of an unknown kind is only read")
    }
  }
}

extension AgeStanza {
  /// Understands a stanza.
  ///
  /// - Throws: ``AgeError/malformedHeader(line:_:)`` where it is of a known kind and breaks a rule of that.
  init(arguments: [[UInt8]], body: [UInt8], line: Int) throws(AgeError) {
    switch arguments.first {
    case Array("X25519".utf8):
      guard let kind = Self.x25519(arguments), body.count == AgeFileKey.wrappedByteCount else {
        throw .malformedHeader(line: line, .x25519)
      }
      self.init(kind: kind, body: body, line: line)
    case Array("scrypt".utf8):
      guard let kind = Self.scrypt(arguments), body.count == AgeFileKey.wrappedByteCount else {
        throw .malformedHeader(line: line, .scrypt)
      }
      self.init(kind: kind, body: body, line: line)
    default:
      self.init(kind: .unknown, body: [], line: line)
    }
  }

  private static func x25519(_ arguments: [[UInt8]]) -> Kind? {
    guard arguments.count == 2, let share = AgePrimitives.decodeBase64(arguments[1], isPadded: false),
      share.count == X25519.keyByteCount
    else { return nil }
    return .x25519(share: share)
  }

  private static func scrypt(_ arguments: [[UInt8]]) -> Kind? {
    guard arguments.count == 3, let salt = AgePrimitives.decodeBase64(arguments[1], isPadded: false),
      salt.count == AgeScrypt.saltByteCount, let workFactor = number(arguments[2])
    else { return nil }
    return .scrypt(salt: salt, workFactor: workFactor)
  }

  /// A decimal number from 1 on, in its one form: without sign and leading zeros.
  private static func number(_ digits: [UInt8]) -> Int? {
    guard let first = digits.first, first != UInt8(ascii: "0"),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))  // nil where it is too large
  }
}

/// What ends the lines of a header.
let newline = UInt8(ascii: "\n")
