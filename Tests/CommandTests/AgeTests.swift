import Foundation
import Testing

@Suite("age files")
struct AgeFileTests {
  @Test func exportWipeAndImportLoseNothing() throws {
    let age = try AgePlace()
    #expect(try age.exported() == AgePlace.lines)
    let place = age.place
    let options = [["--recipient", AgePlace.recipient], ["--age-passphrase-file", "age-pp", "--armor"]]
    for (index, option) in options.enumerated() {
      let made = try place.start(["export", "--format", "age", "-o", "\(index).age"] + option).wait()
      #expect(made.code == 0 && made.output.isEmpty, "\(made)")
    }
    for (index, option) in [["--identity", "key.txt"], ["--age-passphrase-file", "age-pp"]].enumerated() {
      try age.startOver()
      let taken = try place.start(["import", "\(index).age"] + option).wait()
      #expect(taken.code == 0 && taken.output == "imported 4 entries\n", "\(taken)")
      #expect(try age.exported() == AgePlace.lines)
    }
    #expect(String(decoding: try age.bytes("1.age"), as: UTF8.self).hasPrefix("-----BEGIN AGE"))
    let status = try FileManager.default.attributesOfItem(atPath: "\(place.desk)/0.age")
    #expect(status[.posixPermissions] as? Int == 0o600)
  }

  @Test func goThroughPipes() throws {
    let age = try AgePlace()
    let made = try age.place.shell("persona export --format age -r \(AgePlace.recipient) | cat > piped.age")
    #expect(made.code == 0, "\(made)")
    try age.startOver()
    let taken = try age.place.shell("cat piped.age | persona import - -i key.txt --json")
    #expect(taken.code == 0 && taken.output.contains("\"imported\":4"), "\(taken)")
    #expect(try age.exported() == AgePlace.lines)
  }

  @Test func askForANewPassphraseTwice() throws {
    let age = try AgePlace()
    for again in ["typo", "a passphrase for files"] {
      let terminal = try Terminal()
      let child = try age.place.start(
        ["export", "--format", "age", "--kind", "mail", "-o", "asked.age"], input: .terminal(terminal))
      try terminal.wait(for: "New passphrase for the age file")
      terminal.type("a passphrase for files")
      try terminal.wait(for: "The same again: ")
      terminal.type(again)
      let outcome = try child.wait { _ = terminal.screen() }
      #expect(outcome.code == (again == "typo" ? 3 : 0), "\(outcome)")
      #expect(!terminal.screen().contains("a passphrase for files"))
      let isThere = FileManager.default.fileExists(atPath: "\(age.place.desk)/asked.age")
      #expect(isThere == (again != "typo"))
    }
    try age.startOver()
    let terminal = try Terminal()
    let child = try age.place.start(["import", "asked.age"], input: .terminal(terminal))
    try terminal.wait(for: "Passphrase of asked.age: ")
    terminal.type("a passphrase for files")
    let outcome = try child.wait { _ = terminal.screen() }
    #expect(outcome.code == 0 && outcome.output == "imported 1 entry\n", "\(outcome)")
  }

  @Test func tellWhatAWeakPassphraseIsWorth() throws {
    let age = try AgePlace()
    let terminal = try Terminal()
    let child = try age.place.start(["backup", "-o", "weak.age"], input: .terminal(terminal))
    try terminal.wait(for: "New passphrase for the age file")
    terminal.type("summer1987")
    try terminal.wait(for: "The same again: ")
    terminal.type("summer1987")
    let asked = try child.wait { _ = terminal.screen() }
    #expect(asked.code == 0 && asked.errors.contains("a weak passphrase"), "\(asked)")
    // Long enough, but the first that anybody tries.
    chmod(try age.place.write("well-known", Array("correct horse battery staple\n".utf8)), 0o600)
    let given = try age.place.run("backup", "-o", "known.age", "--age-passphrase-file", "well-known")
    #expect(given.code == 0 && given.errors.contains("the passphrase is weak"), "\(given)")
    for outcome in [asked, given] {
      #expect(!outcome.errors.contains("summer") && !outcome.errors.contains("horse"))
    }
    let good = try age.place.run(
      "backup", "-o", "good.age", "--age-passphrase-file", age.place.passphraseFile)
    #expect(good.code == 0 && !good.errors.contains("weak"), "\(good)")
  }

