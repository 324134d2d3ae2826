import Foundation
import Testing

@Suite("drafting as a conversation")
struct DraftCommandTests {
  @Test func aBriefComesFromAPipeAndTheDraftGoesToOne() throws {
    let place = try Workplace.forDrafting()
    let words = ["write", "--length", "12", "--seed", "1"]
    let piped = try place.start(words, input: .bytes(Array("tell Ann about the garden".utf8))).wait()
    let typed = try place.start(words + ["tell Ann about the garden"]).wait()
    #expect(piped.code == 0 && piped.output == typed.output, "\(piped)\n\(typed)")
    let dashed = try place.start(words + ["-"], input: .bytes(Array("tell Ann about the garden".utf8))).wait()
    #expect(dashed.output == piped.output, "\(dashed)")
  }

  @Test func aReplyReadsTheMessageWithoutItsQuotations() throws {
    let place = try Workplace.forDrafting()
    try place.write("mail.txt", Array("Is the garden green?\n\nOn Monday, Dev wrote:\n> not this\n".utf8))
    let outcome = try place.run(
      "write", "--reply-to", "mail.txt", "yes, it is", "--length", "12", "--seed", "1", "--show-prompt")
    #expect(outcome.code == 0, "\(outcome)")
    #expect(
      outcome.errors.contains("Is the garden green?") && outcome.errors.contains("yes, it is"), "\(outcome)")
    #expect(!outcome.errors.contains("not this") && !outcome.errors.contains("Dev wrote"), "\(outcome)")
    // The brief may come from a pipe, or be left out.
    let piped = try place.run(
      "write", "--reply-to", "mail.txt", "--length", "12", "--seed", "1",
      input: .bytes(Array("yes, it is".utf8)))
    #expect(piped.output == outcome.output, "\(piped)")
    let message = Child.Input.bytes(Array("Is the garden green?".utf8))
    let alone = try place.run("write", "--reply-to", "-", "--length", "12", "--seed", "1", input: message)
    #expect(alone.code == 0 && !alone.output.isEmpty, "\(alone)")
  }

  @Test func aContinuationPrintsWhatFollowsAndNothingElse() throws {
    let place = try Workplace.forDrafting()
    let text = "Yesterday we walked along the river until the light was gone and"
    let outcome = try place.run(
      "write", "--continue", "-", "--length", "12", "--seed", "1", "--show-prompt",
      input: .bytes(Array(text.utf8)))
    #expect(outcome.code == 0 && !outcome.output.contains("along the river"), "\(outcome)")
    #expect(outcome.errors.contains(text), "\(outcome)")
    let json = try place.run(
      "write", "--continue", "-", "--length", "12", "--seed", "1", "--json", input: .bytes(Array(text.utf8)))
    let answer = try object(in: json)
    #expect(outcome.output == (answer["text"] as? String ?? "") + "\n")
  }

  @Test func aTextToRewriteIsPutBeforeTheModel() throws {
    let place = try Workplace.forDrafting()
    let path = try place.write("text.txt", Array("The meeting is on Thursday at nine.".utf8))
    let outcome = try place.run("write", "--rewrite", path, "--seed", "1", "--show-prompt")
    #expect(outcome.code == 0 && outcome.errors.contains("The meeting is on Thursday at nine."), "\(outcome)")
  }

  @Test func variantsDifferAndComeAgain() throws {
    let place = try Workplace.forDrafting()
    let words = [
      "write", "the garden", "--length", "12", "--seed", "7", "--temperature", "1", "--variants", "3",
    ]
    let outcome = try place.start(words).wait()
    #expect(outcome.code == 0, "\(outcome)")
    let again = try place.start(words).wait()
    #expect(outcome.output == again.output, "\(again)")
    for number in 1...3 { #expect(outcome.output.contains("== \(number) of 3, seed "), "\(outcome)") }
    let all = try object(in: place.start(words + ["--json"]).wait())
    let drafts = try #require(all["drafts"] as? [[String: Any]])
    let texts = drafts.compactMap { $0["text"] as? String }
    #expect(texts.count == 3 && Set(texts).count == 3)
    let seed = try #require(drafts[2]["seed"] as? Int)
    let single = try object(
      in:
        place.run(
          "write", "the garden", "--length", "12", "--seed", "\(seed)", "--temperature", "1", "--json"))
    #expect(single["text"] as? String == texts[2])
  }

  @Test func theBestSaysItsScores() throws {
    let place = try Workplace.forDrafting()
    let words = [
      "write", "the garden", "--length", "30", "--seed", "7", "--temperature", "1", "--best-of", "3",
    ]
    let outcome = try place.start(words).wait()
    #expect(outcome.code == 0 && outcome.errors.contains("<- this one"), "\(outcome)")
    // There is no plug here whose authors could be compared with.
    #expect(outcome.errors.contains("a plug for this model"), "\(outcome)")
    let best = try object(in: place.start(words + ["--json"]).wait())
    let candidates = try #require(best["candidates"] as? [[String: Any]])
    #expect(candidates.count == 3)
    let covered = candidates.compactMap { ($0["score"] as? [String: Any])?["briefWords"] as? Double }
    let chosen = try #require(candidates.firstIndex { $0["isBest"] as? Bool == true })
    #expect(covered[chosen] == covered.max() && candidates[chosen]["seed"] as? Int == best["seed"] as? Int)
    #expect(outcome.output == (best["text"] as? String ?? "") + "\n")
  }

  @Test func figuresAreToldOnRequest() throws {
    let place = try Workplace.forDrafting()
    let told = try place.run("write", "the garden", "--length", "12", "--seed", "1", "--stats")
    #expect(
      told.code == 0 && told.errors.contains("words, ") && told.errors.contains("first words after"),
      "\(told)")
    let json = try object(in: place.run("write", "the garden", "--length", "12", "--seed", "1", "--json"))
    #expect(json["words"] is Int && json["firstWordsSeconds"] is Double && json["score"] == nil)
  }

  @Test func optionsThatDoNotGoTogether() throws {
    let place = try Workplace.forDrafting()
    expect(
      try place.run("write", "x", "--variants", "2", "--compare"), failsWith: 2, saying: "--variants",
      "--compare")
    expect(
      try place.run("write", "x", "--variants", "2", "--best-of", "2"), failsWith: 2, saying: "--best-of")
    expect(try place.run("write", "x", "--edit"), failsWith: 2, saying: "--edit", "terminal")
    let path = try place.write("a.txt", Array("a text".utf8))
    expect(
      try place.run("write", "--reply-to", path, "--rewrite", path), failsWith: 2, saying: "--reply-to",
      "--rewrite")
    expect(
      try place.run("write", "-", "--continue", "-", input: .bytes(Array("a text".utf8))), failsWith: 2,
      saying: "standard input", "--continue")
    expect(try place.run("write", "x", "--variants", "10"), failsWith: 2, saying: "--variants", "9")
  }

  @Test func nothingIsKeptUnlessThatIsAskedFor() throws {
    let place = try Workplace.forDrafting()
    // Vectors that are missing are stored by the first draft; after that nothing is.
    _ = try place.run("write", "the garden", "--length", "12", "--seed", "1")
    let before = try place.vaultFiles()
    for options in [[], ["--variants", "2"], ["--best-of", "2"], ["--json", "--stats"]] {
      let outcome = try place.start(["write", "the garden", "--length", "12", "--seed", "1"] + options).wait()
      #expect(outcome.code == 0, "\(outcome)")
    }
    #expect(try place.vaultFiles() == before)
    let list = try place.run("drafts", "list")
    #expect(list.code == 0 && list.output.isEmpty && list.errors.contains("no drafts are kept"), "\(list)")
    expect(try place.run("accept"), failsWith: 4, saying: "write --keep")
    expect(try place.run("reject"), failsWith: 4, saying: "write --keep")
  }

  @Test func everyDraftIsKeptWhereTheConfigurationSaysSo() throws {
    let place = try Workplace.forDrafting()
    try place.write("../.config/persona/config", Array("keep-drafts = on\n".utf8))
    let words = ["write", "the garden", "--length", "12", "--seed", "1"]
    let kept = try object(in: place.start(words + ["--json"]).wait())
    let id = try #require(kept["id"] as? String)
    let excepted = try object(in: place.start(words + ["--json", "--no-keep"]).wait())
    #expect(excepted["id"] == nil && excepted["text"] as? String == kept["text"] as? String)
    let list = try place.run("drafts", "list")
    #expect(list.output.split(separator: "\n").count == 1 && list.output.contains(id), "\(list)")
    try place.write("../.config/persona/config", Array("keep-drafts = off\n".utf8))
    #expect(try place.start(words).wait().code == 0)
    #expect(try place.run("drafts", "list").output == list.output)
    expect(
      try place.start(words + ["--keep", "--no-keep"]).wait(), failsWith: 2, saying: "--keep", "--no-keep")
    #expect(try place.run("drafts", "rm", "--yes", "--all").code == 0)
    #expect(try place.run("drafts", "list").output.isEmpty)
  }

  private func keep(_ place: Workplace, seed: Int) throws -> (id: String, text: String) {
    let outcome = try place.run(
      "write", "the garden", "--length", "12", "--seed", "\(seed)", "--temperature", "1", "--keep", "--json")
    let draft = try object(in: outcome)
    return (try #require(draft["id"] as? String), try #require(draft["text"] as? String))
  }

  @Test func aKeptDraftIsAcceptedRejectedOrRemoved() throws {
    let place = try Workplace.forDrafting()
    let drafts = try (1...4).map { try keep(place, seed: $0) }
    let list = try place.run("drafts", "list")
    #expect(list.output.split(separator: "\n").count == 4, "\(list)")
    #expect(try place.run("drafts", "show", drafts[0].id).output == drafts[0].text + "\n")
    let none = try place.run("drafts", "list", "quetzalcoatlus")
    #expect(none.code == 0 && none.output.isEmpty && none.errors.contains("all of these words"), "\(none)")
    #expect(try place.texts().count == 2)

    let accepted = try place.run("accept", drafts[0].id)
    #expect(accepted.code == 0 && accepted.output == drafts[0].id + "\n", "\(accepted)")
    #expect(accepted.errors.contains("draft:accepted"), "\(accepted)")
    let own = "My own words, of which there are more than there are of the model by far."
    let edited = try place.run("accept", drafts[1].id, "--edited", "-", input: .bytes(Array(own.utf8)))
    #expect(edited.code == 0 && edited.errors.contains("draft:edited"), "\(edited)")
    #expect(try place.run("reject", drafts[2].id).code == 0)
    #expect(try place.texts().suffix(2) == [drafts[0].text, own])
    #expect(try place.run("list", "--tag", "draft:accepted").output.contains(drafts[0].id))

    for command in ["accept", "reject"] {
      expect(try place.run(command, drafts[0].id), failsWith: 3, saying: "accepted before")
      expect(try place.run(command, drafts[2].id), failsWith: 3, saying: "rejected before")
    }
    expect(try place.run("drafts", "show", drafts[2].id), failsWith: 3, saying: "its words are gone")
    expect(try place.run("drafts", "rm", "--yes", "--all", drafts[3].id), failsWith: 2, saying: "--all")
    #expect(try place.run("drafts", "rm", "--yes", drafts[3].id).code == 0)
    #expect(try place.run("drafts", "list").output.split(separator: "\n").count == 3)
    #expect(try place.run("drafts", "rm", "--yes", "--all").code == 0)
    #expect(try place.run("drafts", "list").output.isEmpty)
    #expect(try place.texts().count == 4)
    #expect(try place.run("check", "--full").code == 0)
  }

  @Test func anAcceptedDraftIsTakenBackAloneAndIsNoVoice() throws {
    let place = try Workplace.forDrafting()
    let voice = try object(in: place.run("voice", "--json"))
    let draft = try keep(place, seed: 1)
    #expect(try place.run("accept").code == 0)
    #expect(try object(in: place.run("voice", "--json"))["entryCount"] as? Int == voice["entryCount"] as? Int)
    let steps = try place.run("undo", "--list")
    #expect(steps.output.split(separator: "\n").count == 3, "\(steps)")
    #expect(steps.output.split(separator: "\n")[0].contains("  accept   1 entry"), "\(steps)")
    let undone = try place.run("undo", "--yes")
    #expect(undone.errors.contains("took back the accepting of a draft at "), "\(undone)")
    // No draft waits any more, so that there is nothing to tell of drafts.
    #expect(undone.code == 0 && undone.output.contains(draft.id), "\(undone)")
    #expect(!undone.errors.contains("drafts that you kept"), "\(undone)")
    #expect(try place.texts().count == 2)
    #expect(try place.run("drafts", "list").output.isEmpty)
  }

  @Test func aRemovalSaysNothingOfDraftsWithoutWords() throws {
    let place = try Workplace.forDrafting()
    let drafts = try (1...2).map { try keep(place, seed: $0) }
    #expect(try place.run("reject", drafts[0].id).code == 0)
    #expect(try place.run("accept", drafts[1].id).code == 0)
    let removed = try place.run("rm", "--yes", drafts[1].id)
    #expect(removed.code == 0 && !removed.errors.contains("drafts that you kept"), "\(removed)")
    let list = try place.run("drafts", "list")
    #expect(list.output.contains(drafts[0].id) && !list.output.contains(drafts[1].id), "\(list)")
  }

  @Test func aNewDataKeyTakesKeptDraftsAlongAndARemovalTellsThatTheyStay() throws {
    let place = try Workplace.forDrafting()
    let draft = try keep(place, seed: 1)
    #expect(try place.run("passwd", "--keep-passphrase", "--rekey", "--yes").code == 0)
    #expect(try place.run("drafts", "show", draft.id).output == draft.text + "\n")
    let id = try place.add("One that has to go.")
    let removed = try place.run("rm", "--yes", id)
    #expect(removed.code == 0 && removed.errors.contains("drafts that you kept stay"), "\(removed)")
    #expect(try place.run("drafts", "list").output.contains(draft.id))
  }

  /// What is learned from a vault is the same before and after drafts of the tool came into it untouched.
  @Test func untouchedDraftsChangeNothingThatIsLearned() throws {
    let place = try Workplace.forDrafting()
    let lines = (1...18).map { "{\"text\":\"Number \($0) of my lines about the garden and the train.\"}\n" }
    #expect(try place.run("import", "-", input: .bytes(Array(lines.joined().utf8))).code == 0)
    let before = try place.run("learn", "--quick")
    #expect(before.code == 0, "\(before)")
    for seed in 1...3 {
      let draft = try keep(place, seed: seed)
      #expect(try place.run("accept", draft.id).code == 0)
    }
    #expect(try place.run("status").output.contains("0 new entries since"))
    let after = try place.run("learn", "--quick")
    #expect(after.output == before.output, "\(before)\n\(after)")
  }

  /// Runs `write --edit --keep` at a terminal, with an editor that is a line of shell; `$1` is the draft.
  private func writeAndEdit(_ place: Workplace, editor line: String, _ options: String...) throws -> Outcome {
    try place.useEditor(line)
    let words = ["write", "the garden", "--length", "12", "--seed", "1", "--edit", "--keep"] + options
    let terminal = try Terminal()
    return try place.start(words, input: .terminal(terminal)).wait()
  }

  @Test func aDraftOutlivesAnEditorThatFails() throws {
    let place = try Workplace.forDrafting()
    let outcome = try writeAndEdit(place, editor: "exit 1", "--json")
    #expect(outcome.code == 1 && outcome.errors.contains("ended with code 1"), "\(outcome)")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let text = try #require(answer["text"] as? String)
    #expect(!text.isEmpty)
    #expect(try place.run("drafts", "show").output == text + "\n")
  }

  @Test func aDraftOfWhichNothingIsLeftIsNeitherPrintedNorKept() throws {
    let place = try Workplace.forDrafting()
    let outcome = try writeAndEdit(place, editor: ": > \"$1\"")
    #expect(outcome.code == 3 && outcome.output.isEmpty, "\(outcome)")
    #expect(try place.run("drafts", "list").output.isEmpty)
  }

  @Test func whatTheEditorLeavesIsPrintedAndKept() throws {
    let place = try Workplace.forDrafting()
    let outcome = try writeAndEdit(place, editor: "printf 'My own words.\\n' > \"$1\"")
    #expect(outcome.code == 0 && outcome.output == "My own words.\n", "\(outcome)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.home)/run").isEmpty)
    let accepted = try place.run("accept")
    #expect(accepted.code == 0 && accepted.errors.contains("draft:edited"), "\(accepted)")
    #expect(try place.texts().last == "My own words.")
  }
}
