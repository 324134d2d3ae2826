import Foundation
import Testing

@testable import LocalPersona

/// What a program prints, and how it ends.
private func run(_ program: String, _ arguments: [String], input: String = "") throws -> (
  output: String, status: Int32
) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let output = Pipe()
  let feed = Pipe()
  process.standardOutput = output
  process.standardError = output
  process.standardInput = feed
  try process.run()
  // The scripts are larger than the buffer of a pipe.
  let writer = feed.fileHandleForWriting
  Thread.detachNewThread {
    try? writer.write(contentsOf: Data(input.utf8))
    try? writer.close()
  }
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (String(decoding: data, as: UTF8.self), process.terminationStatus)
}

private func find(_ program: String) -> String? {
  ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + program }
    .first(where: FileManager.default.isExecutableFile(atPath:))
}

@Suite("completion scripts")
struct CompletionScriptTests {
  /// What bash offers for the words; the last one is being typed.
  private func bash(_ words: [String], prelude: String = "") throws -> [String] {
    let quoted = words.map(BashCompletion.quote).joined(separator: " ")
    let script = """
      \(BashCompletion.script(for: CommandLineFixture.root))
      \(prelude)
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); COMPREPLY=(); _tool
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try run("/bin/bash", ["-u", "-s"], input: script)
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test(
    arguments: [
      (["tool", ""], ["add", "copy", "ask", "model"]), (["tool", "a"], ["add", "ask"]),
      (["tool", "add", "--ki"], ["--kind"]), (["tool", "add", "--kind", ""], ["mail", "note", "post"]),
      (["tool", "add", "--kind", "=", "m"], ["mail"]),
      (["tool", "add", "--kind", "="], ["mail", "note", "post"]),
      (["tool", "add", "-k", "p"], ["post"]), (["tool", "add", "--title", ""], []),
      (["tool", "add", "x", ""], []),
      (["tool", "--vault", "add", "mo"], ["model"]), (["tool", "model", ""], ["list"]),
      (["tool", "copy", "f", ""], ["bash", "zsh"]), (["tool", "model", "list", "--j"], ["--json"]),
      (["tool", "add", "--", "-"], []),
    ] as [([String], [String])])
  func completesInBash(words: [String], expected: [String]) throws {
    #expect(try bash(words) == expected)
  }

  /// What the program prints when the script asks for it; nothing, without a word, where it prints nothing.
  @Test func completesWhatTheProgramTellsInBash() throws {
    let told = "tool() { [ \"$*\" = 'completions tags' ] && printf 'garden\\ntwo words\\ntrain\\n'; }"
    #expect(try bash(["tool", "add", "--tag", "t"], prelude: told) == ["two\\ words", "train"])
    #expect(try bash(["tool", "add", "-t", "g"], prelude: told) == ["garden"])
    #expect(try bash(["tool", "add", "--tag", ""], prelude: "tool() { echo locked >&2; return 12; }") == [])
  }

  /// Bash splits words at colons, and replaces what is behind the last one.
  @Test func completesBehindColonsAndBackslashesInBash() throws {
    let told = "tool() { printf 'draft:kept\\ndraft:gone\\ntwo words\\n'; }"
    #expect(try bash(["tool", "add", "--tag", "draft", ":", "k"], prelude: told) == ["kept"])
    #expect(try bash(["tool", "add", "--tag", "draft", ":"], prelude: told) == ["kept", "gone"])
    #expect(try bash(["tool", "add", "--tag", "dr"], prelude: told) == ["draft:kept", "draft:gone"])
    #expect(try bash(["tool", "add", "--tag", "two\\ w"], prelude: told) == ["two\\ words"])
    #expect(try bash(["tool", "add", "a", ":", "b", "--ki"], prelude: told) == ["--kind"])
  }

  /// An option or argument that takes what is there already is completed with it, in whatever command it is.
  @Test func offersWhatIsThereWhereverItIsAskedFor() {
    for row in CompletionTable(root: commandTree).rows {
      for entry in row.entries where entry.option.value == .text("TAG") {
        #expect(entry.source == .candidates(.tags), "\(row.words) --\(entry.option.name)")
      }
      for option in row.entries.map(\.option) where ["to", "model"].contains(option.name) {
        #expect(option.candidates != nil, "\(row.words) --\(option.name)")
      }
      // The ids of key slots are nothing that a shell could know.
      guard row.words != "key rm" else { continue }
      for positional in row.command.positionals where positional.kind == .text("ID") {
        #expect(positional.candidates != nil, "\(row.words)")
      }
    }
  }

  @Test func offersCommandsAndTopicsToHelp() throws {
    let help = try #require(CompletionTable(root: commandTree).rows.first { $0.words == "help" })
    guard case .words(let words) = try #require(help.arguments.first) else {
      Issue.record("help is completed with something else")
      return
    }
    #expect(words.contains("list") && HelpTopic.allCases.allSatisfy { words.contains($0.rawValue) })
  }

  @Test func completesFilesWithSpacesInBash() throws {
    let folder = ScratchFolder()
    _ = folder.file("a file", [])
    #expect(try bash(["tool", "add", "--file", "\(folder.path)/a"]) == ["\(folder.path)/a file"])
    #expect(try bash(["tool", "copy", "\(folder.path)/"]) == ["\(folder.path)/a file"])
  }

  @Test(
    .enabled(if: find("fish") != nil, "needs fish"),
    arguments: [
      ("tool ", ["add", "ask", "copy", "model"]), ("tool add --kind ", ["mail", "note", "post"]),
      ("tool add --kind=m", ["--kind=mail"]), ("tool --vault x mo", ["model"]),
      ("tool copy f ", ["bash", "zsh"]),
      ("tool add x ", []), ("tool model list --j", ["--json"]),
    ] as [(String, [String])])
  func completesInFish(line: String, expected: [String]) throws {
    let script =
      FishCompletion.script(for: CommandLineFixture.root) + "\ncomplete -C '\(line)' | string split -f1 \\t\n"
    let result = try run(try #require(find("fish")), ["-c", "source -"], input: script)
    #expect(result.output.split(separator: "\n").map(String.init).sorted() == expected)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func parsesAsAScriptOfItsShell(shell: String) throws {
    guard let program = find(shell) else { return }
    let script =
      switch shell {
      case "zsh": ZshCompletion.script(for: commandTree)
      case "fish": FishCompletion.script(for: commandTree)
      default: BashCompletion.script(for: commandTree)
      }
    let folder = ScratchFolder()
    let result = try run(program, ["-n", folder.file("script", Array(script.utf8))])
    #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
  }

  @Test func describesEveryOptionToZsh() {
    let script = ZshCompletion.script(for: CommandLineFixture.root)
    #expect(script.hasPrefix("#compdef tool\n"))
    #expect(script.contains(#"'(-k --kind)'{-k+,--kind=}'[what it is]:mail|note|post:(mail note post)'"#))
    #expect(
      script.contains(
        #"'*'{-t+,--tag=}'[a \[tag\]\: it'\''s free]:TAG:{compadd -- ${(f)"$(tool completions tags 2>/dev/null)"}}'"#
      ))
    #expect(script.contains("'1:from:_files'"))
    #expect(script.contains("'*:rest: '"))
  }
}

/// A word that leaves little room in a line.
private let longWord = String(repeating: "a", count: 70)

@Suite("manual page")
struct ManualPageTests {
  @Test func keepsTextFromBeingReadAsRequests() {
    let page = ManualPage(root: CommandLineFixture.root).text
    #expect(page.contains("\n\\&.dot \\(aqquote and a \\e backslash.\n"))
    #expect(page.contains("\\fB\\-k, \\-\\-kind mail|\\:note|\\:post\\fR\n"))
  }

  @Test func describesEveryCommandAndExitCode() {
    let page = ManualPage(root: commandTree).text
    for path in [commandTree].leaves {
      #expect(page.contains(".SS \"\(path.usage.replacing("-", with: "\\-").replacing("…", with: "..."))\""))
    }
    for code in ExitCode.allCases { #expect(page.contains("\\fB\(code.rawValue)\\fR\n")) }
    for title in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "ENVIRONMENT", "FILES"] {
      #expect(page.contains(".SH \"\(title)\"\n"))
    }
  }

  @Test func keepsTheRulesOfManualPagesInEveryLine() {
    var isFilled = true
    for line in ManualPage(root: commandTree).text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    {
      #expect(!line.isEmpty && line.last != " ")
      #expect(
        line.hasPrefix(".TH ") || !line.replacingOccurrences(of: "\\-", with: "").contains("-"),
        "a bare dash: \(line)")
      isFilled = line == ".EX" ? false : line == ".EE" ? true : isFilled
      // Not those that mandoc lets pass: requests, terms, and command lines.
      let isLong = line.utf8.count > 80 && isFilled && !line.hasPrefix(".") && !line.hasPrefix("\\fB")
      #expect(!isLong, "\(line)")
    }
  }

  @Test(
    arguments: [
      ("One. Two? Three!", "One.\nTwo?\nThree!\n"), ("'a.' 'b'", "\\(aqa.\\(aq\n\\(aqb\\(aq\n"),
      ("at 3 a.m. or later", "at 3 a.m. or later\n"), ("", ""),
      ("two  spaces\nand a line", "two spaces and a line\n"),
      (longWord + " etc. .hidden and more", longWord + " etc.\n\\&.hidden and more\n"),
      (longWord + " etc. and more", longWord + " etc.\\&\nand more\n"),
    ] as [(String, String)])
  func beginsALineWithEachSentence(text: String, source: String) {
    var page = Roff()
    page.text(text)
    #expect(page.source == source)
  }

  @Test(.enabled(if: find("mandoc") != nil, "needs mandoc"))
  func hasNothingThatMandocWouldChange() throws {
    let page = ManualPage(root: commandTree).text
    let result = try run(try #require(find("mandoc")), ["-Tlint"], input: page)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
  }

  @Test(.enabled(if: find("groff") != nil, "needs groff"))
  func formatsWithoutAWarning() throws {
    let page = ManualPage(root: commandTree).text
    let result = try run(try #require(find("groff")), ["-ww", "-man", "-z", "-Tutf8"], input: page)
    #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
  }
}
