import Foundation
import Testing

/// What other programs wrote: chats, journals, notes.
@Suite("imports from other programs")
struct ForeignImportTests {
  private static let chat =
    "31/12/24, 21:05 - Ann Lee: I am on the way home\n31/12/24, 21:06 - Bob: and I am at home already\n"
    + "31/12/24, 21:07 - Ann Lee: ok\n"

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write("WhatsApp Chat with Bob.txt", Array(Self.chat.utf8))
    return place
  }

  @Test func takeFromAChatWhatTheUserWrote() throws {
    let place = try place()
    try Transcript(
      """
      $ persona import --from whatsapp --me 'ann lee' 'WhatsApp Chat with Bob.txt'
      ! not taken, as not your writing: 1 message of others, 1 message too short to tell how you write
      ! <...>
      imported 1 entry
      $ persona list --kind chat
      <id:a>  2024-12-31  chat  Bob  I am on the way home
      $ persona import --quiet --json --from whatsapp --me 'Ann Lee' 'WhatsApp Chat with Bob.txt'
      {"dryRun":false,"imported":0,"ids":[],"skipped":[{"path":"WhatsApp Chat with Bob.txt","line":1,"reason":"text-in-vault","message":"the same text is in the vault as <id:a>"}],"rejected":[],"omitted":{"messages-of-others":1,"short-messages":1},"ignoredFields":[]}
      """
    ).run(in: place)
  }

  @Test func nameAChatThatIsTakenAsItIs() throws {
    let place = try place()
    try place.write("note.txt", Array("31/12/24, 21:05 - a long day\n".utf8))
    try Transcript(
      """
      $ persona import --quiet note.txt
      imported 1 entry
      $ persona import 'WhatsApp Chat with Bob.txt' note.txt
      ! left out: <*>
      imported 1 entry, left out 1
      ! a text looks like an exported chat, with what others wrote in it: --from whatsapp takes <*>
      ! no text encoder <*>
      """
    ).run(in: place)
  }

  @Test func sayWhichNamesThereAreWhereNobodyCanBeAsked() throws {
    let place = try place()
    try Transcript(
      """
      $ persona import --from whatsapp --no-input 'WhatsApp Chat with Bob.txt'
      ! persona: which of the names in WhatsApp Chat with Bob.txt is yours is not known: Ann Lee (2), Bob (1)
      !   say it with --me NAME; it may be given several times
      = 2
      $ persona import --from whatsapp 'WhatsApp Chat with Bob.txt' | cat
      ! persona: which of the names in WhatsApp Chat with Bob.txt is yours is not known: Ann Lee (2), Bob (1)
      !   say it with --me NAME; it may be given several times
      $ persona list
      ! the vault is empty; fill it with 'persona add' or 'persona import'
      """
    ).run(in: place)
  }

  @Test func askWhoTheUserIs() throws {
    for (answer, text) in [("1", "I am on the way home"), ("bob", "and I am at home already")] {
      let place = try place()
      let terminal = try Terminal()
      let child = try place.start(
        ["import", "--from", "whatsapp", "WhatsApp Chat with Bob.txt"], input: .terminal(terminal))
      try terminal.wait(for: "Numbers or names")
      #expect(terminal.screen().contains("1  Ann Lee, 2 messages"))
      terminal.type(answer)
      let outcome = try child.wait { _ = terminal.screen() }
      #expect(outcome.code == 0 && outcome.output == "imported 1 entry\n", "\(outcome)")
      #expect(try place.texts() == [text])
    }
  }

  @Test func askForTheOrderOfDates() throws {
    let place = try Workplace()
    try place.write("c.txt", Array("03/04/24, 21:05 - Ann: nobody knows the day\n".utf8))
    try Transcript(
      """
      $ persona import --from whatsapp --me Ann c.txt
      ! persona: c.txt: its dates may have the day first or the month first; say --date-order dmy or mdy
      ! <...>
      = 3
      $ persona import --quiet --from whatsapp --me Ann --date-order mdy c.txt
      imported 1 entry
      $ persona list
      <id:a>  2024-03-04  chat  <*>nobody knows the day
      """
    ).run(in: place)
  }

  @Test func takeNotesAndJournals() throws {
    let place = try Workplace()
    let files = [
      "vault/walk.md": "---\ncreated: 2024-05-01\n---\nWith [[Ann Lee|Ann]].\n\n```js\nx\n```\n",
      "vault/Templates/t.md": "{{title}}",
      "site/_posts/2024-05-02-the-sea.md": "---\nlayout: post\n---\nThe sea.\n",
      "site/_drafts/idea.md": "An idea.",
      "day/Journal.json": #"{"entries":[{"creationDate":"2024-05-03T10:00:00Z","text":"5\\.5 km."}]}"#,
    ]
    for (name, content) in files { try place.write(name, Array(content.utf8)) }
    try Transcript(
      """
      $ persona import --from obsidian vault
      ! left out: vault/Templates: is a folder of templates; name it to import it
      ! not taken, as not your writing: 1 block of code
      ! <...>
      imported 1 entry, left out 1
      $ persona import --quiet --from jekyll site
      imported 1 entry, left out 1
      $ persona import --quiet --format dayone day
      imported 1 entry
      $ persona list --reverse
      <id:a>  2024-05-01  note<*>walk
      <id:b>  2024-05-02  post<*>the sea
      <id:c>  2024-05-03  diary<*>5.5 km.
      """
    ).run(in: place)
    #expect(try place.texts() == ["With Ann.", "The sea.", "5.5 km."])
  }
}
