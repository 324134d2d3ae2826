// OrderedReduction.swift: what tasks that run side by side give, combined in the order of the tasks while
// others are still at work.

private import Synchronization

/// Combines the results of tasks 0, 1, 2, …, in whatever order they are done, to a total.
final class OrderedReduction<Value: Sendable, Total: Sendable>: Sendable {
  private struct Order {
    var waiting: [Int: Value] = [:]
    var next = 0
    var isCombining = false
    var isStopped = false

    /// The result that is next; nil where it is not there, or nothing more is wanted: then nobody combines.
    mutating func takeNext() -> (task: Int, value: Value)? {
      let value = isStopped ? nil : waiting.removeValue(forKey: next)
      isCombining = value != nil
      guard let value else { return nil }
      defer { next += 1 }
      return (next, value)
    }
  }

  private let order = Mutex(Order())

  /// Locked by the thread that combines; the others do not wait for it.
  private let combined: Mutex<Total>

  /// Begins with `total`.
  init(_ total: Total) { combined = Mutex(total) }

  /// Whether a step asked to stop: what is still computed is wanted by nobody.
  var isStopped: Bool { order.withLock { $0.isStopped } }

  /// What was combined so far.
  var total: Total { combined.withLock { $0 } }

  /// Takes the result of a task, and combines what is next in order, unless another thread is doing that:
  /// then it combines this as well.
  ///
  /// - Parameters:
  ///   - value: What the task gave.
  ///   - task: Its number; each comes once.
  ///   - combine: Called for one result after the other, never by two threads at once. Returns whether to go
  ///     on.
  func add(_ value: Value, of task: Int, combine: (inout Total, _ task: Int, Value) -> Bool) {
    var turn = order.withLock { order in
      order.waiting[task] = value
      return order.isCombining ? nil : order.takeNext()
    }
    while let (task, value) = turn {
      let goesOn = combined.withLock { combine(&$0, task, value) }
      turn = order.withLock { order in
        order.isStopped = !goesOn
        return order.takeNext()
      }
    }
  }
}
