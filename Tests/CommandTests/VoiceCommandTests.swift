import Foundation
import Testing

@Suite("voice")
struct VoiceCommandTests {
  private func filled(_ count: Int = 24) throws -> Workplace {
    let place = try Workplace()
    let lines = (1...count).map { number in
      "{\"kind\":\"mail\",\"text\":\"Hi Ann,\\n\\nwell, the gubbins came, and number \(number) is here.\\n\\nBest,\\nA.\"}\n"
    }
    let imported = try place.run("import", "-", input: .bytes(Array(lines.joined().utf8)))
    #expect(imported.code == 0, "\(imported)")
    return place
  }

  @Test func showsAProfileInEveryForm() throws {
    let place = try filled()
    let shown = try place.run("voice")
    #expect(shown.code == 0 && shown.output.contains("gubbins"), "\(shown)")
    #expect(shown.output.contains("end: Best, / A. (24 of 24)"), "\(shown)")
    let picture = try place.run("voice", "--register", "mail", "--svg", "voice.svg", "--json")
    #expect(picture.code == 0 && picture.errors.contains("not encrypted"), "\(picture)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(picture.output.utf8)) as? [String: Any])
    #expect(object["entryCount"] as? Int == 24 && object["register"] as? String == "mail")
    let file = "\(place.desk)/voice.svg"
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<svg "))
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    expect(try place.run("voice", "--svg", "voice.svg"), failsWith: 3, saying: "never overwrites")
    expect(try place.run("voice", "--register", "to:Nobody"), failsWith: 4, saying: "to:Nobody")
    expect(try place.run("voice", "--file", "x"), failsWith: 2, saying: "voice edit")
    expect(try place.run("voice", "edit", "--svg", "x"), failsWith: 2, saying: "--svg")
  }

  @Test func saysWhatAnEmptyVaultNeeds() throws {
    let place = try Workplace()
    let shown = try place.run("voice")
    #expect(shown.code == 0 && shown.output.contains("20 more"), "\(shown)")
  }

  @Test func pinsHabitsFromAFileAndNamesALineThatIsWrong() throws {
    let place = try filled(3)
    try place.write("good", Array("never: utilize # no\ngreet: Hi\n".utf8))
    let pinned = try place.run("voice", "edit", "--file", "good")
    #expect(pinned.code == 0 && pinned.errors.contains("drafts obey what you pinned"), "\(pinned)")
    try place.write("bad", Array("never: x\n\nalways: Quetzal\n".utf8))
    let refused = try place.run("voice", "edit", "--file", "bad")
    expect(refused, failsWith: 3, saying: "line 3", "never: WORDS")
    #expect(!refused.errors.contains("Quetzal"))
    // What was pinned before is still there.
    #expect(try place.run("voice").output.contains("never: utilize"))
    #expect(try place.run("check", "--full").code == 0)
  }

  @Test func keepsWhatWasTypedInTheEditorWhereALineIsWrong() throws {
    let place = try Workplace()
    try place.useEditor("printf 'sign: A.\\nnonsense' > \"$1\"")
    let terminal = try Terminal()
    let outcome = try place.start(["voice", "edit"], input: .terminal(terminal)).wait()
    #expect(outcome.code == 3 && outcome.errors.contains("line 2"), "\(outcome)")
    let line = try #require(outcome.errors.split(separator: "\n").first { $0.contains("kept in ") })
    let path = String(line.split(separator: " ").last ?? "")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "sign: A.\nnonsense")
  }

  @Test func pinsNothingWhereAllWasDeletedInTheEditor() throws {
    let place = try filled(3)
    try place.write("habits", Array("sign: A.\n".utf8))
    #expect(try place.run("voice", "edit", "--file", "habits").code == 0)
    // An empty file is rather a mistake.
    expect(try place.run("voice", "edit", "--file", "-"), failsWith: 3, saying: "what is pinned stays", "'#'")
    #expect(try place.run("voice").output.contains("sign: A."))
    try place.useEditor(": > \"$1\"")
    let terminal = try Terminal()
    let outcome = try place.start(["voice", "edit"], input: .terminal(terminal)).wait()
    #expect(outcome.code == 0 && outcome.errors.contains("nothing is pinned"), "\(outcome)")
    #expect(try !place.run("voice").output.contains("sign: A."))
  }

  @Test func draftsObey() throws {
    let place = try filled(3)
    try place.installModels()
    let words = ["write", "the garden", "--kind", "mail", "--to", "Ann", "--length", "30", "--seed", "3"]
    let free = try place.start(words + ["--strategy", "none"]).wait()
    #expect(free.code == 0, "\(free)")
    let said = Self.words(of: free.output)
    let forbidden = try #require(said.max { $0.count < $1.count })
    try place.write("habits", Array("never: \(forbidden)\ngreet: Ahoy\nsign: Yours, / A.\n".utf8))
    #expect(try place.run("voice", "edit", "--file", "habits").code == 0)
    for strategy in [["--strategy", "none"], ["--strategy", "retrieval", "--strength", "1.5"]] {
      let obeying = try place.start(words + strategy).wait()
      #expect(obeying.code == 0, "\(obeying)")
      #expect(!Self.words(of: obeying.output).contains(forbidden), "\(forbidden) in \(obeying)")
      #expect(obeying.output.hasPrefix("Ahoy Ann,\n\n"), "\(obeying)")
      #expect(obeying.output.hasSuffix("\n\nYours,\nA.\n"), "\(obeying)")
    }
  }

  /// Words as drafts are compared by: runs of letters and digits, with apostrophes inside.
  private static func words(of text: String) -> Set<String> {
    let runs = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    return Set(runs.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "'")) }.filter { !$0.isEmpty })
  }
}
