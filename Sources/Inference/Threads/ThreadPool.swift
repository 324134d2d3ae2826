// ThreadPool.swift: the one place that owns threads.
//
// A pool runs one job at a time: a number of tasks, handed out one by one to whoever is free, the
// caller included. Workers wait for the next job by spinning for about as long as the gap between two
// kernels of one token, then park, so that a busy machine is not fought over.

private import CKernels
private import Synchronization

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A fixed set of threads that share the tasks of one job after the other.
///
/// Which thread runs a task is not determined; what a task computes must not depend on it. Then any
/// thread count gives the same result.
public final class ThreadPool: Sendable {
  /// How many threads work on a job, the caller included.
  public let threadCount: Int

  private let desk: Desk
  private let workers: [Worker]

  /// Starts `threadCount` − 1 threads.
  ///
  /// - Parameter threadCount: At least 1. Where the system refuses more threads, the pool has fewer.
  public init(threadCount: Int) {
    precondition(threadCount >= 1, "a pool of \(threadCount) threads")
    let desk = Desk()
    let workers = (1..<max(threadCount, 2)).prefix(threadCount - 1).compactMap {
      Worker(index: $0, desk: desk)
    }
    self.desk = desk
    self.workers = workers
    self.threadCount = workers.count + 1
  }

  deinit {
    desk.stop()
    for worker in workers { worker.join() }
  }

  /// The number of processors that this process may use.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Runs `body` once for each task number in 0 ..< `taskCount`, and returns when all are done.
  ///
  /// Not to be called from inside a task, nor from two threads at once.
  public func run(taskCount: Int, _ body: (_ task: Int) -> Void) {
    run(taskCount: taskCount) { task, _ in body(task) }
  }

  /// Runs `body` once for each task, and tells it which of the pool's threads it is on (0 is the
  /// caller), so that a task can use memory that belongs to its thread.
  public func run(taskCount: Int, _ body: (_ task: Int, _ thread: Int) -> Void) {
    if workers.isEmpty || taskCount == 1 {
      for task in 0..<taskCount { body(task, 0) }
      return
    }
    withoutActuallyEscaping(body) { escapable in
      desk.open(Job(taskCount: taskCount, body: escapable))
      desk.work(thread: 0)
      desk.close()
    }
  }

  /// Runs `body` once for each of `count` rows, 16 of them a task: for work that is short a row.
  func eachRow(_ count: Int, _ body: (_ row: Int) -> Void) {
    let perTask = 16
    run(taskCount: (count + perTask - 1) / perTask) { task in
      for row in task * perTask..<min((task + 1) * perTask, count) { body(row) }
    }
  }
}

/// One job.
///
/// The closure is called by several threads at once; it outlives them, for `run` returns
/// only when none of them works on it any more.
private struct Job: @unchecked Sendable {
  var taskCount: Int
  var body: (Int, Int) -> Void
}

/// Where the job lies, and who is working on it.
///
/// `state` holds the job's number, whether workers may still join it, and how many have: a worker that
/// wakes too late finds the desk closed and nobody waits for it.
private final class Desk: @unchecked Sendable {  // `job` changes only while no worker has joined.
  private static let activeUnit = 1, openBit = 1 << 16, numberUnit = 1 << 17

  /// Rounds of waiting before a thread parks: about 100 µs.
  private static let spinLimit = 4000

  private let state = Atomic<Int>(0)
  private let nextTask = Atomic<Int>(0)
  private let parkedCount = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private var job = Job(taskCount: 0, body: { _, _ in })
  private let gate = Gate()

  /// Puts a job on the desk and wakes who sleeps.
  func open(_ job: Job) {
    self.job = job
    nextTask.store(0, ordering: .relaxed)
    state.add(Self.numberUnit | Self.openBit, ordering: .sequentiallyConsistent)
    if parkedCount.load(ordering: .sequentiallyConsistent) > 0 { gate.wakeAll() }
  }

