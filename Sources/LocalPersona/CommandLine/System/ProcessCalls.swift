// ProcessCalls.swift: standard descriptors at start, signals, and running an editor or a pager.
//
// One of three files of the command line that touch pointers.

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// Calls on this process and its children.
enum ProcessCalls {
  /// Fills the standard descriptors that are closed, so that no file of ours becomes number 0, 1 or 2
  /// and gets a message written into it.
  ///
  /// They are opened the wrong way round, on purpose: reading from what was closed, or writing to it,
  /// still fails, and so a command whose output is lost cannot end as if it had been read.
  static func openMissingStandardDescriptors() {
    for (descriptor, flags) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // Open takes the lowest free number, which is this one: those below are taken.
      // Sound: a constant string. Left open across exec, unlike all other descriptors.
      #if canImport(Darwin)
      _ = unsafe Darwin.open("/dev/null", flags)
      #elseif canImport(Glibc)
      _ = unsafe Glibc.open("/dev/null", flags)
      #elseif canImport(Musl)
      _ = unsafe Musl.open("/dev/null", flags)
      #endif
    }
  }

  /// Calls `handler` for `signal` from now on; calls that wait are broken off by it.
  static func handle(_ signal: Int32, with handler: @convention(c) (Int32) -> Void) {
    var action = sigaction()
    #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = handler
    #elseif canImport(Glibc)
    unsafe action.__sigaction_handler.sa_handler = handler
    #elseif canImport(Musl)
    unsafe action.__sa_handler.sa_handler = handler
    #endif
    action.sa_flags = 0
    // Sound: both calls read the one `sigaction` given.
    _ = unsafe sigemptyset(&action.sa_mask)
    _ = unsafe sigaction(signal, &action, nil)
  }

  /// Lets `signals` through to the calling thread: a parent may have blocked them, unaware, as
  /// worker threads of libdispatch do for all programs that they start.
  static func unblock(_ signals: [Int32]) {
    var set = sigset_t()
    // Sound: each call changes or reads the one set given.
    _ = unsafe sigemptyset(&set)
    for signal in signals { _ = unsafe sigaddset(&set, signal) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Ignores `signal`, and returns what was done about it before.
  @discardableResult
  static func ignore(_ signal: Int32) -> sigaction {
    var action = sigaction()
    var previous = sigaction()
    #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = SIG_IGN
    #elseif canImport(Glibc)
    unsafe action.__sigaction_handler.sa_handler = SIG_IGN
    #elseif canImport(Musl)
    unsafe action.__sa_handler.sa_handler = SIG_IGN
    #endif
    _ = unsafe sigaction(signal, &action, &previous)  // Sound: one `sigaction` each, read and filled.
    return previous
  }

  /// Does about `signal` what ``ignore(_:)`` returned.
  static func restore(_ signal: Int32, to previous: sigaction) {
    var action = previous
    _ = unsafe sigaction(signal, &action, nil)  // Sound: the call reads the one `sigaction` given.
  }

  /// Whether `signal` is ignored, as `nohup` arranges for SIGHUP.
  static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(signal, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
    let handler = unsafe action.__sigaction_u.__sa_handler
    #elseif canImport(Glibc)
    let handler = unsafe action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
    let handler = unsafe action.__sa_handler.sa_handler
    #endif
    // Sound: both are addresses or the small numbers that stand for none.
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// The home folder of this user by the system's list, for where HOME is not set.
  static func homeFolder() -> String? {
    // Sound: the record belongs to the library until the next call; it is copied.
    guard let record = unsafe getpwuid(getuid()), let home = unsafe record.pointee.pw_dir else { return nil }
    return unsafe String(cString: home)
  }

  /// The home folder: HOME, or what the system's list says.
  static func homeFolder(_ environment: [String: String]) -> String {
    environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? homeFolder() ?? "/"
  }

  /// How a child ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  /// Runs a program on our terminal, and waits for its end.
  ///
  /// It gets the default actions for the signals that we handle or ignore.
  ///
  /// - Parameters:
  ///   - path: The program; it is not looked up.
  ///   - arguments: The words after its name.
  ///   - environment: All of its variables.
  ///   - terminalPath: What its standard input and output are.
  /// - Returns: How it ended.
  /// - Throws: The `errno` with which it could not be started.
  static func run(
    _ path: String, arguments: [String], environment: [String: String], terminalPath: String
  ) throws(CallError) -> Ending {
    wait(for: try spawn(path, arguments, environment, .terminal(terminalPath)))
  }

  /// Runs a program that reads `text` on its standard input and writes to our standard output, and waits for
  /// its end; the text goes through a pipe, and into no file.
  ///
  /// - Throws: The `errno` with which it could not be started.
  static func run(
    _ path: String, arguments: [String], environment: [String: String], reading text: [UInt8]
  ) throws(CallError) -> Ending {
    var ends: [Int32] = [-1, -1]
    // Sound: the call fills the two integers of the array.
    guard unsafe pipe(&ends) == 0 else { throw .last }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do throws(CallError) {
      child = try spawn(path, arguments, environment, .input(ends[0]))
    } catch {
      for end in ends { DescriptorCalls.close(end) }
      throw error
    }
    DescriptorCalls.close(ends[0])
    // Whoever leaves a pager before the end has seen enough: that is no failure.
    try? DescriptorCalls.write(ends[1], text)
    DescriptorCalls.close(ends[1])
    return wait(for: child)
  }

  /// What a child reads and writes.
  private enum Streams {
    /// The terminal at this path, for both.
    case terminal(String)

    /// This descriptor to read, and our standard output to write.
    case input(Int32)
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ streams: Streams
  ) throws(CallError) -> pid_t {
    #if canImport(Darwin)
    var attributes: posix_spawnattr_t?
    var actions: posix_spawn_file_actions_t?
    #else  // The C library fills both below.
    var attributes = posix_spawnattr_t()
    var actions = unsafe posix_spawn_file_actions_t()
    #endif
    var signals = sigset_t()
    // Sound: each call initialises or changes the one value given, freed at the end.
    _ = unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    _ = unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE] { _ = unsafe sigaddset(&signals, signal) }
    _ = unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    _ = unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    switch streams {
    case .terminal(let terminalPath):
      _ = unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminalPath, O_RDWR, 0)
      _ = unsafe posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    case .input(let descriptor):
      _ = unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
    }
    let words = unsafe copyStrings([path] + arguments)
    let variables = unsafe copyStrings(environment.map { "\($0.key)=\($0.value)" })
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var child = pid_t()
    // Sound: both lists are terminated copies, ended by nil, that outlive the call.
    let code = unsafe posix_spawn(&child, path, &actions, &attributes, words, variables)
    guard code == 0 else { throw CallError(code: code) }
    return child
  }

  /// Terminated copies of `strings`, ended by nil; the caller frees each.
  private static func copyStrings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe strings.map { unsafe strdup($0) } + [nil]
  }

  private static func wait(for child: pid_t) -> Ending {
    var status: Int32 = 0
    // Sound: the call fills the one integer given. Only a signal can break it off: the child is ours.
    while unsafe waitpid(child, &status, 0) == -1, errno == EINTR {}
    // The macros WIFSIGNALED, WTERMSIG and WEXITSTATUS, the same on Linux and macOS.
    let signal = status & 0x7F
    return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }

  /// Ends the process at once: no buffers are written, no handlers run.
  static func exitNow(_ code: ExitCode) -> Never { _exit(code.rawValue) }
}
