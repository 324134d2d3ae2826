// PseudoTerminal.swift: a terminal whose other end is held by a test.

import Foundation

@testable import LocalPersona

/// A pseudo terminal: the test types and reads on one end, the program opens the other by its path.
final class PseudoTerminal {
  /// Where the program opens it.
  let path: String
  private let control: Int32
  /// Held open, so that the terminal lives between two openings by the program.
  private let device: Int32

  init?() {
    #if canImport(Darwin)
    control = posix_openpt(O_RDWR | O_NOCTTY)
    guard control >= 0, grantpt(control) == 0, unlockpt(control) == 0, let name = ptsname(control) else {
      return nil
    }
    path = String(cString: name)
    #else
    // What the functions above do on Linux, where Swift does not import them: see pts(4).
    control = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    let (setLock, getNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))  // TIOCSPTLCK, TIOCGPTN
    guard control >= 0, ioctl(control, setLock, &unlocked) == 0, ioctl(control, getNumber, &number) == 0
    else {
      return nil
    }
    path = "/dev/pts/\(number)"
    #endif
    device = open(path, O_RDWR | O_NOCTTY)
  }

  deinit {
    close(device)
    close(control)
  }

  /// The program's end as a descriptor.
  var descriptor: Int32 { device }

  /// Makes it this large.
  func resize(columns: Int, rows: Int = 24) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(control, UInt(TIOCSWINSZ), &size)
  }

  /// Whether what is typed is shown.
  var echoes: Bool {
    var modes = termios()
    tcgetattr(control, &modes)
    return modes.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Waits until `text` was shown, and returns all that was shown since the last call.
  func wait(for text: String, seconds: Double = 10) -> String {
    var shown: [UInt8] = []
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      var request = pollfd(fd: control, events: Int16(POLLIN), revents: 0)
      if poll(&request, 1, 50) > 0 {
        var piece = [UInt8](repeating: 0, count: 4096)
        let count = read(control, &piece, piece.count)
        if count > 0 { shown += piece[..<count] }
      }
      if String(decoding: shown, as: UTF8.self).contains(text) { break }
    }
    return String(decoding: shown, as: UTF8.self)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(control, bytes, bytes.count)
  }

  /// Answers each prompt in turn on a thread of its own, once it is shown.
  func answer(_ dialogue: [(prompt: String, answer: String)]) -> Answers {
    let answers = Answers()
    nonisolated(unsafe) let terminal = self  // Only this thread uses it until `answers` is done.
    Thread.detachNewThread {
      for (prompt, answer) in dialogue {
        let shown = terminal.wait(for: prompt)
        answers.add(shown: shown, echoed: terminal.echoes)
        terminal.type(answer)
      }
      answers.finish()
    }
    return answers
  }
}

/// What was shown while a dialogue was answered.
final class Answers: @unchecked Sendable {  // A semaphore orders all writes before the reads.
  private var shown: [String] = []
  private var echoed: [Bool] = []
  private let done = DispatchSemaphore(value: 0)

  fileprivate func add(shown text: String, echoed isEchoed: Bool) {
    shown.append(text)
    echoed.append(isEchoed)
  }

  fileprivate func finish() { done.signal() }

  /// Waits for the end of the dialogue.
  func result() -> (shown: [String], echoed: [Bool]) {
    done.wait()
    defer { done.signal() }
    return (shown, echoed)
  }
}
