// Program.swift: runs the built program as a child and sees what it says and how it ends.
//
// Output goes to files, so that no pipe can fill up. Every child has a deadline, after which it is
// killed and the test fails.

import Foundation

/// The built `persona`, beside the bundle of the tests.
enum Program {
  /// Its path, whether it is there or not.
  static let path: String = {
    #if os(Linux)
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("persona").path
    #else
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
    return bundle.bundleURL.deletingLastPathComponent().appendingPathComponent("persona").path
    #endif
  }()

  /// The root of the source tree.
  static let root = #filePath.components(separatedBy: "/Tests/CommandTests/").first ?? "."

  /// The tiny models that the tests of the engine come with.
  static let fixtures = root + "/Tests/InferenceTests/Fixtures"

  /// The path of a tool of the system, or nil where it is not installed.
  static func tool(_ name: String) -> String? {
    ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"].map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}

/// What a child said and how it ended.
struct Outcome: CustomStringConvertible {
  /// The exit code; 128 and the number of the signal where one ended it, as shells tell it.
  var code: Int32
  var output: String
  var errors: String

  /// The lines on standard error that begin an error.
  var complaints: [String] {
    errors.split(separator: "\n").map(String.init).filter {
      $0.hasPrefix("persona: ") && !$0.hasPrefix("persona: warning: ")
    }
  }

  var description: String { "exit code \(code)\n--- output\n\(output)\n--- errors\n\(errors)" }
}

/// A child that runs.
final class Child {
  /// Where a child's standard input comes from.
  enum Input {
    case nothing
    case bytes([UInt8])

    /// A pipe that stays open until ``Child/closeInput()``.
    case open

    /// A terminal, which is also that of the child's session.
    case terminal(Terminal)
  }

  #if os(Linux)
  private static let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID of <spawn.h>, which needs _GNU_SOURCE
  #else
  private static let newSession = Int16(POSIX_SPAWN_SETSID)
  #endif

  let id: pid_t
  private var inputPipe: Int32 = -1
  private let folder: String

  /// Starts `words`, of which the first is the path of a program.
  init(
    _ words: [String], environment: [String: String], input: Input = .nothing, workingFolder: String = "/"
  ) throws {
    folder = NSTemporaryDirectory() + "persona-child-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own: no terminal of whoever runs the tests is ever asked anything.
    posix_spawnattr_setflags(&attributes, Child.newSession)
    var ends: [Int32] = [-1, -1]
    switch input {
    case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    case .bytes(let bytes):
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/in"))
      posix_spawn_file_actions_addopen(&actions, 0, "\(folder)/in", O_RDONLY, 0)
    case .open:
      guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
      _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
      posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
      posix_spawn_file_actions_addclose(&actions, ends[0])
    case .terminal(let terminal):
      // The first terminal that the leader of a session opens becomes that of the session.
      posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 1, "\(folder)/out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // The shell is replaced by the program, so that the process is the same.
    let line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", workingFolder] + words
    var arguments = line.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var child = pid_t()
    let status = posix_spawn(&child, line[0], &actions, &attributes, &arguments, &variables)
    id = child
    if ends[0] >= 0 { close(ends[0]) }
    inputPipe = ends[1]
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .ENOENT) }
  }

  deinit {
    closeInput()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Writes to an open standard input.
  func write(_ text: String) {
    let bytes = Array(text.utf8)
    #if os(Linux)
    _ = Glibc.write(inputPipe, bytes, bytes.count)
    #else
    _ = Darwin.write(inputPipe, bytes, bytes.count)
    #endif
  }

  /// Ends an open standard input.
  func closeInput() {
    if inputPipe >= 0 { close(inputPipe) }
    inputPipe = -1
  }

  func send(_ signal: Int32) { kill(id, signal) }

  /// What was said so far.
  var outputSoFar: String { content("out") }
  var errorsSoFar: String { content("err") }

  private func content(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
  }

  /// Waits for the end, calling `meanwhile` again and again until then.
  func wait(seconds: Double = 240, meanwhile: () throws -> Void = {}) throws -> Outcome {
    let deadline = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while waitpid(id, &status, WNOHANG) == 0 {
      if Date() > deadline {
        kill(id, SIGKILL)
        waitpid(id, &status, 0)
        throw Late(seconds: seconds, errors: errorsSoFar)
      }
      try meanwhile()
      usleep(4_000)
    }
    let signal = status & 0x7F
    return Outcome(
      code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: outputSoFar, errors: errorsSoFar)
  }

  /// Waits until `condition` holds.
  func wait(until condition: (Child) -> Bool, seconds: Double = 60) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while !condition(self) {
      if Date() > deadline { throw Late(seconds: seconds, errors: errorsSoFar) }
      usleep(4_000)
    }
  }

  /// A child that did not end, or did not do what was awaited.
  struct Late: Error {
    let seconds: Double
    let errors: String
  }
}

/// A pseudo-terminal: what a child believes to be a person's.
final class Terminal {
  /// The end that a person would sit at; -1 when it is gone.
  private var master: Int32

  /// The path of the end that a child opens.
  let path: String

  private var seen: [UInt8] = []

  init() throws {
    #if os(Linux)
    // What posix_openpt, unlockpt and ptsname do, which Swift does not import from glibc.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0
    else {
      throw POSIXError(.ENXIO)  // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>
    }
    path = "/dev/pts/\(number)"
    #else
    master = posix_openpt(O_RDWR | O_NOCTTY)
    guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
      throw POSIXError(.ENXIO)
    }
    path = String(cString: name)
    #endif
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit { hangUp() }

  /// Types a line.
  func type(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    #if os(Linux)
    _ = Glibc.write(master, bytes, bytes.count)
    #else
    _ = Darwin.write(master, bytes, bytes.count)
    #endif
  }

  /// All that was shown so far, what was typed and echoed included.
  func screen() -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while master >= 0 {
      let count = read(master, &buffer, buffer.count)
      if count <= 0 { break }
      seen.append(contentsOf: buffer[..<count])
    }
    return String(decoding: seen, as: UTF8.self)
  }

  /// Waits until `text` is shown.
  func wait(for text: String, seconds: Double = 60) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while !screen().contains(text) {
      if Date() > deadline { throw Child.Late(seconds: seconds, errors: "the terminal shows: \(screen())") }
      usleep(4_000)
    }
  }

  /// The person closes the window.
  func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }
}
