// TerminalCalls.swift: the modes of a terminal: echo off while a passphrase is typed, and on again
// whatever happens.
//
// One of three files of the command line that touch pointers.

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif
import Synchronization

/// Calls on terminals.
enum TerminalCalls {
  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The width of a terminal, or nil where `descriptor` is none or does not know.
  static func columnCount(of descriptor: Int32) -> Int? {
    var size = winsize()
    // Sound: the call fills the one `winsize` given.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The height of a terminal, or nil where `descriptor` is none or does not know.
  static func rowCount(of descriptor: Int32) -> Int? {
    var size = winsize()
    // Sound: the call fills the one `winsize` given.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  /// Turns echo off until ``restoreEcho()``, and Ctrl-Z with it: a shell that takes over meanwhile would be
  /// left without echo.
  ///
  /// What was typed ahead is thrown away: it was echoed.
  static func disableEcho(_ descriptor: Int32) throws(CallError) {
    var modes = termios()
    // Sound: the calls read and fill the one `termios` given.
    guard unsafe tcgetattr(descriptor, &modes) == 0 else { throw .last }
    unsafe savedModes.initialize(to: modes)
    savedDescriptor.store(descriptor, ordering: .releasing)
    modes.c_lflag &= ~tcflag_t(ECHO | ECHOE | ECHOK | ECHONL)
    unsafe withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      unsafe characters[Int(VSUSP)] = disabledCharacter
    }
    guard unsafe tcsetattr(descriptor, TCSAFLUSH, &modes) == 0 else {
      let error = CallError.last
      restoreEcho()
      throw error
    }
  }

  /// Restores the modes before ``disableEcho(_:)``; does nothing otherwise.
  ///
  /// Safe in a signal handler.
  ///
  /// What was typed and not read is thrown away: the rest of a passphrase that is too long must not
  /// become a command for the shell.
  static func restoreEcho() {
    let descriptor = savedDescriptor.exchange(-1, ordering: .acquiringAndReleasing)
    guard descriptor >= 0 else { return }
    // Sound: the modes were stored before the descriptor. tcsetattr is async-signal-safe (POSIX).
    _ = unsafe tcsetattr(descriptor, TCSAFLUSH, savedModes)
  }

  /// Makes sure that a signal handler finds the two variables below already there.
  static func prepareForSignals() {
    savedDescriptor.store(-1, ordering: .releasing)
    _ = unsafe savedModes
  }

  /// `_POSIX_VDISABLE`: a control character that nothing types.
  #if canImport(Darwin)
  private static let disabledCharacter: UInt8 = 0xFF
  #else
  private static let disabledCharacter: UInt8 = 0
  #endif

  /// The terminal whose echo is off, or -1.
  private static let savedDescriptor = Atomic<Int32>(-1)

  /// Its modes before.
  ///
  /// Sound across threads: written only while `savedDescriptor` is -1, by the one thread that asks; read only
  /// by whoever took the descriptor out.
  private nonisolated(unsafe) static let savedModes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
}
