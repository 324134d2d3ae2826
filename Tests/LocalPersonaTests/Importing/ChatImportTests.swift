import Testing

@testable import LocalPersona

@Suite("imports of chats")
struct ChatImportTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  private static let chat =
    "31/12/24, 21:05 - Ann Lee: I am on the way home\n31/12/24, 21:06 - Bob: and I am at home already\n"

  private func plan(_ paths: [String], _ chats: ChatSettings, format: ImportFormat = .whatsapp) throws
    -> ImportPlan
  {
    var importer = Importer(
      existing: [], defaults: ImportDefaults(), files: POSIXFileStore(), chats: chats)
    for path in paths { try importer.read(path, format: format) }
    return importer.plan
  }

  @Test(arguments: ["Ann Lee", "ann lee", " \u{200E}Ann\u{A0}Lee "])
  func takeWhatTheUserWrote(me: String) throws {
    let path = try folder.write("WhatsApp Chat with Bob.txt", Self.chat)
    let plan = try plan([path], ChatSettings(me: [me]))
    let entry = try #require(plan.entries.first)
    #expect(plan.entries.count == 1)
    #expect(entry.text == "I am on the way home")
    #expect(entry.kind == .chat && entry.recipient == "Bob" && entry.title == nil)
    #expect(entry.written == Timestamp(iso8601: "2024-12-31T21:05Z"))
    #expect(plan.omitted == [.othersMessage: 1])
  }

  @Test func nameTheLineOfARepeatedText() throws {
    let path = try folder.write(
      "c.txt", Self.chat + "31/12/24, 22:06 - Ann Lee: I am on the way home\n")
    let plan = try plan([path], ChatSettings(me: ["Ann Lee"]))
    #expect(plan.skipped.map(\.site) == [ImportSite(path: path, line: 3)])
    #expect(plan.skipped.map(\.value) == [.textInImport(ImportSite(path: path, line: 1))])
  }

  @Test(arguments: [
    ("WhatsApp Chat with Family.txt", "Family"), ("WhatsApp Chat mit Bob (2).txt", "Bob"),
    ("WhatsApp Chat - The sea/_chat.txt", "The sea"), ("anything.txt", "Bob"), ("_chat.txt", "Bob"),
  ])
  func knowToWhomItWasWritten(name: String, recipient: String) throws {
    let path = try folder.write(name, Self.chat)
    #expect(try plan([path], ChatSettings(me: ["Ann Lee"])).entries.map(\.recipient) == [recipient])
  }

  @Test func nameFewPeopleOfAGroupAndNotMany() throws {
    let three = Self.chat + "31/12/24, 21:07 - Al: hi\n"
    let five = three + "31/12/24, 21:07 - Cy: hi\n31/12/24, 21:07 - Di: hi\n"
    let paths = [
      try folder.write("a.txt", three), try folder.write("b.txt", five.replacing("home", with: "town")),
    ]
    #expect(try plan(paths, ChatSettings(me: ["Ann Lee"])).entries.map(\.recipient) == ["Al, Bob", nil])
  }

  // MARK: Who the user is

  @Test func endWhereNobodySaysWhoTheUserIs() throws {
    let path = try folder.write("c.txt", Self.chat)
    let authors = [ChatAuthor(name: "Ann Lee", messageCount: 1), ChatAuthor(name: "Bob", messageCount: 1)]
    let error = ImportError.authorUnknown(path: path, authors: authors)
    #expect(throws: error) { try plan([path], ChatSettings()) }
    #expect(throws: error) { try plan([path], ChatSettings(askMe: { _, _ in ["Cy"] })) }
    #expect(error.explanation.exitCode == .usage)
    #expect(error.explanation.what.contains("Ann Lee (1), Bob (1)"))
  }

  @Test func askOnceForAllChatsInWhichTheNameOccurs() throws {
    let others = "31/12/24, 21:05 - Annie: a chat on another phone\n31/12/24, 21:06 - Cy: hi\n"
    let paths = [
      try folder.write("a.txt", Self.chat),
      try folder.write("b.txt", Self.chat.replacing("home", with: "town")),
      try folder.write("c.txt", others),
    ]
    var asked: [String] = []
    let chats = ChatSettings(askMe: { path, authors in
      asked.append(path)
      return [authors.contains { $0.name == "Annie" } ? "Annie" : "Ann Lee"]
    })
    #expect(try plan(paths, chats).entries.count == 3)
    #expect(asked == [paths[0], paths[2]])
  }

  @Test func rejectAChatInWhichTheNameDoesNotOccur() throws {
    let path = try folder.write("c.txt", Self.chat)
    let problem = try #require(try plan([path], ChatSettings(me: ["Cy"])).problems.first)
    #expect(problem.value.words.contains("Ann Lee (1)"))
  }

  // MARK: Files and folders

  @Test func takeTheTextFilesOfAFolder() throws {
    try folder.write("Chat - Bob/_chat.txt", Self.chat)
    try folder.write("Chat - Bob/00000012-PHOTO.jpg", "x")
    let plan = try plan([folder.path], ChatSettings(me: ["Ann Lee"]))
    #expect(plan.entries.count == 1)
    #expect(plan.skipped.map(\.value) == [.otherFormat])
  }

  @Test func sayWhatIsNoChat() throws {
    let path = try folder.write("c.txt", "a letter")
    #expect(try plan([path], ChatSettings(me: ["Ann Lee"])).problems.map(\.value) == [.notAChat])
    let media = try folder.write("d.txt", "31/12/24, 21:05 - Ann: <Media omitted>\n")
    #expect(try plan([media], ChatSettings(me: ["Ann"])).skipped.map(\.value) == [.empty])
  }

  @Test func sayThatAnArchiveHasToBeUnpacked() throws {
    let path = try folder.write("WhatsApp Chat - Bob.zip", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00])
    #expect(throws: ImportError.zipArchive(path: path)) { try plan([path], ChatSettings(me: ["Ann"])) }
    #expect(throws: ImportError.zipArchive(path: path)) { try planImport([path]) }
  }
}
