// MachineLimits.swift: what this machine can read and multiply at most, measured in the run that quotes it.

import CMachine
import Foundation
import Inference

/// The best of a few rounds, for all threads together.
struct MachineLimits {
  /// Bytes a second, of a gibibyte that no cache holds.
  let readBytes: Double

  /// Multiplications and additions of 8-bit integers a second; 0 where that was not measured.
  let integerOperations: Double

  init(threads: Int) {
    let pool = ThreadPool(threadCount: threads)
    let byteCount = 1 << 30, share = byteCount / threads / 512 * 512
    let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    defer { memory.deallocate() }
    memset(memory, 1, byteCount)
    let bytes = memory.assumingMemoryBound(to: UInt8.self)
    nonisolated(unsafe) let shared = bytes
    readBytes = (0..<7).reduce(0.0) { best, _ in
      let time = seconds {
        pool.run(taskCount: threads) { _ = cm_read(shared + $0 * share, share) }
      }
      return max(best, Double(share * threads) / time)
    }
    let operations = cm_operations_a_round(), roundCount = 20_000_000
    integerOperations =
      operations == 0
      ? 0
      : (0..<3).reduce(0.0) { best, _ in
        let time = seconds { pool.run(taskCount: threads) { _ in _ = cm_multiply(roundCount) } }
        return max(best, Double(operations * roundCount * threads) / time)
      }
  }
}
