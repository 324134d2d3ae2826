import Foundation
import Testing

@Suite("everyday use")
struct EverydayTests {
  /// A vault with four entries.
  private func filled() throws -> Workplace {
    let place = try Workplace()
    try place.write(
      "four.jsonl",
      Array(
        """
        {"text":"Dear Ann, the garden","written":"2023-05-10","kind":"mail","recipient":"Ann Smith","tags":["work"]}
        {"text":"the garden again","written":"2024-04-30","kind":"note","tags":["home","work"]}
        {"text":"the garden at night","written":"2024-05-14T23:30:00Z","kind":"mail","recipient":"Bob"}
        {"text":"no flowers","written":"2024-05-15T00:30:00Z","kind":"diary"}

        """.utf8))
    let outcome = try place.run("import", "four.jsonl", "--quiet")
    guard outcome.code == 0 else { throw Workplace.Unprepared(outcome: outcome) }
    return place
  }

  @Test func entriesAreChosenByDaysKindsRecipientsAndTags() throws {
    try Transcript(
      """
      $ persona list --on 'may 2023'
      <id:a>  2023-05-10  mail  Ann Smith  Dear Ann, the garden
      $ persona list --from 2024-05-15
      <id:d>  2024-05-15  diary  no flowers
      $ TZ=UTC-2 persona list --from 2024-05-15
      <id:d>  2024-05-15  diary       no flowers
      <id:c>  2024-05-15  mail   Bob  the garden at night
      $ TZ=UTC+2 persona list --on 2024-05-14 --to bob
      <id:c>  2024-05-14  mail  Bob  the garden at night
      $ persona list --until 2024-04 --not-tag home
      <id:a>  2023-05-10  mail  Ann Smith  Dear Ann, the garden
      $ persona list --not-to ann --not-kind diary --from 'may 2024'
      <id:c>  2024-05-14  mail  Bob  the garden at night
      $ persona search garden --mode text --not-kind mail | head -1 | cut -c1-10
      <id:b>
      $ persona search garden --mode text --on 2024 --to bob --quiet | wc -l | tr -d ' '
      2
      $ persona list --from soon
      ! persona: --from cannot be 'soon': it is no date like <*>
      !   'persona help list' explains it
      = 2
      $ persona export --plaintext --on 2023 | grep -c '"text"'
      1
      $ persona export --plaintext --not-tag "$UNSET"
      ! persona: --not-tag is empty
      !   name what is meant, or leave it out: a variable may not be set
      = 2
      $ persona list --from 2025 --until 'may 2024'
      ! persona: nothing lies between: --from '2025' begins after --until 'may 2024' ends
      !   exchange the two
      = 2
      $ persona export --plaintext --not-tag Home --on 2023 | grep -c '"text"'
      ! no entry has the tag 'Home'; 'persona tag' lists the tags
      1
      $ persona export --plaintext --on 2020
      ! no entry is like that; fewer options find more
      """
    ).run(in: try filled())
  }

  @Test func severalEntriesAreShownAtOnce() throws {
    let place = try Workplace()
    let (first, second) = (try place.add("one", "--kind", "mail"), try place.add("two"))
    let shown = try place.run("show", first, second, first)
    #expect(shown.output.contains("one\n\n\nid       \(second)\n"), "\(shown)")
    #expect(shown.output.components(separatedBy: "\nkind ").count == 3)
    #expect(try place.run("show", "--text", second, first).output == "twoone")
    #expect(try place.run("show", "--json", first, second).output.hasPrefix("[{\"id\":\"\(first)\""))
    expect(try place.run("show"), failsWith: 2, saying: "no entry to show")
  }

  @Test func statisticsCountAndDraw() throws {
    let place = try filled()
    try Transcript(
      """
      $ persona stats | sed -n 1,7p
      entries  4, written 2023-05-10 to 2024-05-15
      words    13, 3 an entry
      days     4 days with something written
      longest  2 days in a row, 2024-05-14 to 2024-05-15
      now      none

      the 53 weeks up to 2024-05-15
      $ persona stats --plain --to ann
      entries: 1, written 2023-05-10 to 2023-05-10
      words: 4, 4 an entry
      days: 1 day with something written
      longest: 1 day in a row, 2023-05-10 to 2023-05-10
      now: none

      the 53 weeks up to 2023-05-10
      week of 2023-05-08: 1 entry, 4 words

      by year
      2023: 1 entry, 4 words

      by month
      2023-05: 1 entry, 4 words

      by kind
      mail: 1 entry, 4 words

      by tag
      work: 1 entry, 4 words

      by recipient
      Ann Smith: 1 entry, 4 words
      $ persona stats --json --kind diary --svg map.svg
      {"entries":1,"words":2,"first":"2024-05-15","last":"2024-05-15","longestStreak":{"days":1,<*>},"currentStreak":null,<*>"days":[{"day":"2024-05-15","entries":1,"words":2}]}
      ! wrote map.svg, which is not encrypted: it tells on which days you wrote, and how much
      $ ls -l map.svg | cut -c1-10; head -c 4 map.svg; grep -c -e garden -e Ann map.svg
      -rw-------
      <svg0
      = 1
      $ persona stats --svg map.svg
      ! persona: map.svg is there already, and an export never overwrites
      ! <...>
      = 3
      $ persona stats --tag nowhere
      ! no entry has the tag 'nowhere'; 'persona tag' lists the tags
      ! no entry is like that; fewer options find more
      """
    ).run(in: place)
  }

