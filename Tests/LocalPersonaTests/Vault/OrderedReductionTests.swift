import Dispatch
import Synchronization
import Testing

@testable import LocalPersona

@Suite("results combined in order")
struct OrderedReductionTests {
  @Test(arguments: 1...20) func areCombinedOnceInOrderAndNeverAtOnce(seed: Int) {
    let count = 1 << (seed % 10)
    let reduction = OrderedReduction<Int, [Int]>([])
    let combining = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: count) { index in
      reduction.add(index * 7, of: index) { total, task, value in
        let threads = combining.withLock { count in
          count += 1
          return count
        }
        #expect(threads == 1 && value == task * 7)
        total.append(task)
        combining.withLock { $0 -= 1 }
        return true
      }
    }
    #expect(reduction.total == Array(0..<count))
  }

  @Test func waitForTheOneThatIsNext() {
    let reduction = OrderedReduction<Character, String>("")
    for (task, value, total) in [
      (2, "c", ""), (1, "b", ""), (0, "a", "abc"), (4, "e", "abc"), (3, "d", "abcde"),
    ] {
      reduction.add(Character(value), of: task) { total, _, value in
        total.append(value)
        return true
      }
      #expect(reduction.total == total)
    }
  }

  @Test func areNotCombinedAfterOneThatAsksToStop() {
    let reduction = OrderedReduction<Int, [Int]>([])
    for task in [1, 2, 0, 3] {
      reduction.add(task, of: task) { total, task, _ in
        total.append(task)
        return task < 1
      }
    }
    #expect(reduction.total == [0, 1] && reduction.isStopped)
  }
}
