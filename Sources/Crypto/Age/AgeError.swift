// AgeError.swift: what can be wrong with an age file, a key for one, or the memory to open it.
//
// Lines and chunks count from 1. No case carries a byte of a key or of a text.

/// Why an age file cannot be read or written.
public enum AgeError: Error, Equatable, Sendable {
  /// The file begins neither as an age file nor as an armored one.
  case notAge

  /// The file is of another version than 1.
  case unsupportedVersion

  /// A line of the header breaks a rule of the format, or is missing.
  case malformedHeader(line: Int, AgeHeaderProblem)

  /// The header is longer than ``AgeHeader/maximumByteCount``.
  case headerTooLarge

  /// No identity that was given opens the file: it is encrypted to others.
  case noMatchingIdentity

  /// The file is encrypted to a passphrase, and none was given.
  case passphraseNeeded

  /// The file is encrypted to recipients, and no identity was given.
  case identityNeeded

  /// The passphrase does not open the file.
  case wrongPassphrase

  /// Deriving the key would take 2 to this power of steps, more than was allowed.
  case workFactorTooHigh(Int)

  /// The file key fits, but somebody who does not have it changed the header.
  case headerNotAuthentic

  /// A line of the armor breaks a rule of the format, or is missing.
  case malformedArmor(line: Int)

  /// A chunk of the payload was changed, or cut in its middle.
  case payloadNotAuthentic(chunk: Int)

  /// The payload ends before its last chunk; this one is missing.
  case truncated(chunk: Int)

  /// Something follows the last chunk.
  case trailingData

  /// The last chunk is empty though it is not the only one, which no writer may do.
  case emptyFinalChunk

  /// A text is no recipient of age's own kind (`age1…`), or one that anybody could read for.
  case invalidRecipient

  /// A text is no identity of age's own kind (`AGE-SECRET-KEY-1…`).
  case invalidIdentity

  /// A line of an identity file is neither an identity nor a comment.
  case invalidIdentityFile(line: Int)

  /// An identity file holds no identity.
  case noIdentities

  /// A file is to be encrypted to nobody.
  case noRecipients

  /// The system does not give the memory that the work factor asks for.
  case outOfMemory
}

/// Which rule a line of a header breaks.
public enum AgeHeaderProblem: Equatable, Sendable {
  /// The first line is not that of a version.
  case version

  /// The file ends within the header.
  case cutShort

  /// The line is neither the first one of a stanza nor the last one of the header.
  case notAStanza

  /// The header lists nobody who can open it.
  case noStanza

  /// The arguments of a stanza are missing, empty, or not printable ASCII.
  case arguments

  /// A line of a stanza's body is not canonical base64 of at most 64 columns.
  case body

  /// An X25519 stanza has other arguments than one share of 32 bytes, or no body of 32 bytes.
  case x25519

  /// The share of an X25519 stanza is a point of low order, which makes no secret.
  case lowOrderShare

  /// An scrypt stanza has other arguments than a salt of 16 bytes and a work factor, or no body of 32 bytes.
  case scrypt

  /// An scrypt stanza is not the only one.
  case notAlone

  /// The last line is not the canonical base64 of 32 bytes.
  case authenticationCode

  /// The 16 bytes after the last line are not all there.
  case nonce
}
