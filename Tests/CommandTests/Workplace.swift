// Workplace.swift: a home of its own for each test: vault, models, state, runtime and temporary folders,
// and a passphrase file. Nothing outside it is used, and it is gone after the test.

import Foundation
import Testing

/// A home to run the program in.
final class Workplace {
  static let passphrase = "walnut glacier trumpet saddle orchid"

  let home: String
  var environment: [String: String]

  var vault: String { "\(home)/vault" }
  var models: String { "\(home)/models" }
  var passphraseFile: String { "\(home)/pp" }

  /// The folders in which no plaintext may ever be.
  ///
  /// Exports and texts to import lie in `desk`, which is none of them.
  var watchedFolders: [String] { ["vault", "models", "state", "data", "run", "tmp"].map { "\(home)/\($0)" } }

  /// The folder for files of the user.
  var desk: String { "\(home)/desk" }

  /// Makes the folders and, unless told not to, a vault called `demo`.
  init(withVault: Bool = true) throws {
    // On a disk, where a real vault would be: some systems have a memory disk at /tmp.
    home = NSTemporaryDirectory() + "persona-test-\(UUID().uuidString)"
    environment = [:]
    for name in ["desk", "state", "data", "run", "tmp"] {
      try FileManager.default.createDirectory(atPath: "\(home)/\(name)", withIntermediateDirectories: true)
    }
    environment = [
      "HOME": home, "PERSONA_VAULT": vault, "PERSONA_MODELS": models, "XDG_DATA_HOME": "\(home)/data",
      "XDG_STATE_HOME": "\(home)/state", "XDG_RUNTIME_DIR": "\(home)/run", "TMPDIR": "\(home)/tmp",
      "TERM": "dumb", "TZ": "UTC",
      "LANG": "C.UTF-8",
      "PATH": "\((Program.path as NSString).deletingLastPathComponent):/usr/bin:/bin:/usr/sbin:/sbin",
    ]
    try "\(Workplace.passphrase)\n".write(toFile: passphraseFile, atomically: false, encoding: .utf8)
    chmod(passphraseFile, 0o600)
    guard withVault else { return }
    let made = try run("init", "--name", "demo", "--kdf", "interactive")
    guard made.code == 0 else { throw Unprepared(outcome: made) }
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  struct Unprepared: Error {
    let outcome: Outcome
  }

  /// Runs a command with the passphrase file, to its end.
  @discardableResult
  func run(_ words: String..., input: Child.Input = .nothing) throws -> Outcome {
    try start(words, input: input).wait()
  }

  /// Starts a command with the passphrase file.
  func start(_ words: [String], input: Child.Input = .nothing) throws -> Child {
    try startAlone(words + ["--passphrase-file", passphraseFile], input: input)
  }

  /// Starts a command as it is.
  func startAlone(_ words: [String], input: Child.Input = .nothing) throws -> Child {
    try Child([Program.path] + words, environment: environment, input: input, workingFolder: desk)
  }

  /// Runs a line in a shell where `persona` has the passphrase file.
  func shell(_ line: String, input: Child.Input = .nothing) throws -> Outcome {
    let prelude = "persona() { command persona \"$@\" --passphrase-file \"$HOME/pp\"; }\n"
    return try Child(
      ["/bin/sh", "-c", prelude + line], environment: environment, input: input, workingFolder: desk
    )
    .wait()
  }

  /// Adds a text, and returns its id.
  func add(_ text: String, _ options: String...) throws -> String {
    let outcome = try start(["add", text] + options).wait()
    guard outcome.code == 0 else { throw Unprepared(outcome: outcome) }
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Installs the tiny decoder of the fixtures as the default one, and the tiny encoder.
  func installModels() throws {
    let added = [
      try run("model", "add", "\(Program.fixtures)/tiny-llama-q4_1.gguf", "--name", "smollm2"),
      try run("model", "add", "\(Program.fixtures)/tiny-bert", "--name", "minilm"),
    ]
    if let failed = added.first(where: { $0.code != 0 }) { throw Unprepared(outcome: failed) }
  }

  @discardableResult
  func write(_ name: String, _ content: [UInt8]) throws -> String {
    let path = "\(desk)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(content).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Makes lines of shell the editor; `$1` is the file.
  ///
  /// The shell reads them: to run a file that was just written fails where a process that another test starts
  /// at that moment still has it open for writing.
  func useEditor(_ lines: String) throws {
    environment["EDITOR"] = "sh '\(try write("editor.sh", Array((lines + "\n").utf8)))'"
  }

  /// The texts in the vault, in the order of adding, by way of an export.
  func texts() throws -> [String] {
    let outcome = try run("export", "--plaintext")
    guard outcome.code == 0 else { throw Unprepared(outcome: outcome) }
    return try outcome.output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object?["text"] as? String)
    }
  }

  /// The files of the vault with their bytes, but for the lock, whose note changes.
  func vaultFiles() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: vault) where name != "lock" {
      files[name] = FileManager.default.contents(atPath: "\(vault)/\(name)")
    }
    return files
  }

  /// The largest file of the vault that is neither header nor list: the one with the entries.
  func segment() throws -> String {
    let names = try vaultFiles().filter { !$0.key.hasPrefix("head") }
    let largest = try #require(names.max { $0.value.count < $1.value.count })
    return "\(vault)/\(largest.key)"
  }

  /// The first file under the watched folders that contains `secret`, or nil.
  func fileWith(_ secret: String) -> String? {
    let needle = Data(secret.utf8)
    for folder in watchedFolders {
      guard let walk = FileManager.default.enumerator(atPath: folder) else { continue }
      for case let name as String in walk {
        if name.contains(secret) { return name }
        let path = "\(folder)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        if FileManager.default.contents(atPath: path)?.range(of: needle) != nil { return path }
      }
    }
    return nil
  }
}

/// Checks that a command failed as it should: this code, one clear line with these words, no crash.
func expect(
  _ outcome: Outcome, failsWith code: Int32, saying words: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome.code == code, "\(outcome)", sourceLocation: sourceLocation)
  #expect(outcome.complaints.count == 1, "\(outcome)", sourceLocation: sourceLocation)
  for word in words {
    #expect(
      outcome.errors.contains(word), "'\(word)' is missing in:\n\(outcome)", sourceLocation: sourceLocation)
  }
}
