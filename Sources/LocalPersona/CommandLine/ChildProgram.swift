// ChildProgram.swift: who gets Ctrl-C while an editor or a pager has the terminal.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// A program of the user's choice that has the terminal for a while.
enum ChildProgram {
  /// Calls `run`, which starts a child and waits for its end; until then Ctrl-C and Ctrl-\ belong to the
  /// child.
  ///
  /// - Throws: What `run` throws.
  static func withTerminal(
    _ run: () throws(CallError) -> ProcessCalls.Ending
  ) throws(CallError) -> ProcessCalls.Ending {
    let interrupt = ProcessCalls.ignore(SIGINT)
    let quit = ProcessCalls.ignore(SIGQUIT)
    defer {
      ProcessCalls.restore(SIGINT, to: interrupt)
      ProcessCalls.restore(SIGQUIT, to: quit)
    }
    return try run()
  }
}
