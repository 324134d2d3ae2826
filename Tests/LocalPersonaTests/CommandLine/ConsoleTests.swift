import Foundation
import Testing

@testable import LocalPersona

@Suite("console")
struct ConsoleTests {
  /// Tests run in one process, which must not die of a pipe; `runPersona` arranges the same.
  init() { ProcessCalls.ignore(SIGPIPE) }

  @Test func collectsLinesForAPipeAndWritesThemInOrder() throws {
    let output = Capture()
    let console = Console(output: output.descriptor, errors: output.descriptor)
    try console.print("one")
    console.note("two")
    try console.write("three")
    try console.printJSON(.object([("a", .integer(1))]))
    try console.flush()
    #expect(output.text() == "one\ntwo\nthree{\"a\":1}\n")
  }

  @Test func keepsNotesButNotWarningsFromAQuietRun() {
    let errors = Capture()
    var settings = Console.Settings()
    settings.isQuiet = true
    let console = Console(settings: settings, errors: errors.descriptor)
    console.note("note")
    console.warn("careful")
    #expect(errors.text() == "persona: warning: careful\n")
  }

  @Test func saysWhereNobodyReads() {
    let output = Capture()
    output.stopReading()
    let console = Console(output: output.descriptor)
    #expect(throws: ConsoleError.closedOutput) { try console.write("x") }
    #expect(ConsoleError.closedOutput.explanation.exitCode == .storage)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func saysWhereTheDiskIsFull() throws {
    let descriptor = try DescriptorCalls.open("/dev/full", flags: O_WRONLY)
    defer { DescriptorCalls.close(descriptor) }
    let console = Console(output: descriptor)
    try console.print("collected, so no error yet")
    #expect(throws: ConsoleError.outputFailed(code: ENOSPC)) { try console.flush() }
  }

  @Test func colourNeedsATerminalAndNobodyWhoMinds() {
    #expect(Console(output: 1_000_000).style == Style(isColoured: false))
    #expect(Console.Settings(flags: [], environment: [:]).allowsColour)
    #expect(Console.Settings(flags: [], environment: ["NO_COLOR": ""]).allowsColour)
    #expect(!Console.Settings(flags: [], environment: ["NO_COLOR": "1"]).allowsColour)
    #expect(!Console.Settings(flags: ["no-color"], environment: [:]).allowsColour)
    #expect(!Console.Settings(flags: [], environment: ["TERM": "dumb"]).allowsColour)
    #expect(!Console.Settings(flags: [], environment: ["TERM": "dumb"]).allowsAnimation)
  }

  @Test(arguments: [
    ("plain text\n\ttab", "plain text\n\ttab"), ("\u{1B}]0;title\u{7}", "␛]0;title␇"), ("\u{1B}[2J", "␛[2J"),
    ("\u{1B}[1mbold\u{1B}[0m", "\u{1B}[1mbold\u{1B}[0m"), ("\u{1B}[1", "␛[1"), ("a\r\nb\rc", "a\nb␍c"),
    ("\u{7F}\u{9B}2J", "␡\u{FFFD}2J"), ("Grüße 👋", "Grüße 👋"), ("\u{1B}[1;31mred", "\u{1B}[1;31mred"),
    ("\u{1B}", "␛"),
  ])
  func makesControlCharactersVisible(text: String, expected: String) {
    #expect(TerminalText.safe(text) == expected)
  }

  @Test func answersYesForWhoSaidSoAndRefusesToAskOtherwise() throws {
    #expect(try CommandLineFixture.invocation(["ask", "--yes"]).console.confirm("Really?"))
    #expect(throws: ConsoleError.cannotAsk(question: "Really?", remedy: "--yes", becauseOfNoInput: true)) {
      try CommandLineFixture.invocation(["ask", "--no-input"]).console.confirm("Really?")
    }
    #expect(throws: ConsoleError.cannotAsk(question: "Really?", remedy: "--yes", becauseOfNoInput: false)) {
      try CommandLineFixture.invocation(["ask"]).console.confirm("Really?")
    }
    #expect(throws: ConsoleError.cannotAsk(question: "Sure?", remedy: "--confirm v", becauseOfNoInput: false))
    {
      try CommandLineFixture.invocation(["ask", "--yes"]).console.confirm(byTyping: "v", question: "Sure?")
    }
  }

  @Test func tellsUnknownErrorsByTypeOnly() {
    struct Leaky: Error { let secret = "hunter2" }
    let explanation = Explanation(of: Leaky())
    #expect(explanation.exitCode == .failure)
    #expect(explanation.what == "unexpected failure (Leaky)")
  }

  @Test func saysOneLineAndWhatToDo() {
    let errors = Capture()
    Console(errors: errors.descriptor).tell(
      Explanation(what: "it broke", next: "mend it", exitCode: .failure))
    #expect(errors.text() == "persona: it broke\n  mend it\n")
  }
}

