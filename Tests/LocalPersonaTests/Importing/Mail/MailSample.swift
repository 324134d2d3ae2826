// MailSample.swift: mails for tests, and readers of them from memory.

import Foundation
import Testing

@testable import LocalPersona

/// Bytes that come in pieces of a given length.
final class MailBytes: PieceSource {
  typealias Failure = CallError

  private let bytes: [UInt8]
  private let pieceByteCount: Int
  private var offset = 0

  init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
    (self.bytes, self.pieceByteCount) = (bytes, pieceByteCount)
  }

  func readPiece() throws(CallError) -> [UInt8] {
    let count = min(pieceByteCount, bytes.count - offset)
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }
}

enum MailSample {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/mail")

  /// A mail from ann@example.org; `header` has further fields, each with its line end.
  static func mail(_ text: String, header: String = "", id: Int? = nil) -> String {
    let identity = id.map { "Message-ID: <\($0)@example.org>\n" } ?? ""
    return "From: Ann <ann@example.org>\nTo: Bob <bob@example.org>\nDate: Sat, 8 Mar 2025 10:25:00 +0100\n"
      + "Subject: Thursday\n\(identity)\(header)\n\(text)\n"
  }

  /// The mails in a mailbox.
  static func mailbox(_ mails: [String]) -> String {
    mails.map { "From ann@example.org Sat Mar  8 10:25:00 2025\n\($0)\n" }.joined()
  }

  /// Reads all mails.
  static func mails(
    _ bytes: [UInt8], isMailbox: Bool = true, pieceByteCount: Int = .max, limits: MailLimits = MailLimits()
  ) throws -> [FoundMail] {
    var reader = MailboxReader(
      MailBytes(bytes, pieceByteCount: pieceByteCount), isMailbox: isMailbox, limits: limits)
    var mails: [FoundMail] = []
    while let mail = try reader.next(wanting: { _ in true }) { mails.append(mail) }
    return mails
  }

  /// The whole text of one mail, made of its fields and its body.
  static func text(_ mail: String) throws -> String {
    let found = try #require(try mails(Array(mail.utf8), isMailbox: false).first)
    return try MailText.text(of: try #require(found.body))
  }

  /// The reason why there is no text in a mail.
  static func refusal(_ mail: String) throws -> MailSkipReason? {
    do {
      _ = try text(mail)
      return nil
    } catch let reason as MailSkipReason {
      return reason
    }
  }
}
