// ExamplePlace.swift: a home in which the examples of help and of the documents work: the files that they
// name, entries with the ids that they name, a kept draft, and the tiny models. It is made once, and copied
// for each example.

import Foundation

@testable import LocalPersona

/// A home for one example.
struct ExamplePlace {
  /// What is not run here, and why.
  private static let notRun: [(part: String, reason: String)] = [
    ("plug train", "takes a corpus and hours: PlugTests"), ("plug evaluate", "takes a corpus: PlugTests"),
    ("evaluate authors", "the same by its other name: PlugTests"),
    ("--strategy plug", "takes a plug for the model: EvaluateVaultTests"),
    ("plug add", "is for the model that ships: PlugTests"), ("plug info", "the same"),
    ("plug rm", "the same"),
    ("evaluate lamp", "takes the files of LaMP: EvaluateLaMPTests"),
    ("plug+terms", "takes a plug for the model: PlugTests"),
    ("sensitive", "takes a gigabyte"), ("persona unlock", "leaves a key in the session: UnlockTests"),
    ("key rm", "takes an id that nobody knows beforehand: KeyCommandTests"),
    ("--link", "names a file inside of the store: ModelFolderCommandTests"),
    ("git log", "takes a repository of git: Tests/Interoperability/editors.py"),
    ("man -l", "what man shows is not ours"), ("age -r", "takes another program: AgeToolTests"),
  ]

  /// Whether it is run here: what is to be copied, but for ``notRun``.
  static func canRun(_ line: DocumentedLine) -> Bool {
    line.sort == .example && !notRun.contains { line.text.contains($0.part) }
  }

  private let place: Workplace

