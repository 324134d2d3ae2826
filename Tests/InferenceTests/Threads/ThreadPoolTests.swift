import Inference
import Synchronization
import Testing

@Suite("thread pool")
struct ThreadPoolTests {
  @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 7, 100])
  func runsEveryTaskOnce(threads: Int, tasks: Int) {
    let pool = ThreadPool(threadCount: threads)
    let counts = (0..<tasks).map { _ in Counter() }
    for _ in 0..<50 { pool.run(taskCount: tasks) { counts[$0].value.add(1, ordering: .relaxed) } }
    #expect(counts.allSatisfy { $0.value.load(ordering: .relaxed) == 50 })
  }

  @Test func tellsEachTaskItsThreadAndNeverSharesOne() {
    let pool = ThreadPool(threadCount: 4)
    let busy = (0..<4).map { _ in Counter() }, clashes = Counter()
    pool.run(taskCount: 2000) { _, thread in
      if busy[thread].value.add(1, ordering: .sequentiallyConsistent).oldValue != 0 {
        clashes.value.add(1, ordering: .relaxed)
      }
      busy[thread].value.subtract(1, ordering: .sequentiallyConsistent)
    }
    #expect(clashes.value.load(ordering: .relaxed) == 0)
  }

  @Test func worksAgainAfterItsThreadsWentToSleep() async throws {
    let pool = ThreadPool(threadCount: 3), count = Counter()
    for _ in 0..<20 {
      try await Task.sleep(for: .milliseconds(3))
      pool.run(taskCount: 9) { _ in count.value.add(1, ordering: .relaxed) }
    }
    #expect(count.value.load(ordering: .relaxed) == 180)
  }

  @Test func manyPoolsComeAndGo() {
    for round in 0..<200 {
      let pool = ThreadPool(threadCount: 1 + round % 4), count = Counter()
      pool.run(taskCount: round % 5) { _ in count.value.add(1, ordering: .relaxed) }
      #expect(count.value.load(ordering: .relaxed) == round % 5)
    }
  }

  final class Counter: Sendable { let value = Atomic<Int>(0) }
}
