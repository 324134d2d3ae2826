// MatrixProduct.swift: several matrices times one input, as one job of the thread pool.

/// Products that share their input, split by rows into tasks of about equal size.
struct MatrixProduct {
  typealias Pair = (matrix: WeightMatrix, output: FloatRows)

  private struct Task {
    var pairIndex: Int
    var rows: Range<Int>
  }

  private let pairs: [Pair]
  private let tasks: [Task]
  private let threads: ThreadPool

  /// - Parameters:
  ///   - pairs: The matrices, and where their products go.
  ///   - threads: Who works.
  ///   - tasksPerThread: Enough that a thread that is late costs little, few enough that handing out does
  ///     not. A task has a tile's rows at least.
  init(_ pairs: [Pair], threads: ThreadPool, tasksPerThread: Int = 4) {
    self.pairs = pairs
    self.threads = threads
    let total = pairs.reduce(0) { $0 + $1.matrix.rows }, granularity = WeightMatrix.preferredGranularity
    let goal = max(granularity, total / (threads.threadCount * tasksPerThread))
    let height = (goal + granularity - 1) / granularity * granularity
    tasks = pairs.indices.flatMap { index in
      let rows = pairs[index].matrix.rows
      return Swift.stride(from: 0, to: rows, by: height).map {
        Task(pairIndex: index, rows: $0..<min($0 + height, rows))
      }
    }
  }

  /// output[t] = W · input[t] for t < `tokenCount`, for every pair.
  func run(_ input: MatrixInput, tokenCount: Int, scratch: FloatRows) {
    threads.run(taskCount: tasks.count) { number, thread in
      let task = tasks[number], pair = pairs[task.pairIndex]
      pair.matrix.multiply(
        input, firstToken: 0, tokenCount: tokenCount, rowRange: task.rows, into: pair.output,
        scratch: scratch,
        thread: thread)
    }
  }
}
