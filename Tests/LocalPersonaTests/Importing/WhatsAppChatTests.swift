import Testing

@testable import LocalPersona

@Suite("WhatsApp chats")
struct WhatsAppChatTests {
  @Test(arguments: ChatDialect.all, ["\n", "\r\n"])
  func areTheSameMessagesInEveryDialect(dialect: ChatDialect, lineEnd: String) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let messages = MadeUpMessage.chat(60, hasSeconds: dialect.hasSeconds, seed: seed)
      let text = messages.map { dialect.line($0) + "\n" }.joined()
      let chat = try WhatsAppChat(
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd))
      #expect(chat.messages.map(\.written) == messages.map(\.written))
      #expect(chat.messages.map(\.author) == messages.map(\.author))
      #expect(chat.messages.map(\.text.written) == messages.map(\.text))
      #expect(chat.messages.flatMap(\.text.omitted).isEmpty)
    }
  }

  @Test func knowTheLineOfEachMessage() throws {
    let chat = try WhatsAppChat("31/12/24, 21:05 - Ann: one\ntwo\n\nthree\n31/12/24, 21:06 - Bob: four\n")
    #expect(chat.messages.map(\.line) == [1, 5])
    #expect(chat.messages.map(\.text.written) == ["one\ntwo\n\nthree", "four"])
  }

  @Test func takeALineOfAnotherShapeForText() throws {
    let chat = try WhatsAppChat(
      "31.12.24, 21:05 - Ann: you wrote:\n[31.12.24, 20:01:02] Bob: never\n12/31/24, 9:05 PM - Bob: ever\n")
    #expect(chat.messages.count == 1)
    #expect(chat.messages.first?.text.written.hasSuffix("Bob: ever") == true)
  }

  @Test func takeALineWithAColonForTextWhereOthersHaveAHyphen() throws {
    let chat = try WhatsAppChat("31/12/24, 21:05 - Ann: at\n31/12/24, 21:06: the train\n")
    #expect(chat.messages.map(\.text.written) == ["at\n31/12/24, 21:06: the train"])
  }

  @Test func tellTheProgramFromPeople() throws {
    let chat = try WhatsAppChat(
      """
      31/12/24, 21:05 - Messages and calls are end-to-end encrypted. Tap to learn more.
      31/12/24, 21:05 - Ann created group "Trip: the sea"
      31/12/24, 21:06 - Ann changed the subject from "Trip: the sea" to "Home: again"
      31/12/24, 21:07 - \u{202A}+49 151 1234\u{202C}: hi
      31/12/24, 21:08 - ~\u{202F}Zoë: hi
      31/12/24, 21:09 - Bob:
      """)
    #expect(chat.messages.map(\.author) == [nil, nil, nil, "+49 151 1234", "Zoë", "Bob"])
    #expect(chat.authors.map(\.name) == ["+49 151 1234", "Zoë"], "Bob wrote nothing")
  }

  @Test func countTheMessagesOfEachName() throws {
    let chat = try WhatsAppChat(
      "31/12/24, 21:05 - Bob: a\n31/12/24, 21:05 - Ann: b\n31/12/24, 21:05 - Bob: c\n31/12/24, 21:05 - Al: d\n"
    )
    #expect(
      chat.authors == [
        ChatAuthor(name: "Bob", messageCount: 2), ChatAuthor(name: "Al", messageCount: 1),
        ChatAuthor(name: "Ann", messageCount: 1),
      ])
  }

  @Test(arguments: ["", "\n", "a diary\n31/12/24 was fine\n", "31/12/24, 21:05 - nobody says this"])
  func areToldFromOtherTexts(text: String) {
    #expect(throws: ImportProblem.notAChat) { try WhatsAppChat(text) }
  }

  @Test func askForTheOrderThatNothingTells() throws {
    let text = "03/04/24, 21:05 - Ann: hi\n05/06/24, 21:05 - Bob: hi\n"
    #expect(throws: ImportProblem.unknownDateOrder) { try WhatsAppChat(text) }
    let chat = try WhatsAppChat(text, dateOrder: .mdy)
    #expect(chat.messages.first?.written == Timestamp(iso8601: "2024-03-04T21:05Z"))
  }

  /// A chat of years is read in a moment, whatever is in its lines.
  @Test func areReadQuickly() throws {
    let line = "31/12/24, 21:05 - Ann: \(String(repeating: "\u{200E}<(\"[", count: 20))\n"
    let start = ContinuousClock.now
    #expect(try WhatsAppChat(String(repeating: line, count: 10_000)).messages.count == 10_000)
    #expect(ContinuousClock.now - start < .seconds(30))  // debug build
  }
}

@Suite("text of chat messages")
struct ChatTextTests {
  private func text(_ lines: String...) -> ChatText { ChatText(lines: lines.map { $0[...] }) }

  @Test(arguments: [
    "<Media omitted>", "<Medien ausgeschlossen>", "<Без медиафайлов>", "<省略多媒体文件>", "\u{200E}image omitted",
    "image omitted", "\u{200E}<attached: 00000012-PHOTO-2024-12-31-21-05-33.jpg>",
    "IMG-20241231-WA0001.jpg (file attached)", "\u{200E}PTT-20241231-WA0002.opus (Datei angehängt)",
    "My report.pdf (fichier joint)", "IMG-20241231-WA0001.jpg (tiedosto liitetty)", "null",
    "location: https://maps.google.com/?q=52.5,13.4",
    "\u{200E}Standort: https://maps.google.com/?q=52.5,13.4",
  ])
  func isNotAPicture(line: String) {
    let read = text(line)
    #expect(read.written.isEmpty)
    #expect(read.omitted == [.media])
  }

