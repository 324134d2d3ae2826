// BackgroundLoad.swift: one thing that is loaded on another thread while this one does something else.
//
// A key derivation keeps one core busy for up to a second; a model can be opened on another meanwhile.

private import Dispatch

/// A value on its way.
///
/// Loading starts at once; ``get()`` waits for the value.
final class BackgroundLoad<Value>: @unchecked Sendable {
  // `result` is written once, before `done` is signalled, and read only after that.
  private let done = DispatchSemaphore(value: 0)
  private var result: Result<Value, any Error>?

  /// Starts `load` on another thread.
  init(_ load: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      result = Result(catching: load)
      done.signal()
    }
  }

  /// Waits for the value.
  ///
  /// - Returns: What `load` returned.
  /// - Throws: What `load` threw.
  func get() throws -> Value {
    done.wait()
    defer { done.signal() }
    guard let result else { preconditionFailure("signalled without a result") }
    return try result.get()
  }
}