  @Test func listsAreReadAloudAsTheyAre() throws {
    let place = try filled()
    try Transcript(
      """
      $ persona tag --plain
      work: 2 entries
      home: 1 entry
      $ persona undo --list --plain
      <day>T<*>Z, import, 4 entries
      $ persona undo --dry-run --plain
      <id:a>, 2023-05-10, mail, to Ann Smith, Dear Ann, the garden
      <...>
      ! would take back the import of 4 entries at <*>: 4 entries would be removed; nothing was changed
      $ persona voice --plain | grep -c -e '  ' -e ░
      0
      = 1
      """
    ).run(in: place)
    try place.installModels()
    let kept = try place.run("write", "say hello", "--length", "5", "--seed", "1", "--keep", "--quiet")
    #expect(kept.code == 0, "\(kept)")
    try Transcript(
      """
      $ persona drafts list --plain | cut -d, -f3-4
       open, retrieval
      $ persona drafts list --json
      {"drafts":[{"id":"<*>","made":"<day>T<*>Z","verdict":"open",<*>}]}
      """
    ).run(in: place)
  }

  @Test func settingsComeFromTheFileUnlessOverruled() throws {
    let place = try Workplace()
    place.environment["PERSONA_VAULT"] = nil
    place.environment["XDG_CONFIG_HOME"] = "\(place.home)/settings"
    try Transcript(
      """
      $ command persona config path
      <home>/settings/persona/config
      $ command persona config init
      made <home>/settings/persona/config
      ! everything in it is a comment: take the # away where you want a setting
      $ ls -l "$HOME/settings/persona/config" | cut -c1-10
      -rw-------
      $ command persona config init
      ! persona: there is a configuration in <home>/settings/persona/config already, and it is never overwritten
      ! <...>
      = 3
      $ command persona config show | grep '^vault '
      vault        ~/.local/share/persona/vault  (built in)
      $ printf 'vault = ~/vault\\nkind = diary\\ndate-format = words\\n' > "$HOME/settings/persona/config"
      $ persona add --quiet --date 2024-05-03 'a page'
      <id:a>
      $ persona list
      <id:a>   3 May 2024  diary  a page
      $ persona list --plain --on '3 may 2024'
      <id:a>, 3 May 2024, diary, a page
      $ command persona config show --plain | grep -v 'built in'
      vault: <home>/vault  (file, line 1)
      models: <home>/models  (environment, PERSONA_MODELS)
      kind: diary  (file, line 2)
      plain: on  (command line, --plain)
      date-format: words  (file, line 3)
      $ printf 'plain = on\\n' > "$HOME/settings/persona/config"; command persona config show | tail -2
      plain: on  (file, line 1)
      date-format: iso  (built in)
      $ printf 'kind = diary\\n' > "$HOME/settings/persona/config"
      $ PERSONA_VAULT=/nowhere command persona list
      ! persona: there is no vault at /nowhere
      ! <...>
      = 10
      $ printf 'kinds = diary\\n' > "$HOME/settings/persona/config"; persona list
      ! persona: <home>/settings/persona/config, line 1: there is no setting 'kinds'
      !   did you mean 'kind'? 'persona help configuration' lists all settings
      = 3
      $ persona help configuration | head -1 | cut -c1-12
      vault = PATH
      $ persona list --help | head -c 13
      persona list:
      """
    ).run(in: place)
  }

  /// Whatever the file says, every command is confined before it is read.
  @Test func noSettingTouchesTheConfinement() throws {
    let place = try Workplace()
    let folder = "\(place.home)/.config/persona"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for line in [
      "network = on", "confinement = off", "sandbox = off", "LD_PRELOAD = /tmp/x.so", "no-input = on",
    ] {
      try line.write(toFile: "\(folder)/config", atomically: false, encoding: .utf8)
      expect(try place.run("list"), failsWith: 3, saying: "line 1", "there is no setting")
    }
    try "editor = vi\npager = less\nthreads = 1\n".write(
      toFile: "\(folder)/config", atomically: false, encoding: .utf8)
    let outcome = try place.run("doctor", "--json")
    #expect(outcome.code == 0 && outcome.output.contains("no sockets from this thread"), "\(outcome)")
  }

  @Test(arguments: [
    ["list"], ["check"], ["check", "--salvage", "rescued"],
    ["passwd", "--keep-passphrase", "--kdf", "interactive"],
    ["key", "add", "--recovery", "--output", "words"],
  ])
  func aMistypedPassphraseIsAskedForAgain(words: [String]) throws {
    let place = try Workplace()
    _ = try place.add("The beans are up.")
    let terminal = try Terminal()
    let child = try place.startAlone(words, input: .terminal(terminal))
    for (number, typed) in [(1, "walnut"), (2, Workplace.passphrase)] {
      try child.wait(until: { _ in
        terminal.screen().components(separatedBy: "Passphrase for ").count == number + 1
      })
      terminal.type(typed)
    }
    let outcome = try child.wait { _ = terminal.screen() }
    #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome)")
    #expect(outcome.errors.contains("persona: warning: the passphrase does not open the vault"), "\(outcome)")
  }

  @Test(arguments: [("ls", "list"), ("Delete", "rm"), ("find", "search"), ("serch", "search")])
  func aCommandByAnotherNameIsFound(word: String, command: String) throws {
    let place = try Workplace(withVault: false)
    expect(try place.run(word), failsWith: 2, saying: "did you mean '\(command)'?")
    #expect(!FileManager.default.fileExists(atPath: place.vault))
  }

  @Test func daysOfWritingAreNamedInWords() throws {
    let place = try Workplace()
    _ = try place.add("The beans are up.", "--date", "8 march 2025")
    #expect(try place.run("list").output.contains("  2025-03-08  "))
    expect(try place.run("add", "text", "--date", "last week"), failsWith: 2, saying: "--date", "yesterday")
  }
}
