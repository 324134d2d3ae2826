// OutputChannel.swift: a file descriptor to write text to: collected, or at once.
//
// On a terminal, text is made safe (see TerminalText), and one transient line can stand at the
// bottom: progress, which is wiped before anything else is written.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif
import Synchronization

/// Standard output or standard error.
final class OutputChannel: Sendable {
  private struct State {
    var collected: [UInt8] = []
    var hasTransient = false

    /// What went wrong first.
    ///
    /// It stays, so that whoever can report it learns of it, even where somebody who
    /// could not had flushed before.
    var failure: ConsoleError?
  }

  /// From this many bytes on, collected lines are written.
  private static let pieceByteCount = 1 << 16

  let descriptor: Int32
  let isTerminal: Bool
  private let state = Mutex(State())

  init(descriptor: Int32) {
    self.descriptor = descriptor
    self.isTerminal = TerminalCalls.isTerminal(descriptor)
  }

  /// Takes `text`, and writes it and all that was collected where `isUrgent`.
  func write(_ text: String, isUrgent: Bool) throws(ConsoleError) {
    let safe = isTerminal ? TerminalText.safe(text) : text
    try state.withLock { state throws(ConsoleError) in
      state.collected.append(contentsOf: safe.utf8)
      if isUrgent || state.collected.count >= OutputChannel.pieceByteCount { try flush(&state) }
    }
  }

  /// Writes all that was collected.
  func flush() throws(ConsoleError) {
    try state.withLock { state throws(ConsoleError) in try flush(&state) }
  }

  /// Puts `line` at the bottom of the terminal, in place of the last one.
  func showTransient(_ line: String) {
    let columns = TerminalCalls.columnCount(of: descriptor) ?? 80
    let cut = TerminalText.safe(line).prefix(max(columns - 1, 1))
    state.withLock { state in
      state.hasTransient = true
      try? DescriptorCalls.write(descriptor, Array("\r\u{1B}[K\(cut)".utf8))
    }
  }

  /// Wipes the line at the bottom, where there is one.
  func clearTransient() {
    state.withLock { state in
      guard state.hasTransient else { return }
      state.hasTransient = false
      try? DescriptorCalls.write(descriptor, Array("\r\u{1B}[K".utf8))
    }
  }

  /// Collected text is given up on failure: what cannot be written now never will be.
  private func flush(_ state: inout State) throws(ConsoleError) {
    if let failure = state.failure { throw failure }
    guard !state.collected.isEmpty else { return }
    defer { state.collected.removeAll(keepingCapacity: true) }
    do {
      try DescriptorCalls.write(descriptor, state.collected)
    } catch {
      let failure: ConsoleError =
        switch error.code {
        case EPIPE, EBADF: .closedOutput
        case EIO where isTerminal: .closedOutput
        case EINTR: .interrupted
        default: .outputFailed(code: error.code)
        }
      state.failure = failure
      throw failure
    }
  }
}