  /// Takes tasks until none is left.
  func work(thread: Int) {
    let job = self.job
    while true {
      let task = nextTask.add(1, ordering: .relaxed).oldValue
      guard task < job.taskCount else { return }
      job.body(task, thread)
    }
  }

  /// Lets nobody join any more, and waits for those who have.
  func close() {
    state.subtract(Self.openBit, ordering: .acquiringAndReleasing)
    var rounds = 0
    while state.load(ordering: .acquiring) & (Self.openBit - 1) != 0 {
      rounds += 1
      if rounds < Self.spinLimit { ck_spin_hint() } else { sched_yield() }
    }
    job = Job(taskCount: 0, body: { _, _ in })  // what the closure holds is the caller's again
  }

  /// The life of a worker: waits for a job, joins it, works, leaves.
  func serve(thread: Int) {
    var seen = 0
    while let number = waitForJob(after: seen) {
      seen = number
      guard join(number) else { continue }
      work(thread: thread)
      state.subtract(Self.activeUnit, ordering: .acquiringAndReleasing)
    }
  }

  func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    gate.wakeAll()
  }

  /// The number of a job later than `seen`, or nil when the pool ends.
  private func waitForJob(after seen: Int) -> Int? {
    for _ in 0..<Self.spinLimit {
      if stopping.load(ordering: .relaxed) { return nil }
      let number = state.load(ordering: .acquiring) / Self.numberUnit
      if number != seen { return number }
      ck_spin_hint()
    }
    parkedCount.add(1, ordering: .sequentiallyConsistent)
    gate.wait { [self] in
      stopping.load(ordering: .sequentiallyConsistent)
        || state.load(ordering: .sequentiallyConsistent) / Self.numberUnit != seen
    }
    parkedCount.subtract(1, ordering: .sequentiallyConsistent)
    if stopping.load(ordering: .relaxed) { return nil }
    return state.load(ordering: .acquiring) / Self.numberUnit
  }

  private func join(_ number: Int) -> Bool {
    var current = state.load(ordering: .relaxed)
    while current / Self.numberUnit == number && current & Self.openBit != 0 {
      let (exchanged, original) = state.compareExchange(
        expected: current, desired: current + Self.activeUnit, ordering: .acquiringAndReleasing)
      if exchanged { return true }
      current = original
    }
    return false
  }
}

/// A mutex and a condition to sleep on.
@safe
private final class Gate: @unchecked Sendable {  // The system's own locks.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  func wakeAll() {
    unsafe pthread_mutex_lock(mutex)
    unsafe pthread_cond_broadcast(condition)
    unsafe pthread_mutex_unlock(mutex)
  }

  func wait(until isDone: () -> Bool) {
    unsafe pthread_mutex_lock(mutex)
    while !isDone() { unsafe pthread_cond_wait(condition, mutex) }
    unsafe pthread_mutex_unlock(mutex)
  }
}

/// One thread of the system.
@safe
private final class Worker: @unchecked Sendable {  // The handle is written once, before anyone reads it.
  private final class Start {
    let index: Int
    let desk: Desk

    init(index: Int, desk: Desk) {
      self.index = index
      self.desk = desk
    }
  }

  private let handle: pthread_t

  init?(index: Int, desk: Desk) {
    #if canImport(Darwin)
    var handle: pthread_t?
    #else
    var handle = pthread_t()
    #endif
    let start = unsafe Unmanaged.passRetained(Start(index: index, desk: desk))
    let status = unsafe pthread_create(
      &handle, nil,
      { argument in
        #if canImport(Darwin)
        let pointer: UnsafeMutableRawPointer? = unsafe argument
        #else
        let pointer = unsafe argument
        #endif
        guard let pointer = unsafe pointer else { return nil }
        let start = unsafe Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
        start.desk.serve(thread: start.index)
        return nil
      }, start.toOpaque())
    guard status == 0 else {
      unsafe start.release()
      return nil
    }
    #if canImport(Darwin)
    guard let handle else { return nil }
    #endif
    self.handle = handle
  }

  func join() { _ = pthread_join(handle, nil) }
}
