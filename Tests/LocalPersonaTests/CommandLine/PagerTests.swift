import Foundation
import Testing

@testable import LocalPersona

@Suite("pager")
struct PagerTests {
  init() { ProcessCalls.ignore(SIGPIPE) }

  private let lines = (1...100).map { "line \($0) \u{1B}]0;title\u{7}" }

  /// Prints the lines on a terminal, and returns what the terminal got.
  private func print(
    _ environment: [String: String], typing words: [String] = ["add"], lines: [String]
  ) throws -> String {
    let terminal = try #require(PseudoTerminal())
    terminal.resize(columns: 80)
    let invocation = try CommandLineFixture.invocation(
      words, output: terminal.descriptor, errors: terminal.descriptor, terminalPath: terminal.path,
      environment: environment)
    try invocation.printLong(lines)
    try invocation.console.print("end")
    return terminal.wait(for: "end")
  }

  @Test func getsLongOutputThroughAPipeAndLeavesNoHistory() throws {
    let folder = ScratchFolder()
    let script = folder.script(
      "pager",
      "cat > \"\(folder.path)/seen\"; echo \"$LESSSECURE $LESSHISTFILE $1\" > \"\(folder.path)/told\"")
    let shown = try print(["PAGER": "'\(script)' -x", "PATH": "/usr/bin:/bin"], lines: lines)
    #expect(!shown.contains("line 1"))
    let seen = try String(contentsOfFile: "\(folder.path)/seen", encoding: .utf8)
    #expect(seen.split(separator: "\n").count == 100)
    // The text can steer the terminal through a pager no more than without one.
    #expect(!seen.contains("\u{1B}]"))
    #expect(try String(contentsOfFile: "\(folder.path)/told", encoding: .utf8) == "1 - -x\n")
  }

  /// One line of an entry may be a page.
  @Test func countsTheRowsThatLongLinesTake() throws {
    let folder = ScratchFolder()
    let script = folder.script("pager", "cat > \"\(folder.path)/seen\"")
    func isPaged(_ columns: Int) throws -> Bool {
      try? FileManager.default.removeItem(atPath: "\(folder.path)/seen")
      let line = "\u{1B}[1m" + String(repeating: "a", count: columns) + "\u{1B}[0m"
      _ = try print(["PAGER": script], lines: [line])
      return folder.names.contains("seen")
    }
    // 24 rows of 80 columns.
    #expect(try isPaged(23 * 80 + 1))
    #expect(try !isPaged(23 * 80))
  }

  @Test func mayBeLeftBeforeTheEnd() throws {
    let folder = ScratchFolder()
    let script = folder.script("pager", "exit 1")
    let many = (1...100_000).map { "line \($0)" }
    #expect(try print(["PAGER": script], lines: many).contains("end"))
  }

  @Test func isNotStartedUnasked() throws {
    let folder = ScratchFolder()
    let script = folder.script("pager", "touch \"\(folder.path)/started\"")
    #expect(try print([:], lines: lines).contains("line 100"))
    #expect(try print(["PAGER": script, "PERSONA_PAGER": "none"], lines: lines).contains("line 100"))
    #expect(try print(["PAGER": script], lines: ["short"]).contains("short"))
    #expect(try print(["PAGER": script, "TERM": "dumb"], lines: lines).contains("line 100"))
    #expect(try print(["PAGER": script], typing: ["add", "--no-pager"], lines: lines).contains("line 100"))
    #expect(try print(["PAGER": script], typing: ["add", "--plain"], lines: lines).contains("line 100"))
    #expect(folder.names == ["pager"])
  }

  @Test func isAWarningWhereItIsMissing() throws {
    let shown = try print(["PAGER": "no-such-pager-8271"], lines: lines)
    #expect(shown.contains("no-such-pager-8271") && shown.contains("line 100"))
  }

  @Test func isTheOneThatIsMeantForPersonaFirst() throws {
    let folder = ScratchFolder()
    let script = folder.script("pager", "exit 0")
    let program = try #require(
      try PagerProgram(environment: ["PERSONA_PAGER": "\(script) -a", "PAGER": "less"]))
    #expect(program.path == script && program.arguments == ["-a"])
    #expect(try PagerProgram(environment: ["PERSONA_PAGER": " ", "PAGER": "cat"]) == nil)
    #expect(throws: PagerError.notFound("'open")) { try PagerProgram(environment: ["PAGER": "'open"]) }
  }
}
