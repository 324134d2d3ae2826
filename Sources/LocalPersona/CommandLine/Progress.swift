// Progress.swift: tells how far a long step is, on standard error.
//
// Nothing shows in the first second. After it a terminal gets a line that is redrawn in place; at the end
// anything longer than a second leaves one plain line. With --plain the line is not redrawn, but said now and
// then. With --quiet there is nothing.

import Synchronization

/// How far a step is; made by ``Console/progress(_:total:)``.
///
/// An interrupted step needs no ``finish()``: the line is taken away when the value goes.
public final class Progress: Sendable {
  private struct State {
    var completed = 0
    var lastDrawn: ContinuousClock.Instant?
    var isFinished = false
  }

  /// How long a step may take unseen.
  private static let patience = Duration.seconds(1)

  /// How often the line is redrawn at most; faster than this nobody can read.
  private static let redrawInterval = Duration.milliseconds(100)

  /// How often a plain line is said.
  private static let sayingInterval = Duration.seconds(15)

  private let label: String
  private let total: Int
  private let channel: OutputChannel
  private let draws: Bool
  private let says: Bool
  private let isSilent: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(label: String, total: Int, channel: OutputChannel, draws: Bool, says: Bool = false, isSilent: Bool) {
    self.label = label
    self.total = total
    self.channel = channel
    self.draws = draws
    self.says = says
    self.isSilent = isSilent
  }

  deinit {
    if draws { channel.clearTransient() }
  }

  /// Notes that `completed` of the total are done.
  ///
  /// Cheap enough for every step of a loop.
  public func advance(to completed: Int) {
    guard !isSilent else { return }
    let line = state.withLock { state -> String? in
      state.completed = completed
      let now = ContinuousClock.now
      guard isDue(state, at: now) else { return nil }
      state.lastDrawn = now
      return describe(completed, after: now - start)
    }
    guard let line else { return }
    if draws { channel.showTransient(line) } else { try? channel.write(line + "\n", isUrgent: true) }
  }

  private func isDue(_ state: State, at now: ContinuousClock.Instant) -> Bool {
    guard draws || says, !state.isFinished, now - start >= Progress.patience else { return false }
    // The first plain line waits as long as the others: a short step needs only its end.
    guard let last = state.lastDrawn ?? (draws ? nil : start) else { return true }
    return now - last >= (draws ? Progress.redrawInterval : Progress.sayingInterval)
  }

  /// Ends the step; prints one line where it took more than a second.
  public func finish() {
    let wasFinished = state.withLock { state in
      defer { state.isFinished = true }
      return state.isFinished
    }
    guard !isSilent, !wasFinished else { return }
    channel.clearTransient()
    let duration = ContinuousClock.now - start
    guard duration >= Progress.patience else { return }
    let count = total > 0 ? "\(total.grouped), " : ""
    try? channel.write("\(label): \(count)\(Progress.describe(duration))\n", isUrgent: true)
  }

  private func describe(_ completed: Int, after duration: Duration) -> String {
    guard total > 0 else { return "\(label): \(completed.grouped), \(Progress.describe(duration))" }
    let done = min(max(completed, 0), total)
    let percent = done * 100 / total
    var line = "\(label): \(done.grouped) of \(total.grouped) (\(percent) %)"
    if done > 0, done < total {
      line += ", \(Progress.describe(duration * (total - done) / done)) left"
    }
    return line
  }

  /// A duration in words: `0.4 s`, `12 s`, `3 min 20 s`.
  static func describe(_ duration: Duration) -> String {
    let tenths = duration.components.seconds * 10 + duration.components.attoseconds / 100_000_000_000_000_000
    if tenths < 100 { return "\(tenths / 10).\(tenths % 10) s" }
    let seconds = tenths / 10
    return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}

extension Console {
  /// Starts telling how far a step is.
  ///
  /// - Parameters:
  ///   - label: What is being done, such as `encoding entries`.
  ///   - total: How many units there are, or 0 where nobody knows.
  /// - Returns: What to tell each step, and the end.
  public func progress(_ label: String, total: Int) -> Progress {
    Progress(
      label: label, total: total, channel: errors, draws: errors.isTerminal && settings.allowsAnimation,
      says: settings.isPlain, isSilent: settings.isQuiet)
  }
}

extension Int {
  /// The number with a comma between thousands.
  var grouped: String {
    let digits = String(magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (self < 0 ? "-" : "") + result
  }
}
