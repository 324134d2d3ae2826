import Foundation
import Testing

@Suite("choosing entries")
struct EntrySelectionTests {
  @Test func optionsChooseWhatIsTaggedAndRemoved() throws {
    try Transcript(
      """
      $ for day in 1 2 3; do persona add -q -k mail -t Ann -d 2025-03-0$day "letter $day" > /dev/null; done
      $ persona add --quiet --date 2025-04-01 'a note'
      <id:n>
      $ persona tag --add family --kind mail --until 2025-03-02
      ! changed the tags of 2 entries
      $ persona tag --kind mail
      2  family
      $ persona tag --kind note
      ! no entry that the options choose has a tag; 'persona tag' lists all tags
      $ persona tag --rename family home --on 2025-03-01
      ! changed the tags of 1 entry
      $ persona rm --dry-run --tag family
      <id:b>  2025-03-02  mail  Ann  letter 2
      ! would remove 1 entry; nothing was changed
      $ persona rm --tag families --yes
      ! no entry has the tag 'families'; 'persona tag' lists the tags
      ! persona: the options choose no entry, so nothing was done
      !   'persona list' takes the same options, and shows what they choose
      = 4
      $ persona rm <id:n> --kind note --yes
      ! persona: entries are named by ids and chosen by options
      !   do one after the other
      = 2
      $ persona rm --tag "$UNSET" --yes
      ! persona: --tag is empty
      ! <...>
      = 2
      $ persona rm --yes
      ! persona: no entry to remove is named
      ! <...>
      = 2
      $ persona tag --add x --kind note <id:n>
      ! persona: entries are named by ids and chosen by options
      ! <...>
      = 2
      $ persona rm --not-kind note --no-input
      <...>
      ! persona: --no-input forbids to ask: Remove these 3 entries for good?
      ! <...>
      = 2
      $ persona rm --not-kind note --yes | wc -l | tr -d ' '
      ! removed 3 entries
      3
      $ persona list --quiet
      <id:n>  2025-04-01  note  a note
      """
    ).run(in: Workplace())
  }

  /// Of many entries the first are shown, and the question tells how many there are.
  @Test func manyEntriesAreNotAllShown() throws {
    let place = try Workplace()
    let lines = (0..<25).map { "{\"text\":\"line \($0)\"}\n" }.joined()
    #expect(try place.run("import", "-", input: .bytes(Array(lines.utf8))).code == 0)
    let outcome = try place.run("rm", "--kind", "note", "--dry-run")
    #expect(outcome.code == 0 && outcome.output.split(separator: "\n").count == 20, "\(outcome)")
    for words in ["and 5 more", "would remove 25 entries"] { #expect(outcome.errors.contains(words)) }
    let json = try place.run("rm", "--kind", "note", "--dry-run", "--json")
    let removed = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((removed?["removed"] as? [String])?.count == 25)
    #expect(try place.texts().count == 25)
  }

  @Test func quotesFindWordsThatStandTogether() throws {
    try Transcript(
      """
      $ persona add --quiet 'the late train'
      <id:a>
      $ persona add --quiet 'late for the train'
      <id:b>
      $ persona search -q --mode text '"late train"' | grep -c '^[0-9a-z]'
      1
      $ persona search -q --mode text 'late train' | grep -c '^[0-9a-z]'
      2
      $ persona search --mode text '"train late"'
      ! no entry has what stands in quotes; without the quotes its words may be found
      """
    ).run(in: Workplace())
  }

  @Test func whatWaitsBesideAnArgumentIsTold() throws {
    try Transcript(
      """
      $ echo more | persona add 'the text'
      <id:a>
      ! note: the argument is the text, so standard input was not read; '-' in its place reads it
      $ echo more > more; persona add 'the text again' < more
      <id:b>
      ! note: the argument is the text, so standard input was not read; '-' in its place reads it
      $ printf 'one\\ntwo\\n' | while read -r line; do persona add -q "$line"; done
      <id:c>
      <id:d>
      $ persona add 'without' < /dev/null
      <id:e>
      $ echo 'the pipe' | persona add -
      <id:f>
      $ persona list --quiet | wc -l | tr -d ' '
      6
      """
    ).run(in: Workplace())
  }

  @Test func aWordOfAnArgumentIsExplainedAndOnlyShellsAreOffered() throws {
    let place = try Workplace(withVault: false)
    #expect(try place.run("help", "voice", "edit").output == place.run("help", "voice").output)
    expect(try place.run("help", "voice", "edits"), failsWith: 2, saying: "no command 'edits'")
    let outcome = try place.run("completions", "tcsh")
    expect(outcome, failsWith: 2, saying: "bash, zsh, fish")
    #expect(!outcome.errors.contains("recipients"), "\(outcome)")
  }
}
