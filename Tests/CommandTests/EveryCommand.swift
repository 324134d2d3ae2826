// EveryCommand.swift: one sensible use of each command, in an order in which all of them work: what the
// tests of privacy watch.

import Foundation

/// A command that is run while somebody watches.
struct WatchedCommand: Sendable {
  /// The words typed; `ID` stands for the entry that is there from the start.
  var words: [String]

  /// What is on standard input.
  var input: String?

  /// Whether it tries to reach the network on purpose, to prove that it cannot.
  var triesNetwork = false
}

/// The words that no file may have.
enum Secret {
  static let text = "Quetzalcoatlus-text-8271"
  static let title = "Quetzalcoatlus-title-8272"
  static let recipient = "Quetzalcoatlus-recipient-8273"
  static let tag = "Quetzalcoatlus-tag-8274"
  static let all = [text, title, recipient, tag, Workplace.passphrase]
  static let common = "Quetzalcoatlus"
}

extension WatchedCommand {
  /// All commands; `wipe` comes last.
  static let all: [WatchedCommand] =
    unlocking + [
      WatchedCommand(words: ["init", "--vault", "HOME/run/../vault2", "--kdf", "interactive"]),
      WatchedCommand(words: ["model", "add", "\(Program.fixtures)/tiny-llama-q4_1.gguf", "--name", "smollm2"]
      ),
      WatchedCommand(words: ["model", "add", "\(Program.fixtures)/tiny-bert", "--name", "minilm"]),
      WatchedCommand(words: [
        "model", "add", "\(Program.fixtures)/hf-llama", "--name", "converted", "--quantize", "q8_0",
      ]),
      WatchedCommand(words: ["model", "list"]),
      WatchedCommand(words: ["model", "info", "smollm2"]),
      WatchedCommand(words: ["model", "pack", "converted"]),
      WatchedCommand(
        words: [
          "add", "--title", Secret.title, "--to", Secret.recipient, "--tag", Secret.tag, "--kind", "mail",
        ],
        input: "Hello, \(Secret.text) here, in a mail about the garden."),
      WatchedCommand(
        words: ["import", "-"],
        input:
          "{\"text\":\"\(Secret.text) in a line about the train\",\"title\":\"\(Secret.title)\"}\n{\"text\":\"\(Secret.text) two\"}\n"
      ),
      WatchedCommand(
        words: ["import", "--from", "mbox", "--me", "ann@example.org", "-"],
        input:
          "From a Sat Mar  8 10:25:00 2025\nFrom: ann@example.org\nSubject: \(Secret.title)\n\n\(Secret.text), by mail\n"
      ),
      WatchedCommand(words: ["list"]),
      WatchedCommand(words: ["show", "ID"]),
      WatchedCommand(words: ["tag", "--add", Secret.tag, "ID"]),
      WatchedCommand(words: ["tag"]),
      WatchedCommand(words: ["undo", "--list"]),
      WatchedCommand(words: ["undo", "--yes"]),
      WatchedCommand(words: ["stats", "--svg", "stats.svg"]),
      WatchedCommand(words: ["config", "init"]),
      WatchedCommand(words: ["config", "show"]),
      WatchedCommand(words: ["edit", "ID", "--title", Secret.title]),
      WatchedCommand(words: ["edit", "ID", "--file", "-"], input: "\(Secret.text) anew"),
      WatchedCommand(words: ["search", Secret.text, "garden"]),
      WatchedCommand(words: ["search", "--mode", "meaning", "the", "garden"]),
      WatchedCommand(words: [
        "write", "a mail about \(Secret.text)", "--length", "12", "--seed", "1", "--why",
      ]),
      WatchedCommand(words: ["import", "-"], input: manyLines),
      WatchedCommand(words: ["voice", "edit", "--file", "-"], input: "never: \(Secret.text)\nsign: Yours"),
      WatchedCommand(words: ["voice"]),
      WatchedCommand(words: ["voice", "--register", "mail", "--json", "--svg", "voice.svg"]),
      // One step on two authors is a plug as good as any where only files and sockets count.
      WatchedCommand(
        words: [
          "plug", "train", "--authors", Program.examples, "--out", "tiny.plug", "--rows", "1", "--steps", "1",
        ]
      ),
      WatchedCommand(words: ["plug", "add", "tiny.plug"]),
      WatchedCommand(words: ["plug", "list"]),
      WatchedCommand(words: ["plug", "info", "tiny"]),
      WatchedCommand(
        words: [
          "evaluate", "authors", "tiny.plug", "--authors", Program.examples, "--draws", "1",
          "--passages", "1", "--examples", "0", "--svg", "pictures",
        ]),
      WatchedCommand(
        words: [
          "evaluate", "vault", "--strategy", "plug", "--strategy", "dense", "--examples", "1", "--save",
          "vault.json",
        ]),
      WatchedCommand(
        words: [
          "evaluate", "lamp", "--task", "4", "--questions", "\(Program.lamp)/headlines-questions.json",
          "--outputs", "\(Program.lamp)/headlines-outputs.json", "--plug", "tiny.plug", "--limit", "1",
          "--strategy", "none", "--strategy", "plug+bm25", "--out", "predictions.json",
        ]),
      WatchedCommand(
        words: ["write", "a mail about \(Secret.text)", "--length", "12", "--strategy", "plug", "--why"]),
      WatchedCommand(words: ["learn", "--steps", "1"]),
      WatchedCommand(words: ["why"]),
      WatchedCommand(words: ["learn", "--auto", "on"]),
      WatchedCommand(
        words: ["write", "a mail about \(Secret.text)", "--length", "12", "--strategy", "terms", "--why"]),
      WatchedCommand(words: [
        "write", "a mail about \(Secret.text)", "--length", "12", "--best-of", "2", "--stats", "--keep",
      ]),
      WatchedCommand(words: ["drafts", "list"]),
      WatchedCommand(words: ["drafts", "show"]),
      WatchedCommand(words: ["accept", "--edited", "-"], input: "\(Secret.text), as I sent it in the end"),
      WatchedCommand(
        words: ["write", "--reply-to", "-", "--length", "12", "--variants", "2", "--keep"],
        input: "\(Secret.text), asks Ann"),
      WatchedCommand(
        words: ["write", "--continue", "-", "--length", "12"], input: "\(Secret.text) was in the garden and"),
      WatchedCommand(words: ["write", "--rewrite", "-", "--length", "12"], input: "\(Secret.text) is late."),
      WatchedCommand(words: ["reject"]),
      WatchedCommand(words: ["drafts", "rm", "--all", "--yes"]),
      WatchedCommand(words: ["export", "--plaintext"]),
      WatchedCommand(words: [
        "export", "--format", "age", "--age-passphrase-file", "HOME/pp", "-o", "export.age",
      ]),
      WatchedCommand(words: ["import", "export.age", "--age-passphrase-file", "HOME/pp"]),
      WatchedCommand(words: ["backup", "-o", "backup.age", "--age-passphrase-file", "HOME/pp"]),
      WatchedCommand(words: ["restore", "backup.age", "--age-passphrase-file", "HOME/pp"]),
      WatchedCommand(words: ["check", "--salvage", "HOME/run/../rescued"]),
      WatchedCommand(words: ["check", "--full"]),
      WatchedCommand(words: ["status"]),
      WatchedCommand(words: ["key", "add", "--recovery", "--no-input", "--output", "recovery-words"]),
      WatchedCommand(words: ["key", "list"]),
      WatchedCommand(words: ["passwd", "--keep-passphrase", "--kdf", "interactive"]),
      WatchedCommand(words: ["passwd", "--keep-passphrase", "--rekey", "--yes"]),
      WatchedCommand(words: ["rm", "--yes", "ID"]),
      WatchedCommand(words: ["doctor"], triesNetwork: true),
      WatchedCommand(words: ["help", "write"]),
      WatchedCommand(words: ["completions", "bash"]),
      WatchedCommand(words: ["manual"]),
      WatchedCommand(words: ["plug", "rm", "tiny", "--yes"]),
      WatchedCommand(words: ["model", "rm", "smollm2", "--yes"]),
      WatchedCommand(words: ["wipe", "--confirm", "demo"]),
    ]

  /// Only where the kernel keeps keys: many containers forbid it.
  private static let unlocking: [WatchedCommand] =
    Keyring.isThere
    ? [WatchedCommand(words: ["unlock", "--for", "1m"]), WatchedCommand(words: ["lock"])] : []

  /// As many entries as learning needs, each of them secret.
  private static let manyLines = (1...16).map { number in
    "{\"text\":\"\(Secret.text), and line \(number) about the garden and the train\"}\n"
  }.joined()

  /// The words for a workplace in which the entry `id` is.
  func filled(_ place: Workplace, id: String) -> [String] {
    words.map { $0 == "ID" ? id : $0.replacingOccurrences(of: "HOME", with: place.home) }
  }

  var childInput: Child.Input { input.map { .bytes(Array($0.utf8)) } ?? .nothing }
}