  @Test(arguments: [
    "This message was deleted", "You deleted this message", "\u{200E}You deleted this message.",
    "Diese Nachricht wurde gelöscht.", "Ce message a été supprimé", "Se eliminó este mensaje.",
  ])
  func isNotWhatWasDeleted(line: String) {
    #expect(text(line).omitted == [.deletedMessage])
    #expect(text(line).written.isEmpty)
  }

  @Test(arguments: [
    "\u{200E}Missed voice call", "\u{200E}Etwas ganz Neues vom Programm", "Missed video call",
  ])
  func isNotWhatTheProgramSays(line: String) {
    #expect(text(line).omitted == [.systemLine])
    #expect(text(line).written.isEmpty)
  }

  @Test(arguments: [
    ("see you \u{200E}<This message was edited>", "see you"),
    ("see you <This message was edited>", "see you"),
    ("bis dann <Diese Nachricht wurde bearbeitet.>", "bis dann"),
    ("so what \u{200E}<in a language that nobody listed>", "so what"),
    ("hello \u{2068}@Ann\u{2069}, hi", "hello @Ann, hi"), ("I <3 it", "I <3 it"), ("<grin>", "<grin>"),
    ("is a < b > c", "is a < b > c"), ("  blanks  ", "blanks"),
    ("the file (attached)", "the file (attached)"),
    ("שלום \u{200E}(abc)", "שלום (abc)"),
  ])
  func isWhatThePersonTyped(line: String, expected: String) {
    #expect(text(line).written == expected)
  }

  @Test func isNotAPoll() {
    for poll in [
      text("POLL:", "Where?", "OPTION: Here (2 votes)", "OPTION: There (1 vote)"),
      text("\u{200E}UMFRAGE:", "Wo?", "\u{200E}OPTION: Hier (\u{200E}2 Stimmen)"),
      text("SONDAGE :", "Où ?", "OPTION : Ici (2 votes)"),
    ] {
      #expect(poll.written.isEmpty && poll.omitted == [.systemLine])
    }
    #expect(text("My list:", "OPTION A: here", "OPTION B: there").written.hasSuffix("B: there"))
  }

  @Test func keepsTheWordsUnderAPicture() {
    let android = text("IMG-20241231-WA0001.jpg (file attached)", "what a view", "from here")
    #expect(android.written == "what a view\nfrom here")
    #expect(android.omitted == [.media])
    let phone = text("what a view \u{200E}<attached: 00000012-PHOTO.jpg>")
    #expect(phone.written == "what a view")
    #expect(phone.omitted == [.media])
  }
}

@Suite("turns of chats")
struct ChatTurnsTests {
  private func turns(_ text: String, to recipient: String? = nil) throws -> ChatTurns {
    ChatTurns(of: ["Ann"], in: try WhatsAppChat(text, dateOrder: .dmy), to: recipient)
  }

  @Test func joinWhatFollowsWithinTenMinutes() throws {
    let turns = try turns(
      """
      31/12/24, 21:05 - Ann: I am late
      31/12/24, 21:14 - Ann: the train stands
      31/12/24, 21:15 - Ann left
      31/12/24, 21:16 - Ann: somewhere in a wood
      31/12/24, 21:27 - Ann: now it goes on again
      31/12/24, 21:28 - Bob: good
      31/12/24, 21:28 - Ann: and I have got a seat
      """, to: "Bob")
    #expect(
      turns.pieces.map(\.item.text) == [
        "I am late\nthe train stands\nsomewhere in a wood", "now it goes on again", "and I have got a seat",
      ])
    #expect(turns.pieces.map(\.line) == [1, 5, 7])
    #expect(
      turns.pieces.map(\.item.written) == [
        Timestamp(iso8601: "2024-12-31T21:05Z"), Timestamp(iso8601: "2024-12-31T21:27Z"),
        Timestamp(iso8601: "2024-12-31T21:28Z"),
      ])
    #expect(turns.pieces.allSatisfy { $0.item.kind == .chat && $0.item.recipient == "Bob" })
    #expect(turns.omitted == [.othersMessage: 1, .systemLine: 1])
  }

  @Test func leaveOutWhatIsTooShort() throws {
    let turns = try turns(
      "31/12/24, 21:05 - Ann: ok!!! 👍👍👍👍👍👍👍👍👍👍\n31/12/24, 22:05 - Ann: see you\n31/12/24, 23:05 - Ann: 明天见吧\n"
    )
    #expect(turns.pieces.map(\.item.text) == ["明天见吧"])
    #expect(turns.omitted == [.shortMessage: 2])
  }

  @Test func countPicturesOfOnesOwn() throws {
    let turns = try turns(
      "31/12/24, 21:05 - Ann: <Media omitted>\n31/12/24, 21:05 - Bob: <Media omitted>\n"
        + "31/12/24, 21:06 - Ann: This message was deleted\n")
    #expect(turns.pieces.isEmpty)
    #expect(turns.omitted == [.media: 1, .othersMessage: 1, .deletedMessage: 1])
  }

  @Test func doNotGrowBeyondAnEntry() throws {
    let half = String(repeating: "word ", count: 150_000)
    let turns = try turns("31/12/24, 21:05 - Ann: \(half)\n31/12/24, 21:06 - Ann: \(half)\n")
    #expect(turns.pieces.count == 2)
  }
}
