// CommandLineFixture.swift: a small program to test the command line with, and what it needs.

import Foundation

@testable import LocalPersona

/// Commands of every shape; they do nothing.
enum CommandLineFixture {
  static let add = Command(
    name: "add", summary: "keep a text",
    discussion: "First paragraph\nof two lines.\n\n.dot 'quote and a \\ backslash.",
    positionals: [Positional(name: "text", help: "the text", arity: .optional)],
    options: [
      Option(name: "kind", short: "k", value: .choice(["mail", "note", "post"]), help: "what it is"),
      Option(
        name: "tag", short: "t", value: .text("TAG"), isRepeatable: true, help: "a [tag]: it's free",
        candidates: .tags),
      Option(name: "heat", value: .number("T", 0...2), help: "a number"),
      Option(name: "count", short: "c", value: .integer("N", -5...10), help: "a whole number"),
      Option(name: "date", value: .date("DATE"), help: "a day"),
      Option(name: "title", value: .text("TITLE"), help: "a title"),
      .file, .json, .dryRun,
    ],
    examples: [Example(command: "tool add \"x\"", explanation: "adds x")], run: { _ in })

  static let root = Command(
    name: "tool", summary: "a tool",
    subcommands: [
      add,
      Command(
        name: "copy", summary: "copy",
        positionals: [
          Positional(name: "from", help: "a file", kind: .path("FROM")),
          Positional(name: "shell", help: "a shell", arity: .optional, kind: .choice(["bash", "zsh"])),
          Positional(name: "rest", help: "more", arity: .many),
        ], run: { _ in }),
      Command(name: "ask", summary: "ask", options: [.yes], run: { _ in }),
      Command(
        name: "model", summary: "models",
        subcommands: [Command(name: "list", summary: "list models", options: [.json], run: { _ in })]),
    ])

  /// An invocation of the fixture, as if `words` had been typed.
  static func invocation(
    _ words: [String], output: Int32 = 1, errors: Int32 = 2, terminalPath: String = "/nonexistent",
    environment: [String: String] = [:]
  ) throws -> Invocation {
    let line = try CommandLineParser.parse(words, root: root)
    let console = Console(
      settings: Console.Settings(flags: line.flags, environment: environment), output: output, errors: errors,
      terminalPath: terminalPath)
    return Invocation(
      line: line, console: console, paths: StandardPaths(environment: environment, home: "/nonexistent"),
      files: POSIXFileStore(), environment: environment, drafts: DraftShelf())
  }
}

/// A file in a folder of its own that goes with the value.
final class ScratchFolder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "persona-test-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) -> String {
    let file = "\(path)/\(name)"
    _ = FileManager.default.createFile(
      atPath: file, contents: Data(bytes), attributes: [.posixPermissions: mode])
    return file
  }

  /// An executable script.
  func script(_ name: String, _ body: String) -> String {
    file(name, Array("#!/bin/sh\n\(body)\n".utf8), mode: 0o700)
  }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// A pipe whose reading end collects what was written.
final class Capture {
  private let pipe = Pipe()

  var descriptor: Int32 { pipe.fileHandleForWriting.fileDescriptor }

  /// Everything written; nothing can be written afterwards.
  func text() -> String {
    try? pipe.fileHandleForWriting.close()
    return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// Ends the reading.
  func stopReading() { try? pipe.fileHandleForReading.close() }
}
