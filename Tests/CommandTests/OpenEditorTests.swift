import Foundation
import Testing

/// Whoever writes in an editor keeps nobody from the vault, and takes nothing back that others did meanwhile.
@Suite("while an editor is open")
struct OpenEditorTests {
  /// A place whose editor runs a line of shell, and then leaves a text.
  private func editing(_ line: String, leaving text: String) throws -> (place: Workplace, id: String) {
    let place = try Workplace()
    let id = try place.add("from before")
    let persona = "persona() { command persona \"$@\" --passphrase-file \"$HOME/pp\" </dev/null; }"
    let script = "\(persona)\n\(line)\nprintf '\(text)' > \"$1\""
    try place.useEditor(script.replacingOccurrences(of: "ID", with: id))
    return (place, id)
  }

  private func outcome(_ words: [String], in place: Workplace) throws -> Outcome {
    let terminal = try Terminal()
    return try place.start(words, input: .terminal(terminal)).wait()
  }

  @Test func othersAddMeanwhile() throws {
    let (place, _) = try editing("persona add inner >/dev/null 2>&1", leaving: "outer")
    let added = try outcome(["add"], in: place)
    #expect(added.code == 0, "\(added)")
    #expect(try place.texts() == ["from before", "inner", "outer"])
    #expect(try place.run("check", "--full").code == 0)
  }

  @Test func othersAddWhileAnEntryOrHabitsAreEdited() throws {
    for words in [["edit", "ID"], ["voice", "edit"]] {
      let (place, id) = try editing("persona add inner >/dev/null 2>&1", leaving: "sign: A.")
      let edited = try outcome(words.map { $0 == "ID" ? id : $0 }, in: place)
      #expect(edited.code == 0, "\(edited)")
      #expect(try place.texts().last == "inner")
    }
  }

  @Test func whatOthersChangedMeanwhileStays() throws {
    let (place, id) = try editing("persona edit ID --title theirs >/dev/null 2>&1", leaving: "mine")
    expect(try outcome(["edit", id], in: place), failsWithKept: "changed or removed")
    #expect(try place.texts() == ["from before"])
    #expect(try place.run("list").output.contains("theirs"))
  }

  @Test func whatOthersPinnedMeanwhileStays() throws {
    let pin = "printf 'sign: B.' > \"$HOME/h\"; persona voice edit --file \"$HOME/h\" >/dev/null 2>&1"
    let (place, _) = try editing(pin, leaving: "sign: A.")
    expect(try outcome(["voice", "edit"], in: place), failsWithKept: "changed what is pinned")
    #expect(try place.run("voice").output.contains("sign: B."))
  }

  /// It failed, says why, and keeps what was typed.
  private func expect(_ outcome: Outcome, failsWithKept words: String) {
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
    #expect(outcome.errors.contains("your text is kept in"), "\(outcome)")
  }
}
