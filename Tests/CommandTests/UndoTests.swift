import Foundation
import Testing

@Suite("undo and tag")
struct UndoTests {
  @Test func eachUndoGoesOneStepFurtherBack() throws {
    let place = try Workplace()
    try Transcript(
      """
      $ persona undo
      ! persona: there is nothing to take back
      ! <...>
      = 4
      $ persona add --quiet --date 2025-03-08 'first text'
      <id:a>
      $ printf '{"text":"second"}\\n{"text":"third"}\\n' | persona import --quiet -
      imported 2 entries
      $ persona tag --add work --add draft <id:a>
      ! changed the tags of 1 entry
      $ persona tag --rename draft done --json
      {"dryRun":false,"changed":[{"id":"<id:a>",<*>"tags":["work","done"]}]}
      $ persona undo --list
      <day>T<*>Z  tag      1 entry
      <day>T<*>Z  tag      1 entry
      <day>T<*>Z  import   2 entries
      <day>T<*>Z  add      1 entry
      $ persona undo
      <id:a>  2025-03-08  note  first text
      ! took back the tagging of 1 entry at <*>: the tags of 1 entry are as before
      $ persona tag
      1  draft
      1  work
      $ persona undo --quiet
      <id:a>  2025-03-08  note  first text
      $ persona tag
      ! no entry has a tag; <*>
      $ persona undo --dry-run --json
      {"dryRun":true,"step":{"action":"import","time":"<*>","entries":2},"removed":["<id:m>","<id:n>"],"retagged":[],"kept":[]}
      $ persona undo --no-input
      <id:x>  <day>  note  second
      <id:y>  <day>  note  third
      ! persona: <*>
      ! <...>
      = 2
      $ persona undo --yes
      <id:x>  <day>  note  second
      <id:y>  <day>  note  third
      ! took back the import of 2 entries at <*>: 2 entries removed
      $ persona list --quiet
      <id:a>  2025-03-08  note  first text
      $ persona undo --yes --quiet
      <id:a>  2025-03-08  note  first text
      $ persona list --quiet
      $ persona undo --list
      ! no step is remembered; what add, accept, import, restore and tag do from now on is
      $ persona check --full --quiet
      sound    <*> 0 entries read
      """
    ).run(in: place)
  }

  @Test func whatCannotBeTakenBackIsToldWithWhatCan() throws {
    let place = try Workplace()
    try Transcript(
      """
      $ persona add --quiet --date 2025-03-08 'one'
      <id:a>
      $ persona add --quiet --date 2025-03-09 'two'
      <id:b>
      $ persona rm --yes --quiet <id:b>
      <id:b>  2025-03-09  note  two
      $ persona undo --yes
      ! persona: the removal of 1 entry at <*> cannot be taken back: what was removed or reworded is in no file <*>
      !   before that came the addition of 1 entry at <*>; 'persona undo --older' takes that back
      = 1
      $ persona list --quiet
      <id:a>  2025-03-08  note  one
      $ persona edit --quiet <id:a> --title changed
      changed <id:a>
      $ persona undo --list
      <day>T<*>Z  edit     1 entry, cannot be taken back
      <day>T<*>Z  rm       1 entry, cannot be taken back
      <day>T<*>Z  add      1 entry, nothing of it is left
      <day>T<*>Z  add      1 entry, 1 edited since
      $ persona undo --older --yes
      ! persona: what is left of the addition of 1 entry at <*> was edited since
      !   --force removes it all the same
      = 1
      $ persona undo --older --force --yes --json
      {"dryRun":false,"step":{"action":"add","time":"<*>","entries":1},"removed":["<id:a>"],"retagged":[],"kept":[]}
      $ persona undo --older
      ! persona: the edit of 1 entry at <*> cannot be taken back, and there is nothing older to take back
      ! <...>
      = 4
      $ persona undo --forget --no-input
      ! persona: <*>
      ! <...>
      = 2
      $ persona undo --forget --yes
      ! all steps are forgotten
      $ persona undo --list --json
      []
      """
    ).run(in: place)
  }

  /// The entries that were edited since stay, and are told.
  @Test func anImportIsTakenBackButForWhatWasEdited() throws {
    let place = try Workplace()
    let lines = (0..<25).map { "{\"text\":\"line \($0)\"}\n" }.joined()
    let imported = try place.run("import", "--json", "-", input: .bytes(Array(lines.utf8)))
    let answer = try JSONSerialization.jsonObject(with: Data(imported.output.utf8)) as? [String: Any]
    let ids = try #require(answer?["ids"] as? [String])
    #expect(try place.run("edit", ids[3], "--title", "mine").code == 0)
    let before = try place.vaultFiles()
    let outcome = try place.run("undo", "--older", "--dry-run")
    #expect(outcome.code == 0 && outcome.output.split(separator: "\n").count == 20, "\(outcome)")
    for words in ["and 4 more", "1 entry was edited since and stays", "would take back the import"] {
      #expect(outcome.errors.contains(words), "\(outcome)")
    }
    #expect(try place.vaultFiles() == before)
    #expect(try place.run("undo", "--older", "--yes").code == 0)
    #expect(try place.texts() == ["line 3"])
  }

  @Test func aRestoreIsTakenBack() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let passphrase = ["--age-passphrase-file", place.passphraseFile]
    #expect(try place.start(["backup", "-o", "backup.age"] + passphrase).wait().code == 0)
    #expect(try place.run("undo", "--yes").code == 0)
    #expect(try place.texts().isEmpty)
    #expect(try place.start(["restore", "backup.age"] + passphrase).wait().code == 0)
    #expect(try place.texts() == ["kept"])
    #expect(try place.run("undo", "--yes").errors.contains("took back the restore of 1 entry"))
    #expect(try place.texts().isEmpty)
  }

  @Test func tagSaysWhatIsMissing() throws {
    let place = try Workplace()
    let id = try place.add("a text", "--tag", "b", "--tag", "a")
    expect(try place.run("tag", id), failsWith: 2, saying: "--add TAG")
    expect(try place.run("tag", "--add", "x"), failsWith: 2, saying: "persona list")
    expect(try place.run("tag", "--rename", "a"), failsWith: 2, saying: "--rename OLD NEW")
    expect(try place.run("tag", "--rename", "a", "b", "c"), failsWith: 2, saying: "--rename OLD NEW")
    expect(try place.run("tag", "--rename", "a", "--add", "b", "c"), failsWith: 2, saying: "--add")
    expect(try place.run("tag", "--add", "two words", id), failsWith: 3, saying: "tag 1")
    expect(try place.run("tag", "--add", "x", "zzzzzzzzzz"), failsWith: 4, saying: "zzzzzzzzzz")
    // All of the entries named, or none.
    expect(try place.run("tag", "--add", "x", id, "zzzzzzzzzz"), failsWith: 4, saying: "zzzzzzzzzz")
    #expect(
      try place.run("tag", "--json").output == #"[{"tag":"a","entries":1},{"tag":"b","entries":1}]"# + "\n")
    let before = try place.vaultFiles()
    let same = try place.run("tag", "--add", "a", "--remove", "z", id)
    #expect(same.code == 0 && same.errors.contains("as they were"), "\(same)")
    let dry = try place.run("tag", "--dry-run", "--rename", "a", "b")
    #expect(dry.code == 0 && dry.errors.contains("would change the tags of 1 entry"), "\(dry)")
    #expect(try place.vaultFiles() == before)
    // A tag that is there already is there once.
    #expect(try place.run("tag", "--rename", "a", "b").code == 0)
    #expect(try place.run("tag").output == "1  b\n")
  }
}