  @Test func areMadeWithAPassphraseOfOursForWhoTypesNone() throws {
    let age = try AgePlace()
    let place = age.place
    place.environment["TERM"] = "xterm"
    let terminal = try Terminal()
    let child = try place.start(["export", "--format", "age", "-o", "made.age"], input: .terminal(terminal))
    try terminal.wait(for: "New passphrase for the age file")
    terminal.type("")
    try terminal.wait(for: "Press Enter")
    let made = try #require(
      terminal.screen().split(whereSeparator: \.isWhitespace).map(String.init).first {
        $0.split(separator: "-").count == 6
      })
    terminal.type("")
    try terminal.wait(for: "The same again: ")
    terminal.type(made)
    let outcome = try child.wait { _ = terminal.screen() }
    #expect(outcome.code == 0 && !outcome.errors.contains(made), "\(outcome)")
    try age.startOver()
    chmod(try place.write("made", Array("\(made)\n".utf8)), 0o600)
    let taken = try place.run("import", "made.age", "--age-passphrase-file", "made")
    #expect(taken.code == 0 && taken.output == "imported 4 entries\n", "\(taken)")
  }

  @Test func warnOfSecretsThatAGroupCanRead() throws {
    let age = try AgePlace()
    let place = age.place
    try place.run("export", "--format", "age", "-r", AgePlace.recipient, "-o", "key.age")
    chmod(try place.write("group.txt", Array(AgePlace.identity.utf8)), 0o640)
    let outcome = try place.run("import", "key.age", "-i", "group.txt")
    #expect(outcome.code == 0 && outcome.errors.contains("group of group.txt"), "\(outcome)")
    let quiet = try place.run("import", "key.age", "-i", "key.txt")
    #expect(quiet.code == 0 && !quiet.errors.contains("group"), "\(quiet)")
  }

  @Test func bringNothingInUnlessAllOfThemIsAuthentic() throws {
    let age = try AgePlace()
    let place = age.place
    let long = (0..<2_000).map { "{\"text\":\"\($0) \(String(repeating: "x", count: 80))\"}\n" }.joined()
    try place.write("long.jsonl", Array(long.utf8))
    let other = ["--vault", "\(place.home)/other"]
    #expect(try place.start(["init", "--kdf", "interactive"] + other).wait().code == 0)
    #expect(try place.start(["import", "long.jsonl"] + other).wait().code == 0)
    let made = try place.start(
      ["export", "--format", "age", "-r", AgePlace.recipient, "-o", "long.age"] + other)
    #expect(try made.wait().code == 0)
    let sound = try age.bytes("long.age")
    #expect(sound.count > 200_000)
    let before = try place.vaultFiles()

    var changed = sound
    changed[sound.count - 1000] ^= 1
    try place.write("changed.age", changed)
    try place.write("cut.age", Array(sound.dropLast(20_000)))
    for name in ["changed.age", "cut.age"] {
      for more in [[], ["--skip-invalid"]] {
        let outcome = try place.start(["import", name, "-i", "key.txt"] + more).wait()
        expect(outcome, failsWith: 3, saying: name, "nothing was taken from it")
      }
    }
    #expect(try place.vaultFiles() == before)
    #expect(try place.run("import", "long.age", "-i", "key.txt").output == "imported 2,000 entries\n")
  }

  @Test func openForTheRightKeyOnly() throws {
    let age = try AgePlace()
    let place = age.place
    try place.run("export", "--format", "age", "--age-passphrase-file", "age-pp", "-o", "pp.age")
    try place.run("export", "--format", "age", "-r", AgePlace.recipient, "-o", "key.age")
    try age.startOver()
    let before = try place.vaultFiles()
    let wrong = try place.run("import", "pp.age", "--age-passphrase-file", "wrong-pp")
    expect(wrong, failsWith: 3, saying: "pp.age", "the passphrase does not open it")
    expect(try place.run("import", "pp.age", "-i", "key.txt"), failsWith: 2, saying: "with a passphrase")
    expect(try place.run("import", "pp.age"), failsWith: 2, saying: "--age-passphrase-file")
    expect(try place.run("import", "key.age"), failsWith: 2, saying: "--identity FILE")
    let exposed = try place.write("exposed.txt", Array(AgePlace.identity.utf8))
    chmod(exposed, 0o644)
    expect(try place.run("import", "key.age", "-i", "exposed.txt"), failsWith: 3, saying: "chmod 600")
    expect(try place.run("import", "key.age", "-i", "age-pp"), failsWith: 3, saying: "age-pp", "line 1")
    expect(try place.run("import", "key.age", "-i", "none"), failsWith: 4, saying: "none")
    #expect(try place.vaultFiles() == before)
  }

  @Test func areMadeOnlyAsToldTo() throws {
    let age = try AgePlace()
    let place = age.place
    let export = { (words: [String]) in try place.start(["export"] + words).wait() }
    expect(try export(["-r", AgePlace.recipient, "--plaintext"]), failsWith: 2, saying: "--format age")
    expect(try export(["--armor", "--plaintext"]), failsWith: 2, saying: "--armor", "--format age")
    let both = ["--format", "age", "-r", AgePlace.recipient, "--age-passphrase-file", "age-pp"]
    expect(try export(both), failsWith: 2, saying: "--recipient", "--age-passphrase-file")
    let typo = String(AgePlace.recipient.dropLast()) + "g"
    expect(try export(["--format", "age", "-r", typo]), failsWith: 2, saying: "recipient 1")
    expect(try export(["--format", "age", "--no-input"]), failsWith: 2, saying: "--age-passphrase-file")
    try place.write("there.age", Array("precious".utf8))
    let taken = try export(["--format", "age", "-r", AgePlace.recipient, "-o", "there.age"])
    expect(taken, failsWith: 3, saying: "there.age")
    #expect(try age.bytes("there.age") == Array("precious".utf8))
  }
}
