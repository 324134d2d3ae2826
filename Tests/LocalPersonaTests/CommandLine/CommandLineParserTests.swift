import Testing

@testable import LocalPersona

@Suite("command line parser")
struct CommandLineParserTests {
  private func parse(_ words: String...) throws(UsageError) -> ParsedLine {
    try CommandLineParser.parse(words, root: CommandLineFixture.root)
  }

  @Test(arguments: [
    ["add", "--kind", "mail", "hello"], ["add", "--kind=mail", "hello"], ["add", "-k", "mail", "hello"],
    ["add", "-kmail", "hello"], ["add", "-k=mail", "hello"], ["add", "hello", "--kind", "mail"],
    ["--quiet", "add", "-qk", "mail", "--", "hello"], ["add", "-qkmail", "hello"],
  ])
  func readsAnOptionInEveryForm(words: [String]) throws {
    let line = try CommandLineParser.parse(words, root: CommandLineFixture.root)
    #expect(line.path.typed == "tool add")
    #expect(line.values["kind"] == ["mail"])
    #expect(line.positionals["text"] == ["hello"])
  }

  @Test func takesNegativeNumbersAsValuesAndArguments() throws {
    #expect(try parse("add", "--count", "-3").values["count"] == ["-3"])
    #expect(try parse("add", "-c-3").values["count"] == ["-3"])
    #expect(try parse("add", "-0.5").positionals["text"] == ["-0.5"])
  }

  @Test func endsOptionsAtTwoDashes() throws {
    #expect(try parse("add", "--", "--kind").positionals["text"] == ["--kind"])
    #expect(try parse("add", "-").positionals["text"] == ["-"])
  }

