import Testing

@Suite("learning, unlearning and learning again")
struct LearnCommandTests {
  /// A vault that was learned from, and the id of an entry in it.
  private func learned() throws -> (place: Workplace, id: String) {
    let place = try Workplace()
    try place.installModels()
    let lines = (1...18).map { "{\"text\":\"Number \($0) of my lines about the garden and the train.\"}\n" }
    let imported = try place.run("import", "-", input: .bytes(Array(lines.joined().utf8)))
    #expect(imported.code == 0, "\(imported)")
    let id = try place.add("One more about the \(Secret.common), which will have to go again.")
    let outcome = try place.run("learn", "--quick")
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try place.run("status").output.contains("smollm2: learned"))
    return (place, id)
  }

  @Test func removingOrRewordingAnEntryUnlearns() throws {
    let line = "'persona learn' learns it anew"
    let (place, id) = try learned()
    let tagged = try place.run("edit", id, "--tag", "work")
    #expect(tagged.code == 0 && !tagged.errors.contains(line), "\(tagged)")
    let edited = try place.run("edit", id, "--title", "other words")
    #expect(edited.code == 0 && edited.errors.contains(line), "\(edited)")
    #expect(try place.run("status").output.contains("nothing learned yet"))
    // There is nothing learned any more, so nothing is told.
    let removed = try place.run("rm", "--yes", id)
    #expect(removed.code == 0 && !removed.errors.contains(line), "\(removed)")
    #expect(try place.run("check", "--full").code == 0)
  }

  @Test func learnsAgainOnlyWhereThatIsAllowed() throws {
    let (place, id) = try learned()
    #expect(try place.run("status").output.contains("only when you say 'persona learn'"))
    let allowed = try place.run("learn", "--auto", "on")
    #expect(
      allowed.code == 0 && allowed.output.contains("by itself after add, import and accept"), "\(allowed)")
    let removed = try place.run("rm", "--yes", id)
    #expect(removed.code == 0 && removed.errors.contains("gone as well"), "\(removed)")
    // The permission outlives what was learned.
    #expect(try place.run("status", "--json").output.contains("\"learnsByItself\":true"))
    let added = try place.run("add", "A new line about the garden, and about the late train.")
    #expect(added.code == 0 && added.errors.contains("learned again"), "\(added)")
    #expect(!added.output.contains("learn"))
    #expect(try place.run("status").output.contains("smollm2: learned"))
    let forbidden = try place.run("learn", "--auto", "off", "--json")
    #expect(forbidden.output == "{\"learnsByItself\":false}\n")
    let newID = added.output.split(separator: "\n").first.map(String.init) ?? ""
    #expect(try place.run("rm", "--yes", newID).code == 0)
    let another = try place.run("add", "And another line about the garden, which nobody learns from.")
    #expect(another.code == 0 && !another.errors.contains("learn"), "\(another)")
  }

  @Test func learnsAgainAfterADraftThatWasMadeOnesOwn() throws {
    let (place, id) = try learned()
    #expect(try place.run("learn", "--auto", "on").code == 0)
    #expect(try place.run("rm", "--yes", id).code == 0)
    func accept(_ words: String..., input: Child.Input = .nothing) throws -> Outcome {
      let kept = try place.run(
        "write", "the garden", "--length", "12", "--seed", "1", "--temperature", "1", "--keep", "--quiet")
      #expect(kept.code == 0, "\(kept)")
      return try place.start(["accept"] + words, input: input).wait()
    }
    // The model's own words are nothing new.
    let untouched = try accept()
    #expect(untouched.code == 0 && !untouched.errors.contains("learned again"), "\(untouched)")
    let text = "Everything in these lines was thought of by somebody who lives near an old harbour."
    let own = try accept("--edited", "-", input: .bytes(Array(text.utf8)))
    #expect(own.code == 0 && own.errors.contains("learned again"), "\(own)")
    #expect(try place.run("status").output.contains("smollm2: learned"))
  }

  @Test func aVaultThatIsTooSmallSaysSo() throws {
    let place = try Workplace()
    try place.installModels()
    _ = try place.add("The only line about the garden that there is.")
    expect(try place.run("learn"), failsWith: 3, saying: "too few entries", "1", "16", "persona import")
  }
}
