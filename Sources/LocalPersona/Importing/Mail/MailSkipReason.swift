// MailSkipReason.swift: why a mail is left out, as facts. Words are in Messages/MailMessages.swift. None has
// anything of a mail but the name of a charset.

/// Why a mail is left out.
public enum MailSkipReason: Error, Hashable, Sendable {
  /// It has no header, so it is none.
  case notMail

  /// Somebody else wrote it.
  case notYours

  /// It is in a trash, or its mailbox has it only until it is tidied.
  case deleted

  /// It is a draft.
  case draft

  /// It is a whole chat, which an export of Gmail has as if one of the people had sent it.
  case chat

  /// A program wrote it: an answer while somebody is away, or a circular.
  case automatic

  /// It is the report of a server, such as that a mail could not be delivered.
  case report

  /// It is an invitation, or the answer to one.
  case invitation

  /// It is encrypted.
  case encrypted

  /// There is no text in it.
  case noText

  /// There is nothing in it but what others wrote, and signatures.
  case nothingOfOnesOwn

  /// A mail with the same Message-ID was met before.
  case repeated

  /// Its text is in a charset that is not known here.
  case unknownCharset(String)

  /// Its text is in a charset for which the C library of this system has no converter.
  case noConverter(String)

  /// Its text is in a transfer encoding that is not known here.
  case unknownEncoding

  /// Its text is longer than a text may be.
  case tooLong

  /// The file, or the rest of it, could not be read; `code` is `errno`.
  case unreadable(code: Int32)
}
