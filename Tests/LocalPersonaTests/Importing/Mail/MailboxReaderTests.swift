import Foundation
import Testing

@testable import LocalPersona

@Suite("mailbox reader")
struct MailboxReaderTests {
  private static let mails = [
    MailSample.mail("One.\n\nFrom here on it is a sentence.\n>From a quoted line.\n>>From two marks."),
    MailSample.mail("Two.", header: "X: y\n"),
    "Content-Type: multipart/mixed; boundary=b\nFrom: ann@example.org\n\n--b\n\nThree.\n--b\n"
      + "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n",
  ]

  private func texts(_ mails: [FoundMail]) throws -> [String] {
    try mails.map { try MailText.text(of: try #require($0.body)).trimmingSpaces() }
  }

  @Test func mailsAreFoundWithTheirPlaces() throws {
    let box = MailSample.mailbox(Self.mails)
    let found = try MailSample.mails(Array(box.utf8))
    #expect(
      try texts(found) == [
        "One.\n\nFrom here on it is a sentence.\nFrom a quoted line.\n>From two marks.", "Two.", "Three.",
      ])
    let lines = box.split(separator: "\n", omittingEmptySubsequences: false)
    let marks = lines.indices.filter { lines[$0].hasPrefix("From ann") }.map { $0 + 1 }
    #expect(found.map(\.line) == marks)
    #expect(found.map { $0.received?.iso8601 } == [String?](repeating: "2025-03-08T10:25:00Z", count: 3))
  }

  /// However the bytes come in pieces, the mails are the same; and so they are with line ends of Windows.
  @Test func piecesMakeNoDifference() throws {
    let box = Array(MailSample.mailbox(Self.mails).utf8)
    let whole = try MailSample.mails(box)
    for length in 1...80 { #expect(try MailSample.mails(box, pieceByteCount: length) == whole) }
    for split in 0...box.count {
      let found = try MailSample.mails(box, pieceByteCount: max(split, 1))
      #expect(found == whole, "in pieces of \(split)")
    }
    let windows = Array(MailSample.mailbox(Self.mails).replacingOccurrences(of: "\n", with: "\r\n").utf8)
    #expect(try MailSample.mails(windows) == whole)
  }

  @Test(arguments: [
    "From ", "From - Tue Apr 01 12:00:00 2003", "From a@b Sat Mar  8 10:25:00 +0100 2025",
    "From a@b Sat Mar  8 10:25:00 AEST 2025", "From 18@xxx Sat Mar 08 10:25:00 +0000 2025",
    "From a@b  Sat, 8 Mar 2025 10:25:00 GMT",
  ])
  func linesThatBeginAMail(line: String) {
    #expect(MailboxMark.isMark(Array(line.utf8)[...]))
  }

  @Test(arguments: [
    "From here on", "from ", "From", ">From ", "From March on it is at 10:25", "Frome ",
    "From Monday 3 March 2025 at 10:25 I am away.", "From Monday 3 March 2025 10:25 on",
    "From Monday 3 March 2025 at 10:25",
  ])
  func linesThatDoNot(line: String) {
    #expect(!MailboxMark.isMark(Array(line.utf8)[...]))
  }

  @Test func emptyAndBrokenFilesAreRead() throws {
    #expect(try MailSample.mails([]).isEmpty)
    #expect(try MailSample.mails([], isMailbox: false).isEmpty)
    #expect(try MailSample.mails(Array("no mailbox\n".utf8)).isEmpty)
    #expect(
      try MailSample.mails(Array("From \n\nFrom \n".utf8)).map(\.header.fields.isEmpty) == [true, true])
    #expect(try MailSample.mails(Array("A: b".utf8), isMailbox: false).count == 1)
  }

  @Test func bodiesThatAreNotWantedAreNotKept() throws {
    let box = Array(MailSample.mailbox(Self.mails).utf8)
    var reader = MailboxReader(MailBytes(box), isMailbox: true, limits: MailLimits())
    var found: [FoundMail] = []
    while let mail = try reader.next(wanting: { $0.bytes("x") != nil }) { found.append(mail) }
    #expect(found.map { $0.body != nil } == [false, true, false])
    #expect(reader.byteCount == box.count)
  }

  @Test func anyBytesAreRead() throws {
    var random = ImportRandom(seed: 11)
    let words = [
      "From a Sat Mar  8 10:25:00 2025\n", "From: ann@example.org\n",
      "Content-Type: multipart/mixed; boundary=b\n",
      "Content-Type: text/html\n", "Content-Transfer-Encoding: base64\n", "--b\n", "--b--\n", "\n", "-- \n",
      "> a\n",
      "<blockquote>", "&#x", "=?utf-8?Q?", "=\n", "\r", "\u{0}", "é", "On 8 Mar 2025 Bob wrote:\n", "<", "\"",
      "(",
    ]
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        bytes += Array(words[Int.random(in: 0..<words.count, using: &random)].utf8)
        if Bool.random(using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      }
      for mail in try MailSample.mails(bytes) + MailSample.mails(bytes, isMailbox: false) {
        let text = mail.body.flatMap { try? MailText.text(of: $0) } ?? ""
        let item = MailItem.item(mail.header, received: mail.received, text: OwnText(text).text)
        #expect((item.title ?? "").utf8.count <= Entry.maximumLineByteCount)
      }
    }
  }

  /// The mailbox, and what Python's email package reads in it, come from Fixtures/mail/make_mails.py.
  @Test func readsWhatPythonReads() throws {
    struct Expected: Decodable {
      var to: String
      var subject: String
      var date: Int64
      var text: String
    }
    let box = try Data(contentsOf: MailSample.folder.appending(path: "mails.mbox"))
    let lines = try String(contentsOf: MailSample.folder.appending(path: "mails.jsonl"), encoding: .utf8)
    let expected = try lines.split(separator: "\n").map { line in
      try JSONDecoder().decode(Expected.self, from: Data(line.utf8))
    }
    let found = try MailSample.mails(Array(box))
    #expect(found.count == expected.count && found.count > 30)
    for (mail, python) in zip(found, expected) {
      let text = OwnText(try MailText.text(of: try #require(mail.body))).text
      let item = MailItem.item(mail.header, received: mail.received, text: text)
      #expect(item.recipient == python.to)
      // Our titles have single spaces.
      #expect(item.title == python.subject.split(separator: " ").joined(separator: " "))
      #expect(item.written?.secondsSince1970 == python.date)
      #expect(item.text == python.text)
    }
  }
}