  @Test func takesAValueThatBeginsWithADashUnlessItIsAnOption() throws {
    #expect(try parse("add", "--title", "-- really?").values["title"] == ["-- really?"])
    #expect(try parse("add", "--title=--json").values["title"] == ["--json"])
    #expect(
      throws: UsageError.missingValue(
        option: "--title", placeholder: "TITLE", following: "--json", command: "tool add")
    ) { try parse("add", "--title", "--json") }
  }

  @Test func collectsRepeatableOptionsAndRefusesOtherRepetitions() throws {
    #expect(try parse("add", "-t", "a", "--tag=b").values["tag"] == ["a", "b"])
    #expect(try parse("add", "-k", "mail", "-k", "mail").values["kind"] == ["mail"])
    #expect(throws: UsageError.repeatedOption("--kind", command: "tool add")) {
      try parse("add", "-k", "mail", "--kind", "note")
    }
  }

  @Test func letsTheLastGlobalOptionWinSoThatAnAliasCanBeOverruled() throws {
    #expect(try parse("--vault", "a", "add", "--vault", "b").values["vault"] == ["b"])
  }

  @Test func givesWordsToArgumentsInOrder() throws {
    let line = try parse("copy", "f", "zsh", "x", "y")
    #expect(line.positionals == ["from": ["f"], "shell": ["zsh"], "rest": ["x", "y"]])
    #expect(try parse("copy", "f").positionals == ["from": ["f"], "shell": [], "rest": []])
  }

  @Test(
    arguments: [
      (["ad"], .unknownCommand("ad", command: "tool", suggestion: "add")),
      (["xyz"], .unknownCommand("xyz", command: "tool", suggestion: nil)),
      (["model", "lsit"], .unknownCommand("lsit", command: "tool model", suggestion: "list")),
      (["model"], .missingCommand(command: "tool model", choices: ["list"])),
      (["add", "--knid", "mail"], .unknownOption("--knid", command: "tool add", suggestion: "--kind")),
      (["add", "-x"], .unknownOption("-x", command: "tool add", suggestion: nil)),
      (["--json", "add"], .optionBeforeCommand("--json", command: "tool add")),
      (["add", "--json=yes"], .flagWithValue("--json", command: "tool add")),
      (
        ["add", "--kind"],
        .missingValue(option: "--kind", placeholder: "mail|note|post", following: nil, command: "tool add")
      ),
      (["copy"], .missingArgument("from", command: "tool copy")),
      (["add", "a", "b"], .unexpectedArgument("b", command: "tool add")),
    ] as [([String], UsageError)])
  func saysWhatIsWrong(words: [String], expected: UsageError) {
    #expect(throws: expected) { try CommandLineParser.parse(words, root: CommandLineFixture.root) }
  }

  @Test(
    arguments: [
      (
        ["--kind", "mial"], "--kind", "mial",
        .notChoice(choices: ["mail", "note", "post"], suggestion: "mail")
      ),
      (["-c", "11"], "-c", "11", .outOfRange(lowest: "-5", highest: "10")),
      (["-c", "1.5"], "-c", "1.5", .notInteger),
      (["--heat", "hot"], "--heat", "hot", .notNumber), (["--heat", "inf"], "--heat", "inf", .notNumber),
      (["--heat", "0x1p1"], "--heat", "0x1p1", .notNumber),
      (["--heat", "2.5"], "--heat", "2.5", .outOfRange(lowest: "0", highest: "2")),
      (["--date", "24.11.2026"], "--date", "24.11.2026", .notDate),
      (["--date", "last week"], "--date", "last week", .notDate), (["--file", ""], "--file", "", .empty),
    ] as [([String], String, String, ValueProblem)])
  func saysWhatIsWrongWithAValue(words: [String], option: String, value: String, problem: ValueProblem) {
    #expect(throws: UsageError.invalidValue(value, of: option, problem: problem, command: "tool add")) {
      try CommandLineParser.parse(["add"] + words, root: CommandLineFixture.root)
    }
  }

  @Test func answersHelpAndVersionWhateverIsMissing() throws {
    #expect(try parse().request == .help)
    #expect(try parse("copy", "--help").request == .help)
    #expect(try parse("model", "-h").request == .help)
    #expect(try parse("add", "--version").request == .version)
    #expect(try parse("add", "x").request == .run)
  }

  @Test func givesEveryValueToTheCommandInItsOwnType() throws {
    let invocation = try CommandLineFixture.invocation([
      "add", "x", "--count=-2", "--heat", "0.5", "--date", "2026-11-24", "-t", "a", "-t", "b", "--json",
      "--vault", "v", "--threads", "3",
    ])
    #expect(invocation.integer("count") == -2)
    #expect(invocation.number("heat") == 0.5)
    #expect(invocation.date("date") == Timestamp(iso8601: "2026-11-24"))
    #expect(invocation.texts("tag") == ["a", "b"])
    #expect(invocation.flag("json"))
    #expect(!invocation.flag("dry-run"))
    #expect(invocation.text("kind") == nil)
    #expect(invocation.positional("text") == "x")
    #expect(invocation.vaultPath == "v")
    #expect(invocation.threads == 3)
  }

  @Test func trapsWhereACommandReadsWhatItDoesNotDeclare() async {
    await #expect(processExitsWith: .failure) {
      _ = try CommandLineFixture.invocation(["add"]).flag("nonsense")
    }
  }

  /// The real declarations: names in use once, letters in use once, `.many` only at the end.
  @Test func findsTheRealCommandsWellFormed() {
    for path in [commandTree].all {
      let command = path[path.count - 1]
      let options = command.options + Option.global
      #expect(Set(options.map(\.name)).count == options.count, "\(path.typed)")
      let letters = options.compactMap(\.short)
      #expect(Set(letters).count == letters.count, "\(path.typed)")
      #expect(Set(command.subcommands.map(\.name)).count == command.subcommands.count, "\(path.typed)")
      #expect(!command.positionals.dropLast().contains { $0.arity == .many }, "\(path.typed)")
      #expect((command.run == nil) == !command.subcommands.isEmpty, "\(path.typed)")
      #expect(command.subcommands.isEmpty || command.positionals.isEmpty, "\(path.typed)")
      for text in [command.summary] + options.map(\.help) + command.positionals.map(\.help) {
        #expect(!text.isEmpty && !text.hasSuffix(".") && !text.contains("\n"), "\(path.typed): \(text)")
      }
    }
  }

  /// What an example shows must parse.
  ///
  /// Words are split as a shell does; redirections and pipes end a line.
  @Test func parsesTheExamplesOfTheRealCommands() throws {
    for path in [commandTree].all {
      for example in path[path.count - 1].examples {
        for part in example.command.split(separator: "|") {
          let words = try #require(ShellWords.split(String(part)), "\(example.command)")
          guard let start = words.firstIndex(of: "persona") else { continue }
          let rest = words[(start + 1)...].prefix {
            !["<", ">", ">>", "&&", ";"].contains($0) && !$0.hasPrefix("3<")
          }
          #expect(throws: Never.self, "\(example.command)") {
            try CommandLineParser.parse(Array(rest), root: commandTree)
          }
        }
      }
    }
  }
}
