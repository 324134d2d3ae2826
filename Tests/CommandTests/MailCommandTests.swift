import Foundation
import Testing

@Suite("import of mail, as a command")
struct MailCommandTests {
  private static func mail(_ from: String, _ text: String, id: Int) -> String {
    "From Mail Sat Mar  8 10:25:00 2025\nFrom: \(from)\nTo: Bob <bob@example.org>\nSubject: Re: Thursday \(id)\n"
      + "Date: \(id % 28 + 1) Mar 2025 10:25:00 +0100\nMessage-ID: <\(id)@example.org>\n\n\(text)\n\n"
  }

  private static let mailbox =
    mail("Ann <ann@example.org>", "Dear Bob,\n\nyes.\n\nBob wrote:\n> No?", id: 1)
    + mail("bob@example.org", "No.", id: 2) + mail("list@example.org", "News.", id: 3)
    + mail("bob@example.org", "No, no.", id: 4)
    + mail("Ann <ann@example.net>", "Dear Bob,\n\nnever.\n\n-- \nAnn", id: 5)

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("Sent", Array(Self.mailbox.utf8))
    try place.write("All.mbox", Array(Self.mailbox.utf8))
    return place
  }

  @Test func takesWhatIsFromTheAddressesNamed() throws {
    let place = try place()
    try Transcript(
      """
      $ persona import --quiet --from mbox --me ann@example.org --me 'Ann <Ann@Example.net>' --dry-run Sent
      would import 2 entries from 5 mails
      $ persona import --quiet --from mbox --me ann@example.org Sent
      imported 1 entry from 5 mails
      $ persona import --quiet All.mbox --me ann@example.org --me ann@example.net
      imported 1 entry from 5 mails
      $ persona list --kind mail
      <id:b>  2025-03-06  mail  Bob  Thursday 5
      <id:a>  2025-03-02  mail  Bob  Thursday 1
      $ persona show --text <id:b>
      Dear Bob,

      never.
      """
    ).run(in: place)
    #expect(try place.texts() == ["Dear Bob,\n\nyes.", "Dear Bob,\n\nnever."])
  }

  @Test func theReportSaysWhatWasLeftOutAndWhy() throws {
    let place = try place()
    let words = ["import", "--format", "mbox", "--me", "ann@example.org", "Sent"]
    let told = try place.start(words + ["--dry-run"]).wait()
    #expect(told.code == 0 && told.output == "would import 1 entry from 5 mails\n", "\(told)")
    #expect(told.errors.contains("left out 4: not from you"), "\(told)")
    #expect(told.errors.contains("cut off what 1 mail quoted"), "\(told)")
    let outcome = try place.start(words + ["--json"]).wait()
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(json["imported"] as? Int == 1 && json["mails"] as? Int == 5)
    #expect(json["leftOut"] as? [String: Int] == ["not-yours": 4])
    #expect(json["cut"] as? [String: Int] == ["quote": 1, "forward": 0, "signature": 0])
    let skipped = try #require(json["skipped"] as? [[String: Any]])
    #expect(skipped.map { $0["line"] as? Int } == [15, 24, 33, 42])
    #expect(!outcome.output.contains("never"), "the report has none of the text")
  }

  @Test func withoutAnAddressThoseThatWriteMostAreNamed() throws {
    let place = try place()
    expect(
      try place.run("import", "All.mbox", "--no-input"), failsWith: 2,
      saying: "--me ADDRESS", "bob@example.org (2), ann@example.net (1), ann@example.org (1)")
    expect(
      try place.run("import", "--from", "mbox", "-", input: .bytes(Array(Self.mailbox.utf8))), failsWith: 2,
      saying: "--me ADDRESS")
    #expect(try place.texts().isEmpty)
    let piped = try place.start(
      ["import", "--quiet", "--from", "mbox", "--me", "ann@example.org", "-"],
      input: .bytes(Array(Self.mailbox.utf8))
    ).wait()
    #expect(piped.output == "imported 1 entry from 5 mails\n", "\(piped)")
  }

  @Test func atATerminalAddressesAreOffered() throws {
    let place = try place()
    let terminal = try Terminal()
    let child = try place.start(["import", "All.mbox"], input: .terminal(terminal))
    for (address, answer) in [("bob@example.org", "n"), ("ann@example.net", "y"), ("ann@example.org", "y")] {
      try terminal.wait(for: "from \(address). Is that you?")
      terminal.type(answer)
    }
    let outcome = try child.wait { _ = terminal.screen() }
    #expect(outcome.code == 0 && outcome.output == "imported 2 entries from 5 mails\n", "\(outcome)")
  }

  @Test func aWordThatIsNoAddressAndAnOptionOutOfPlaceAreRefused() throws {
    let place = try place()
    expect(
      try place.run("import", "--from", "mbox", "--me", "ann", "Sent"), failsWith: 2, saying: "'ann'",
      "ann@example.org")
    expect(
      try place.run("import", "--me", "ann@example.org", "-", input: .bytes(Array("{\"text\":\"a\"}".utf8))),
      failsWith: 2, saying: "--me", "--from mbox")
    expect(
      try place.run("import", "--from", "mbox", "--format", "eml", "Sent"), failsWith: 2, saying: "--from")
    expect(
      try place.run("import", "--from", "mbox", "--me", "ann@example.org", "nowhere"), failsWith: 4,
      saying: "nowhere")
  }

  /// However many steps it was kept in, `undo` knows one.
  @Test func anImportIsTakenBackAsAWhole() throws {
    let place = try Workplace()
    let box = (0..<2_100).map { Self.mail("ann@example.org", "Text number \($0).", id: $0) }.joined()
    try place.write("Sent", Array(box.utf8))
    try Transcript(
      """
      $ persona import --quiet --from mbox --me ann@example.org Sent
      imported 2,100 entries from 2,100 mails
      $ persona undo --list
      <*>import<*>2,100 entries
      """
    ).run(in: place)
    #expect(try place.start(["undo", "--yes"]).wait(seconds: 60).code == 0)
    #expect(try place.texts().isEmpty)
  }

  /// What was kept before Ctrl-C is there, and the same command takes the rest.
  @Test func anInterruptedImportGoesOn() throws {
    let place = try Workplace()
    let box = (0..<6_000).map { Self.mail("ann@example.org", "Text number \($0).", id: $0) }.joined()
    try place.write("Sent", Array(box.utf8))
    let words = ["import", "--quiet", "--from", "mbox", "--me", "ann@example.org", "Sent"]
    let before = try place.vaultFiles().values.map(\.count).reduce(0, +)
    let child = try place.start(words)
    try child.wait { _ in
      ((try? place.vaultFiles()) ?? [:]).values.map(\.count).reduce(0, +) > before
    }
    child.send(SIGINT)
    let outcome = try child.wait(seconds: 60)
    let kept = try place.texts()
    // A quick machine may be done before the signal comes.
    #expect(outcome.code == 130 || kept.count == 6_000, "\(outcome)")
    #expect(kept.count % 1_000 == 0)
    #expect(try place.start(words).wait(seconds: 60).code == 0)
    #expect(try place.texts() == (0..<6_000).map { "Text number \($0)." })
  }

  private static let foreign = [
    ("iso-2022-jp", "GyRCJE8kJCEiTFpNS0Z8JEshIxsoQg==", "はい、木曜日に。"),
    ("shift_jis", "g1yDdINngsyVXI6mgUI=", "ソフトの表示。"), ("euc-jp", "pcaluaXIpMekuaGj", "テストです。"),
    ("gb18030", "0MfG2svEvPuhow==", "星期四见。"), ("big5", "rFC0waV8qKOhQw==", "星期四見。"),
    ("ks_c_5601-1987", "uPG/5MDPv6EguLizqr/kLg==", "목요일에 만나요."),
  ]

  /// The converters of the C library are files, which it loads in the process that is confined.
  @Test func mailFromBeforeUTF8IsReadUnderConfinement() throws {
    let place = try Workplace()
    let mails = Self.foreign.map { charset, text, _ in
      "From Mail Sat Mar  8 10:25:00 2025\nFrom: ann@example.org\nTo: Bob <bob@example.org>\n"
        + "Subject: =?\(charset)?B?\(text)?=\nContent-Type: text/plain; charset=\(charset)\n"
        + "Content-Transfer-Encoding: base64\n\n\(text)\n\n"
    }
    try place.write("Sent", Array(mails.joined().utf8))
    try Transcript(
      """
      $ persona import --quiet --from mbox --me ann@example.org Sent
      imported 6 entries from 6 mails
      """
    ).run(in: place)
    #expect(try place.texts() == Self.foreign.map { $0.2 })
  }
}
