import Foundation
import Testing

@Suite("the commands that keep a history")
struct HistoryTranscriptTests {
  @Test func theProgramIsThere() {
    #expect(
      FileManager.default.isExecutableFile(atPath: Program.path),
      "no program at \(Program.path); swift build makes it")
  }

  @Test func initMakesOneVault() throws {
    let place = try Workplace(withVault: false)
    try Transcript(
      """
      $ persona list
      ! persona: there is no vault at <vault>
      ! <...>
      = 10
      $ persona init --name demo --kdf interactive --quiet
      made the vault 'demo' in <vault>
      $ persona init --kdf interactive
      ! persona: there is a vault at <vault> already
      ! <...>
      = 1
      $ persona init --vault "$HOME/second" --name 'two words' --kdf interactive --json --quiet
      {"vault":"<home>/second","name":"two words","operations":2,"memoryKiB":65536}
      $ persona init --vault "$HOME/third" --name '' --kdf interactive
      ! persona: <*>
      ! <...>
      = 2
      $ ls -ld "$HOME/vault" "$HOME/vault/header" | cut -c1-10
      drwx------
      -rw-------
      $ persona list
      ! the vault is empty; fill it with 'persona add' or 'persona import'
      """
    ).run(in: place)
  }

  @Test func aTextIsAddedShownChangedAndRemoved() throws {
    let place = try Workplace()
    try Transcript(
      """
      $ persona add --quiet --kind mail --to Ann --title 'Thursday' --tag work --tag late --date 2025-03-08 'Dear Ann,'
      <id:a>
      $ printf 'piped\\ntext\\n' | persona add --quiet --date 2025-03-09T10:00:00+02:00
      <id:b>
      $ printf 'from a file' > file.txt; persona add --quiet --file file.txt --kind diary --date 2025-03-10
      <id:c>
      $ persona list
      <id:c>  2025-03-10  diary       from a file
      <id:b>  2025-03-09  note        piped text
      <id:a>  2025-03-08  mail   Ann  Thursday
      $ persona list -n 1 --reverse
      <id:a>  2025-03-08  mail  Ann  Thursday
      $ persona list --kind note --kind diary --from 2025-03-10 --until 2025-03-10
      <id:c>  2025-03-10  diary  from a file
      $ persona list --tag work --json
      [{"id":"<id:a>","written":"2025-03-08T00:00:00Z","added":"<day>T<*>Z","kind":"mail","title":"Thursday","recipient":"Ann","tags":["work","late"],"textByteCount":9}]
      $ persona list --tag nowhere
      ! no entry has the tag 'nowhere'; 'persona tag' lists the tags
      ! no entry is like that; fewer options find more
      $ persona show <id:a>
      id       <id:a>
      written  2025-03-08T00:00:00Z
      added    <day>T<*>Z
      kind     mail
      title    Thursday
      to       Ann
      tags     work, late

      Dear Ann,
      $ persona show <id:b> --json
      {"id":"<id:b>","written":"2025-03-09T08:00:00Z","added":"<day>T<*>Z","kind":"note","text":"piped\\ntext\\n"}
      $ persona show --text <id:b> | od -c | head -1
      0000000   p   i   p   e   d  \\n   t   e   x   t  \\n
      $ persona edit --quiet <id:a> --title '' --untag late --tag new --kind letter --to Bob --date 2025-01-02
      changed <id:a>
      $ persona show <id:a> --json
      {"id":"<id:a>","written":"2025-01-02T00:00:00Z","added":"<day>T<*>Z","kind":"letter","recipient":"Bob","tags":["work","new"],"text":"Dear Ann,"}
      $ printf 'other words' | persona edit --quiet <id:a> --file -
      changed <id:a>
      $ persona edit <id:a> --to Bob
      ! <id:a> is as it was
      $ persona show --text <id:a>
      other words
      $ persona rm --dry-run <id:a>
      <id:a>  2025-01-02  letter  Bob  other words
      ! would remove 1 entry; nothing was changed
      $ persona rm <id:a> --no-input
      <id:a>  2025-01-02  letter  Bob  other words
      ! persona: <*>
      ! <...>
      = 2
      $ persona rm --yes <id:a> <id:b> <id:a> --json
      {"dryRun":false,"removed":["<id:a>","<id:b>"]}
      $ persona list --json | tr ',' '\\n' | grep -c '"id"'
      1
      """
    ).run(in: place)
  }

  @Test func idsAreFoundByTheirBeginning() throws {
    let place = try Workplace()
    let id = try place.add("a text")
    let prefix = String(id.prefix(5))
    #expect(try place.run("show", "--text", prefix).output == "a text")
    #expect(try place.run("show", "--text", prefix.uppercased()).output == "a text")
    expect(try place.run("show", "zzzzzzzzzz"), failsWith: 4, saying: "zzzzzzzzzz", "persona list")
    expect(try place.run("show", "abc"), failsWith: 2, saying: "abc", "4 characters")
    expect(try place.run("rm", "--yes", id, "zzzzzzzzzz"), failsWith: 4, saying: "zzzzzzzzzz")
    #expect(try place.texts() == ["a text"])
  }

  @Test func importsAndExportsWithoutLoss() throws {
    let place = try Workplace()
    try Transcript(
      """
      $ persona import --quiet "\(Program.root)/Examples/marta.jsonl"
      imported 30 entries
      $ persona import --quiet --tag again "\(Program.root)/Examples/marta.jsonl"
      imported 0 entries, left out 30
      $ persona add --quiet --date 2024-01-01 ' twin '
      <id:a>
      $ persona add --quiet --date 2024-01-02 ' twin '
      <id:b>
      $ persona export
      ! persona: an export is not encrypted: whoever gets it can read all of it
      !   encrypt it with --format age or, if that is what you want, say --plaintext
      = 2
      $ persona export --plaintext --output out.jsonl
      ! exported 32 entries to out.jsonl, which is not encrypted
      $ persona export --plaintext --format markdown -o md/
      ! exported 32 entries to md/, which is not encrypted
      $ persona export --plaintext > stdout.jsonl; cmp out.jsonl stdout.jsonl
      $ persona export --plaintext -o out.jsonl
      ! persona: out.jsonl is there already, and an export never overwrites
      ! <...>
      = 3
      $ persona export --plaintext --format markdown
      ! persona: Markdown is exported to a folder, and none is named
      ! <...>
      = 2
      $ persona wipe --confirm demo > /dev/null; persona init --name demo --kdf interactive --quiet
      made the vault 'demo' in <vault>
      $ persona import --quiet out.jsonl
      imported 32 entries
      $ persona export --plaintext | cmp - out.jsonl
      $ persona wipe --confirm demo > /dev/null; persona init --name demo --kdf interactive --quiet
      made the vault 'demo' in <vault>
      $ persona import --quiet md
      imported 32 entries
      $ persona export --plaintext | sort > back; sort out.jsonl | cmp - back
      $ persona export --plaintext --kind note --from 2025-01-01 | grep -c '"kind":"note"'
      4
      """
    ).run(in: place)
  }

  @Test func importTakesAllOrNothing() throws {
    let place = try Workplace()
    try place.write("mixed.jsonl", Array("{\"text\":\"good\"}\n{\"text\":7}\n{\"text\":\"  \"}\n".utf8))
    try Transcript(
      """
      $ persona import mixed.jsonl
      ! left out: mixed.jsonl, line 3: has no text
      ! persona: mixed.jsonl, line 2: 'text' must be a string
      !   nothing was imported; correct it, or leave it out with --skip-invalid
      = 3
      $ persona list --quiet
      $ persona import --dry-run --skip-invalid --quiet mixed.jsonl
      ! persona: warning: mixed.jsonl, line 2: 'text' must be a string
      would import 1 entry, left out 1, rejected 1
      $ persona list --quiet
      $ persona import --skip-invalid --json mixed.jsonl --quiet
      {"dryRun":false,"imported":1,"ids":["<id:a>"],"skipped":[{"path":"mixed.jsonl","line":3,"reason":"empty","message":"has no text"}],"rejected":[{"path":"mixed.jsonl","line":2,"message":"'text' must be a string"}],"omitted":{},"ignoredFields":[]}
      $ printf '{"text":"from a pipe"}' | persona import --quiet --kind chat --tag t - ; persona list --tag t
      imported 1 entry
      <id:b>  <day>  chat  from a pipe
      $ persona import nothing.jsonl
      ! persona: cannot import nothing.jsonl: there is no such file or folder
      !   nothing was imported; see whether the path is right
      = 4
      $ persona import
      ! persona: nothing to import is named
      ! <...>
      = 2
      $ persona import --tag 'two words' mixed.jsonl
      ! persona: tag 1 is not 1 to 64 characters without spaces and commas
      !   write it as one word, such as late-train
      = 3
      """
    ).run(in: place)
  }

  @Test func checkStatusAndWipeTellWhatIsThere() throws {
    let place = try Workplace()
    _ = try place.add("one", "--kind", "mail", "--date", "2025-01-01")
    _ = try place.add("two", "--date", "2026-02-03")
    try Transcript(
      """
      $ persona check
      sound    <vault>: <*> files, <*> bytes; --full reads everything
      $ persona check --full
      sound    <vault>: <*> files, <*> bytes, 2 entries read
      $ persona check --full --json
      {"sound":true,"full":true,<*>"readableEntryCount":2,"expectedEntryCount":2,<*>"damages":[],"notices":[]}
      $ command persona status
      vault     'demo' in <vault>, format 1
      size      <*> files, <*> bytes
      opens by  passphrase (Argon2id, 64 MiB, 2 passes)
      key       locked
      writer    nobody is writing
      entries   not counted without the key; 'persona unlock' keeps it for a while
      models    none in <home>/models; add one with 'persona model add'
      $ persona status | grep entries
      entries   2, written 2025-01-01 to 2026-02-03: 1 mail, 1 note
      $ persona status --json
      {"vault":"<vault>","exists":true,"readable":true,"name":"demo","formatVersion":1,<*>"writer":null,"entries":{"count":2,"kinds":{"mail":1,"note":1},"first":"2025-01-01T00:00:00Z","last":"2026-02-03T00:00:00Z"},"personas":[],"learnsByItself":false,"modelFolder":"<home>/models","models":[],"modelError":null}
      $ command persona wipe --dry-run
      wiping the vault 'demo' in <vault>:
        overwrites and removes  header (<*> bytes)
      <...>
      cannot reach, and so does not destroy:
      <...>
      nothing was changed
      $ command persona wipe --no-input > /dev/null
      ! persona: <*>
      ! <...>
      = 2
      $ command persona wipe --confirm other
      ! persona: this vault is called 'demo', not what --confirm says
      ! <...>
      = 2
      $ persona list --quiet | wc -l | tr -d ' '
      2
      $ command persona wipe --confirm demo | tail -1
      the vault 'demo' is destroyed
      $ ls -A "$HOME" | grep -c '^vault$'
      0
      = 1
      $ persona status
      vault     there is no vault at <vault>
      models    none in <home>/models; add one with 'persona model add'
      ! persona: there is no vault at <vault>
      ! <...>
      = 10
      """
    ).run(in: place)
  }
}
