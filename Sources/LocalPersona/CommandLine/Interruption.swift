// Interruption.swift: Ctrl-C, and requests to end from the system.
//
// The first signal only sets a flag: the command stops at its next safe point and loses nothing
// (``Console/checkInterrupt()``). The second ends the process at once, with echo back on. A write to
// a pipe that nobody reads is an error of that write, not the end of the process.

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif
import Synchronization

/// Whether this process was asked to end.
enum Interruption {
  private static let count = Atomic<Int>(0)

  /// Whether a signal asked this process to end.
  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  /// Handles SIGINT, SIGTERM and SIGHUP from now on, and ignores SIGPIPE.
  ///
  /// SIGHUP and SIGINT stay ignored where they were, as `nohup` and `&` of a script arrange.
  static func install() {
    count.store(0, ordering: .relaxed)
    TerminalCalls.prepareForSignals()
    ProcessCalls.ignore(SIGPIPE)
    let signals = [SIGINT, SIGTERM, SIGHUP]
    ProcessCalls.unblock(signals)
    for signal in signals where !ProcessCalls.isIgnored(signal) {
      ProcessCalls.handle(signal, with: handleSignal)
    }
  }

  /// Notes a signal; the second ends the process.
  ///
  /// Safe in a signal handler.
  fileprivate static func noteSignal() {
    guard count.add(1, ordering: .relaxed).oldValue > 0 else { return }
    TerminalCalls.restoreEcho()
    ProcessCalls.exitNow(.interrupted)
  }
}

/// Uses only an atomic counter, tcsetattr and _exit, all of which POSIX allows in a handler.
private func handleSignal(_ signal: Int32) {
  Interruption.noteSignal()
}