  /// A copy of `original`, with what `line` needs and nothing that is in its way.
  init(copying original: Workplace, for line: DocumentedLine) throws {
    place = try Workplace(withVault: false)
    for name in ["desk", "vault", "models", "state", "Notes", "site", ".zfunc", ".local", ".config", ".pp"] {
      let path = "\(place.home)/\(name)"
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: "\(original.home)/\(name)", toPath: path)
    }
    place.environment["EDITOR"] = try editor()
    try prepare(line)
  }

  /// Runs the line at a terminal, where whoever is asked has an answer.
  func run(_ line: DocumentedLine) throws -> Outcome {
    let text = line.text.replacingOccurrences(of: "age1...", with: AgePlace.recipient)
    let prelude =
      "persona() { command persona \"$@\" \(try answers(line)) --passphrase-file \"$HOME/pp\"; }\n"
    // Held until the end: the line would be hung up otherwise.
    let terminal = try Terminal()
    defer { terminal.hangUp() }
    return try place.shell(prelude + (try withDraftID(text)), input: .terminal(terminal))
  }

  // MARK: One line

  /// The options that say beforehand what a person would be asked.
  private func answers(_ line: DocumentedLine) throws -> String {
    guard let words = line.runs.first else { return "" }
    let declared = try CommandLineParser.parse(words, root: commandTree).command.options.map(\.name)
    var answers: [String] = []
    if declared.contains("yes") { answers.append("--yes") }
    let namesKey = words.contains("--identity") || words.contains("--recipient")
    if declared.contains("age-passphrase-file"), !namesKey, words.contains(where: { $0.hasSuffix(".age") }) {
      answers.append("--age-passphrase-file age-pp")
    }
    if words.contains("--recovery") {
      answers.append("--no-input --output recovery-words")
    } else if declared.contains("new-passphrase-file") {
      answers.append("--new-passphrase-file new-pp")
    }
    return answers.joined(separator: " ")
  }

  /// The id of a draft is a new one each time, so it takes the place of the one that is shown.
  private func withDraftID(_ text: String) throws -> String {
    guard text.contains("accept 7k2m") || text.contains("drafts rm 7k2m") else { return text }
    let listed = try place.run("drafts", "list").output
    return text.replacingOccurrences(of: "7k2m", with: String(listed.prefix(10)))
  }

  private func prepare(_ line: DocumentedLine) throws {
    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }
    if line.text.contains("persona init") { try remove(place.vault) }
    if line.text.contains("-o letters") { try remove("\(place.desk)/letters") }
    if line.text.contains("model add") { try remove(place.models) }
    guard line.text.contains("restore") || line.text.contains("import history.age") else { return }
    let words = line.text.contains("restore") ? ["backup"] : ["export", "--format", "age"]
    let key =
      line.text.contains("--identity")
      ? ["--recipient", AgePlace.recipient] : ["--age-passphrase-file", "age-pp"]
    let made = try place.start(words + ["-o", "history.age"] + key).wait()
    guard made.code == 0 else { throw Workplace.Unprepared(outcome: made) }
  }

  /// An editor that writes a line at the end, which is a comment where comments count.
  private func editor() throws -> String {
    let path = "\(place.home)/editor"
    try "#!/bin/sh\necho '# a line more' >> \"$1\"\n".write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, 0o700)
    return path
  }

  // MARK: The original

  /// A home with all that the examples name.
  static func makeOriginal() throws -> Workplace {
    let place = try Workplace(withVault: false)
    try write(files, in: place)
    for path in ["desk/age-pp", "desk/new-pp", "desk/key.txt", ".pp"] {
      chmod("\(place.home)/\(path)", 0o600)
    }
    let copied = [
      (Program.examples, "Examples"),
      ("\(Program.fixtures)/tiny-llama-q4_1.gguf", "SmolLM2-135M-Instruct.Q4_1.gguf"),
      ("\(Program.fixtures)/tiny-bert", "all-MiniLM-L6-v2"),
      ("\(Program.fixtures)/hf-llama", "SmolLM2-360M-Instruct"),
    ]
    for (source, name) in copied {
      try FileManager.default.copyItem(atPath: source, toPath: "\(place.desk)/\(name)")
    }
    let steps = [
      "gzip history.jsonl", "persona init --kdf interactive --quiet", "persona import --quiet entries.jsonl",
    ]
    for step in steps {
      let outcome = try place.shell(step)
      guard outcome.code == 0 else { throw Workplace.Unprepared(outcome: outcome) }
    }
    try place.installModels()
    let kept = try place.run("write", "thank Ann", "--length", "5", "--seed", "1", "--keep", "--quiet")
    guard kept.code == 0 else { throw Workplace.Unprepared(outcome: kept) }
    return place
  }

  private static func write(_ files: [(path: String, text: String)], in place: Workplace) throws {
    for (path, text) in files { try place.write("../\(path)", Array("\(text)\n".utf8)) }
  }

  /// By their paths in the home; a folder that a shell writes into has a file as well.
  private static let files: [(path: String, text: String)] = [
    (".pp", Workplace.passphrase), ("desk/age-pp", "a passphrase for files"),
    ("desk/new-pp", "another walnut glacier trumpet saddle"), ("desk/key.txt", AgePlace.identity),
    ("desk/entries.jsonl", lines("piece", withIDs: true)), ("desk/history.jsonl", lines("part")),
    ("desk/sent.jsonl", lines("chunk")), ("desk/letters/a.md", "Dear Ann, the train is late this year."),
    ("desk/sent.txt", letter), ("desk/brief.txt", letter), ("desk/letter.txt", letter),
    ("desk/note.txt", letter), ("desk/mail.txt", "Hello,\n\ncan you come on Monday at nine?\n\nBo"),
    (
      "desk/WhatsApp Chat with Bob.txt",
      "31/12/24, 21:05 - Ann Lee: I am on the way home\n31/12/24, 21:06 - Bob: and I am at home already"
    ),
    (
      "desk/Sent",
      "From a Sat Mar  8 10:25:00 2025\nFrom: ann@example.org\nTo: bob@example.org\nSubject: hedge\n\n"
        + "The hedge grows faster than I thought.\n"
    ),
    (
      "desk/Journal.json",
      #"{"entries":[{"text":"A page about the hedge.","creationDate":"2025-01-02T10:00:00Z"}]}"#
    ),
    ("Notes/hedge.md", "A note about the hedge, which grows."),
    ("site/_posts/2025-01-02-hedge.md", "---\ntitle: Hedge\n---\nA post about the hedge, which grows."),
    (".zfunc/_other", "# another command"), (".config/fish/completions/other.fish", "# another command"),
    (".local/share/bash-completion/completions/other", "# another command"),
    (".local/share/man/man1/other.1", ".TH OTHER 1"),
  ]

  private static let letter = "Dear Ann, thank you for the books."

  /// Entries as JSON Lines; the first two have the ids that the examples name.
  private static func lines(_ word: String, withIDs: Bool = false) -> String {
    let kinds = ["mail", "letter", "diary", "note"]
    return (0..<24).map { number in
      let id = ["7k2m", "9d3f"].indices.contains(number) ? ["7k2m", "9d3f"][number] : "aa\(number + 10)"
      let facts = withIDs ? "\"id\":\"\(id)000001\"," : ""
      let tag = number < 2 ? "draft" : "job"
      return "{\(facts)\"written\":\"2025-0\(number % 9 + 1)-11\",\"kind\":\"\(kinds[number % 4])\","
        + "\"recipient\":\"Ann\",\"tags\":[\"\(tag)\"],"
        + "\"text\":\"Dear Ann, \(word) \(number) of the late train, the garden and asking for money politely.\"}"
    }.joined(separator: "\n")
  }
}