@Suite("progress")
struct ProgressTests {
  @Test func staysSilentForASecond() {
    let errors = Capture()
    let progress = Console(errors: errors.descriptor).progress("work", total: 10)
    for step in 1...10 { progress.advance(to: step) }
    progress.finish()
    #expect(errors.text() == "")
  }

  @Test func leavesOnePlainLineOffATerminal() async throws {
    let errors = Capture()
    let progress = Console(errors: errors.descriptor).progress("work", total: 12_345)
    try await Task.sleep(for: .milliseconds(1100))
    progress.advance(to: 6000)
    progress.finish()
    progress.finish()
    let text = errors.text()
    #expect(
      text.hasPrefix("work: 12,345, ") && text.hasSuffix(" s\n") && !text.contains("\u{1B}"), "\(text)")
  }

  @Test(arguments: [(0.04, "0.0 s"), (9.96, "9.9 s"), (12.3, "12 s"), (200, "3 min 20 s")])
  func describesDurations(seconds: Double, expected: String) {
    #expect(Progress.describe(.seconds(seconds)) == expected)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
  func groupsDigits(number: Int, expected: String) {
    #expect(number.grouped == expected)
  }
}

@Suite("processor count")
struct ProcessorCountTests {
  @Test func isBetweenOneAndTheMaximum() {
    #expect(1...ProcessorCount.maximum ~= ProcessorCount.usable())
  }

  @Test(
    arguments: [
      ("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2), ("Cpus_allowed:\tff,ffffffff\n", 40),
      ("Cpus_allowed_list:\t0-1\n", nil), ("", nil),
    ] as [(String, Int?)])
  func readsTheAffinity(text: String, expected: Int?) {
    #expect(ProcessorCount.affinity(in: text) == expected)
  }

  @Test(
    arguments: [
      ("max 100000\n", nil), ("200000 100000\n", 2), ("150000 100000", 2), ("1000 100000", 1), ("", nil),
      ("0 0", nil),
    ] as [(String, Int?)])
  func readsTheQuota(text: String, expected: Int?) {
    #expect(ProcessorCount.quota(in: text) == expected)
  }
}

/// `swift test` ignores SIGINT for all it starts, which our own handling would respect.
private func installWithDefaults() {
  for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  Interruption.install()
}

@Suite("interruption")
struct InterruptionTests {
  @Test func keepsRunningAfterTheFirstSignal() async {
    await #expect(processExitsWith: .exitCode(7)) {
      installWithDefaults()
      raise(SIGINT)
      let console = Console()
      guard console.isInterrupted else { exit(1) }
      let failure = #expect(throws: ConsoleError.self) { try console.checkInterrupt() }
      exit(failure == .interrupted ? 7 : 2)
    }
  }

  @Test func endsAtOnceAtTheSecond() async {
    await #expect(processExitsWith: .exitCode(130)) {
      installWithDefaults()
      raise(SIGTERM)
      raise(SIGINT)
      exit(1)
    }
  }

  @Test func leavesIgnoredSignalsIgnoredAsNohupAsks() async {
    await #expect(processExitsWith: .exitCode(0)) {
      signal(SIGHUP, SIG_IGN)
      Interruption.install()
      raise(SIGHUP)
      exit(Interruption.isRequested ? 1 : 0)
    }
  }

  @Test func breaksOffAReadThatWaits() async {
    await #expect(processExitsWith: .exitCode(EINTR)) {
      installWithDefaults()
      let pipe = Pipe()
      Thread.detachNewThread {
        usleep(100_000)
        kill(getpid(), SIGINT)
      }
      let failure = #expect(throws: CallError.self) {
        try DescriptorCalls.readAll(pipe.fileHandleForReading.fileDescriptor, limit: 10)
      }
      exit(failure?.code ?? 0)
    }
  }

  @Test func fillsClosedStandardDescriptorsSoThatNoFileTakesTheirPlace() async {
    await #expect(processExitsWith: .exitCode(0)) {
      // A thread of the test library may open something in between and get the number: then once more.
      for _ in 0..<20 {
        close(0)
        close(1)
        ProcessCalls.openMissingStandardDescriptors()
        var byte: UInt8 = 0
        guard read(0, &byte, 1) == -1, errno == EBADF, write(1, &byte, 1) == -1, errno == EBADF else {
          continue
        }
        exit(open("/dev/null", O_RDONLY) > 2 ? 0 : 2)
      }
      exit(1)
    }
  }
}

@Suite("exit codes")
struct ExitCodeTests {
  /// A stable interface: a change here breaks scripts of users.
  @Test func keepTheirNumbers() {
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16, 130])
  }
}
